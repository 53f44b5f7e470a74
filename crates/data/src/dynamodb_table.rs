//! `aws_dynamodb_table`.

use terrane_aws::Tags;
use terrane_aws::kind::KeyArn;
use terrane_core::{Body, Days, NameRule, Problem, Ref, RefersTo, Resource, Stack, Text, Type, Value};

use crate::{GlobalIndex, KeyAttribute, LocalIndex, TableHandle, dynamodb_table_index};

const TYPE: Type = terrane_aws::resource("aws_dynamodb_table", "data").named_once("name");

/// What a table's stream tells of an item that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamView {
    /// Its key alone.
    Keys,
    /// The item as it is now.
    NewImage,
    /// The item as it was.
    OldImage,
    /// Both.
    NewAndOldImages,
}

impl StreamView {
    const fn name(self) -> &'static str {
        match self {
            StreamView::Keys => "KEYS_ONLY",
            StreamView::NewImage => "NEW_IMAGE",
            StreamView::OldImage => "OLD_IMAGE",
            StreamView::NewAndOldImages => "NEW_AND_OLD_IMAGES",
        }
    }
}

/// A DynamoDB table.
///
/// On demand, with point-in-time recovery, where nothing else is said. DynamoDB encrypts every table, with a
/// key of its own unless there is another. The attributes that a table declares are those of its keys and
/// indexes, and they are written from there: one that is no key cannot be said.
///
/// Left out: `replica`, `import_table`, `restore_…`, `warm_throughput`, and autoscaling of provisioned
/// capacity (with it, use `stack.amend(&table).ignore_changes(["read_capacity", "write_capacity"])`).
///
/// ```
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{GlobalIndex, KeyAttribute, Table};
///
/// # let mut stack = Stack::new("docs");
/// let config = Table::new("jiki-config", KeyAttribute::string("key")).provisioned(1, 1);
/// let config = config.declare(&mut stack, "config");
/// let events = Table::new("jiki-events", KeyAttribute::string("user_id"))
///         .sort_key(KeyAttribute::number("at"))
///         .global_index(GlobalIndex::new("by-kind", KeyAttribute::string("kind")))
///         .expire_at("expires_at").declare(&mut stack, "events");
/// let rights = config.read();
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// An action of S3 does not apply to a table:
///
/// ```compile_fail,E0271
/// # use terrane_aws::Statement;
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{KeyAttribute, Table, s3_action};
///
/// # let mut stack = Stack::new("docs");
/// let table = Table::new("jiki-config", KeyAttribute::string("key")).declare(&mut stack, "config");
/// let statement = Statement::allow([s3_action::LIST_BUCKET], [table.arn()]);
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Table {
    name: Text,
    hash_key: KeyAttribute,
    sort_key: Option<KeyAttribute>,
    billing: Billing,
    global_indexes: Vec<GlobalIndex>,
    local_indexes: Vec<LocalIndex>,
    ttl: Option<Text>,
    recovery: bool,
    recovery_period: Option<Value<Days>>,
    encryption: Encryption,
    stream: Option<StreamView>,
    deletion_protection: Option<Value<bool>>,
    infrequent_access: bool,
    tags: Tags,
}

/// How a table is paid for.
#[derive(Debug)]
pub(crate) enum Billing {
    OnDemand(Option<Capacity>),
    Provisioned(Capacity),
}

/// Reads and writes a second.
#[derive(Clone, Debug)]
pub(crate) struct Capacity {
    pub(crate) read: Value<u32>,
    pub(crate) write: Value<u32>,
}

impl Capacity {
    pub(crate) fn fill(&self, body: &mut Body) {
        for (key, value) in [("read_capacity", &self.read), ("write_capacity", &self.write)] {
            if let Some(0) = value.known() {
                body.problem(Problem::error(
                    "no-capacity",
                    format!("`{key}` is 0, but what is provisioned has 1 or more"),
                    "provision at least 1, or use `on_demand`",
                ));
            }
            body.set(key, value);
        }
    }
}

#[derive(Debug)]
enum Encryption {
    Owned,
    Managed,
    Key(Ref<KeyArn>),
}

impl Table {
    /// What DynamoDB takes as the name of a table or an index.
    pub const NAME: NameRule =
        NameRule::new("a DynamoDB name has 3 to 255 letters, digits, `_`, `.` and `-`", 3, 255)
            .letters()
            .digits()
            .also("_.-");

    /// A table whose items are found by this key. Name and keys cannot change later.
    pub fn new(name: impl Into<Text>, hash_key: KeyAttribute) -> Self {
        Self {
            name: name.into(),
            hash_key,
            sort_key: None,
            billing: Billing::OnDemand(None),
            global_indexes: Vec::new(),
            local_indexes: Vec::new(),
            ttl: None,
            recovery: true,
            recovery_period: None,
            encryption: Encryption::Owned,
            stream: None,
            deletion_protection: None,
            infrequent_access: false,
            tags: Tags::default(),
        }
    }

    /// A second part of the key, by which the items of one first part are sorted.
    pub fn sort_key(self, key: KeyAttribute) -> Self {
        Self { sort_key: Some(key), ..self }
    }

    /// Pays for each request: the default.
    pub fn on_demand(self) -> Self {
        Self { billing: Billing::OnDemand(None), ..self }
    }

    /// Pays for each request, and refuses more than so many reads and writes a second, each 1 or more.
    pub fn on_demand_up_to(self, read: impl Into<Value<u32>>, write: impl Into<Value<u32>>) -> Self {
        let most = Capacity { read: read.into(), write: write.into() };
        Self { billing: Billing::OnDemand(Some(most)), ..self }
    }

