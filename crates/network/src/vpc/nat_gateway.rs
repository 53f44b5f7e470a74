//! `aws_nat_gateway`.

use terrane_aws::kind::{ElasticIpId, NatGatewayId, SubnetId};
use terrane_aws::{Metric, Statistic, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value};

const NAT_GATEWAY: ResourceType = terrane_aws::resource("aws_nat_gateway", "network");
const NAMESPACE: &str = "AWS/NATGateway";

/// The way out of the VPC for resources without a public address of their own.
///
/// Emits `aws_nat_gateway.{label}`.
///
/// Default: AWS chooses the private address. A public gateway is in a public subnet and has an Elastic IP. In
/// eu-west-1 it costs 0.048 USD an hour and as much for each GB (price list of 2026-09): about 35 USD a month
/// before traffic.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `private-nat-with-address` | a private gateway with Elastic IPs |
/// | `public-nat-with-private-count` | a public gateway with a count of private addresses |
/// | `too-many-nat-addresses` | more than eight Elastic IPs |
/// | `out-of-range` | a count of private addresses that is not 1 to 31 |
///
/// # Not covered
///
/// Regional NAT gateways (provider 6 only), timeouts: use `stack.amend(&nat).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{ElasticIp, NatGateway, Network};
///
/// let mut stack = Stack::new("docs");
/// let zones = vec![Region::EU_WEST_1.zone('a')];
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
/// let address = ElasticIp::new().declare(&mut stack, "nat");
/// let nat = NatGateway::public(&network.public().ids()[0], &address).declare(&mut stack, "main");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_nat_gateway")]
#[doc(alias = "NAT")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct NatGateway {
    subnet: Ref<SubnetId>,
    address: Option<Ref<ElasticIpId>>,
    private_ip: Option<Text>,
    secondary: Vec<Ref<ElasticIpId>>,
    secondary_private_ip_count: Option<Value<u32>>,
    tags: Tags,
}

impl NatGateway {
    /// Leads to the internet: in a public subnet, with an Elastic IP.
    pub fn public(subnet: &impl RefersTo<SubnetId>, address: &impl RefersTo<ElasticIpId>) -> Self {
        Self { address: Some(address.reference()), ..Self::private(subnet) }
    }

    /// Leads to other private networks only (`connectivity_type = "private"`).
    pub fn private(subnet: &impl RefersTo<SubnetId>) -> Self {
        Self {
            subnet: subnet.reference(),
            address: None,
            private_ip: None,
            secondary: Vec::new(),
            secondary_private_ip_count: None,
            tags: Tags::default(),
        }
    }

    /// Its address in the subnet. Default: AWS chooses.
    pub fn private_ip(mut self, address: impl Into<Text>) -> Self {
        self.private_ip = Some(address.into());
        self
    }

    /// Further Elastic IPs, each for 55,000 more connections to one destination; at most seven
    /// (`too-many-nat-addresses`), on a public gateway only (`private-nat-with-address`).
    pub fn secondary_addresses(mut self, addresses: impl IntoIterator<Item = Ref<ElasticIpId>>) -> Self {
        self.secondary.extend(addresses);
        self
    }

    /// How many further private addresses a private gateway gets: 1 to 31.
    pub fn secondary_private_ip_address_count(mut self, count: impl Into<Value<u32>>) -> Self {
        self.secondary_private_ip_count = Some(count.into());
        self
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

    fn check(&self, body: &mut Body) {
        if self.address.is_none() && !self.secondary.is_empty() {
            body.report(Problem::error(
                "private-nat-with-address",
                "a private NAT gateway takes no Elastic IP",
                "make it `NatGateway::public(…)`, or leave out `.secondary_addresses(…)`",
            ));
        }
        if self.secondary.len() > 7 {
            body.report(Problem::error(
                "too-many-nat-addresses",
                format!("{} Elastic IPs, but a NAT gateway takes eight", self.secondary.len() + 1),
                "leave at most seven in `.secondary_addresses(…)`, and add a gateway for more",
            ));
        }
        if self.address.is_some() && self.secondary_private_ip_count.is_some() {
            body.report(Problem::error(
                "public-nat-with-private-count",
                "a public NAT gateway takes no count of private addresses",
                "give it Elastic IPs with `.secondary_addresses(…)`",
            ));
        }
    }
}

impl Resource for NatGateway {
    type Handle = NatGatewayHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> NatGatewayHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.set_opt("connectivity_type", self.address.is_none().then_some("private"));
        body.reference_opt("allocation_id", self.address.as_ref());
        body.reference("subnet_id", &self.subnet);
        body.set_opt("private_ip", self.private_ip);
        body.references("secondary_allocation_ids", &self.secondary);
        body.number_opt("secondary_private_ip_address_count", self.secondary_private_ip_count, 1..=31);
        self.tags.write(&mut body);
        NatGatewayHandle { node: stack.add(&NAT_GATEWAY, label, body) }
    }
}

/// A declared NAT gateway.
#[derive(Clone, Debug)]
pub struct NatGatewayHandle {
    node: Node,
}

impl NatGatewayHandle {
    /// Its id.
    pub fn id(&self) -> Ref<NatGatewayId> {
        self.node.attribute("id")
    }

    /// The address that it shows to the internet.
    pub fn public_ip(&self) -> Text {
        Text::from_expr(self.node.expression("public_ip"))
    }

    /// How often it had no port left for a new connection: above 0, connections fail.
    pub fn port_allocation_errors(&self) -> Metric {
        self.metric("ErrorPortAllocation", Statistic::Sum)
    }

    /// How many packets it dropped.
    pub fn packets_dropped(&self) -> Metric {
        self.metric("PacketsDropCount", Statistic::Sum)
    }

    /// How many connections were open at once.
    pub fn active_connections(&self) -> Metric {
        self.metric("ActiveConnectionCount", Statistic::Maximum)
    }

    /// How many bytes went out. The price per GB is for these and for those that came back.
    pub fn bytes_out(&self) -> Metric {
        self.metric("BytesOutToDestination", Statistic::Sum)
    }

    /// How many bytes came back.
    pub fn bytes_in(&self) -> Metric {
        self.metric("BytesInFromDestination", Statistic::Sum)
    }

    fn metric(&self, name: &'static str, statistic: Statistic) -> Metric {
        Metric::new(NAMESPACE, name, statistic).dimension("NatGatewayId", self.id())
    }
}

impl RefersTo<NatGatewayId> for NatGatewayHandle {
    fn reference(&self) -> Ref<NatGatewayId> {
        self.id()
    }
}

impl Handle for NatGatewayHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
