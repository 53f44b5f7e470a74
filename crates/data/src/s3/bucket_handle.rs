//! What a declared bucket gives: its names, the rights to it, and its parts.

use terrane_aws::kind::{BucketArn, BucketName, HostName, KeyArn, ObjectsArn};
use terrane_aws::{CollectedPolicy, Metric, Statement, Statistic, kms};
use terrane_core::{Handle, Node, Ref, RefersTo, Stack, Text};

use super::action;

/// A declared [`Bucket`](crate::Bucket), with its parts for `stack.amend(…)`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BucketHandle {
    /// `aws_s3_bucket`.
    pub bucket: Node,
    /// `aws_s3_bucket_public_access_block`.
    pub public_access_block: Node,
    /// `aws_s3_bucket_versioning`.
    pub versioning: Node,
    /// `aws_s3_bucket_server_side_encryption_configuration`.
    pub encryption: Node,
    /// `aws_s3_bucket_lifecycle_configuration`, where there is a rule.
    pub lifecycle: Option<Node>,
    /// `aws_s3_bucket_cors_configuration`, where there is a rule.
    pub cors: Option<Node>,
    /// `aws_s3_bucket_logging`, where requests are logged.
    pub logging: Option<Node>,
    /// `aws_s3_bucket_notification`, where EventBridge is told of objects.
    pub notification: Option<Node>,
    /// `aws_s3_bucket_policy`. It is emitted where it has a statement: see [`BucketHandle::grant`].
    pub policy: Node,
    pub(super) key: Option<Ref<KeyArn>>,
}

impl BucketHandle {
    /// The name.
    pub fn name(&self) -> Ref<BucketName> {
        self.bucket.attribute("bucket")
    }

    /// The name, for what delivers logs here: it waits for the bucket's policy, which must allow the
    /// delivery.
    pub fn log_target(&self) -> Ref<BucketName> {
        self.name().after(&self.policy)
    }

    /// The ARN of the bucket itself.
    pub fn arn(&self) -> Ref<BucketArn> {
        self.bucket.attribute("arn")
    }

    /// The ARN pattern of all objects.
    pub fn objects_arn(&self) -> Ref<ObjectsArn> {
        self.objects_under("")
    }

    /// The ARN pattern of the objects whose key begins with a prefix, such as `uploads/`.
    pub fn objects_under(&self, prefix: &str) -> Ref<ObjectsArn> {
        Ref::from_expr(Text::from(self.arn()).then(format!("/{prefix}*")).into())
    }

    /// The host name of the bucket in its region: an origin for a CDN.
    pub fn regional_domain_name(&self) -> Ref<HostName> {
        self.bucket.attribute("bucket_regional_domain_name")
    }

    /// The right to read objects and to list them; with a key of your own also to decrypt with it.
    pub fn read(&self) -> Vec<Statement> {
        let objects = Statement::allow([action::GET_OBJECT], [self.objects_arn()]);
        let list = Statement::allow([action::LIST_BUCKET], [self.arn()]);
        [objects, list].into_iter().chain(kms::read(self.key.as_ref())).collect()
    }

    /// The right to read, write, delete and list objects; with a key of your own also to decrypt with it and
    /// to make data keys.
    pub fn read_write(&self) -> Vec<Statement> {
        let actions = [action::GET_OBJECT, action::PUT_OBJECT, action::DELETE_OBJECT];
        let objects = Statement::allow(actions, [self.objects_arn()]);
        let list = Statement::allow([action::LIST_BUCKET], [self.arn()]);
        [objects, list].into_iter().chain(kms::read_write(self.key.as_ref())).collect()
    }

    /// Adds a statement to the bucket's policy, such as one that lets a CDN read. It needs a
    /// [principal](Statement::principal).
    pub fn grant(&self, stack: &mut Stack, statement: Statement) {
        CollectedPolicy::grant(stack, &self.policy, statement);
    }

    /// How many bytes the objects of the standard class take. S3 records it once a day.
    pub fn size(&self) -> Metric {
        self.daily("BucketSizeBytes", "StandardStorage")
    }

    /// How many objects and versions there are. S3 records it once a day.
    pub fn object_count(&self) -> Metric {
        self.daily("NumberOfObjects", "AllStorageTypes")
    }

    fn daily(&self, name: &'static str, storage: &'static str) -> Metric {
        Metric::new("AWS/S3", name, Statistic::Average)
            .dimension("BucketName", self.name())
            .dimension("StorageType", storage)
    }
}

impl RefersTo<BucketName> for BucketHandle {
    fn reference(&self) -> Ref<BucketName> {
        self.name()
    }
}

impl RefersTo<BucketArn> for BucketHandle {
    fn reference(&self) -> Ref<BucketArn> {
        self.arn()
    }
}

impl Handle for BucketHandle {
    fn node(&self) -> &Node {
        &self.bucket
    }
}
