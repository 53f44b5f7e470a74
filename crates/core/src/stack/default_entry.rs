//! What a stack adds to an argument of all its resources.

use std::fmt;

use crate::lang::text::Text;
use crate::lang::tree::{Expr, Key, Tree};

/// An entry of an argument such as `tags`, for each resource that does not have it.
pub(crate) struct DefaultEntry {
    pub(crate) argument: &'static str,
    pub(crate) key: &'static str,
    /// From the resource's label.
    pub(crate) value: Box<dyn Fn(&str) -> Text + Send + Sync>,
}

impl DefaultEntry {
    /// Adds the entry to an object that has none of its key.
    pub(crate) fn add_to(&self, object: &mut Expr, label: &str) {
        let Tree::Object(entries) = &mut object.tree else { return };
        let is_there = |(key, _): &(Key, Expr)| matches!(key, Key::Literal(key) if key == self.key);
        if !entries.iter().any(is_there) {
            let mut entries = std::mem::take(entries);
            entries.push((Key::Literal(self.key.into()), (self.value)(label).into()));
            *object = Expr::nested(Tree::Object(entries));
        }
    }
}

impl fmt::Debug for DefaultEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultEntry")
            .field("argument", &self.argument)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
