//! `data "aws_dynamodb_table"`: a table of another stack.

use terrane_aws::kind::KeyArn;
use terrane_core::{Body, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::name::NAME;
use super::{KeyAttribute, TableHandle};

const LOOKUP: ResourceType = terrane_aws::data("aws_dynamodb_table", "data");

/// A table that exists outside of this stack, looked up by its name.
///
/// Emits `data.aws_dynamodb_table.{label}`. By default it has no sort key, no index and no key of its own.
///
/// # Rules
///
/// A name that DynamoDB refuses is reported (`invalid-name`).
///
/// # Example
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
#[doc(alias = "aws_dynamodb_table")]
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
    pub fn sort_key(mut self, key: KeyAttribute) -> Self {
        self.sort_key = Some(key);
        self
    }

    /// The table has indexes, and who may read the table may read them.
    pub fn indexed(mut self) -> Self {
        self.indexed = true;
        self
    }

    /// The table is encrypted with a key of your own.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }
}

impl Resource for TableLookup {
    type Handle = TableHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TableHandle {
        let mut body = Body::new();
        body.name("name", &NAME, self.name);
        let node = stack.add(&LOOKUP, label, body);
        let mut handle = TableHandle::new(node, self.hash_key, self.sort_key);
        handle.indexed = self.indexed;
        handle.key = self.key;
        handle
    }
}
