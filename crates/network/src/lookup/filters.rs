//! How a data source finds one of several: by tags and by filters of the API.

use terrane_aws::Tags;
use terrane_core::{Body, Text};

#[derive(Debug, Default)]
pub(super) struct Filters {
    tags: Tags,
    filters: Vec<(Text, Vec<Text>)>,
}

impl Filters {
    pub(super) fn tag(&mut self, key: impl Into<Text>, value: impl Into<Text>) {
        self.tags.set(key, value);
    }

    pub(super) fn filter<T: Into<Text>>(
        &mut self,
        name: impl Into<Text>,
        values: impl IntoIterator<Item = T>,
    ) {
        self.filters.push((name.into(), values.into_iter().map(Into::into).collect()));
    }

    pub(super) fn write(self, body: &mut Body) {
        self.tags.write(body);
        for (name, values) in self.filters {
            body.block("filter", |block| {
                block.set("name", name);
                block.set("values", values);
            });
        }
    }
}
