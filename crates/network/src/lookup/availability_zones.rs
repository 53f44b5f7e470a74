//! The data source `aws_availability_zones`.

use terrane_core::{Body, Expr, Handle, Node, Resource, ResourceType, Stack, Text, call};

use super::filters::Filters;

const ZONES: ResourceType = terrane_aws::data("aws_availability_zones", "network");

/// The availability zones of the region that the account may use.
///
/// Emits `data.aws_availability_zones.{label}`.
///
/// Default: without Local Zones and Wavelength Zones.
///
/// A [`Network`](crate::Network) takes zones that are written down (`region.zone('a')`): a zone that AWS adds
/// later must not move subnets. This lookup is for outputs, and for what takes names of zones as text. Where
/// the list must not grow, and for Checkov (`CKV_AWS_394`), name the zones: `.filter("zone-name",
/// ["eu-west-1a", "eu-west-1b"])`.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// `exclude_zone_ids`, timeouts: use `stack.amend(&zones).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_network::AvailabilityZones;
///
/// let mut stack = Stack::new("docs");
/// let zones = AvailabilityZones::new().declare(&mut stack, "available");
/// stack.output("first_zone", zones.name(0));
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_availability_zones")]
#[doc(alias = "AZ")]
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is declared"]
pub struct AvailabilityZones {
    excluded: Vec<Text>,
    with_local: bool,
    filters: Filters,
}

impl AvailabilityZones {
    /// The zones that are available.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out some zones, by name: where an instance type is not offered, for example.
    pub fn exclude<T: Into<Text>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.excluded.extend(names.into_iter().map(Into::into));
        self
    }

    /// Also Local Zones and Wavelength Zones that the account has opted in to.
    pub fn with_local_zones(mut self) -> Self {
        self.with_local = true;
        self
    }

    /// Those that have one of these values, in the words of the API.
    pub fn filter<T: Into<Text>>(
        mut self,
        name: impl Into<Text>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.filters.filter(name, values);
        self
    }
}

impl Resource for AvailabilityZones {
    type Handle = AvailabilityZonesHandle;

    fn lower(mut self, stack: &mut Stack, label: &str) -> AvailabilityZonesHandle {
        let mut body = Body::new();
        body.set("state", "available");
        body.list("exclude_names", self.excluded);
        if !self.with_local {
            self.filters.filter("opt-in-status", ["opt-in-not-required"]);
        }
        self.filters.write(&mut body);
        AvailabilityZonesHandle { node: stack.add(&ZONES, label, body) }
    }
}

/// The availability zones that were looked up.
#[derive(Clone, Debug)]
pub struct AvailabilityZonesHandle {
    node: Node,
}

impl AvailabilityZonesHandle {
    /// All names, a list.
    pub fn names(&self) -> Expr {
        self.node.expression("names")
    }

    /// The name at an index, from 0. After the last name Terraform begins again with the first.
    pub fn name(&self, index: u32) -> Text {
        Text::from_expr(call("element", [self.names(), index.into()]))
    }
}

impl Handle for AvailabilityZonesHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