    /// Pays for so many reads and writes a second, each 1 or more, whether they are used or not.
    pub fn provisioned(self, read: impl Into<Value<u32>>, write: impl Into<Value<u32>>) -> Self {
        let capacity = Capacity { read: read.into(), write: write.into() };
        Self { billing: Billing::Provisioned(capacity), ..self }
    }

    /// Adds an index by another key. AWS's default quota is 20.
    pub fn global_index(mut self, index: GlobalIndex) -> Self {
        self.global_indexes.push(index);
        self
    }

    /// Adds an index by the same first part of the key and another second part; up to 5. It cannot be added
    /// or removed later.
    pub fn local_index(mut self, index: LocalIndex) -> Self {
        self.local_indexes.push(index);
        self
    }

    /// Deletes an item once the time in this attribute (in seconds since 1970) has passed.
    pub fn expire_at(mut self, attribute: impl Into<Text>) -> Self {
        self.ttl = Some(attribute.into());
        self
    }

    /// For how long the table can be restored to any second, 1 to 35 days; AWS's default is 35.
    pub fn recovery_period(self, days: impl Into<Value<Days>>) -> Self {
        Self { recovery: true, recovery_period: Some(days.into()), ..self }
    }

    /// Without the chance to restore the table to a point in time.
    pub fn without_point_in_time_recovery(self) -> Self {
        Self { recovery: false, recovery_period: None, ..self }
    }

    /// Encrypts with a key of your own. Whoever reads or writes needs the key as well: [`TableHandle::read`]
    /// and [`TableHandle::read_write`] grant that.
    pub fn encrypted_with(self, key: &impl RefersTo<KeyArn>) -> Self {
        Self { encryption: Encryption::Key(key.reference()), ..self }
    }

    /// Encrypts with the key `aws/dynamodb` of the account, whose use is on record, instead of one that AWS
    /// owns.
    pub fn encrypted_with_aws_managed_key(self) -> Self {
        Self { encryption: Encryption::Managed, ..self }
    }

    /// Tells every change in a stream.
    pub fn stream(self, view: StreamView) -> Self {
        Self { stream: Some(view), ..self }
    }

    /// Whether AWS refuses to delete the table; its default is no.
    pub fn deletion_protection(mut self, on: impl Into<Value<bool>>) -> Self {
        self.deletion_protection = Some(on.into());
        self
    }

    /// Cheaper storage and dearer requests (`STANDARD_INFREQUENT_ACCESS`).
    pub fn infrequent_access(self) -> Self {
        Self { infrequent_access: true, ..self }
    }

    /// Sets a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for Table {
    type Handle = TableHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TableHandle {
        let mut body = Body::new();
        body.name("name", &Self::NAME, self.name);
        match &self.billing {
            Billing::OnDemand(_) => body.set("billing_mode", "PAY_PER_REQUEST"),
            Billing::Provisioned(capacity) => {
                body.set("billing_mode", "PROVISIONED");
                capacity.fill(&mut body);
            }
        }
        body.set("hash_key", self.hash_key.name());
        body.maybe("range_key", self.sort_key.as_ref().map(KeyAttribute::name));
        body.maybe("table_class", self.infrequent_access.then_some("STANDARD_INFREQUENT_ACCESS"));
        body.maybe("stream_enabled", self.stream.map(|_| true));
        body.maybe("stream_view_type", self.stream.map(StreamView::name));
        body.maybe("deletion_protection_enabled", self.deletion_protection);
        self.tags.apply(&mut body);
        let keys = std::iter::once(&self.hash_key).chain(&self.sort_key);
        dynamodb_table_index::attributes(
            &mut body,
            keys,
            &self.global_indexes,
            &self.local_indexes,
            self.ttl.as_ref(),
        );
        dynamodb_table_index::check(
            &mut body,
            self.sort_key.is_some(),
            &self.global_indexes,
            &self.local_indexes,
        );
        let indexed = !(self.global_indexes.is_empty() && self.local_indexes.is_empty());
        for index in self.global_indexes {
            body.block("global_secondary_index", |block| index.fill(block, &self.billing));
        }
        for index in self.local_indexes {
            body.block("local_secondary_index", |block| index.fill(block));
        }
        if let Billing::OnDemand(Some(most)) = &self.billing {
            body.block("on_demand_throughput", |block| {
                for (key, value) in
                    [("max_read_request_units", &most.read), ("max_write_request_units", &most.write)]
                {
                    if let Some(0) = value.known() {
                        block.problem(Problem::error(
                            "no-capacity",
                            format!("`{key}` is 0, and the table would refuse every request"),
                            "allow at least 1, or use `on_demand`",
                        ));
                    }
                    block.set(key, value);
                }
            });
        }
        if let Some(attribute) = self.ttl {
            body.block("ttl", |block| {
                block.name("attribute_name", &dynamodb_table_index::ATTRIBUTE, attribute);
                block.set("enabled", true);
            });
        }
        body.block("point_in_time_recovery", |block| {
            block.set("enabled", self.recovery);
            if let Some(days) = self.recovery_period {
                if let Some(days) = days.known() {
                    block.check_range("recovery_period_in_days", days.0, 1..=35);
                }
                block.set("recovery_period_in_days", days);
            }
        });
        let key = match self.encryption {
            Encryption::Key(key) => Some(key),
            Encryption::Managed => {
                body.block("server_side_encryption", |block| block.set("enabled", true));
                None
            }
            Encryption::Owned => None,
        };
        if let Some(key) = &key {
            body.block("server_side_encryption", |block| {
                block.set("enabled", true);
                block.reference("kms_key_arn", key);
            });
        }
        let node = stack.add(&TYPE, label, body);
        let mut handle = TableHandle::new(node, self.hash_key, self.sort_key);
        handle.indexed = indexed;
        handle.streams = self.stream.is_some();
        handle.key = key;
        handle
    }
}
