//! Isolated subnets of a network: no way in, no way out.

use terrane_aws::kind::RouteTableId;
use terrane_aws::{Ipv4Cidr, Isolated, Subnets};
use terrane_core::{Declare, Handle, Node, Ref, Resource, Stack, Text};

use super::NetworkHandle;
use super::layout::{Layout, NetworkPlan, Quarter, TierPlan, associate, declare_subnets, tags};
use crate::vpc::{RouteTable, RouteTableAssociationHandle, RouteTableHandle, SubnetHandle};

/// One isolated subnet in each zone of a network: for databases and caches, and for tasks that reach AWS
/// through [`RegistryEndpoints`](crate::RegistryEndpoints).
///
/// Emits, declared as `isolated`: `aws_subnet.isolated_a`, `_b` and so on, with their
/// `aws_route_table_association`s, and `aws_route_table.isolated`, which has no route out of the VPC.
///
/// Default: the subnets are in the third quarter of the VPC's range (see [`Network`](crate::Network)).
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `subnets-do-not-fit` | the quarter has no room for a subnet of each zone |
/// | `ranges-do-not-match-zones` | [`IsolatedSubnets::ranges`] does not give one range for each zone |
///
/// Beside these, what [`Subnet`](crate::Subnet) reports.
///
/// # Not covered
///
/// IPv6, network ACLs, routes to other networks: declare a [`Route`](crate::Route) of `handle.route_table`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{IsolatedSubnets, Network};
///
/// let mut stack = Stack::new("docs");
/// let zones = vec![Region::EU_WEST_1.zone('a'), Region::EU_WEST_1.zone('b')];
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
/// let isolated = IsolatedSubnets::new(&network).declare(&mut stack, "isolated");
///
/// assert_eq!(isolated.isolated_subnets[1].cidr().to_string(), "10.1.129.0/24");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_subnet")]
#[doc(alias = "private isolated")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct IsolatedSubnets {
    network: NetworkHandle,
    layout: Layout,
    tags: Vec<(Text, Text)>,
}

impl IsolatedSubnets {
    /// Isolated subnets in the zones of a network.
    pub fn new(network: &NetworkHandle) -> Self {
        Self { network: network.clone(), layout: Layout::default(), tags: Vec::new() }
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

impl Resource for IsolatedSubnets {
    type Handle = IsolatedSubnetsHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> IsolatedSubnetsHandle {
        let Self { network, layout, tags: extra } = self;
        let vpc = network.vpc_id();
        let name = network.name.clone().then("-isolated");
        let route_table = RouteTable::new(&vpc).tags(tags(name, &extra)).declare(stack, label);
        let plan =
            NetworkPlan { name: &network.name, vpc: &vpc, cidr: network.cidr(), zones: network.zones() };
        let tier = TierPlan { quarter: Quarter::Isolated, layout: &layout, tags: &extra, public_ip: false };
        let isolated_subnets = declare_subnets(stack, label, &plan, &tier, &route_table);
        let (mut associations, mut ids) = (Vec::new(), Vec::new());
        for subnet in &isolated_subnets {
            let association = associate(stack, label, subnet, &route_table);
            ids.push((subnet.zone().clone(), subnet.id()));
            associations.push(association);
        }
        let subnets = Subnets::existing(vpc, ids);
        IsolatedSubnetsHandle { isolated_subnets, route_table, associations, subnets }
    }
}

/// Declared isolated subnets, with their parts.
#[derive(Clone, Debug)]
pub struct IsolatedSubnetsHandle {
    /// The subnets, in the zones' order.
    pub isolated_subnets: Vec<SubnetHandle>,
    /// Their route table.
    pub route_table: RouteTableHandle,
    /// The association of each subnet with the route table, in the zones' order.
    pub associations: Vec<RouteTableAssociationHandle>,
    subnets: Subnets<Isolated>,
}

impl IsolatedSubnetsHandle {
    /// The subnets.
    pub fn subnets(&self) -> &Subnets<Isolated> {
        &self.subnets
    }

    /// The route tables: what [`RegistryEndpoints`](crate::RegistryEndpoints) take. What takes one waits
    /// until it is the subnets' own.
    pub fn route_table_ids(&self) -> Vec<Ref<RouteTableId>> {
        vec![self.associations.iter().fold(self.route_table.id(), Ref::after)]
    }
}

impl Handle for IsolatedSubnetsHandle {
    fn node(&self) -> &Node {
        self.route_table.node()
    }
}
