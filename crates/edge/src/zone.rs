//! `data "cloudflare_zone"`

use terrane_core::kind::ZoneId;
use terrane_core::{Body, Handle, Node, Object, Ref, Resource, Stack, Text, Type};

use crate::{FILE, domain};

const LOOKUP: Type = Type::data("cloudflare_zone", FILE);

/// A Cloudflare zone: its id and its name.
#[derive(Clone, Debug)]
pub struct Zone {
    id: Ref<ZoneId>,
    name: Text,
}

impl Zone {
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

/// What stands for a Cloudflare zone: the handle of a [`ZoneLookup`], or a [`Zone`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Cloudflare zone",
    label = "expected the handle of a `ZoneLookup`, or `Zone::existing(…)`"
)]
pub trait AsZone {
    /// The zone.
    fn as_zone(&self) -> &Zone;
}

impl AsZone for Zone {
    fn as_zone(&self) -> &Zone {
        self
    }
}

impl AsZone for ZoneHandle {
    fn as_zone(&self) -> &Zone {
        &self.zone
    }
}

/// A zone of the Cloudflare account, looked up by its name.
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_edge::ZoneLookup;
///
/// let mut stack = Stack::new("docs");
/// let zone = ZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
/// stack.output("zone_id", zone.id());
/// assert!(stack.finish().is_ok());
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ZoneLookup {
    name: Text,
}

impl ZoneLookup {
    /// The zone of this name, such as `jiki.io`.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into() }
    }
}

impl Resource for ZoneLookup {
    type Handle = ZoneHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ZoneHandle {
        let mut body = Body::new();
        domain::check(&mut body, "name", &self.name);
        body.set("filter", Object::new().set("name", &self.name));
        let node = stack.add(&LOOKUP, label, body);
        // A look-up by filter leaves `id` empty in several versions of the provider, and fills in `zone_id`.
        let zone = Zone { id: node.attribute("zone_id"), name: self.name };
        ZoneHandle { node, zone }
    }
}

/// A zone that was looked up.
#[derive(Clone, Debug)]
pub struct ZoneHandle {
    node: Node,
    zone: Zone,
}

impl ZoneHandle {
    /// The id.
    pub fn id(&self) -> Ref<ZoneId> {
        self.zone.id()
    }

    /// The name, such as `jiki.io`.
    pub fn name(&self) -> &Text {
        self.zone.name()
    }
}

impl Handle for ZoneHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
