//! `aws_dynamodb_table`.

use terrane_aws::Tags;
use terrane_aws::kind::KeyArn;
use terrane_core::{Body, Days, NameRule, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value};

use super::billing::Billing;
use super::name::NAME;
use super::table_rules::TableKeys;
use super::{GlobalIndex, KeyAttribute, LocalIndex, StreamView, TableCapacity, TableHandle};

const TYPE: ResourceType = terrane_aws::resource("aws_dynamodb_table", "data").named_once("name");

/// A DynamoDB table.
///
/// Emits `aws_dynamodb_table.{label}`. The attributes that a table declares are those of its keys and
/// indexes, and they are written from there: one that is not a key cannot be declared.
///
/// By default it is billed on demand and has point-in-time recovery. DynamoDB encrypts every table, with a
/// key that AWS owns unless another is given.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Table::NAME`] and [`KeyAttribute::NAME`] |
/// | `out-of-range` | a recovery period, or more indexes or projected attributes than DynamoDB accepts |
/// | `no-capacity` | a capacity of 0 |
/// | `duplicate-key-attribute` | a key whose hash key and sort key are one attribute |
/// | `key-of-two-types` | an attribute that is a key of one type here and of another there |
/// | `duplicate-index`, `empty-projection` | indexes of one name, or that include attributes and name none |
/// | `local-index-without-sort-key` | a local index of a table without a sort key |
/// | `index-capacity-on-demand` | a provisioned index of a table on demand |
/// | `expiry-not-a-number` | items that expire by a key that is not a number |
///
/// # Not covered
///
/// `replica`, `import_table`, `restore_…`, `warm_throughput`, and autoscaling of provisioned capacity (with
/// it, use `stack.amend(&table).ignore_changes(["read_capacity", "write_capacity"])`).
///
/// # Example
///
/// ```
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{GlobalIndex, KeyAttribute, Table, TableCapacity};
///
/// # let mut stack = Stack::new("docs");
/// let capacity = TableCapacity { read_units: 1, write_units: 1 };
/// let config = Table::new("jiki-config", KeyAttribute::string("key")).provisioned(capacity);
/// let config = config.declare(&mut stack, "config");
/// let events = Table::new("jiki-events", KeyAttribute::string("user_id"))
///     .sort_key(KeyAttribute::number("at"))
///     .global_index(GlobalIndex::new("by-kind", KeyAttribute::string("kind")))
///     .expire_at("expires_at")
///     .declare(&mut stack, "events");
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
#[doc(alias = "aws_dynamodb_table")]
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

#[derive(Debug)]
enum Encryption {
    /// With a key that AWS owns.
    Owned,
    /// With `aws/dynamodb`.
    Managed,
    Key(Ref<KeyArn>),
}

impl Table {
    /// The name of a table or an index.
    pub const NAME: NameRule = NAME;

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

    /// A sort key, by which the items of one first part are sorted.
    pub fn sort_key(mut self, key: KeyAttribute) -> Self {
        self.sort_key = Some(key);
        self
    }

    /// Pays for each request: the default.
    pub fn on_demand(mut self) -> Self {
        self.billing = Billing::OnDemand(None);
        self
    }

    /// Pays for each request, and refuses more than so many reads and writes a second, each 1 or more.
    pub fn on_demand_up_to(
        mut self,
        maximum: TableCapacity<impl Into<Value<u32>>, impl Into<Value<u32>>>,
    ) -> Self {
        self.billing = Billing::OnDemand(Some(maximum.into()));
        self
    }

    /// Pays for so many reads and writes a second, each 1 or more, whether they are used or not.
    pub fn provisioned(
        mut self,
        capacity: TableCapacity<impl Into<Value<u32>>, impl Into<Value<u32>>>,
    ) -> Self {
        self.billing = Billing::Provisioned(capacity.into());
        self
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
    pub fn recovery_period(mut self, days: impl Into<Value<Days>>) -> Self {
        self.recovery = true;
        self.recovery_period = Some(days.into());
        self
    }

    /// Without the chance to restore the table to a point in time.
    pub fn without_point_in_time_recovery(mut self) -> Self {
        self.recovery = false;
        self.recovery_period = None;
        self
    }

    /// Encrypts with a key of your own. What reads or writes needs rights to the key as well:
    /// [`TableHandle::read`] and [`TableHandle::read_write`] grant that.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.encryption = Encryption::Key(key.reference());
        self
    }

