//! A VPC with its public subnets.

use terrane_aws::kind::VpcId;
use terrane_aws::{Ipv4Cidr, Public, Subnets, Zone};
use terrane_core::{Declare, Handle, Node, Ref, RefersTo, Resource, Stack, Text};

use super::layout::{
    Layout, NetworkPlan, Quarter, TierPlan, associate, checked_zones, declare_subnets, tags,
};
use crate::security_group::{DefaultSecurityGroup, DefaultSecurityGroupHandle};
use crate::vpc::{
    Destination, InternetGateway, InternetGatewayHandle, Route, RouteHandle, RouteTable,
    RouteTableAssociationHandle, RouteTableHandle, SubnetHandle, Target, Vpc, VpcHandle,
};

/// A VPC, its internet gateway, one public subnet in each zone with the route to the gateway, and the default
/// security group without rules.
///
/// Emits, declared as `main`: `aws_vpc.main`, `aws_internet_gateway.main`, `aws_default_security_group.main`,
/// `aws_subnet.publics_a`, `_b` and so on, with their `aws_route_table_association`s,
/// `aws_route_table.publics` and `aws_route.publics`. The handle has all of them for [`Stack::amend`], for
/// example to import what exists.
///
/// Defaults: the VPC's range is laid out in quarters. The first is for public subnets, the second for
/// [`PrivateSubnets`](crate::PrivateSubnets), the third for [`IsolatedSubnets`](crate::IsolatedSubnets), and
/// the fourth stays free. Within a quarter the subnets follow each other in the zones' order: add a zone at
/// the end. A subnet's prefix is 8 bits longer than the VPC's, and at most 27 bits: a load balancer needs /27
/// or larger.
///
/// What takes [`NetworkHandle::public`] waits for the route to the internet: without it a load balancer
/// cannot be made, and a task cannot pull its image.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `network-without-zones` | no zone |
/// | `duplicate-zone` | a zone twice |
/// | `malformed-zone` | a zone whose letter is none of `a` to `z` |
/// | `zones-of-two-regions` | zones of two regions |
/// | `subnets-do-not-fit` | the quarter has no room for a subnet of each zone |
/// | `ranges-do-not-match-zones` | [`Network::public_ranges`] does not give one range for each zone |
///
/// Beside these, what [`Vpc`] and [`Subnet`](crate::Subnet) report.
///
/// # Not covered
///
/// IPv6, network ACLs. Flow logs are a resource of their own: [`FlowLog`](crate::FlowLog).
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::Network;
///
/// let mut stack = Stack::new("docs");
/// let zones = ['a', 'b', 'c'].map(|letter| Region::EU_WEST_1.zone(letter)).to_vec();
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
///
/// assert_eq!(network.public().zone_count(), 3);
/// assert_eq!(network.public_subnets[2].cidr().to_string(), "10.1.2.0/24");
/// stack.amend(&network.vpc).import("vpc-0a1b2c3d").prevent_destroy();
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_vpc")]
#[doc(alias = "aws_internet_gateway")]
#[doc(alias = "VPC")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Network {
    name: Text,
    cidr: Ipv4Cidr,
    zones: Vec<Zone>,
    public_label: String,
    layout: Layout,
    public_ip: bool,
    keeps_default_group: bool,
    tags: Vec<(Text, Text)>,
}

impl Network {
    /// A network with a name, a range of /16 to /28, and the zones of its subnets.
    ///
    /// The name is the VPC's `Name` tag; the parts add to it (`jiki-public-a`).
    pub fn new(name: impl Into<Text>, cidr: Ipv4Cidr, zones: impl IntoIterator<Item = Zone>) -> Self {
        Self {
            name: name.into(),
            cidr,
            zones: zones.into_iter().collect(),
            public_label: "publics".to_owned(),
            layout: Layout::default(),
            public_ip: false,
            keeps_default_group: false,
            tags: Vec::new(),
        }
    }

    /// The label of the public subnets and of what belongs to them. Default: `publics`.
    pub fn public_label(mut self, label: impl Into<String>) -> Self {
        self.public_label = label.into();
        self
    }

    /// The length of the public subnets' prefix, in bits: 16 to 28.
    pub fn public_prefix(mut self, bits: u8) -> Self {
        self.layout.prefix = Some(bits);
        self
    }

