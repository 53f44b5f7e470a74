//! `aws_route_table`.

use terrane_aws::Tags;
use terrane_aws::kind::{RouteTableId, VpcId};
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

const ROUTE_TABLE: ResourceType = terrane_aws::resource("aws_route_table", "network");

/// Where packets of some subnets go.
///
/// Emits `aws_route_table.{label}`. Each [`Route`](crate::Route) is a resource of its own.
///
/// Default: every table has the route to the VPC's own range, which AWS adds.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// Inline routes, which conflict with routes that are resources of their own; propagation from a VPN gateway:
/// use `stack.amend(&table).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::Ipv4Cidr;
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{RouteTable, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let table = RouteTable::new(&vpc).tag("Name", "jiki-isolated").declare(&mut stack, "isolated");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_route_table")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RouteTable {
    vpc: Ref<VpcId>,
    tags: Tags,
}

impl RouteTable {
    /// A route table in a VPC.
    pub fn new(vpc: &impl RefersTo<VpcId>) -> Self {
        Self { vpc: vpc.reference(), tags: Tags::default() }
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    pub(crate) fn tags(mut self, tags: Tags) -> Self {
        self.tags = tags;
        self
    }
}

impl Resource for RouteTable {
    type Handle = RouteTableHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RouteTableHandle {
        let mut body = Body::new();
        body.reference("vpc_id", &self.vpc);
        self.tags.write(&mut body);
        RouteTableHandle { node: stack.add(&ROUTE_TABLE, label, body) }
    }
}

/// A declared route table.
#[derive(Clone, Debug)]
pub struct RouteTableHandle {
    node: Node,
}

impl RouteTableHandle {
    /// Its id.
    pub fn id(&self) -> Ref<RouteTableId> {
        self.node.attribute("id")
    }
}

impl RefersTo<RouteTableId> for RouteTableHandle {
    fn reference(&self) -> Ref<RouteTableId> {
        self.id()
    }
}

impl Handle for RouteTableHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
