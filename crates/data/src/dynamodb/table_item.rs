//! `aws_dynamodb_table_item`.

use terrane_core::{Body, Node, Object, Problem, Resource, ResourceType, Stack, jsonencode};

use super::{AttributeValue, Attributes, KeyAttribute, TableHandle};

const TYPE: ResourceType = terrane_aws::resource("aws_dynamodb_table_item", "data");

/// An item of a DynamoDB table that Terraform writes: a value of the configuration, say. Not for what an
/// application changes.
///
/// Emits `aws_dynamodb_table_item.{label}`. The key's attribute is written from the table, so it cannot be
/// missing. Values may be text, references, variables, numbers, lists and maps. They are in the state: no
/// place for secrets.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `item-key-type`, `item-key-length` | a key that does not fit the table's |
/// | `item-sort-key` | a sort key that is missing, or that the table does not have |
/// | `item-sets-its-key` | a key among the other attributes |
/// | `duplicate-item` | a second item with the same key |
/// | `duplicate-attribute`, `attribute-name` | attributes that DynamoDB refuses |
/// | `not-a-number`, `invalid-set` | values that DynamoDB refuses |
///
/// # Example
///
/// ```
/// # use terrane_aws::kind::HostName;
/// # use terrane_core::{Declare, Ref, Stack};
/// use terrane_data::{AttributeValue, Attributes, KeyAttribute, Table, TableCapacity, TableItem};
///
/// # let mut stack = Stack::new("docs");
/// # let endpoint: Ref<HostName> = Ref::existing("db.internal");
/// let capacity = TableCapacity { read_units: 1, write_units: 1 };
/// let config = Table::new("jiki-config", KeyAttribute::string("key")).provisioned(capacity);
/// let config = config.declare(&mut stack, "config");
/// let value = |value: AttributeValue| Attributes::new().set("value", value);
/// TableItem::new(&config, "aurora_endpoint", value(endpoint.into())).declare(&mut stack, "host");
/// TableItem::new(&config, "aurora_port", value(5432.into())).declare(&mut stack, "port");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_dynamodb_table_item")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TableItem {
    table: TableHandle,
    key: AttributeValue,
    sort_key: Option<AttributeValue>,
    attributes: Attributes,
}

impl TableItem {
    /// The item with this key. A key of another type than the table's is reported (`item-key-type`), and so
    /// is a second item with the same key (`duplicate-item`).
    pub fn new(table: &TableHandle, key: impl Into<AttributeValue>, attributes: Attributes) -> Self {
        Self { table: table.clone(), key: key.into(), sort_key: None, attributes }
    }

    /// The sort key, of a table that has one (`item-sort-key`).
    pub fn sort_key(mut self, key: impl Into<AttributeValue>) -> Self {
        self.sort_key = Some(key.into());
        self
    }

    fn check(&self, body: &mut Body) {
        let table = &self.table;
        check_key(body, &table.hash_key, &self.key, 2048);
        match (&table.sort_key, &self.sort_key) {
            (Some(attribute), Some(value)) => check_key(body, attribute, value, 1024),
            (Some(attribute), None) => body.report(Problem::error(
                "item-sort-key",
                format!("the item lacks `{}`, the sort key of its table", attribute.as_str()),
                "add `.sort_key(…)`",
            )),
            (None, Some(_)) => body.report(Problem::error(
                "item-sort-key",
                "the item has a sort key, and its table has none",
                "leave `sort_key` out, or give the table one",
            )),
            (None, None) => {}
        }
        for attribute in std::iter::once(&table.hash_key).chain(&table.sort_key) {
            if self.attributes.has(attribute.as_str()) {
                body.report(Problem::error(
                    "item-sets-its-key",
                    format!("`{}` is a key, and is among the other attributes as well", attribute.as_str()),
                    "leave it out of the attributes: it is written from the key",
                ));
            }
        }
        self.attributes.check(body);
    }
}

fn check_key(body: &mut Body, attribute: &KeyAttribute, value: &AttributeValue, longest: usize) {
    let (wanted, given) = (attribute.kind.letter(), value.letters());
    if wanted != given {
        body.report(Problem::error(
            "item-key-type",
            format!("`{}` is of type {given}, but the table's key is of type {wanted}", attribute.as_str()),
            format!("give the key a value of type {wanted}"),
        ));
    }
    value.check(body);
    if let Some(literal) = value.as_literal()
        && !(1..=longest).contains(&literal.len())
    {
        body.report(Problem::error(
            "item-key-length",
            format!(
                "`{}` has {} bytes, but DynamoDB accepts 1 to {longest}",
                attribute.as_str(),
                literal.len()
            ),
            "choose another key",
        ));
    }
}

impl Resource for TableItem {
    type Handle = Node;

    fn lower(self, stack: &mut Stack, label: &str) -> Node {
        let mut body = Body::new();
        self.check(&mut body);
        let Self { table, key, sort_key, attributes } = self;
        let identity = key.as_literal().map(|hash| match sort_key.as_ref().map(AttributeValue::as_literal) {
            None => Some(format!("the key `{hash}`")),
            Some(sort) => sort.map(|sort| format!("the key `{hash}`, `{sort}`")),
        });
        body.set("table_name", table.name());
        body.set("hash_key", table.hash_key_name());
        let mut item = Object::new().set(table.hash_key.name(), key);
        if let (Some(attribute), Some(value)) = (&table.sort_key, sort_key) {
            body.set("range_key", table.range_key_name());
            item = item.set(attribute.name(), value);
        }
        body.set("item", jsonencode(attributes.write(item)));
        let node = stack.add(&TYPE, label, body);
        if let Some(key) = identity.flatten() {
            stack.claim(&node, "duplicate-item", &table.arn(), key);
        }
        node
    }
}
