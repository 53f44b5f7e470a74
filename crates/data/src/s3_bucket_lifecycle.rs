//! The rules of `aws_s3_bucket_lifecycle_configuration`.

use terrane_core::{Body, Days, Object, Problem, Text, Value};

/// Where S3 keeps an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StorageClass {
    /// For what is read less than once a month. Not before 30 days.
    StandardIa,
    /// The same in one zone, for what can be made again. Not before 30 days.
    OneZoneIa,
    /// Moves objects between tiers by how they are read.
    IntelligentTiering,
    /// An archive that answers at once.
    GlacierInstantRetrieval,
    /// An archive that answers in minutes to hours.
    GlacierFlexibleRetrieval,
    /// An archive that answers in half a day.
    GlacierDeepArchive,
}

impl StorageClass {
    /// As the API writes it.
    pub const fn name(self) -> &'static str {
        match self {
            StorageClass::StandardIa => "STANDARD_IA",
            StorageClass::OneZoneIa => "ONEZONE_IA",
            StorageClass::IntelligentTiering => "INTELLIGENT_TIERING",
            StorageClass::GlacierInstantRetrieval => "GLACIER_IR",
            StorageClass::GlacierFlexibleRetrieval => "GLACIER",
            StorageClass::GlacierDeepArchive => "DEEP_ARCHIVE",
        }
    }

    const fn first_day(self) -> u32 {
        match self {
            StorageClass::StandardIa | StorageClass::OneZoneIa => 30,
            _ => 0,
        }
    }
}

/// What S3 does to objects as they grow old.
///
/// Every constructor takes what the rule does, so a rule that does nothing cannot be said. More can be added.
///
/// Left out: `expiration.date` and `transition.date`.
///
/// ```
/// use terrane_core::Days;
/// use terrane_data::{LifecycleRule, StorageClass};
///
/// let rule = LifecycleRule::transition("archive", Days(90), StorageClass::GlacierInstantRetrieval)
///     .and_expire(Days(3650))
///     .prefix("invoices/");
/// ```
#[derive(Clone, Debug)]
#[must_use = "a rule does nothing until a bucket takes it"]
pub struct LifecycleRule {
    pub(crate) id: Text,
    enabled: bool,
    prefix: Option<Text>,
    tags: Vec<(Text, Text)>,
    larger_than: Option<Value<u64>>,
    smaller_than: Option<Value<u64>>,
    abort_uploads: Option<Value<Days>>,
    expire: Option<Value<Days>>,
    expire_markers: bool,
    expire_noncurrent: Option<Value<Days>>,
    kept_versions: Option<Value<u32>>,
    transitions: Vec<(Value<Days>, StorageClass)>,
    noncurrent_transitions: Vec<(Value<Days>, StorageClass)>,
}

