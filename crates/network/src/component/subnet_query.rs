//! Which subnets of a network are looked up.

use terrane_core::Text;

/// How to find the subnets of one kind, among those of the same VPC and zone.
///
/// Terraform stops where a zone has none that fits, or more than one. Terraform does not
/// look at the routes of what it finds: whether subnets are public, private or isolated is the author's word.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until a network takes it"]
pub struct SubnetQuery {
    pub(super) by: By,
    pub(super) label: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum By {
    Zone,
    Name(Text),
    Tag(Text, Text),
}

impl SubnetQuery {
    /// The only subnet that the VPC has in each zone.
    pub fn only_ones() -> Self {
        Self { by: By::Zone, label: None }
    }

    /// The one whose `Name` tag fits, in each zone; `*` stands for any characters, `?` for one.
    pub fn by_name(pattern: impl Into<Text>) -> Self {
        Self { by: By::Name(pattern.into()), label: None }
    }

    /// The one with this tag, in each zone.
    pub fn by_tag(key: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { by: By::Tag(key.into(), value.into()), label: None }
    }

    /// The label of the data sources, before the zone. Default: `publics`, `privates` or `isolated`.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}
