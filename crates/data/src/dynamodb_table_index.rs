//! The keys and indexes of a DynamoDB table.

use terrane_core::{Body, NameRule, Problem, Text, Value};

use crate::Table;
use crate::dynamodb_table::{Billing, Capacity};

/// What DynamoDB takes as the name of a key's attribute.
pub(crate) const ATTRIBUTE: NameRule =
    NameRule::new("a key's attribute has a name of 1 to 255 bytes", 1, 255).anything();

/// The type of a key: a string, a number, or bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyType {
    String,
    Number,
    Binary,
}

impl KeyType {
    pub(crate) const fn letter(self) -> &'static str {
        match self {
            KeyType::String => "S",
            KeyType::Number => "N",
            KeyType::Binary => "B",
        }
    }
}

/// An attribute that a table or an index finds items by, and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAttribute {
    name: String,
    pub(crate) kind: KeyType,
}

impl KeyAttribute {
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

    pub(crate) fn name(&self) -> Text {
        Text::from(&self.name)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.name
    }
}

/// What an index holds of each item, beside its keys.
#[derive(Clone, Debug)]
enum Projection {
    All,
    Keys,
    Include(Vec<Text>),
}

impl Projection {
    fn fill(self, body: &mut Body) {
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

/// An index of all items by another key, with a capacity of its own.
#[derive(Clone, Debug)]
#[must_use = "an index does nothing until a table takes it"]
pub struct GlobalIndex {
    name: Text,
    hash_key: KeyAttribute,
    sort_key: Option<KeyAttribute>,
    projection: Projection,
    capacity: Option<Capacity>,
}

impl GlobalIndex {
    /// An index by this key, which holds whole items.
    pub fn new(name: impl Into<Text>, hash_key: KeyAttribute) -> Self {
        Self { name: name.into(), hash_key, sort_key: None, projection: Projection::All, capacity: None }
    }

    /// A second part of the key, by which the items of one first part are sorted.
    pub fn sort_key(self, key: KeyAttribute) -> Self {
        Self { sort_key: Some(key), ..self }
    }

    /// Holds the keys alone.
    pub fn project_keys(self) -> Self {
        Self { projection: Projection::Keys, ..self }
    }

    /// Holds the keys and these attributes.
    pub fn project<T: Into<Text>>(self, attributes: impl IntoIterator<Item = T>) -> Self {
        let attributes = attributes.into_iter().map(Into::into).collect();
        Self { projection: Projection::Include(attributes), ..self }
    }

    /// Another capacity than the table's, for a table that is provisioned too; on demand it is reported
    /// (`index-capacity-on-demand`).
    pub fn provisioned(self, read: impl Into<Value<u32>>, write: impl Into<Value<u32>>) -> Self {
        Self { capacity: Some(Capacity { read: read.into(), write: write.into() }), ..self }
    }

    pub(crate) fn fill(self, body: &mut Body, billing: &Billing) {
        body.name("name", &Table::NAME, self.name);
        body.set("hash_key", self.hash_key.name());
        body.maybe("range_key", self.sort_key.as_ref().map(KeyAttribute::name));
        match (billing, &self.capacity) {
            (Billing::Provisioned(capacity), own) => own.as_ref().unwrap_or(capacity).fill(body),
            (Billing::OnDemand(_), Some(_)) => body.problem(Problem::error(
                "index-capacity-on-demand",
                "an index is provisioned, and its table is on demand",
                "leave `provisioned` out of the index, or provision the table",
            )),
            (Billing::OnDemand(_), None) => {}
        }
        self.projection.fill(body);
    }
}

/// An index by the table's own first key and another second one.
#[derive(Clone, Debug)]
#[must_use = "an index does nothing until a table takes it"]
pub struct LocalIndex {
    name: Text,
    sort_key: KeyAttribute,
    projection: Projection,
}

impl LocalIndex {
    /// An index by this second key, which holds whole items. The table itself must have a sort key.
    pub fn new(name: impl Into<Text>, sort_key: KeyAttribute) -> Self {
        Self { name: name.into(), sort_key, projection: Projection::All }
    }

    /// Holds the keys alone.
    pub fn project_keys(self) -> Self {
        Self { projection: Projection::Keys, ..self }
    }

    /// Holds the keys and these attributes.
    pub fn project<T: Into<Text>>(self, attributes: impl IntoIterator<Item = T>) -> Self {
        let attributes = attributes.into_iter().map(Into::into).collect();
        Self { projection: Projection::Include(attributes), ..self }
    }

    pub(crate) fn fill(self, body: &mut Body) {
        body.name("name", &Table::NAME, self.name);
        body.set("range_key", self.sort_key.name());
        self.projection.fill(body);
    }
}

/// Declares the attributes of all keys, each once.
pub(crate) fn attributes<'a>(
    body: &mut Body,
    keys: impl Iterator<Item = &'a KeyAttribute>,
    global: &'a [GlobalIndex],
    local: &'a [LocalIndex],
    expires: Option<&Text>,
) {
    let of_global = global.iter().flat_map(|index| std::iter::once(&index.hash_key).chain(&index.sort_key));
    let of_local = local.iter().map(|index| &index.sort_key);
    let mut declared: Vec<&KeyAttribute> = Vec::new();
    for key in keys.chain(of_global).chain(of_local) {
        match declared.iter().find(|other| other.name == key.name) {
            Some(other) if other.kind != key.kind => body.problem(Problem::error(
                "key-of-two-types",
                format!(
                    "`{}` is of type {} in one key and {} in another",
                    key.name,
                    other.kind.letter(),
                    key.kind.letter()
                ),
                "give it one type, or use two attributes",
            )),
            Some(_) => {}
            None => {
                declared.push(key);
                if key.kind != KeyType::Number && expires.and_then(Text::as_literal) == Some(key.as_str()) {
                    body.problem(Problem::error(
                        "expiry-not-a-number",
                        format!(
                            "items expire at `{}`, which is a key of type {}: none would",
                            key.name,
                            key.kind.letter()
                        ),
                        "make it `KeyAttribute::number`, in seconds since 1970, or take another attribute",
                    ));
                }
                body.block("attribute", |block| {
                    block.name("name", &ATTRIBUTE, key.name());
                    block.set("type", key.kind.letter());
                });
            }
        }
    }
}

/// What does not fit together among the indexes of a table.
pub(crate) fn check(body: &mut Body, has_sort_key: bool, global: &[GlobalIndex], local: &[LocalIndex]) {
    if !has_sort_key && !local.is_empty() {
        body.problem(Problem::error(
            "local-index-without-sort-key",
            "a table without a sort key has no local index",
            "give the table a sort key, or use a global index",
        ));
    }
    body.check_range("local_secondary_index", count(local.len()), 0..=5);
    let names: Vec<&Text> =
        global.iter().map(|index| &index.name).chain(local.iter().map(|index| &index.name)).collect();
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name.as_literal() else { continue };
        if names[..at].iter().any(|other| other.as_literal() == Some(name)) {
            body.problem(Problem::error(
                "duplicate-index",
                format!("two indexes have the name `{name}`"),
                "give each its own",
            ));
        }
    }
    let included = |projection: &Projection| match projection {
        Projection::Include(attributes) => attributes.len(),
        _ => 0,
    };
    let total: usize = global.iter().map(|index| included(&index.projection)).sum::<usize>()
        + local.iter().map(|index| included(&index.projection)).sum::<usize>();
    body.check_range("non_key_attributes of all indexes", count(total), 0..=100);
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
