//! The block `local_secondary_index` of `aws_dynamodb_table`.

use terrane_core::{Body, Text};

use super::KeyAttribute;
use super::name::NAME;
use super::projection::Projection;

/// A local secondary index: the items of one hash key by another sort key.
///
/// Emits a block `local_secondary_index` of its [`Table`](crate::Table). By default it holds whole items.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `duplicate-index` | names that DynamoDB refuses, or that two indexes have |
/// | `local-index-without-sort-key` | an index of a table without a sort key |
/// | `empty-projection` | attributes to include, and none named |
///
/// # Example
///
/// ```
/// use terrane_data::{KeyAttribute, LocalIndex};
///
/// let by_title = LocalIndex::new("by-title", KeyAttribute::string("title")).project_keys();
/// ```
#[doc(alias = "local_secondary_index")]
#[doc(alias = "LSI")]
#[derive(Clone, Debug)]
#[must_use = "an index does nothing until it is added to a table"]
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