    /// Encrypts with the key `aws/dynamodb` of the account, whose use is on record, instead of one that AWS
    /// owns.
    pub fn encrypted_with_aws_managed_key(mut self) -> Self {
        self.encryption = Encryption::Managed;
        self
    }

    /// Writes every change to a stream.
    pub fn stream(mut self, view: StreamView) -> Self {
        self.stream = Some(view);
        self
    }

    /// Whether AWS refuses to delete the table; its default is no.
    pub fn deletion_protection(mut self, on: impl Into<Value<bool>>) -> Self {
        self.deletion_protection = Some(on.into());
        self
    }

    /// Cheaper storage and dearer requests (`STANDARD_INFREQUENT_ACCESS`).
    pub fn infrequent_access(mut self) -> Self {
        self.infrequent_access = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        self.keys().check(body);
        if let Some(Value::Known(Days(days))) = self.recovery_period {
            body.check_range("recovery_period_in_days", days, 1..=35);
        }
    }

    fn keys(&self) -> TableKeys<'_> {
        TableKeys {
            hash_key: &self.hash_key,
            sort_key: self.sort_key.as_ref(),
            global_indexes: &self.global_indexes,
            local_indexes: &self.local_indexes,
            expires_at: self.ttl.as_ref(),
        }
    }
}

impl Resource for Table {
    type Handle = TableHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TableHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, &self.name);
        self.billing.write(&mut body);
        body.set("hash_key", self.hash_key.name());
        body.set_opt("range_key", self.sort_key.as_ref().map(KeyAttribute::name));
        body.set_opt("table_class", self.infrequent_access.then_some("STANDARD_INFREQUENT_ACCESS"));
        body.set_opt("stream_enabled", self.stream.map(|_| true));
        body.set_opt("stream_view_type", self.stream);
        body.set_opt("deletion_protection_enabled", self.deletion_protection.as_ref());
        self.tags.clone().write(&mut body);
        self.keys().write_attributes(&mut body);
        let indexed = !(self.global_indexes.is_empty() && self.local_indexes.is_empty());
        for index in self.global_indexes {
            body.block("global_secondary_index", |block| index.write(block, &self.billing));
        }
        for index in self.local_indexes {
            body.block("local_secondary_index", |block| index.write(block));
        }
        if let Billing::OnDemand(Some(maximum)) = &self.billing {
            body.block("on_demand_throughput", |block| maximum.write_on_demand(block));
        }
        if let Some(attribute) = self.ttl {
            body.block("ttl", |block| {
                block.name("attribute_name", &KeyAttribute::NAME, attribute);
                block.set("enabled", true);
            });
        }
        body.block("point_in_time_recovery", |block| {
            block.set("enabled", self.recovery);
            block.set_opt("recovery_period_in_days", self.recovery_period);
        });
        self.encryption.write(&mut body);
        let mut handle = TableHandle::new(stack.add(&TYPE, label, body), self.hash_key, self.sort_key);
        handle.indexed = indexed;
        handle.streams = self.stream.is_some();
        handle.key = self.encryption.key();
        handle
    }
}

impl Encryption {
    fn write(&self, body: &mut Body) {
        if let Encryption::Owned = self {
            return;
        }
        body.block("server_side_encryption", |block| {
            block.set("enabled", true);
            if let Encryption::Key(key) = self {
                block.reference("kms_key_arn", key);
            }
        });
    }

    fn key(self) -> Option<Ref<KeyArn>> {
        match self {
            Encryption::Owned | Encryption::Managed => None,
            Encryption::Key(key) => Some(key),
        }
    }
}
