//! Private subnets of a network, with their NAT gateways.

use terrane_aws::kind::RouteTableId;
use terrane_aws::{Ipv4Cidr, Private, Subnets};
use terrane_core::{Declare, Ref, Resource, Stack, Text};

use super::NetworkHandle;
use super::layout::{Layout, NetworkPlan, Quarter, TierPlan, associate, declare_subnets, in_zone, tags};
use crate::vpc::{
    Destination, ElasticIp, ElasticIpHandle, NatGateway, NatGatewayHandle, Route, RouteHandle, RouteTable,
    RouteTableAssociationHandle, RouteTableHandle, SubnetHandle, Target,
};

/// How many NAT gateways private subnets have. Each costs about 35 USD a month in eu-west-1 (price list of
/// 2026-09).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NatGateways {
    /// One, in the first zone. Where that zone fails, all private subnets lose their way out; traffic of the
    /// other zones costs 0.01 USD per GB and direction.
    One,
    /// One in each zone.
    OnePerZone,
}

/// One private subnet in each zone of a network, and their way out through NAT gateways.
///
/// Emits, declared as `privates`: `aws_subnet.privates_a`, `_b` and so on, with their
/// `aws_route_table_association`s. With one gateway per zone, each zone has an `aws_eip`, an
/// `aws_nat_gateway`, an `aws_route_table` and an `aws_route` of the same label (`privates_a`); with one
/// gateway there is one of each, `privates`.
///
/// Default: the subnets are in the second quarter of the VPC's range (see [`Network`](crate::Network)). What
/// takes [`PrivateSubnetsHandle::subnets`] waits for the way out.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `subnets-do-not-fit` | the quarter has no room for a subnet of each zone |
/// | `ranges-do-not-match-zones` | [`PrivateSubnets::ranges`] does not give one range for each zone |
///
/// Beside these, what [`Subnet`](crate::Subnet) reports.
///
/// # Not covered
///
/// IPv6, network ACLs, NAT instances: declare the parts themselves.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{NatGateways, Network, PrivateSubnets};
///
/// let mut stack = Stack::new("docs");
/// let zones = vec![Region::EU_WEST_1.zone('a'), Region::EU_WEST_1.zone('b')];
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
/// let private = PrivateSubnets::new(&network, NatGateways::OnePerZone).declare(&mut stack, "privates");
///
/// assert_eq!(private.nat_gateways.len(), 2);
/// assert_eq!(private.private_subnets[0].cidr().to_string(), "10.1.64.0/24");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// An internet-facing load balancer needs public subnets. Private ones are of another type:
///
/// ```compile_fail,E0308
/// # use terrane_aws::{Ipv4Cidr, Region};
/// # use terrane_core::{Declare, Stack, literal};
/// # use terrane_network::{NatGateways, Network, PrivateSubnets};
/// # let mut stack = Stack::new("docs");
/// # let zones = vec![Region::EU_WEST_1.zone('a')];
/// # let range = literal!(Ipv4Cidr, [10, 1, 0, 0], 16);
/// # let network = Network::new("jiki", range, zones).declare(&mut stack, "main");
/// use terrane_aws::{Public, Subnets};
///
/// let private = PrivateSubnets::new(&network, NatGateways::One).declare(&mut stack, "privates");
/// let public: &Subnets<Public> = private.subnets();
/// ```
#[doc(alias = "aws_subnet")]
#[doc(alias = "aws_nat_gateway")]
#[doc(alias = "private with egress")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct PrivateSubnets {
    network: NetworkHandle,
    nat: NatGateways,
    layout: Layout,
    tags: Vec<(Text, Text)>,
}

impl PrivateSubnets {
    /// Private subnets in the zones of a network.
    pub fn new(network: &NetworkHandle, nat: NatGateways) -> Self {
        Self { network: network.clone(), nat, layout: Layout::default(), tags: Vec::new() }
    }

    /// The length of the subnets' prefix, in bits: 16 to 28. Default: 8 bits longer than the VPC's, 27 at
    /// most.
    pub fn prefix(mut self, bits: u8) -> Self {
        self.layout.prefix = Some(bits);
        self
    }

    /// The subnets' ranges themselves, one for each zone (`ranges-do-not-match-zones`).
    pub fn ranges(mut self, ranges: impl IntoIterator<Item = Ipv4Cidr>) -> Self {
        self.layout.given = Some(ranges.into_iter().collect());
        self
    }

