//! `aws_route`.

use terrane_aws::kind::{InternetGatewayId, NatGatewayId, PrefixListId, RouteTableId, VpcEndpointId};
use terrane_aws::{Ipv4Cidr, Ipv6Cidr};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack};

use crate::kind::{EgressOnlyGatewayId, NetworkInterfaceId, PeeringConnectionId, TransitGatewayId};

const ROUTE: ResourceType = terrane_aws::resource("aws_route", "network");

/// The routes of a table so far.
#[derive(Debug, Default)]
struct TableRoutes(Vec<(Destination, Node)>);

/// Which packets a route is for.
#[derive(Clone, Debug)]
pub enum Destination {
    /// Those to a range of IPv4 addresses.
    Ipv4(Ipv4Cidr),
    /// Those to a range of IPv6 addresses.
    Ipv6(Ipv6Cidr),
    /// Those to the ranges of a managed prefix list.
    PrefixList(Ref<PrefixListId>),
}

impl Destination {
    /// Every IPv4 address that no other route is for: `0.0.0.0/0`.
    pub const ANYWHERE_IPV4: Destination = Destination::Ipv4(Ipv4Cidr::ANYWHERE);
    /// Every IPv6 address that no other route is for: `::/0`.
    pub const ANYWHERE_IPV6: Destination = Destination::Ipv6(Ipv6Cidr::ANYWHERE);

    /// The ranges of a managed prefix list.
    pub fn prefix_list(list: &impl RefersTo<PrefixListId>) -> Self {
        Destination::PrefixList(list.reference())
    }

    fn write(&self, body: &mut Body) {
        match self {
            Destination::Ipv4(cidr) => body.set("destination_cidr_block", *cidr),
            Destination::Ipv6(cidr) => body.set("destination_ipv6_cidr_block", *cidr),
            Destination::PrefixList(id) => body.reference("destination_prefix_list_id", id),
        }
    }

    fn same_as(&self, other: &Destination) -> bool {
        match (self, other) {
            (Destination::Ipv4(mine), Destination::Ipv4(theirs)) => mine == theirs,
            (Destination::Ipv6(mine), Destination::Ipv6(theirs)) => mine == theirs,
            (Destination::PrefixList(mine), Destination::PrefixList(theirs)) => mine.same_as(theirs),
            _ => false,
        }
    }
}

/// Where a route sends packets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Target {
    /// To the internet, from public addresses.
    InternetGateway(Ref<InternetGatewayId>),
    /// To the internet, from the gateway's address.
    NatGateway(Ref<NatGatewayId>),
    /// To the internet, for IPv6, with no way in. Another destination is reported as `ipv6-only-target`.
    EgressOnlyGateway(Ref<EgressOnlyGatewayId>),
    /// To a Gateway Load Balancer. Gateway endpoints of S3 and DynamoDB add their routes themselves.
    VpcEndpoint(Ref<VpcEndpointId>),
    /// To another VPC.
    PeeringConnection(Ref<PeeringConnectionId>),
    /// To other VPCs and to networks of your own.
    TransitGateway(Ref<TransitGatewayId>),
    /// To a machine that forwards packets.
    NetworkInterface(Ref<NetworkInterfaceId>),
}

impl Target {
    /// To the internet, from public addresses.
    pub fn internet_gateway(gateway: &impl RefersTo<InternetGatewayId>) -> Self {
        Target::InternetGateway(gateway.reference())
    }

    /// To the internet, from the gateway's address.
    pub fn nat_gateway(gateway: &impl RefersTo<NatGatewayId>) -> Self {
        Target::NatGateway(gateway.reference())
    }

    /// To the internet, for IPv6, with no way in.
    pub fn egress_only_gateway(gateway: &impl RefersTo<EgressOnlyGatewayId>) -> Self {
        Target::EgressOnlyGateway(gateway.reference())
    }

