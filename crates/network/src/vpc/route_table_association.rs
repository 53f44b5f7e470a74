//! `aws_route_table_association`.

use terrane_aws::kind::{InternetGatewayId, RouteTableId, SubnetId};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack};

const ASSOCIATION: ResourceType = terrane_aws::resource("aws_route_table_association", "network");

/// What gives a subnet its route table.
#[derive(Debug, Default)]
struct SubnetTable(Option<Node>);

/// Associates a route table with a subnet or with an internet gateway.
///
/// Emits `aws_route_table_association.{label}`.
///
/// Default: a subnet without an association uses the main route table of its VPC.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `second-route-table` | a subnet that has a route table already |
///
/// # Not covered
///
/// VPN gateways, timeouts: use `stack.amend(&association).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{RouteTable, RouteTableAssociation, Subnet, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let zone = Region::EU_WEST_1.zone('a');
/// let subnet =
///     Subnet::new(&vpc, literal!(Ipv4Cidr, [10, 1, 0, 0], 24), &zone).declare(&mut stack, "web");
/// let table = RouteTable::new(&vpc).declare(&mut stack, "web");
/// RouteTableAssociation::new(&subnet, &table).declare(&mut stack, "web");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_route_table_association")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RouteTableAssociation {
    of: Of,
    table: Ref<RouteTableId>,
}

#[derive(Debug)]
enum Of {
    Subnet(Ref<SubnetId>),
    Gateway(Ref<InternetGatewayId>),
}

impl RouteTableAssociation {
    /// The table for what leaves a subnet.
    pub fn new(subnet: &impl RefersTo<SubnetId>, table: &impl RefersTo<RouteTableId>) -> Self {
        Self { of: Of::Subnet(subnet.reference()), table: table.reference() }
    }

    /// The table for what comes in through an internet gateway: it sends packets through a firewall first.
    pub fn gateway(gateway: &impl RefersTo<InternetGatewayId>, table: &impl RefersTo<RouteTableId>) -> Self {
        Self { of: Of::Gateway(gateway.reference()), table: table.reference() }
    }
}

impl Resource for RouteTableAssociation {
    type Handle = RouteTableAssociationHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RouteTableAssociationHandle {
        let mut body = Body::new();
        match &self.of {
            Of::Subnet(id) => body.reference("subnet_id", id),
            Of::Gateway(id) => body.reference("gateway_id", id),
        }
        body.reference("route_table_id", &self.table);
        let node = stack.add(&ASSOCIATION, label, body);
        if let Of::Subnet(subnet) = &self.of
            && let Some(table) = stack.remember::<SubnetTable, _>(subnet)
            && let Some(first) = table.0.replace(node.clone())
        {
            stack.report(
                &node,
                Problem::error(
                    "second-route-table",
                    format!("the subnet has a route table already, through `{}`", first.address()),
                    "keep one of the two: a subnet has one route table",
                ),
            );
        }
        RouteTableAssociationHandle { node }
    }
}

/// A declared association of a route table.
#[derive(Clone, Debug)]
pub struct RouteTableAssociationHandle {
    node: Node,
}

impl Handle for RouteTableAssociationHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
