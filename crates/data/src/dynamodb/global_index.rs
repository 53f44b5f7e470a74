//! The block `global_secondary_index` of `aws_dynamodb_table`.

use terrane_core::{Body, Problem, Text, Value};

use super::billing::{Billing, Capacity};
use super::name::NAME;
use super::projection::Projection;
use super::{KeyAttribute, TableCapacity};

/// A global secondary index: all items by another key.
///
/// Emits a block `global_secondary_index` of its [`Table`](crate::Table). By default it holds whole items,
/// and has the capacity of its table.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `duplicate-index` | names that DynamoDB refuses, or that two indexes have |
/// | `index-capacity-on-demand`, `no-capacity` | a capacity that the table does not have, or one of 0 |
/// | `empty-projection` | attributes to include, and none named |
///
/// # Example
///
/// ```
/// use terrane_data::{GlobalIndex, KeyAttribute};
///
/// let by_kind = GlobalIndex::new("by-kind", KeyAttribute::string("kind"))
///     .sort_key(KeyAttribute::number("at"))
///     .project(["title"]);
/// ```
#[doc(alias = "global_secondary_index")]
#[doc(alias = "GSI")]
#[derive(Clone, Debug)]
#[must_use = "an index does nothing until it is added to a table"]
pub struct GlobalIndex {
    pub(super) name: Text,
    pub(super) hash_key: KeyAttribute,
    pub(super) sort_key: Option<KeyAttribute>,
    pub(super) projection: Projection,
    capacity: Option<Capacity>,
}

impl GlobalIndex {
    /// An index by this key, which holds whole items.
    pub fn new(name: impl Into<Text>, hash_key: KeyAttribute) -> Self {
        Self { name: name.into(), hash_key, sort_key: None, projection: Projection::All, capacity: None }
    }

    /// A second part of the key, by which the items of one first part are sorted.
    pub fn sort_key(mut self, key: KeyAttribute) -> Self {
        self.sort_key = Some(key);
        self
    }

    /// Holds the keys alone.
    pub fn project_keys(mut self) -> Self {
        self.projection = Projection::Keys;
        self
    }

    /// Holds the keys and these attributes.
    pub fn project<T: Into<Text>>(mut self, attributes: impl IntoIterator<Item = T>) -> Self {
        let attributes = attributes.into_iter().map(Into::into).collect();
        self.projection = Projection::Include(attributes);
        self
    }

    /// Another capacity than the table's, for a table that is provisioned too; on demand it is reported
    /// (`index-capacity-on-demand`).
    pub fn provisioned(
        mut self,
        capacity: TableCapacity<impl Into<Value<u32>>, impl Into<Value<u32>>>,
    ) -> Self {
        self.capacity = Some(capacity.into());
        self
    }

    fn check(&self, body: &mut Body, billing: &Billing) {
        if let (Billing::OnDemand(_), Some(_)) = (billing, &self.capacity) {
            body.report(Problem::error(
                "index-capacity-on-demand",
                "an index is provisioned, and its table is on demand",
                "leave `provisioned` out of the index, or provision the table",
            ));
        }
    }

    pub(super) fn write(self, body: &mut Body, billing: &Billing) {
        self.check(body, billing);
        body.name("name", &NAME, self.name);
        body.set("hash_key", self.hash_key.name());
        body.set_opt("range_key", self.sort_key.as_ref().map(KeyAttribute::name));
        if let Billing::Provisioned(capacity) = billing {
            self.capacity.as_ref().unwrap_or(capacity).write_provisioned(body);
        }
        self.projection.write(body);
    }
}
