//! Cloudflare zones.

use terrane_aws::kind::ZoneId;
use terrane_core::{Ref, Text};

/// A Cloudflare zone: its id and its name.
#[derive(Clone, Debug)]
pub struct CloudflareZone {
    id: Ref<ZoneId>,
    name: Text,
}

impl CloudflareZone {
    /// A zone whose id is known: a literal, or a variable. You vouch that the name belongs to it.
    pub fn existing(id: Ref<ZoneId>, name: impl Into<Text>) -> Self {
        Self { id, name: name.into() }
    }

    /// The id.
    pub fn id(&self) -> Ref<ZoneId> {
        self.id.clone()
    }

    /// The name, such as `jiki.io`.
    pub fn name(&self) -> &Text {
        &self.name
    }
}

/// What stands for a Cloudflare zone: the handle of a [`CloudflareZoneLookup`](crate::CloudflareZoneLookup),
/// or a [`CloudflareZone`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Cloudflare zone",
    label = "expected the handle of a `CloudflareZoneLookup`, or `CloudflareZone::existing(…)`"
)]
pub trait AsCloudflareZone {
    /// The zone.
    fn as_zone(&self) -> &CloudflareZone;
}

impl AsCloudflareZone for CloudflareZone {
    fn as_zone(&self) -> &CloudflareZone {
        self
    }
}
