//! What a table gives, whether it is declared here or looked up.

use terrane_aws::kind::{KeyArn, TableArn, TableIndexArn, TableName};
use terrane_aws::{Metric, Statement, Statistic, kms};
use terrane_core::{Expr, Handle, Kind, Node, Ref, RefersTo, Text};

use super::{KeyAttribute, action};

/// The ARN of a DynamoDB table's stream.
#[derive(Clone, Copy, Debug)]
pub enum TableStreamArn {}

impl Kind for TableStreamArn {
    const NOUN: &'static str = "DynamoDB stream ARN";
    const ID_PREFIX: &'static str = "arn:";
}

/// A declared [`Table`](crate::Table), or one that a [`TableLookup`](crate::TableLookup) found.
#[derive(Clone, Debug)]
pub struct TableHandle {
    node: Node,
    pub(super) hash_key: KeyAttribute,
    pub(super) sort_key: Option<KeyAttribute>,
    pub(super) indexed: bool,
    pub(super) streams: bool,
    pub(super) key: Option<Ref<KeyArn>>,
}

impl TableHandle {
    pub(super) fn new(node: Node, hash_key: KeyAttribute, sort_key: Option<KeyAttribute>) -> Self {
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
    pub(super) fn hash_key_name(&self) -> Expr {
        self.node.expression("hash_key")
    }

    /// The name of the attribute that is the second part of the key.
    pub(super) fn range_key_name(&self) -> Expr {
        self.node.expression("range_key")
    }

    /// The right to read items, of the indexes as well where there are some; with a key of your own also to
    /// decrypt with it.
    pub fn read(&self) -> Vec<Statement> {
        let items = Statement::allow([action::GET_ITEM, action::QUERY, action::SCAN], [self.arn()]);
        let decrypt = kms::read(self.key.as_ref());
        std::iter::once(items).chain(self.read_indexes()).chain(decrypt).collect()
    }

    /// The right to read, write and delete items; with a key of your own also to decrypt with it and to make
    /// data keys.
    pub fn read_write(&self) -> Vec<Statement> {
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
        let actions = [action::QUERY_INDEX, action::SCAN_INDEX];
        self.indexed.then(|| Statement::allow(actions, [self.indexes_arn()]))
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
