//! The keys of a table and of its indexes: what does not fit together, and the attributes that they declare.

use terrane_core::{Body, Problem, Text};

use super::key_attribute::KeyType;
use super::{GlobalIndex, KeyAttribute, LocalIndex};

pub(super) struct TableKeys<'a> {
    pub(super) hash_key: &'a KeyAttribute,
    pub(super) sort_key: Option<&'a KeyAttribute>,
    pub(super) global_indexes: &'a [GlobalIndex],
    pub(super) local_indexes: &'a [LocalIndex],
    /// The attribute by which items expire.
    pub(super) expires_at: Option<&'a Text>,
}

impl<'a> TableKeys<'a> {
    /// The keys, each attribute as often as it is one.
    fn all(&self) -> impl Iterator<Item = &'a KeyAttribute> {
        let global =
            self.global_indexes.iter().flat_map(|index| [Some(&index.hash_key), index.sort_key.as_ref()]);
        let local = self.local_indexes.iter().map(|index| &index.sort_key);
        [Some(self.hash_key), self.sort_key].into_iter().chain(global).flatten().chain(local)
    }

    /// Each attribute once.
    fn distinct(&self) -> Vec<&'a KeyAttribute> {
        let mut distinct: Vec<&KeyAttribute> = Vec::new();
        for key in self.all() {
            if !distinct.iter().any(|other| other.as_str() == key.as_str()) {
                distinct.push(key);
            }
        }
        distinct
    }

    pub(super) fn check(&self, body: &mut Body) {
        self.check_pairs(body);
        self.check_types(body);
        self.check_expiry(body);
        self.check_indexes(body);
    }

    /// A key is made of two attributes, or of one.
    fn check_pairs(&self, body: &mut Body) {
        let table = (self.hash_key, self.sort_key);
        let global = self.global_indexes.iter().map(|index| (&index.hash_key, index.sort_key.as_ref()));
        let local = self.local_indexes.iter().map(|index| (self.hash_key, Some(&index.sort_key)));
        for (hash, sort) in [table].into_iter().chain(global).chain(local) {
            if sort.is_some_and(|sort| sort.as_str() == hash.as_str()) {
                body.report(Problem::error(
                    "duplicate-key-attribute",
                    format!("`{}` is the hash key and the sort key of one key", hash.as_str()),
                    "take another attribute as the sort key, or leave it out",
                ));
            }
        }
    }

    fn check_types(&self, body: &mut Body) {
        let distinct = self.distinct();
        for key in self.all() {
            let other = distinct.iter().find(|other| other.as_str() == key.as_str());
            if let Some(other) = other
                && other.kind != key.kind
            {
                let (name, one, another) = (key.as_str(), other.kind.letter(), key.kind.letter());
                body.report(Problem::error(
                    "key-of-two-types",
                    format!("`{name}` is of type {one} in one key and {another} in another"),
                    "give it one type, or use two attributes",
                ));
            }
        }
    }

    fn check_expiry(&self, body: &mut Body) {
        let Some(attribute) = self.expires_at.and_then(Text::as_literal) else { return };
        let key = self.distinct().into_iter().find(|key| key.as_str() == attribute);
        if let Some(key) = key
            && key.kind != KeyType::Number
        {
            let kind = key.kind.letter();
            body.report(Problem::error(
                "expiry-not-a-number",
                format!("items expire at `{attribute}`, which is a key of type {kind}: none would"),
                "make it `KeyAttribute::number`, in seconds since 1970, or take another attribute",
            ));
        }
    }

    fn check_indexes(&self, body: &mut Body) {
        if self.sort_key.is_none() && !self.local_indexes.is_empty() {
            body.report(Problem::error(
                "local-index-without-sort-key",
                "a table without a sort key has no local index",
                "give the table a sort key, or use a global index",
            ));
        }
        body.check_count("local_secondary_index", self.local_indexes.len(), 0..=5);
        let global = self.global_indexes.iter().map(|index| (&index.name, &index.projection));
        let local = self.local_indexes.iter().map(|index| (&index.name, &index.projection));
        let indexes: Vec<_> = global.chain(local).collect();
        for (at, (name, _)) in indexes.iter().enumerate() {
            let Some(name) = name.as_literal() else { continue };
            if indexes[..at].iter().any(|(other, _)| other.as_literal() == Some(name)) {
                body.report(Problem::error(
                    "duplicate-index",
                    format!("two indexes have the name `{name}`"),
                    "give each its own",
                ));
            }
        }
        let included: usize = indexes.iter().map(|(_, projection)| projection.included()).sum();
        body.check_count("non_key_attributes of all indexes", included, 0..=100);
    }

    pub(super) fn write_attributes(&self, body: &mut Body) {
        for key in self.distinct() {
            body.block("attribute", |block| {
                block.name("name", &KeyAttribute::NAME, key.name());
                block.set("type", key.kind);
            });
        }
    }
}