    /// Adds a tag to every part.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.push((key.into(), value.into()));
        self
    }
}

impl Resource for PrivateSubnets {
    type Handle = PrivateSubnetsHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> PrivateSubnetsHandle {
        let Self { network, nat, layout, tags: extra } = self;
        let vpc = network.vpc_id();
        let plan =
            NetworkPlan { name: &network.name, vpc: &vpc, cidr: network.cidr(), zones: network.zones() };
        let tier = TierPlan { quarter: Quarter::Private, layout: &layout, tags: &extra, public_ip: false };
        let private_subnets = declare_subnets(stack, label, &plan, &tier, &network);

        let mut handle = PrivateSubnetsHandle {
            subnets: Subnets::existing(vpc, []),
            elastic_ips: Vec::new(),
            nat_gateways: Vec::new(),
            route_tables: Vec::new(),
            routes: Vec::new(),
            associations: Vec::new(),
            private_subnets,
        };
        let mut ids = Vec::new();
        for (index, subnet) in handle.private_subnets.clone().iter().enumerate() {
            match nat {
                NatGateways::OnePerZone => {
                    let name = format!("-private-{}", subnet.zone().letter());
                    handle.add_way_out(
                        stack,
                        &in_zone(label, subnet.zone()),
                        &network,
                        index,
                        (&name, &extra),
                    );
                }
                NatGateways::One if index == 0 => {
                    handle.add_way_out(stack, label, &network, index, ("", &extra));
                }
                NatGateways::One => {}
            }
            let (Some(table), Some(route)) = (handle.route_tables.last(), handle.routes.last()) else {
                continue;
            };
            let association = associate(stack, label, subnet, table);
            stack.amend(&association).depends_on(route);
            ids.push((subnet.zone().clone(), subnet.id().after(&association)));
            handle.associations.push(association);
        }
        handle.subnets = Subnets::existing(network.vpc_id(), ids);
        handle
    }
}

/// Declared private subnets, with their parts.
#[derive(Clone, Debug)]
pub struct PrivateSubnetsHandle {
    /// The subnets, in the zones' order.
    pub private_subnets: Vec<SubnetHandle>,
    /// The addresses that the subnets show to the internet: one, or one for each zone.
    pub elastic_ips: Vec<ElasticIpHandle>,
    /// The NAT gateways: one, or one for each zone.
    pub nat_gateways: Vec<NatGatewayHandle>,
    /// The route tables: one, or one for each zone.
    pub route_tables: Vec<RouteTableHandle>,
    /// The routes to the NAT gateways: one, or one for each zone.
    pub routes: Vec<RouteHandle>,
    /// The association of each subnet with a route table, in the zones' order.
    pub associations: Vec<RouteTableAssociationHandle>,
    subnets: Subnets<Private>,
}

impl PrivateSubnetsHandle {
    /// The subnets.
    pub fn subnets(&self) -> &Subnets<Private> {
        &self.subnets
    }

    /// The route tables: what a [`GatewayEndpoint`](crate::GatewayEndpoint) takes.
    pub fn route_table_ids(&self) -> Vec<Ref<RouteTableId>> {
        self.route_tables.iter().map(RouteTableHandle::id).collect()
    }

    /// A NAT gateway in the public subnet of a zone, and a table with the route to it.
    fn add_way_out(
        &mut self,
        stack: &mut Stack,
        label: &str,
        network: &NetworkHandle,
        index: usize,
        (end, extra): (&str, &[(Text, Text)]),
    ) {
        let Some(public) = network.public().ids().into_iter().nth(index) else { return };
        let tags = |what: &str| tags(network.name.clone().then([what, end].concat()), extra);
        let address = ElasticIp::new().tags(tags("-nat")).declare(stack, label);
        // While an address is in use, AWS does not let the internet gateway go.
        stack.amend(&address).depends_on(&network.internet_gateway);
        let nat = NatGateway::public(&public, &address).tags(tags("-nat")).declare(stack, label);
        let table = RouteTable::new(network).tags(tags("-private")).declare(stack, label);
        let route = Route::new(&table, Destination::ANYWHERE_IPV4, Target::nat_gateway(&nat));
        self.routes.push(route.declare(stack, label));
        self.elastic_ips.push(address);
        self.nat_gateways.push(nat);
        self.route_tables.push(table);
    }
}
