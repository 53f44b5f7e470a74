//! Tags.

use terrane_core::{Body, Object, Problem, Text};

/// The tags of a resource, in the order in which they are set.
#[derive(Clone, Debug, Default)]
pub struct Tags(Vec<(Text, Text)>);

impl Tags {
    /// Sets a tag; of a key that is set twice, the later value holds. For the `tag` setters of builders.
    pub fn set(&mut self, key: impl Into<Text>, value: impl Into<Text>) {
        let (key, value) = (key.into(), value.into());
        let same =
            |present: &Text| present.as_literal().is_some() && present.as_literal() == key.as_literal();
        match self.0.iter_mut().find(|(present, _)| same(present)) {
            Some((_, present)) => *present = value,
            None => self.0.push((key, value)),
        }
    }

    /// Writes the tags into a resource's body; nothing where there are none. AWS takes at most 50, and keeps the keys that
    /// begin with `aws:` for itself (`reserved-tag`).
    pub fn write(self, body: &mut Body) {
        if self.0.is_empty() {
            return;
        }
        if self.0.len() > 50 {
            body.check_range("tags", u32::try_from(self.0.len()).unwrap_or(u32::MAX), 0..=50);
        }
        for key in self.0.iter().filter_map(|(key, _)| key.as_literal()) {
            if key.get(..4).is_some_and(|begins| begins.eq_ignore_ascii_case("aws:")) {
                body.report(Problem::error(
                    "reserved-tag",
                    format!("the tag `{key}` begins with `aws:`, which AWS keeps for tags of its own"),
                    "give the key another beginning",
                ));
            }
        }
        let tags = self.0.into_iter().fold(Object::new(), |object, (key, value)| object.set(key, value));
        body.set("tags", tags);
    }
}
