//! How a data source finds one of several: by tags and by filters of the API.

use terrane_aws::Tags;
use terrane_core::{Body, Text};

#[derive(Debug, Default)]
pub(crate) struct Filters {
    tags: Tags,
    filters: Vec<(Text, Vec<Text>)>,
}

impl Filters {
    pub(crate) fn tag(&mut self, key: Text, value: Text) {
        self.tags.set(key, value);
    }

    pub(crate) fn filter(&mut self, name: Text, values: Vec<Text>) {
        self.filters.push((name, values));
    }

    pub(crate) fn write(self, body: &mut Body) {
        self.tags.apply(body);
        for (name, values) in self.filters {
            body.block("filter", |block| {
                block.set("name", name);
                block.set("values", values);
            });
        }
    }
}
