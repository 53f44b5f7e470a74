//! `aws_s3_bucket`, with its companions.

use terrane_aws::kind::{BucketName, KeyArn};
use terrane_aws::{CollectedPolicy, Tags};
use terrane_core::{
    Body, Days, Expr, NameRule, Node, Problem, Ref, RefersTo, Resource, Stack, Text, Type, Value,
};

use super::{BucketHandle, CorsRule, LifecycleRule, bucket_policy};

const BUCKET: Type = terrane_aws::resource("aws_s3_bucket", "data").named_once("bucket");
const PUBLIC_ACCESS: Type = terrane_aws::resource("aws_s3_bucket_public_access_block", "data");
const VERSIONING: Type = terrane_aws::resource("aws_s3_bucket_versioning", "data");
const ENCRYPTION: Type = terrane_aws::resource("aws_s3_bucket_server_side_encryption_configuration", "data");
const LIFECYCLE: Type = terrane_aws::resource("aws_s3_bucket_lifecycle_configuration", "data");
const CORS: Type = terrane_aws::resource("aws_s3_bucket_cors_configuration", "data");
const LOGGING: Type = terrane_aws::resource("aws_s3_bucket_logging", "data");
const NOTIFICATION: Type = terrane_aws::resource("aws_s3_bucket_notification", "data");
const POLICY: Type = terrane_aws::resource("aws_s3_bucket_policy", "data");

/// An S3 bucket: closed to the public, versioned, and encrypted.
///
/// Emits `aws_s3_bucket.{label}`, its public access block (everything blocked), its versioning, its
/// encryption, and where they are asked for lifecycle rules, CORS, access logs, notifications and a policy.
/// All have the bucket's label, and the handle has a field for each, so that
/// `stack.amend(&bucket.versioning)` can say more.
///
/// By default versions are kept, and S3 encrypts with its own key (AES256).
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Bucket::NAME`]; an IP address is refused as well |
/// | `duplicate-lifecycle-rule`, `lifecycle-without-versions` | lifecycle rules that do not fit the bucket |
/// | `log-target-key`, `log-target-refuses` | a bucket to which AWS cannot deliver logs |
/// | `out-of-range` | more than 1000 lifecycle rules or 100 CORS rules |
///
/// # Not covered
///
/// ACLs (S3 itself has them off), object lock, replication, notifications to queues and functions, websites,
/// acceleration, and names made from a prefix: use `stack.amend(&bucket).attribute(…)`, or
/// `terrane_core::Custom` for a further companion.
///
/// # Example
///
/// ```
/// # use terrane_core::Stack;
/// use terrane_core::{Declare, Days, Name, literal};
/// use terrane_data::{Bucket, LifecycleRule};
///
/// # let mut stack = Stack::new("docs");
/// let bucket = Bucket::new(literal!(Name, Bucket::NAME, "jiki-api-storage"))
///         .lifecycle_rule(LifecycleRule::expire_noncurrent("expire-old-versions", Days(90)))
///         .abort_incomplete_uploads(Days(7)).declare(&mut stack, "api_storage");
/// let rights = bucket.read_write();
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// A name that S3 refuses does not compile as a literal, and is reported where it is computed:
///
/// ```compile_fail,E0080
/// use terrane_core::{Name, literal};
/// use terrane_data::Bucket;
///
/// let bucket = Bucket::new(literal!(Name, Bucket::NAME, "Jiki"));
/// ```
///
/// A bucket is not a table:
///
/// ```compile_fail,E0308
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{Attributes, Bucket, TableItem};
///
/// # let mut stack = Stack::new("docs");
/// let bucket = Bucket::new("jiki-config").declare(&mut stack, "config");
/// let item = TableItem::new(&bucket, "url", Attributes::new());
/// ```
#[doc(alias = "aws_s3_bucket")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Bucket {
    name: Text,
    versioning: Versioning,
    key: Option<Ref<KeyArn>>,
    bucket_key: bool,
    rules: Vec<LifecycleRule>,
    cors: Vec<CorsRule>,
    log_target: Option<(Ref<BucketName>, Text)>,
    event_bridge: bool,
    deny_insecure: bool,
    logs_from: Option<Text>,
    load_balancer_logs_from: Option<Text>,
    force_destroy: Option<Value<bool>>,
    tags: Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Versioning {
    Enabled,
    Suspended,
    Disabled,
}

