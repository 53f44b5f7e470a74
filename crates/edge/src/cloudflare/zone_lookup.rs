//! `data "cloudflare_zone"`.

use terrane_aws::kind::ZoneId;
use terrane_core::{Body, Handle, Node, Object, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::provider::CLOUDFLARE;
use super::zone::{AsCloudflareZone, CloudflareZone};
use crate::domain;
use crate::layer::FILE;

const LOOKUP: ResourceType = ResourceType::data("cloudflare_zone", FILE).of_provider(&CLOUDFLARE);

/// A zone of the Cloudflare account, looked up by its name.
///
/// Emits `data.cloudflare_zone.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-domain` | a name that is not a valid domain |
///
/// # Not covered
///
/// Lookups by account, and declared zones: use [`Custom`](terrane_core::Custom), and
/// [`CloudflareZone::existing`].
///
/// # Example
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
#[doc(alias = "cloudflare_zone")]
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
        let zone = CloudflareZone::existing(node.attribute("zone_id"), self.name);
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

impl AsCloudflareZone for CloudflareZoneHandle {
    fn as_zone(&self) -> &CloudflareZone {
        &self.zone
    }
}

impl Handle for CloudflareZoneHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
