//! Objects.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use indexmap::IndexMap;

use super::inline::object_key;
use super::text::{Text, not_text};
use super::tree::{Expr, Key, Tree};

/// An object, in the order in which its keys are set: what [`jsonencode`](crate::jsonencode) takes, or a map
/// argument.
///
/// ```
/// use terrane_core::{Object, jsonencode};
///
/// let document =
///     jsonencode(Object::new().set("Version", "2012-10-17").set("Statement", Vec::<String>::new()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: IndexMap<Key, Expr>,
}

impl Object {
    /// An object without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing has been set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets a key; the last value of a key that is set twice holds.
    #[must_use]
    pub fn set(mut self, key: impl Into<Text>, value: impl Into<Expr>) -> Self {
        let key = Expr::from(key.into());
        let key = match key.tree {
            Tree::Text(text) => Key::Literal(text),
            tree if tree.is_no_text() => {
                Key::Computed(Box::new(Expr::fault(not_text("the key of an object"))))
            }
            _ => Key::Computed(Box::new(key)),
        };
        self.entries.insert(key, value.into());
        self
    }

    /// Sets a key where there is a value.
    #[must_use]
    pub fn set_opt(self, key: impl Into<Text>, value: Option<impl Into<Expr>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }
}

/// What tells a key from others: whether it is a literal, and its text; that of a computed key as it is
/// written.
fn name_of(key: &Key) -> (bool, Cow<'_, str>) {
    match key {
        Key::Literal(text) => (true, Cow::Borrowed(text)),
        Key::Computed(_) => {
            let mut text = String::new();
            object_key(key, &mut text);
            (false, text.into())
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        name_of(self) == name_of(other)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        name_of(self).1.hash(state);
    }
}

impl From<Object> for Expr {
    fn from(object: Object) -> Self {
        Expr::nested(Tree::Object(object.entries.into_iter().collect()))
    }
}