impl From<Versioning> for Expr {
    fn from(versioning: Versioning) -> Self {
        match versioning {
            Versioning::Enabled => "Enabled".into(),
            Versioning::Suspended => "Suspended".into(),
            Versioning::Disabled => "Disabled".into(),
        }
    }
}

impl Bucket {
    /// What S3 takes as a bucket's name. An IP address is refused as well, when the bucket is declared.
    pub const NAME: NameRule = NameRule::new(
        "a bucket's name has 3 to 63 lower-case letters, digits, `.` and `-`, \
         a letter or digit at both ends, no `..`, \
         and none of S3's own beginnings (`xn--`, `sthree-`, `amzn-s3-demo-`) and ends (`-s3alias`, `--ol-s3`, `.mrap`, `--x-s3`, `--table-s3`)",
        3,
        63,
    )
    .lower()
    .digits()
    .also(".-")
    .begins_alphanumeric()
    .ends_alphanumeric()
    .never_begins(&["xn--", "sthree-", "amzn-s3-demo-"])
    .never_ends(&["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"])
    .never_has(&[".."]);

    /// A bucket of this name, which must be unique among all buckets of all accounts.
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            versioning: Versioning::Enabled,
            key: None,
            bucket_key: true,
            rules: Vec::new(),
            cors: Vec::new(),
            log_target: None,
            event_bridge: false,
            deny_insecure: false,
            logs_from: None,
            load_balancer_logs_from: None,
            force_destroy: None,
            tags: Tags::default(),
        }
    }

    /// Encrypts with a key of your own (SSE-KMS) instead of S3's (AES256). What reads or writes needs
    /// rights to the key as well: [`BucketHandle::read`] and [`BucketHandle::read_write`] grant that.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }

    /// Asks KMS for every object instead of now and then (`bucket_key_enabled`): an audit trail by object, at
    /// a price.
    pub fn without_bucket_key(mut self) -> Self {
        self.bucket_key = false;
        self
    }

    /// Keeps what is overwritten or deleted as a noncurrent version: the default.
    pub fn versioned(mut self) -> Self {
        self.versioning = Versioning::Enabled;
        self
    }

    /// Keeps no versions. For a bucket that never had any; see
    /// [`versioning_suspended`](Self::versioning_suspended).
    pub fn unversioned(mut self) -> Self {
        self.versioning = Versioning::Disabled;
        self
    }

    /// Keeps no further versions, in a bucket that has some.
    pub fn versioning_suspended(mut self) -> Self {
        self.versioning = Versioning::Suspended;
        self
    }

    /// Adds a lifecycle rule. Its id must be unique in the bucket (`duplicate-lifecycle-rule`), and a rule
    /// about versions needs a bucket that has had some (`lifecycle-without-versions`).
    pub fn lifecycle_rule(mut self, rule: LifecycleRule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Adds the lifecycle rule `abort-incomplete-uploads`: parts of uploads that were not completed go after
    /// so many days.
    pub fn abort_incomplete_uploads(self, after: impl Into<Value<Days>>) -> Self {
        self.lifecycle_rule(LifecycleRule::abort_incomplete_uploads("abort-incomplete-uploads", after))
    }

    /// Lets pages of other origins use the bucket; up to 100 rules.
    pub fn cors(mut self, rule: CorsRule) -> Self {
        self.cors.push(rule);
        self
    }

    /// Writes a log of every request to another bucket, under a prefix such as `api-storage/`:
    /// `.log_requests_to(&logs, "api-storage/")`. A bucket of this stack must [accept
    /// it](Self::accept_access_logs) (`log-target-refuses`).
    pub fn log_requests_to(mut self, bucket: &impl RefersTo<BucketName>, prefix: impl Into<Text>) -> Self {
        self.log_target = Some((bucket.reference(), prefix.into()));
        self
    }

    /// Lets S3 write the request logs of this account's buckets here; `account` is the account's id. Such a
    /// bucket is encrypted with S3's own key (`log-target-key`).
    pub fn accept_access_logs(mut self, account: impl Into<Text>) -> Self {
        self.logs_from = Some(account.into());
        self
    }

    /// Lets this account's load balancers write their logs here; `account` is the account's id. Such a bucket
    /// is encrypted with S3's own key (`log-target-key`).
    pub fn accept_load_balancer_logs(mut self, account: impl Into<Text>) -> Self {
        self.load_balancer_logs_from = Some(account.into());
        self
    }

    /// Refuses requests that do not come over TLS.
    pub fn deny_insecure_transport(mut self) -> Self {
        self.deny_insecure = true;
        self
    }

    /// Lets `terraform destroy` delete the bucket with everything in it, for good.
    pub fn force_destroy(mut self, on: impl Into<Value<bool>>) -> Self {
        self.force_destroy = Some(on.into());
        self
    }

    /// Tells Amazon EventBridge of every new and deleted object, so that rules there can start something.
    pub fn notify_event_bridge(mut self) -> Self {
        self.event_bridge = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if let Some(name) = self.name.as_literal()
            && name.parse::<std::net::Ipv4Addr>().is_ok()
        {
            body.problem(Problem::error(
                "invalid-name",
                format!("`bucket` is `{name}`, but a bucket's name is no IP address"),
                "change `bucket` to what the rule allows",
            ));
        }
        if self.key.is_some() && (self.logs_from.is_some() || self.load_balancer_logs_from.is_some()) {
            body.problem(Problem::error(
                "log-target-key",
                "the bucket accepts logs and has a key of its own, with which AWS delivers none",
                "leave `encrypted_with` out: S3 encrypts with a key of its own then",
            ));
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let Some(id) = rule.id.as_literal() else { continue };
            if self.rules[..at].iter().any(|other| other.id.as_literal() == Some(id)) {
                body.problem(Problem::error(
                    "duplicate-lifecycle-rule",
                    format!("two lifecycle rules have the id `{id}`"),
                    "give each its own",
                ));
            }
            if self.versioning == Versioning::Disabled && rule.is_about_versions() {
                body.problem(Problem::error(
                    "lifecycle-without-versions",
                    format!("the lifecycle rule `{id}` is about versions, and this bucket keeps none"),
                    "leave `unversioned` out, or use `LifecycleRule::expire`",
                ));
            }
        }
        for (what, count, most) in
            [("lifecycle rules", self.rules.len(), 1000), ("CORS rules", self.cors.len(), 100)]
        {
            body.check_range(what, u32::try_from(count).unwrap_or(u32::MAX), 0..=most);
        }
    }
}

