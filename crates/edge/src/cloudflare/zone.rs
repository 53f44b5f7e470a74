//! `data "cloudflare_zone"`

use terrane_aws::kind::ZoneId;
use terrane_core::{Body, Handle, Node, Object, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::CLOUDFLARE;
use crate::domain;
use crate::layer::FILE;

const LOOKUP: ResourceType = ResourceType::data("cloudflare_zone", FILE).of_provider(&CLOUDFLARE);

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

/// What stands for a Cloudflare zone: the handle of a [`CloudflareZoneLookup`], or a [`CloudflareZone`].
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

impl AsCloudflareZone for CloudflareZoneHandle {
    fn as_zone(&self) -> &CloudflareZone {
        &self.zone
    }
}

/// A zone of the Cloudflare account, looked up by its name.
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_edge::CloudflareZoneLookup;
///
/// let mut stack = Stack::new("docs");
/// let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
/// stack.output("zone_id", zone.id());
/// assert!(stack.finish().is_ok());
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct CloudflareZoneLookup {
    name: Text,
}

impl CloudflareZoneLookup {
    /// The zone of this name, such as `jiki.io`.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into() }
    }
}

impl Resource for CloudflareZoneLookup {
    type Handle = CloudflareZoneHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CloudflareZoneHandle {
        let mut body = Body::new();
        domain::check(&mut body, "name", &self.name);
        body.set("filter", Object::new().set("name", &self.name));
        let node = stack.add(&LOOKUP, label, body);
        // A look-up by filter leaves `id` empty in several versions of the provider, and fills in `zone_id`.
        let zone = CloudflareZone { id: node.attribute("zone_id"), name: self.name };
        CloudflareZoneHandle { node, zone }
    }
}

/// A zone that was looked up.
#[derive(Clone, Debug)]
pub struct CloudflareZoneHandle {
    node: Node,
    zone: CloudflareZone,
}

impl CloudflareZoneHandle {
    /// The id.
    pub fn id(&self) -> Ref<ZoneId> {
        self.zone.id()
    }

    /// The name, such as `jiki.io`.
    pub fn name(&self) -> &Text {
        self.zone.name()
    }
}

impl RefersTo<ZoneId> for CloudflareZoneHandle {
    fn reference(&self) -> Ref<ZoneId> {
        self.id()
    }
}

impl Handle for CloudflareZoneHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
