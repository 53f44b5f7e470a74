//! The indexes of a table.

use terrane_core::{Body, Problem, Text, Value};

use super::billing::{Billing, Capacity};
use super::name::NAME;
use super::{KeyAttribute, TableCapacity};

/// What an index holds of each item, beside its keys.
#[derive(Clone, Debug)]
pub(super) enum Projection {
    All,
    Keys,
    Include(Vec<Text>),
}

impl Projection {
    /// How many attributes are named.
    pub(super) fn included(&self) -> usize {
        match self {
            Projection::All | Projection::Keys => 0,
            Projection::Include(attributes) => attributes.len(),
        }
    }

    fn write(self, body: &mut Body) {
        let (kind, attributes) = match self {
            Projection::All => ("ALL", Vec::new()),
            Projection::Keys => ("KEYS_ONLY", Vec::new()),
            Projection::Include(attributes) => {
                if attributes.is_empty() {
                    body.problem(Problem::error(
                        "empty-projection",
                        "the index is to hold certain attributes, and none is named",
                        "name them, or use `project_keys`",
                    ));
                }
                ("INCLUDE", attributes)
            }
        };
        body.set("projection_type", kind);
        body.list("non_key_attributes", attributes);
    }
}

/// A global secondary index: all items by another key.
///
/// By default it holds whole items, and has the capacity of its table.
#[doc(alias = "global_secondary_index")]
#[doc(alias = "GSI")]
#[derive(Clone, Debug)]
#[must_use = "an index does nothing until a table takes it"]
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
            body.problem(Problem::error(
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
        body.maybe("range_key", self.sort_key.as_ref().map(KeyAttribute::name));
        if let Billing::Provisioned(capacity) = billing {
            self.capacity.as_ref().unwrap_or(capacity).write_provisioned(body);
        }
        self.projection.write(body);
    }
}

/// A local secondary index: the items of one hash key by another sort key.
///
/// By default it holds whole items.
#[doc(alias = "local_secondary_index")]
#[doc(alias = "LSI")]
#[derive(Clone, Debug)]
#[must_use = "an index does nothing until a table takes it"]
pub struct LocalIndex {
    pub(super) name: Text,
    pub(super) sort_key: KeyAttribute,
    pub(super) projection: Projection,
}

impl LocalIndex {
    /// An index by this second key, which holds whole items. The table itself must have a sort key.
    pub fn new(name: impl Into<Text>, sort_key: KeyAttribute) -> Self {
        Self { name: name.into(), sort_key, projection: Projection::All }
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

    pub(super) fn write(self, body: &mut Body) {
        body.name("name", &NAME, self.name);
        body.set("range_key", self.sort_key.name());
        self.projection.write(body);
    }
}
