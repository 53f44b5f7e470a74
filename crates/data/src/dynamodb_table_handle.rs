//! What a table gives, whether it is declared here or looked up.

use terrane_aws::kind::{KeyArn, TableArn, TableIndexArn, TableName};
use terrane_aws::{Metric, Statement, Statistic, kms};
use terrane_core::{Body, Expr, Handle, Kind, Node, Ref, RefersTo, Resource, Stack, Text, Type};

use crate::{KeyAttribute, Table};

const LOOKUP: Type = terrane_aws::data("aws_dynamodb_table", "data");

/// The ARN of a DynamoDB table's stream.
#[derive(Clone, Copy, Debug)]
pub enum TableStreamArn {}

impl Kind for TableStreamArn {
    const NOUN: &'static str = "DynamoDB stream ARN";
    const ID_PREFIX: &'static str = "arn:";
}

/// Actions of DynamoDB, by what they apply to.
pub mod dynamodb_action {
    use terrane_aws::Action;
    use terrane_aws::kind::{TableArn, TableIndexArn};

    /// Reads an item.
    pub const GET_ITEM: Action<TableArn> = Action::new("dynamodb:GetItem");
    /// Reads several items.
    pub const BATCH_GET_ITEM: Action<TableArn> = Action::new("dynamodb:BatchGetItem");
    /// Finds items by key.
    pub const QUERY: Action<TableArn> = Action::new("dynamodb:Query");
    /// Reads all items.
    pub const SCAN: Action<TableArn> = Action::new("dynamodb:Scan");
    /// Asserts something of an item in a transaction.
    pub const CONDITION_CHECK_ITEM: Action<TableArn> = Action::new("dynamodb:ConditionCheckItem");
    /// Writes an item.
    pub const PUT_ITEM: Action<TableArn> = Action::new("dynamodb:PutItem");
    /// Changes an item.
    pub const UPDATE_ITEM: Action<TableArn> = Action::new("dynamodb:UpdateItem");
    /// Deletes an item.
    pub const DELETE_ITEM: Action<TableArn> = Action::new("dynamodb:DeleteItem");
    /// Writes and deletes several items.
    pub const BATCH_WRITE_ITEM: Action<TableArn> = Action::new("dynamodb:BatchWriteItem");
    /// Tells how the table is set up.
    pub const DESCRIBE_TABLE: Action<TableArn> = Action::new("dynamodb:DescribeTable");
    /// Finds items by the key of an index.
    pub const QUERY_INDEX: Action<TableIndexArn> = Action::new("dynamodb:Query");
    /// Reads all of an index.
    pub const SCAN_INDEX: Action<TableIndexArn> = Action::new("dynamodb:Scan");
}

/// A table that exists outside of this stack, looked up by its name.
///
/// ```
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{Attributes, KeyAttribute, TableItem, TableLookup};
///
/// # let mut stack = Stack::new("docs");
/// let config = TableLookup::new("jiki-config", KeyAttribute::string("key")).declare(&mut stack, "config");
/// TableItem::new(&config, "aurora_port", Attributes::new().set("value", 5432))
///     .declare(&mut stack, "aurora_port");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TableLookup {
    name: Text,
    hash_key: KeyAttribute,
    sort_key: Option<KeyAttribute>,
    indexed: bool,
    key: Option<Ref<KeyArn>>,
}

impl TableLookup {
    /// The table of this name; you vouch for its key.
    pub fn new(name: impl Into<Text>, hash_key: KeyAttribute) -> Self {
        Self { name: name.into(), hash_key, sort_key: None, indexed: false, key: None }
    }

    /// The table has a sort key.
    pub fn sort_key(self, key: KeyAttribute) -> Self {
        Self { sort_key: Some(key), ..self }
    }

    /// The table has indexes, and who may read the table may read them.
    pub fn indexed(self) -> Self {
        Self { indexed: true, ..self }
    }

    /// The table is encrypted with a key of your own.
    pub fn encrypted_with(self, key: &impl RefersTo<KeyArn>) -> Self {
        Self { key: Some(key.reference()), ..self }
    }
}

impl Resource for TableLookup {
    type Handle = TableHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TableHandle {
        let mut body = Body::new();
        body.name("name", &Table::NAME, self.name);
        let node = stack.add(&LOOKUP, label, body);
        let handle = TableHandle::new(node, self.hash_key, self.sort_key);
        TableHandle { indexed: self.indexed, key: self.key, ..handle }
    }
}

