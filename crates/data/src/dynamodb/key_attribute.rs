//! The attributes of keys.

use terrane_core::{Expr, NameRule, Text};

/// The type of a key: a string, a number, or bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyType {
    String,
    Number,
    Binary,
}

impl KeyType {
    /// DynamoDB's letter for the type.
    pub(super) const fn letter(self) -> &'static str {
        match self {
            KeyType::String => "S",
            KeyType::Number => "N",
            KeyType::Binary => "B",
        }
    }
}

impl From<KeyType> for Expr {
    fn from(kind: KeyType) -> Self {
        kind.letter().into()
    }
}

/// An attribute that a table or an index finds items by, and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAttribute {
    name: String,
    pub(super) kind: KeyType,
}

impl KeyAttribute {
    /// The name of a key's attribute.
    pub const NAME: NameRule =
        NameRule::new("a key's attribute has a name of 1 to 255 bytes", 1, 255).anything();

    /// A string of 1 to 2048 bytes; as a sort key up to 1024.
    pub fn string(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: KeyType::String }
    }

    /// A number.
    pub fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: KeyType::Number }
    }

    /// Bytes.
    pub fn binary(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: KeyType::Binary }
    }

    pub(super) fn name(&self) -> Text {
        Text::from(&self.name)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.name
    }
}
