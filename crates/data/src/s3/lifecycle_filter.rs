//! Which objects a lifecycle rule is about.

use terrane_core::{Body, Object, Text, Value};

/// Which objects a rule is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub(super) prefix: Option<Text>,
    pub(super) tags: Vec<(Text, Text)>,
    pub(super) larger_than: Option<Value<u64>>,
    pub(super) smaller_than: Option<Value<u64>>,
}

impl Filter {
    /// Several conditions stand in a block `and`.
    pub(super) fn write(self, body: &mut Body) {
        let several = 1 < usize::from(self.prefix.is_some())
            + self.tags.len()
            + usize::from(self.larger_than.is_some())
            + usize::from(self.smaller_than.is_some());
        if several {
            body.block("and", |and| {
                self.write_scalars(and);
                if !self.tags.is_empty() {
                    let tags = self.tags.into_iter();
                    and.set("tags", tags.fold(Object::new(), |tags, (key, value)| tags.set(key, value)));
                }
            });
            return;
        }
        self.write_scalars(body);
        for (key, value) in self.tags {
            body.block("tag", |tag| {
                tag.set("key", key);
                tag.set("value", value);
            });
        }
    }

    fn write_scalars(&self, body: &mut Body) {
        body.set_opt("prefix", self.prefix.as_ref());
        body.set_opt("object_size_greater_than", self.larger_than.as_ref());
        body.set_opt("object_size_less_than", self.smaller_than.as_ref());
    }
}
