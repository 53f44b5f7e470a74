//! What a bucket becomes: itself, and its companions under the same label.

use terrane_aws::CollectedPolicy;
use terrane_aws::kind::{BucketName, KeyArn};
use terrane_core::{Body, Node, Ref, Resource, ResourceType, Stack, Text};

use super::bucket::Versioning;
use super::{Bucket, BucketHandle, CorsRule, LifecycleRule, bucket_policy};

const BUCKET: ResourceType = terrane_aws::resource("aws_s3_bucket", "data").named_once("bucket");
const PUBLIC_ACCESS: ResourceType = terrane_aws::resource("aws_s3_bucket_public_access_block", "data");
const VERSIONING: ResourceType = terrane_aws::resource("aws_s3_bucket_versioning", "data");
const ENCRYPTION: ResourceType =
    terrane_aws::resource("aws_s3_bucket_server_side_encryption_configuration", "data");
const LIFECYCLE: ResourceType = terrane_aws::resource("aws_s3_bucket_lifecycle_configuration", "data");
const CORS: ResourceType = terrane_aws::resource("aws_s3_bucket_cors_configuration", "data");
const LOGGING: ResourceType = terrane_aws::resource("aws_s3_bucket_logging", "data");
const NOTIFICATION: ResourceType = terrane_aws::resource("aws_s3_bucket_notification", "data");
const POLICY: ResourceType = terrane_aws::resource("aws_s3_bucket_policy", "data");

impl Resource for Bucket {
    type Handle = BucketHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> BucketHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("bucket", &Self::NAME, self.name);
        body.set_opt("force_destroy", self.force_destroy);
        self.tags.write(&mut body);
        let bucket = stack.add(&BUCKET, label, body);

        let mut of = Companions { stack, label, bucket: &bucket };
        let public_access_block = of.public_access_block();
        let versioning = of.versioning(self.versioning);
        let encryption = of.encryption(self.key.as_ref(), self.bucket_key);
        let lifecycle = of.lifecycle(self.rules, &versioning);
        let cors = of.cors(self.cors);
        let logging = self.log_target.map(|(target, prefix)| of.logging(&target, prefix));
        let notification = self.event_bridge.then(|| of.notification());
        let policy = of.policy(&public_access_block);

        let key = self.key;
        let handle = BucketHandle {
            bucket,
            public_access_block,
            versioning,
            encryption,
            lifecycle,
            cors,
            logging,
            notification,
            policy,
            key,
        };
        bucket_policy::remember(stack, &handle, self.logs_from.is_some());
        let accepted = [
            self.deny_insecure.then(|| bucket_policy::deny_insecure_transport(&handle)),
            self.logs_from.map(|account| bucket_policy::accept_access_logs(&handle, account)),
            self.load_balancer_logs_from
                .map(|account| bucket_policy::accept_load_balancer_logs(&handle, account)),
        ];
        for statement in accepted.into_iter().flatten() {
            handle.grant(stack, statement);
        }
        handle
    }
}

/// Declares the companions of a bucket.
struct Companions<'a> {
    stack: &'a mut Stack,
    label: &'a str,
    bucket: &'a Node,
}

impl Companions<'_> {
    fn body(&self) -> Body {
        let mut body = Body::new();
        body.set("bucket", self.bucket.expression("id"));
        body
    }

    fn public_access_block(&mut self) -> Node {
        let mut body = self.body();
        body.set("block_public_acls", true);
        body.set("block_public_policy", true);
        body.set("ignore_public_acls", true);
        body.set("restrict_public_buckets", true);
        self.stack.add(&PUBLIC_ACCESS, self.label, body)
    }

    fn versioning(&mut self, versioning: Versioning) -> Node {
        let mut body = self.body();
        body.block("versioning_configuration", |block| block.set("status", versioning));
        self.stack.add(&VERSIONING, self.label, body)
    }

    fn encryption(&mut self, key: Option<&Ref<KeyArn>>, bucket_key: bool) -> Node {
        let mut body = self.body();
        body.block("rule", |rule| {
            rule.set_opt("bucket_key_enabled", key.is_some().then_some(bucket_key));
            rule.block("apply_server_side_encryption_by_default", |default| match key {
                Some(key) => {
                    default.reference("kms_master_key_id", key);
                    default.set("sse_algorithm", "aws:kms");
                }
                None => default.set("sse_algorithm", "AES256"),
            });
        });
        self.stack.add(&ENCRYPTION, self.label, body)
    }

    fn lifecycle(&mut self, rules: Vec<LifecycleRule>, versioning: &Node) -> Option<Node> {
        if rules.is_empty() {
            return None;
        }
        let mut body = self.body();
        // S3 accepts rules about versions once it keeps them.
        body.after(versioning);
        for rule in rules {
            body.block("rule", |block| rule.write(block));
        }
        Some(self.stack.add(&LIFECYCLE, self.label, body))
    }

    fn cors(&mut self, rules: Vec<CorsRule>) -> Option<Node> {
        if rules.is_empty() {
            return None;
        }
        let mut body = self.body();
        for rule in rules {
            body.block("cors_rule", |block| rule.write(block));
        }
        Some(self.stack.add(&CORS, self.label, body))
    }

    fn logging(&mut self, target: &Ref<BucketName>, prefix: Text) -> Node {
        let mut body = self.body();
        bucket_policy::wait_for_log_target(self.stack, &mut body, target);
        body.reference("target_bucket", target);
        body.set("target_prefix", prefix);
        self.stack.add(&LOGGING, self.label, body)
    }

    fn notification(&mut self) -> Node {
        let mut body = self.body();
        body.set("eventbridge", true);
        self.stack.add(&NOTIFICATION, self.label, body)
    }

    fn policy(&mut self, public_access_block: &Node) -> Node {
        let mut body = self.body();
        // S3 refuses to change both at the same time.
        body.after(public_access_block);
        let policy = self.stack.add(&POLICY, self.label, body);
        CollectedPolicy::declare(self.stack, &policy);
        policy
    }
}
