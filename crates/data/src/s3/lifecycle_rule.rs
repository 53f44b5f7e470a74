//! The block `rule` of `aws_s3_bucket_lifecycle_configuration`.

use terrane_core::{Body, Days, NameRule, Problem, Text, Value};

use super::StorageClass;
use super::lifecycle_filter::Filter;

/// What S3 does to objects as they grow old.
///
/// Emits a block `rule` of the bucket's `aws_s3_bucket_lifecycle_configuration`. Every constructor takes what
/// the rule does, so a rule that does nothing cannot be said. More can be added. By default it is about all
/// objects.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | ids and numbers of versions that S3 refuses |
/// | `lifecycle-days`, `transition-after-expiration` | days that S3 refuses, or moves after deletion |
/// | `lifecycle-filter` | filters by tag or size of what has neither, and sizes that no object has |
/// | `lifecycle-markers`, `lifecycle-kept-versions` | actions that need another one, or exclude it |
///
/// # Not covered
///
/// `expiration.date` and `transition.date`.
///
/// # Example
///
/// ```
/// use terrane_core::Days;
/// use terrane_data::{LifecycleRule, StorageClass};
///
/// let rule = LifecycleRule::transition("archive", Days(90), StorageClass::GlacierInstantRetrieval)
///     .and_expire(Days(3650))
///     .prefix("invoices/");
/// ```
#[doc(alias = "aws_s3_bucket_lifecycle_configuration")]
#[derive(Clone, Debug)]
#[must_use = "a rule does nothing until it is added to a bucket"]
pub struct LifecycleRule {
    pub(super) id: Text,
    enabled: bool,
    filter: Filter,
    abort_uploads: Option<Value<Days>>,
    expire: Option<Value<Days>>,
    expire_markers: bool,
    expire_noncurrent: Option<Value<Days>>,
    kept_versions: Option<Value<u32>>,
    transitions: Vec<(Value<Days>, StorageClass)>,
    noncurrent_transitions: Vec<(Value<Days>, StorageClass)>,
}

impl LifecycleRule {
    /// The id of a rule.
    pub const ID: NameRule =
        NameRule::new("a lifecycle rule's id has 1 to 255 characters", 1, 255).anything();

    fn new(id: impl Into<Text>) -> Self {
        Self {
            id: id.into(),
            enabled: true,
            filter: Filter::default(),
            abort_uploads: None,
            expire: None,
            expire_markers: false,
            expire_noncurrent: None,
            kept_versions: None,
            transitions: Vec::new(),
            noncurrent_transitions: Vec::new(),
        }
    }

    /// Deletes objects so many days after they were written, 1 or more. In a bucket with versions they turn
    /// noncurrent.
    pub fn expire(id: impl Into<Text>, after: impl Into<Value<Days>>) -> Self {
        Self::new(id).and_expire(after)
    }

    /// Deletes versions for good, so many days after a newer one replaced them, 1 or more.
    pub fn expire_noncurrent(id: impl Into<Text>, after: impl Into<Value<Days>>) -> Self {
        Self::new(id).and_expire_noncurrent(after)
    }

    /// Moves objects to another storage class so many days after they were written.
    pub fn transition(id: impl Into<Text>, after: impl Into<Value<Days>>, class: StorageClass) -> Self {
        Self::new(id).and_transition(after, class)
    }

    /// Moves versions to another storage class so many days after a newer one replaced them.
    pub fn transition_noncurrent(
        id: impl Into<Text>,
        after: impl Into<Value<Days>>,
        class: StorageClass,
    ) -> Self {
        Self::new(id).and_transition_noncurrent(after, class)
    }

    /// Drops the parts of uploads that were not completed within so many days, 1 or more. They are billed and
    /// invisible.
    pub fn abort_incomplete_uploads(id: impl Into<Text>, after: impl Into<Value<Days>>) -> Self {
        Self::new(id).and_abort_incomplete_uploads(after)
    }

    /// Removes the marks of deleted objects that have no version left.
    pub fn expire_delete_markers(id: impl Into<Text>) -> Self {
        let mut rule = Self::new(id);
        rule.expire_markers = true;
        rule
    }

    /// Deletes objects as well, so many days after they were written.
    pub fn and_expire(mut self, after: impl Into<Value<Days>>) -> Self {
        self.expire = Some(after.into());
        self
    }

    /// Deletes noncurrent versions as well, so many days after a newer one replaced them.
    pub fn and_expire_noncurrent(mut self, after: impl Into<Value<Days>>) -> Self {
        self.expire_noncurrent = Some(after.into());
        self
    }

    /// Drops the parts of uploads that were not completed as well.
    pub fn and_abort_incomplete_uploads(mut self, after: impl Into<Value<Days>>) -> Self {
        self.abort_uploads = Some(after.into());
        self
    }

    /// Moves objects as well.
    pub fn and_transition(mut self, after: impl Into<Value<Days>>, class: StorageClass) -> Self {
        self.transitions.push((after.into(), class));
        self
    }

    /// Moves noncurrent versions as well.
    pub fn and_transition_noncurrent(mut self, after: impl Into<Value<Days>>, class: StorageClass) -> Self {
        self.noncurrent_transitions.push((after.into(), class));
        self
    }

    /// Keeps so many noncurrent versions whatever their age, 1 to 100.
    pub fn keep_noncurrent(mut self, versions: impl Into<Value<u32>>) -> Self {
        self.kept_versions = Some(versions.into());
        self
    }

