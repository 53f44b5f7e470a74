//! The data source `aws_subnet`.

use terrane_aws::Zone;
use terrane_aws::kind::{SubnetId, VpcId};
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::filters::Filters;

const SUBNET: ResourceType = terrane_aws::data("aws_subnet", "network");

/// A subnet that exists already, looked up by its id, or in its VPC by zone, tags and filters.
///
/// Emits `data.aws_subnet.{label}`. Terraform stops where there is no such subnet, or more than one. For all
/// subnets of a network see [`NetworkLookup`](crate::NetworkLookup).
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// `availability_zone_id`, `cidr_block`, `default_for_az`, `ipv6_cidr_block`, `state`: use
/// [`SubnetLookup::filter`].
///
/// # Example
///
/// ```
/// use terrane_aws::Region;
/// use terrane_core::{Declare, Stack};
/// use terrane_network::{SubnetLookup, VpcLookup};
///
/// let mut stack = Stack::new("docs");
/// let vpc = VpcLookup::by_name("jiki").declare(&mut stack, "main");
/// let zone = Region::EU_WEST_1.zone('a');
/// let subnet = SubnetLookup::in_vpc(&vpc).zone(&zone).name("jiki-public-*").declare(&mut stack, "web");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_subnet")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct SubnetLookup {
    id: Option<Ref<SubnetId>>,
    vpc: Option<Ref<VpcId>>,
    zone: Option<Zone>,
    filters: Filters,
}

impl SubnetLookup {
    /// The subnet with this id.
    pub fn by_id(id: &impl RefersTo<SubnetId>) -> Self {
        Self { id: Some(id.reference()), vpc: None, zone: None, filters: Filters::default() }
    }

    /// A subnet of this VPC: the one to which the other setters apply.
    pub fn in_vpc(vpc: &impl RefersTo<VpcId>) -> Self {
        Self { id: None, vpc: Some(vpc.reference()), zone: None, filters: Filters::default() }
    }

    /// It is in this zone.
    pub fn zone(mut self, zone: &Zone) -> Self {
        self.zone = Some(zone.clone());
        self
    }

    /// It has this `Name` tag; `*` stands for any characters, `?` for one.
    pub fn name(self, pattern: impl Into<Text>) -> Self {
        self.filter("tag:Name", [pattern])
    }

    /// It has this tag, with exactly this value.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.filters.tag(key, value);
        self
    }

    /// It has one of these values, in the words of the API: `filter("cidr-block", ["10.1.0.0/24"])`.
    pub fn filter<T: Into<Text>>(
        mut self,
        name: impl Into<Text>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.filters.filter(name, values);
        self
    }
}

impl Resource for SubnetLookup {
    type Handle = SubnetLookupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> SubnetLookupHandle {
        let mut body = Body::new();
        body.reference_opt("id", self.id.as_ref());
        body.reference_opt("vpc_id", self.vpc.as_ref());
        body.set_opt("availability_zone", self.zone.as_ref().map(Text::from));
        self.filters.write(&mut body);
        SubnetLookupHandle { node: stack.add(&SUBNET, label, body) }
    }
}

/// A subnet that was looked up.
#[derive(Clone, Debug)]
pub struct SubnetLookupHandle {
    node: Node,
}

impl SubnetLookupHandle {
    /// Its id.
    pub fn id(&self) -> Ref<SubnetId> {
        self.node.attribute("id")
    }

    /// Its VPC.
    pub fn vpc_id(&self) -> Ref<VpcId> {
        self.node.attribute("vpc_id")
    }

    /// Its range: what [`Peer::ipv4_text`](crate::Peer::ipv4_text) takes.
    pub fn cidr_block(&self) -> Text {
        Text::from_expr(self.node.expression("cidr_block"))
    }

    /// The name of its zone.
    pub fn availability_zone(&self) -> Text {
        Text::from_expr(self.node.expression("availability_zone"))
    }
}

impl RefersTo<SubnetId> for SubnetLookupHandle {
    fn reference(&self) -> Ref<SubnetId> {
        self.id()
    }
}

impl Handle for SubnetLookupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