impl Resource for Bucket {
    type Handle = BucketHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> BucketHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("bucket", &Self::NAME, self.name);
        body.maybe("force_destroy", self.force_destroy);
        self.tags.apply(&mut body);
        let bucket = stack.add(&BUCKET, label, body);

        let mut body = part_of(&bucket);
        for flag in
            ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
        {
            body.set(flag, true);
        }
        let public_access_block = stack.add(&PUBLIC_ACCESS, label, body);

        let mut body = part_of(&bucket);
        body.block("versioning_configuration", |block| block.set("status", self.versioning));
        let versioning = stack.add(&VERSIONING, label, body);

        let mut body = part_of(&bucket);
        body.block("rule", |rule| {
            rule.maybe("bucket_key_enabled", self.key.is_some().then_some(self.bucket_key));
            rule.block("apply_server_side_encryption_by_default", |default| match &self.key {
                Some(key) => {
                    default.reference("kms_master_key_id", key);
                    default.set("sse_algorithm", "aws:kms");
                }
                None => default.set("sse_algorithm", "AES256"),
            });
        });
        let encryption = stack.add(&ENCRYPTION, label, body);

        let lifecycle = (!self.rules.is_empty()).then(|| {
            let mut body = part_of(&bucket);
            // S3 takes rules about versions once it keeps them.
            body.after(&versioning);
            for rule in self.rules {
                body.block("rule", |block| rule.write(block));
            }
            stack.add(&LIFECYCLE, label, body)
        });

        let cors = (!self.cors.is_empty()).then(|| {
            let mut body = part_of(&bucket);
            for rule in self.cors {
                body.block("cors_rule", |block| rule.write(block));
            }
            stack.add(&CORS, label, body)
        });

        let logging = self.log_target.map(|(target, prefix)| {
            let mut body = part_of(&bucket);
            bucket_policy::wait_for_log_target(stack, &mut body, &target);
            body.reference("target_bucket", target);
            body.set("target_prefix", prefix);
            stack.add(&LOGGING, label, body)
        });

        let notification = self.event_bridge.then(|| {
            let mut body = part_of(&bucket);
            body.set("eventbridge", true);
            stack.add(&NOTIFICATION, label, body)
        });

        let mut body = part_of(&bucket);
        // S3 refuses to change both at the same time.
        body.after(&public_access_block);
        let policy = stack.add(&POLICY, label, body);
        CollectedPolicy::declare(stack, &policy);

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

fn part_of(bucket: &Node) -> Body {
    let mut body = Body::new();
    body.set("bucket", bucket.expression("id"));
    body
}
