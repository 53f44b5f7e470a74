//! Objects.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::inline::object_key;
use super::text::{Text, not_text};
use super::tree::{Expr, Key, Tree};

/// Beyond this many keys, where a key stands is remembered instead of looked for.
const FEW: usize = 16;

/// An object, in the order in which its keys are set: what [`jsonencode`](crate::jsonencode) takes, or a map argument.
///
/// ```
/// use terrane_core::{Object, jsonencode};
///
/// let document =
///     jsonencode(Object::new().set("Version", "2012-10-17").set("Statement", Vec::<String>::new()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(Key, Expr)>,
    /// The place of each key by its hash, once there are many: a large object is not gone through for each key.
    places: HashMap<u64, usize>,
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
            Tree::List(_) | Tree::Object(_) | Tree::For(_) | Tree::Null => {
                Key::Computed(Box::new(Expr::fault(not_text("the key of an object"))))
            }
            _ => Key::Computed(Box::new(key)),
        };
        let value = value.into();
        match self.place_of(&key) {
            Some(place) => self.entries[place].1 = value,
            None => self.entries.push((key, value)),
        }
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

    /// Where the key stands; where it does not, its place is noted.
    fn place_of(&mut self, key: &Key) -> Option<usize> {
        let (count, wanted) = (self.entries.len(), name_of(key));
        if count < FEW {
            return self.entries.iter().position(|(other, _)| name_of(other) == wanted);
        }
        if self.places.is_empty() {
            let places = self.entries.iter().enumerate().map(|(at, (key, _))| (hash_of(&name_of(key)), at));
            self.places = places.collect();
        }
        let place = *self.places.entry(hash_of(&wanted)).or_insert(count);
        if place == count || name_of(&self.entries[place].0) == wanted {
            return (place < count).then_some(place);
        }
        // Two keys of one hash.
        self.entries.iter().position(|(other, _)| name_of(other) == wanted)
    }
}

/// What tells a key from others: whether it is a literal, and its text; that of a computed key as it is written.
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

fn hash_of(name: &(bool, Cow<'_, str>)) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

impl From<Object> for Expr {
    fn from(object: Object) -> Self {
        Expr::nested(Tree::Object(object.entries))
    }
}