/// A declared [`Table`], or one that a [`TableLookup`] found.
#[derive(Clone, Debug)]
pub struct TableHandle {
    node: Node,
    pub(crate) hash_key: KeyAttribute,
    pub(crate) sort_key: Option<KeyAttribute>,
    pub(crate) indexed: bool,
    pub(crate) streams: bool,
    pub(crate) key: Option<Ref<KeyArn>>,
}

impl TableHandle {
    pub(crate) fn new(node: Node, hash_key: KeyAttribute, sort_key: Option<KeyAttribute>) -> Self {
        Self { node, hash_key, sort_key, indexed: false, streams: false, key: None }
    }

    /// The name.
    pub fn name(&self) -> Ref<TableName> {
        self.node.attribute("name")
    }

    /// The ARN of the table itself.
    pub fn arn(&self) -> Ref<TableArn> {
        self.node.attribute("arn")
    }

    /// The ARN pattern of the table's indexes.
    pub fn indexes_arn(&self) -> Ref<TableIndexArn> {
        Ref::from_expr(Text::from(self.arn()).then("/index/*").into())
    }

    /// The ARN of the stream, where the table was declared with one.
    pub fn stream_arn(&self) -> Option<Ref<TableStreamArn>> {
        self.streams.then(|| self.node.attribute("stream_arn"))
    }

    /// The name of the attribute that is the first part of the key.
    pub(crate) fn hash_key_name(&self) -> Expr {
        self.node.expression("hash_key")
    }

    /// The name of the attribute that is the second part of the key.
    pub(crate) fn range_key_name(&self) -> Expr {
        self.node.expression("range_key")
    }

    /// The right to read items, of the indexes as well where there are some; with a key of your own also to
    /// decrypt with it.
    pub fn read(&self) -> Vec<Statement> {
        use dynamodb_action::{GET_ITEM, QUERY, SCAN};
        let items = Statement::allow([GET_ITEM, QUERY, SCAN], [self.arn()]);
        let decrypt = kms::read(self.key.as_ref());
        std::iter::once(items).chain(self.read_indexes()).chain(decrypt).collect()
    }

    /// The right to read, write and delete items; with a key of your own also to decrypt with it and to make
    /// data keys.
    pub fn read_write(&self) -> Vec<Statement> {
        use dynamodb_action as action;
        let actions = [
            action::GET_ITEM,
            action::BATCH_GET_ITEM,
            action::QUERY,
            action::SCAN,
            action::CONDITION_CHECK_ITEM,
            action::PUT_ITEM,
            action::UPDATE_ITEM,
            action::DELETE_ITEM,
            action::BATCH_WRITE_ITEM,
        ];
        let items = Statement::allow(actions, [self.arn()]);
        let keys = kms::read_write(self.key.as_ref());
        std::iter::once(items).chain(self.read_indexes()).chain(keys).collect()
    }

    fn read_indexes(&self) -> Option<Statement> {
        use dynamodb_action::{QUERY_INDEX, SCAN_INDEX};
        self.indexed.then(|| Statement::allow([QUERY_INDEX, SCAN_INDEX], [self.indexes_arn()]))
    }

    /// How many reads were refused for want of capacity. Nothing is recorded while there is none.
    pub fn read_throttles(&self) -> Metric {
        self.metric("ReadThrottleEvents").absent_at_zero()
    }

    /// How many writes were refused for want of capacity. Nothing is recorded while there is none.
    pub fn write_throttles(&self) -> Metric {
        self.metric("WriteThrottleEvents").absent_at_zero()
    }

    /// How much of the capacity for reads was used. Nothing is recorded while there is no request.
    pub fn consumed_read_capacity(&self) -> Metric {
        self.metric("ConsumedReadCapacityUnits").absent_at_zero()
    }

    /// How much of the capacity for writes was used. Nothing is recorded while there is no request.
    pub fn consumed_write_capacity(&self) -> Metric {
        self.metric("ConsumedWriteCapacityUnits").absent_at_zero()
    }

    fn metric(&self, name: &'static str) -> Metric {
        Metric::new("AWS/DynamoDB", name, Statistic::Sum).dimension("TableName", self.name())
    }
}

impl RefersTo<TableName> for TableHandle {
    fn reference(&self) -> Ref<TableName> {
        self.name()
    }
}

impl RefersTo<TableArn> for TableHandle {
    fn reference(&self) -> Ref<TableArn> {
        self.arn()
    }
}

impl Handle for TableHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
