//! What an index holds.

use terrane_core::{Body, Problem, Text};

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

    pub(super) fn write(self, body: &mut Body) {
        let (kind, attributes) = match self {
            Projection::All => ("ALL", Vec::new()),
            Projection::Keys => ("KEYS_ONLY", Vec::new()),
            Projection::Include(attributes) => {
                if attributes.is_empty() {
                    body.report(Problem::error(
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