    /// Only objects whose key begins so.
    pub fn prefix(mut self, prefix: impl Into<Text>) -> Self {
        self.filter.prefix = Some(prefix.into());
        self
    }

    /// Only objects with this tag.
    pub fn tagged(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.filter.tags.push((key.into(), value.into()));
        self
    }

    /// Only objects of more bytes than this.
    pub fn larger_than(mut self, bytes: impl Into<Value<u64>>) -> Self {
        self.filter.larger_than = Some(bytes.into());
        self
    }

    /// Only objects of fewer bytes than this.
    pub fn smaller_than(mut self, bytes: impl Into<Value<u64>>) -> Self {
        self.filter.smaller_than = Some(bytes.into());
        self
    }

    /// Keeps the rule without applying it.
    pub fn disabled(mut self) -> Self {
        self.enabled = false;
        self
    }

    /// Whether the rule is about versions, which an unversioned bucket does not have.
    pub(super) fn is_about_versions(&self) -> bool {
        self.expire_noncurrent.is_some() || self.expire_markers || !self.noncurrent_transitions.is_empty()
    }

    fn check(&self, body: &mut Body) {
        let id = self.id.as_literal().unwrap_or("a rule");
        let days = [
            ("expiration", &self.expire),
            ("noncurrent_version_expiration", &self.expire_noncurrent),
            ("abort_incomplete_multipart_upload", &self.abort_uploads),
        ];
        for (what, days) in days {
            if let Some(Value::Known(Days(0))) = days {
                body.report(Problem::error(
                    "lifecycle-days",
                    format!("`{what}` of `{id}` is after 0 days, but AWS requires 1 or more"),
                    "wait for at least one day",
                ));
            }
        }
        for (after, class) in self.transitions.iter().chain(&self.noncurrent_transitions) {
            if let Value::Known(Days(after)) = after
                && *after < class.first_day()
            {
                body.report(Problem::error(
                    "lifecycle-days",
                    format!(
                        "`{id}` moves objects to {} after {after} days, but AWS requires 30 or more",
                        class.name()
                    ),
                    "wait for at least 30 days, or choose another storage class",
                ));
            }
        }
        for (after, _) in &self.transitions {
            if let (Value::Known(after), Some(Value::Known(expire))) = (after, &self.expire)
                && after >= expire
            {
                body.report(Problem::error(
                    "transition-after-expiration",
                    format!(
                        "`{id}` moves objects after {} days and deletes them after {}",
                        after.0, expire.0
                    ),
                    "move objects before they are deleted",
                ));
            }
        }
        let has_sizes = self.filter.larger_than.is_some() || self.filter.smaller_than.is_some();
        let unfiltered = (self.abort_uploads.is_some() && (has_sizes || !self.filter.tags.is_empty()))
            || (self.expire_markers && !self.filter.tags.is_empty());
        if unfiltered {
            body.report(Problem::error(
                "lifecycle-filter",
                format!(
                    "`{id}` filters by tag or size what has neither: an upload's parts or a deletion's mark"
                ),
                "make it a rule of its own, filtered by prefix at most",
            ));
        }
        if let (Some(Value::Known(above)), Some(Value::Known(below))) =
            (&self.filter.larger_than, &self.filter.smaller_than)
            && above.saturating_add(1) >= *below
        {
            body.report(Problem::error(
                "lifecycle-filter",
                format!("`{id}` is for objects above {above} and below {below} bytes, and there are none"),
                "raise `smaller_than` or lower `larger_than`",
            ));
        }
        if self.expire_markers && self.expire.is_some() {
            body.report(Problem::error(
                "lifecycle-markers",
                format!(
                    "`{id}` removes marks of deletion and expires objects: S3 accepts that in two rules only"
                ),
                "make a rule for each",
            ));
        }
        if self.kept_versions.is_some() && self.expire_noncurrent.is_none() {
            body.report(Problem::error(
                "lifecycle-kept-versions",
                format!("`{id}` keeps versions that nothing deletes"),
                "use it with `expire_noncurrent`, or leave `keep_noncurrent` out",
            ));
        }
        if let Some(Value::Known(kept)) = &self.kept_versions {
            body.check_range("newer_noncurrent_versions", *kept, 1..=100);
        }
    }

    pub(super) fn write(self, body: &mut Body) {
        self.check(body);
        let Self {
            id, enabled, abort_uploads, expire, expire_markers, expire_noncurrent, kept_versions, ..
        } = self;
        body.name("id", &Self::ID, id);
        body.set("status", if enabled { "Enabled" } else { "Disabled" });
        body.block("filter", |filter| self.filter.write(filter));
        if let Some(days) = abort_uploads {
            body.block("abort_incomplete_multipart_upload", |block| block.set("days_after_initiation", days));
        }
        if expire.is_some() || expire_markers {
            body.block("expiration", |block| {
                block.set_opt("days", expire);
                block.set_opt("expired_object_delete_marker", expire_markers.then_some(true));
            });
        }
        if let Some(days) = expire_noncurrent {
            body.block("noncurrent_version_expiration", |block| {
                block.set("noncurrent_days", days);
                block.set_opt("newer_noncurrent_versions", kept_versions);
            });
        }
        for (days, class) in self.transitions {
            body.block("transition", |block| {
                block.set("days", days);
                block.set("storage_class", class);
            });
        }
        for (days, class) in self.noncurrent_transitions {
            body.block("noncurrent_version_transition", |block| {
                block.set("noncurrent_days", days);
                block.set("storage_class", class);
            });
        }
    }
}