    /// To a Gateway Load Balancer.
    pub fn vpc_endpoint(endpoint: &impl RefersTo<VpcEndpointId>) -> Self {
        Target::VpcEndpoint(endpoint.reference())
    }

    /// To another VPC.
    pub fn peering_connection(connection: &impl RefersTo<PeeringConnectionId>) -> Self {
        Target::PeeringConnection(connection.reference())
    }

    /// To other VPCs and to networks of your own.
    pub fn transit_gateway(gateway: &impl RefersTo<TransitGatewayId>) -> Self {
        Target::TransitGateway(gateway.reference())
    }

    /// To a machine that forwards packets.
    pub fn network_interface(interface: &impl RefersTo<NetworkInterfaceId>) -> Self {
        Target::NetworkInterface(interface.reference())
    }

    fn write(&self, body: &mut Body) {
        match self {
            Target::InternetGateway(id) => body.reference("gateway_id", id),
            Target::NatGateway(id) => body.reference("nat_gateway_id", id),
            Target::EgressOnlyGateway(id) => body.reference("egress_only_gateway_id", id),
            Target::VpcEndpoint(id) => body.reference("vpc_endpoint_id", id),
            Target::PeeringConnection(id) => body.reference("vpc_peering_connection_id", id),
            Target::TransitGateway(id) => body.reference("transit_gateway_id", id),
            Target::NetworkInterface(id) => body.reference("network_interface_id", id),
        }
    }
}

/// One route of a route table: one destination, one target.
///
/// Emits `aws_route.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `duplicate-route` | a second route of a table to the same destination |
/// | `ipv6-only-target` | IPv4 packets, or a prefix list, to an egress-only internet gateway |
///
/// # Not covered
///
/// Carrier, local and core network gateways, timeouts: use `stack.amend(&route).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::Ipv4Cidr;
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{Destination, InternetGateway, Route, RouteTable, Target, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let gateway = InternetGateway::new(&vpc).declare(&mut stack, "main");
/// let table = RouteTable::new(&vpc).declare(&mut stack, "publics");
/// Route::new(&table, Destination::ANYWHERE_IPV4, Target::internet_gateway(&gateway))
///     .declare(&mut stack, "publics");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_route")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Route {
    table: Ref<RouteTableId>,
    destination: Destination,
    target: Target,
}

impl Route {
    /// A route of a table.
    pub fn new(table: &impl RefersTo<RouteTableId>, destination: Destination, target: Target) -> Self {
        Self { table: table.reference(), destination, target }
    }

    fn check(&self, body: &mut Body) {
        if matches!(self.target, Target::EgressOnlyGateway(_))
            && !matches!(self.destination, Destination::Ipv6(_))
        {
            body.report(Problem::error(
                "ipv6-only-target",
                "an egress-only internet gateway takes IPv6 packets only",
                "route a range of IPv6 addresses to it, such as `Destination::ANYWHERE_IPV6`",
            ));
        }
    }
}

impl Resource for Route {
    type Handle = RouteHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RouteHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.reference("route_table_id", &self.table);
        self.destination.write(&mut body);
        self.target.write(&mut body);
        let node = stack.add(&ROUTE, label, body);
        check_destination(stack, &self.table, self.destination, &node);
        RouteHandle { node }
    }
}

/// Reports a second route of a table to one destination.
fn check_destination(stack: &mut Stack, table: &Ref<RouteTableId>, destination: Destination, node: &Node) {
    let Some(TableRoutes(routes)) = stack.remember(table) else { return };
    let taken = routes.iter().find(|(other, _)| other.same_as(&destination)).map(|(_, first)| {
        Problem::error(
            "duplicate-route",
            format!("the table has a route to this destination already: `{}`", first.address()),
            "keep one of the two, or give each its own table",
        )
    });
    routes.push((destination, node.clone()));
    if let Some(problem) = taken {
        stack.report(node, problem);
    }
}

/// A declared route.
#[derive(Clone, Debug)]
pub struct RouteHandle {
    node: Node,
}

impl Handle for RouteHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
