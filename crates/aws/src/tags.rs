//! Tags.

use terrane_core::{Body, Object, Problem, Stack, Text};

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

    /// Writes the tags into a resource's body; nothing where there are none. AWS takes at most 50, and keeps
    /// the keys that begin with `aws:` for itself (`reserved-tag`).
    pub fn write(self, body: &mut Body) {
        body.check_count("tags", self.0.len(), 0..=50);
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
        body.set_entries("tags", tags);
    }
}

/// Gives every resource that takes tags, is declared from now on and has no `Name` the tag `Name`: the
/// prefix, `-` and the resource's label, in which `-` stands for `_`.
///
/// The tags that all have alike are the provider's:
/// [`AwsProvider::default_tags`](crate::AwsProvider::default_tags).
///
/// ```
/// use terrane_aws::{Key, name_tags};
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("shop-production");
/// name_tags(&mut stack, "shop-production");
/// Key::new("Encrypts what the shop stores").declare(&mut stack, "main_data");
///
/// let terraform = stack.finish()?;
/// let data = terraform.file("data.tf").unwrap_or_default();
/// assert!(data.contains("Name = \"shop-production-main-data\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
pub fn name_tags(stack: &mut Stack, prefix: impl Into<String>) {
    let prefix = prefix.into();
    stack.default_entry("tags", "Name", move |label| format!("{prefix}-{}", label.replace('_', "-")).into());
}
