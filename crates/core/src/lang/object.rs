//! Objects.

use std::collections::HashMap;

use crate::lang::inline::inline;
use crate::lang::tree::{Key, Tree};
use crate::{Expr, Text};

/// Beyond this many keys, where a key stands is remembered instead of looked for.
const FEW: usize = 16;

/// An object, in the order in which its keys are set: what [`jsonencode`](crate::jsonencode) takes, or a map argument.
///
/// ```
/// use terrane_core::{Object, jsonencode};
///
/// let document = jsonencode(Object::new().set("Version", "2012-10-17").set("Statement", Vec::<String>::new()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(Key, Expr)>,
    places: HashMap<String, usize>,
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
    pub fn maybe(self, key: impl Into<Text>, value: Option<impl Into<Expr>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    /// Where the key stands; where it does not, its place is noted.
    fn place_of(&mut self, key: &Key) -> Option<usize> {
        let count = self.entries.len();
        if count < FEW {
            let wanted = written(key);
            return self.entries.iter().position(|(other, _)| match (key, other) {
                (Key::Literal(key), Key::Literal(other)) => key == other,
                (Key::Computed(_), Key::Computed(_)) => wanted == written(other),
                _ => false,
            });
        }
        if self.places.is_empty() {
            self.places = self.entries.iter().enumerate().map(|(at, (key, _))| (written(key), at)).collect();
        }
        let place = *self.places.entry(written(key)).or_insert(count);
        (place < count).then_some(place)
    }
}

/// The key as it is told from others: a computed one by its text in parentheses, which begins no literal's text.
fn written(key: &Key) -> String {
    match key {
        Key::Literal(text) => format!("\"{text}"),
        Key::Computed(value) => {
            let mut text = String::new();
            inline(value, &mut text);
            format!("({text}")
        }
    }
}

impl From<Object> for Expr {
    fn from(object: Object) -> Self {
        Expr::nested(Tree::Object(object.entries))
    }
}
