//! `aws_s3_bucket`: what can be said of a bucket.

use terrane_aws::Tags;
use terrane_aws::kind::{BucketName, KeyArn};
use terrane_core::{Body, Days, Expr, NameRule, Problem, Ref, RefersTo, Text, Value};

use super::{CorsRule, LifecycleRule};

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
///     .lifecycle_rule(LifecycleRule::expire_noncurrent("expire-old-versions", Days(90)))
///     .abort_incomplete_uploads(Days(7))
///     .declare(&mut stack, "api_storage");
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
    pub(super) name: Text,
    pub(super) versioning: Versioning,
    pub(super) key: Option<Ref<KeyArn>>,
    pub(super) bucket_key: bool,
    pub(super) rules: Vec<LifecycleRule>,
    pub(super) cors: Vec<CorsRule>,
    pub(super) log_target: Option<(Ref<BucketName>, Text)>,
    pub(super) event_bridge: bool,
    pub(super) deny_insecure: bool,
    pub(super) logs_from: Option<Text>,
    pub(super) load_balancer_logs_from: Option<Text>,
    pub(super) force_destroy: Option<Value<bool>>,
    pub(super) tags: Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Versioning {
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
    /// The name of a bucket. An IP address is refused as well, when the bucket is declared.
    pub const NAME: NameRule = NameRule::new(
        "a bucket's name has 3 to 63 lower-case letters, digits, `.` and `-`, \
         a letter or digit at both ends, no `..`, and none of S3's own beginnings \
         (`xn--`, `sthree-`, `amzn-s3-demo-`) and ends \
         (`-s3alias`, `--ol-s3`, `.mrap`, `--x-s3`, `--table-s3`)",
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

    /// Encrypts with a key of your own (SSE-KMS) instead of S3's (AES256). What reads or writes needs rights
    /// to the key as well: [`BucketHandle::read`](crate::BucketHandle::read) and
    /// [`BucketHandle::read_write`](crate::BucketHandle::read_write) grant that.
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

    pub(super) fn check(&self, body: &mut Body) {
        if let Some(name) = self.name.as_literal()
            && name.parse::<std::net::Ipv4Addr>().is_ok()
        {
            body.report(Problem::error(
                "invalid-name",
                format!("`bucket` is `{name}`, but a bucket's name is not an IP address"),
                "change `bucket` to what the rule allows",
            ));
        }
        if self.key.is_some() && (self.logs_from.is_some() || self.load_balancer_logs_from.is_some()) {
            body.report(Problem::error(
                "log-target-key",
                "the bucket accepts logs and has a key of its own, with which AWS delivers none",
                "leave `encrypted_with` out: S3 encrypts with a key of its own then",
            ));
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let Some(id) = rule.id.as_literal() else { continue };
            if self.rules[..at].iter().any(|other| other.id.as_literal() == Some(id)) {
                body.report(Problem::error(
                    "duplicate-lifecycle-rule",
                    format!("two lifecycle rules have the id `{id}`"),
                    "give each its own",
                ));
            }
            if self.versioning == Versioning::Disabled && rule.is_about_versions() {
                body.report(Problem::error(
                    "lifecycle-without-versions",
                    format!("the lifecycle rule `{id}` is about versions, and this bucket keeps none"),
                    "leave `unversioned` out, or use `LifecycleRule::expire`",
                ));
            }
        }
        body.check_count("lifecycle rules", self.rules.len(), 0..=1000);
        body.check_count("CORS rules", self.cors.len(), 0..=100);
    }
}