impl LifecycleRule {
    fn new(id: impl Into<Text>) -> Self {
        Self {
            id: id.into(),
            enabled: true,
            prefix: None,
            tags: Vec::new(),
            larger_than: None,
            smaller_than: None,
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
        Self { expire_markers: true, ..Self::new(id) }
    }

    /// Deletes objects as well, so many days after they were written.
    pub fn and_expire(self, after: impl Into<Value<Days>>) -> Self {
        Self { expire: Some(after.into()), ..self }
    }

    /// Deletes noncurrent versions as well, so many days after a newer one replaced them.
    pub fn and_expire_noncurrent(self, after: impl Into<Value<Days>>) -> Self {
        Self { expire_noncurrent: Some(after.into()), ..self }
    }

    /// Drops the parts of uploads that were not completed as well.
    pub fn and_abort_incomplete_uploads(self, after: impl Into<Value<Days>>) -> Self {
        Self { abort_uploads: Some(after.into()), ..self }
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
    pub fn keep_noncurrent(self, versions: impl Into<Value<u32>>) -> Self {
        Self { kept_versions: Some(versions.into()), ..self }
    }

    /// Only objects whose key begins so.
    pub fn prefix(self, prefix: impl Into<Text>) -> Self {
        Self { prefix: Some(prefix.into()), ..self }
    }

    /// Only objects with this tag.
    pub fn tagged(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.push((key.into(), value.into()));
        self
    }

    /// Only objects of more bytes than this.
    pub fn larger_than(self, bytes: impl Into<Value<u64>>) -> Self {
        Self { larger_than: Some(bytes.into()), ..self }
    }

    /// Only objects of fewer bytes than this.
    pub fn smaller_than(self, bytes: impl Into<Value<u64>>) -> Self {
        Self { smaller_than: Some(bytes.into()), ..self }
    }

    /// Keeps the rule without applying it.
    pub fn disabled(self) -> Self {
        Self { enabled: false, ..self }
    }

    /// Whether the rule is about versions, which an unversioned bucket does not have.
    pub(crate) fn is_about_versions(&self) -> bool {
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
                body.problem(Problem::error(
                    "lifecycle-days",
                    format!("`{what}` of `{id}` is after 0 days, but AWS takes 1 or more"),
                    "wait for at least one day",
                ));
            }
        }
        for (after, class) in self.transitions.iter().chain(&self.noncurrent_transitions) {
            if let Value::Known(Days(after)) = after
                && *after < class.first_day()
            {
                body.problem(Problem::error(
                    "lifecycle-days",
                    format!(
                        "`{id}` moves objects to {} after {after} days, but AWS takes 30 or more",
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
                body.problem(Problem::error(
                    "transition-after-expiration",
                    format!(
                        "`{id}` moves objects after {} days and deletes them after {}",
                        after.0, expire.0
                    ),
                    "move objects before they are deleted",
                ));
            }
        }
        let has_sizes = self.larger_than.is_some() || self.smaller_than.is_some();
        let unfiltered = (self.abort_uploads.is_some() && (has_sizes || !self.tags.is_empty()))
            || (self.expire_markers && !self.tags.is_empty());
        if unfiltered {
            body.problem(Problem::error(
                "lifecycle-filter",
                format!(
                    "`{id}` filters by tag or size what has neither: an upload's parts or a deletion's mark"
                ),
                "make it a rule of its own, filtered by prefix at most",
            ));
        }
        if let (Some(Value::Known(above)), Some(Value::Known(below))) =
            (&self.larger_than, &self.smaller_than)
            && above.saturating_add(1) >= *below
        {
            body.problem(Problem::error(
                "lifecycle-filter",
                format!("`{id}` is for objects above {above} and below {below} bytes, and there are none"),
                "raise `smaller_than` or lower `larger_than`",
            ));
        }
        if self.expire_markers && self.expire.is_some() {
            body.problem(Problem::error(
                "lifecycle-markers",
                format!(
                    "`{id}` removes marks of deletion and expires objects: S3 takes that in two rules only"
                ),
                "make a rule for each",
            ));
        }
        if self.kept_versions.is_some() && self.expire_noncurrent.is_none() {
            body.problem(Problem::error(
                "lifecycle-kept-versions",
                format!("`{id}` keeps versions that nothing deletes"),
                "use it with `expire_noncurrent`, or leave `keep_noncurrent` out",
            ));
        }
        if let Some(Value::Known(kept)) = &self.kept_versions {
            body.check_range("newer_noncurrent_versions", *kept, 1..=100);
        }
    }

    pub(crate) fn fill(self, body: &mut Body) {
        self.check(body);
        let Self { id, enabled, abort_uploads, expire, expire_noncurrent, kept_versions, .. } = self;
        let filters = usize::from(self.prefix.is_some())
            + self.tags.len()
            + usize::from(self.larger_than.is_some())
            + usize::from(self.smaller_than.is_some());
        body.name("id", &ID, id);
        body.set("status", if enabled { "Enabled" } else { "Disabled" });
        body.block("filter", |filter| {
            let fill = |inner: &mut Body| {
                inner.maybe("prefix", self.prefix);
                inner.maybe("object_size_greater_than", self.larger_than);
                inner.maybe("object_size_less_than", self.smaller_than);
                if filters > 1 && !self.tags.is_empty() {
                    let tags =
                        self.tags.into_iter().fold(Object::new(), |tags, (key, value)| tags.set(key, value));
                    inner.set("tags", tags);
                } else {
                    for (key, value) in self.tags {
                        inner.block("tag", |tag| {
                            tag.set("key", key);
                            tag.set("value", value);
                        });
                    }
                }
            };
            if filters > 1 {
                filter.block("and", fill);
            } else {
                fill(filter);
            }
        });
        if let Some(days) = abort_uploads {
            body.block("abort_incomplete_multipart_upload", |block| block.set("days_after_initiation", days));
        }
        if expire.is_some() || self.expire_markers {
            body.block("expiration", |block| {
                block.maybe("days", expire);
                block.maybe("expired_object_delete_marker", self.expire_markers.then_some(true));
            });
        }
        if let Some(days) = expire_noncurrent {
            body.block("noncurrent_version_expiration", |block| {
                block.set("noncurrent_days", days);
                block.maybe("newer_noncurrent_versions", kept_versions);
            });
        }
        for (days, class) in self.transitions {
            body.block("transition", |block| {
                block.set("days", days);
                block.set("storage_class", class.name());
            });
        }
        for (days, class) in self.noncurrent_transitions {
            body.block("noncurrent_version_transition", |block| {
                block.set("noncurrent_days", days);
                block.set("storage_class", class.name());
            });
        }
    }
}

const ID: terrane_core::NameRule =
    terrane_core::NameRule::new("a lifecycle rule's id has 1 to 255 characters", 1, 255).anything();