    /// The public subnets' ranges themselves, one for each zone (`ranges-do-not-match-zones`): for a network
    /// that exists.
    pub fn public_ranges(mut self, ranges: impl IntoIterator<Item = Ipv4Cidr>) -> Self {
        self.layout.given = Some(ranges.into_iter().collect());
        self
    }

    /// Gives instances in the public subnets a public address where they do not say. ECS tasks say.
    pub fn map_public_ip_on_launch(mut self) -> Self {
        self.public_ip = true;
        self
    }

    /// Leaves the default security group to AWS, with rules that let its members reach each other.
    pub fn keep_default_security_group(mut self) -> Self {
        self.keeps_default_group = true;
        self
    }

    /// Adds a tag to every part.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.push((key.into(), value.into()));
        self
    }
}

impl Resource for Network {
    type Handle = NetworkHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> NetworkHandle {
        let Self { name, cidr, zones, public_label, layout, public_ip, keeps_default_group, tags: extra } =
            self;
        let (zones, problems) = checked_zones(zones);
        let vpc = Vpc::new(cidr).tags(tags(name.clone(), &extra)).declare(stack, label);
        for problem in problems {
            stack.report(vpc.node(), problem);
        }
        let id = vpc.id();
        let default_security_group = (!keeps_default_group).then(|| {
            let name = name.clone().then("-default-closed");
            DefaultSecurityGroup::closed(&id).tags(tags(name, &extra)).declare(stack, label)
        });
        let internet_gateway =
            InternetGateway::new(&id).tags(tags(name.clone(), &extra)).declare(stack, label);
        let table = RouteTable::new(&id).tags(tags(name.clone().then("-public"), &extra));
        let route_table = table.declare(stack, &public_label);
        let to_internet = Target::internet_gateway(&internet_gateway);
        let route = Route::new(&route_table, Destination::ANYWHERE_IPV4, to_internet);
        let internet_route = route.declare(stack, &public_label);

        let plan = NetworkPlan { name: &name, vpc: &id, cidr, zones: &zones };
        let tier = TierPlan { quarter: Quarter::Public, layout: &layout, tags: &extra, public_ip };
        let public_subnets = declare_subnets(stack, &public_label, &plan, &tier, &vpc);
        let (mut associations, mut ids) = (Vec::new(), Vec::new());
        for subnet in &public_subnets {
            let association = associate(stack, &public_label, subnet, &route_table);
            stack.amend(&association).depends_on(&internet_route);
            ids.push((subnet.zone().clone(), subnet.id().after(&association)));
            associations.push(association);
        }
        NetworkHandle {
            public: Subnets::existing(id, ids),
            vpc,
            internet_gateway,
            default_security_group,
            public_subnets,
            route_table,
            internet_route,
            associations,
            name,
            zones,
        }
    }
}

/// A declared network, with its parts.
#[derive(Clone, Debug)]
pub struct NetworkHandle {
    /// The VPC.
    pub vpc: VpcHandle,
    /// The internet gateway.
    pub internet_gateway: InternetGatewayHandle,
    /// The default security group; `None` where AWS keeps it.
    pub default_security_group: Option<DefaultSecurityGroupHandle>,
    /// The public subnets, in the zones' order.
    pub public_subnets: Vec<SubnetHandle>,
    /// The route table of the public subnets.
    pub route_table: RouteTableHandle,
    /// The route to the internet.
    pub internet_route: RouteHandle,
    /// The association of each public subnet with the route table, in the zones' order.
    pub associations: Vec<RouteTableAssociationHandle>,
    pub(crate) name: Text,
    zones: Vec<Zone>,
    public: Subnets<Public>,
}

impl NetworkHandle {
    /// The VPC's id.
    pub fn vpc_id(&self) -> Ref<VpcId> {
        self.vpc.id()
    }

    /// The VPC's range.
    pub fn cidr(&self) -> Ipv4Cidr {
        self.vpc.cidr()
    }

    /// The zones, each once.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// The public subnets.
    pub fn public(&self) -> &Subnets<Public> {
        &self.public
    }
}

impl RefersTo<VpcId> for NetworkHandle {
    fn reference(&self) -> Ref<VpcId> {
        self.vpc_id()
    }
}

impl Handle for NetworkHandle {
    fn node(&self) -> &Node {
        self.vpc.node()
    }
}
