//! `aws_vpc_endpoint`, of type Interface.

use terrane_aws::kind::{HostName, SecurityGroupId, SubnetId, VpcEndpointId, VpcId};
use terrane_aws::{Access, Region, Statement, Subnets, Tags, Zone};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, Stack, Text, Value};

use super::resource::{ENDPOINT, write_policy};
use super::{InterfaceService, IpAddressType};
use crate::vpc::VpcContents;

/// A way to a service through interfaces in your own subnets.
///
/// Emits `aws_vpc_endpoint.{label}`, with `vpc_endpoint_type = "Interface"`.
///
/// Defaults: the service's own name resolves to the endpoint (`private_dns_enabled`), so that callers change
/// nothing; everything may be done through it that the caller may do. Its security group must let callers in
/// on port 443.
///
/// It costs for every hour and zone (about 0.011 USD in eu-west-1, not verified) and for every GB.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `endpoint-without-subnet` | no subnet |
/// | `two-subnets-in-a-zone` | more than one subnet of a zone |
/// | `too-many-security-groups` | more than five groups |
/// | `private-dns-without-vpc-dns` | the service's own name, in a VPC without DNS support or host names |
/// | `duplicate-endpoint` | two endpoints of a VPC with the service's own name |
///
/// # Not covered
///
/// Services of other regions, VPC Lattice, addresses of your choice, timeouts: use
/// `stack.amend(&endpoint).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Port, Stack, literal};
/// use terrane_network::{
///     IngressRule, InterfaceEndpoint, InterfaceService, IsolatedSubnets, Network, Peer, SecurityGroup,
/// };
///
/// let mut stack = Stack::new("docs");
/// let region = Region::EU_WEST_1;
/// let zones = vec![region.zone('a'), region.zone('b')];
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
/// let isolated = IsolatedSubnets::new(&network).declare(&mut stack, "isolated");
///
/// let group =
///     SecurityGroup::new("jiki-endpoints", &network, "Endpoints").declare(&mut stack, "endpoints");
/// IngressRule::tcp(&group, Port::HTTPS, Peer::ipv4(network.cidr())).declare(&mut stack, "endpoints");
/// let sqs = InterfaceEndpoint::new(isolated.subnets(), InterfaceService::SQS, &region, &group);
/// sqs.declare(&mut stack, "sqs");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_vpc_endpoint")]
#[doc(alias = "VPC endpoint")]
#[doc(alias = "PrivateLink")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct InterfaceEndpoint {
    vpc: Ref<VpcId>,
    zones: Vec<Zone>,
    subnets: Vec<Ref<SubnetId>>,
    service_name: Text,
    groups: Vec<Ref<SecurityGroupId>>,
    private_dns: Value<bool>,
    ip_address_type: Option<IpAddressType>,
    dns_record_ip_type: Option<IpAddressType>,
    policy: Vec<Statement>,
    tags: Tags,
}

impl InterfaceEndpoint {
    /// An endpoint for a service of a region, with an interface in each of the subnets, guarded by a group.
    pub fn new<A: Access>(
        subnets: &Subnets<A>,
        service: InterfaceService,
        region: &Region,
        group: &impl RefersTo<SecurityGroupId>,
    ) -> Self {
        Self {
            vpc: subnets.vpc().clone(),
            zones: subnets.zones().cloned().collect(),
            subnets: subnets.ids(),
            service_name: service.in_region(region),
            groups: vec![group.reference()],
            private_dns: Value::Known(true),
            ip_address_type: None,
            dns_record_ip_type: None,
            policy: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// A further security group; an interface has at most five (`too-many-security-groups`).
    pub fn security_group(mut self, group: &impl RefersTo<SecurityGroupId>) -> Self {
        self.groups.push(group.reference());
        self
    }

    /// Whether the service's own name leads to the endpoint. Default: it does. Services of partners may have
    /// none.
    pub fn private_dns_enabled(mut self, enable: impl Into<Value<bool>>) -> Self {
        self.private_dns = enable.into();
        self
    }

    /// The addresses of its interfaces. Default: as the subnets and the service allow.
    pub fn ip_address_type(mut self, addresses: IpAddressType) -> Self {
        self.ip_address_type = Some(addresses);
        self
    }

    /// The addresses that its names resolve to. Default: as the endpoint's.
    pub fn dns_record_ip_type(mut self, addresses: IpAddressType) -> Self {
        self.dns_record_ip_type = Some(addresses);
        self
    }

    /// What may be done through the endpoint, in addition to what each caller may do. Every statement needs a
    /// principal. Default: everything.
    pub fn policy(mut self, statements: impl IntoIterator<Item = Statement>) -> Self {
        self.policy.extend(statements);
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
        if self.subnets.is_empty() {
            body.report(Problem::error(
                "endpoint-without-subnet",
                "the endpoint has no interface in any subnet",
                "give it subnets of at least one zone",
            ));
        }
        let repeated = self.zones.iter().enumerate().find(|(at, zone)| self.zones[..*at].contains(zone));
        if let Some((_, zone)) = repeated {
            body.report(Problem::error(
                "two-subnets-in-a-zone",
                format!(
                    "two of the subnets are in {}, but an endpoint has one interface per zone",
                    zone.name()
                ),
                "give it one subnet of each zone",
            ));
        }
        if self.groups.len() > 5 {
            body.report(Problem::error(
                "too-many-security-groups",
                format!("{} security groups, but an interface has five at most", self.groups.len()),
                "put the rules of several groups into one",
            ));
        }
    }
}

impl Resource for InterfaceEndpoint {
    type Handle = InterfaceEndpointHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> InterfaceEndpointHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let private_name = (self.private_dns.known() == Some(&true)).then(|| self.service_name.clone());
        body.reference("vpc_id", &self.vpc);
        body.set("service_name", self.service_name);
        body.set("vpc_endpoint_type", "Interface");
        body.references("subnet_ids", &self.subnets);
        body.references("security_group_ids", &self.groups);
        body.set("private_dns_enabled", self.private_dns);
        body.set_opt("ip_address_type", self.ip_address_type);
        write_policy(self.policy, &mut body);
        self.tags.write(&mut body);
        if let Some(addresses) = self.dns_record_ip_type {
            body.block("dns_options", |block| block.set("dns_record_ip_type", addresses));
        }
        let node = stack.add(&ENDPOINT, label, body);
        if let Some(name) = private_name.as_ref().and_then(Text::as_literal) {
            check_private_name(stack, &self.vpc, name, &node);
        }
        InterfaceEndpointHandle { node }
    }
}

fn check_private_name(stack: &mut Stack, vpc: &Ref<VpcId>, name: &str, node: &Node) {
    let Some(contents) = stack.remember::<VpcContents, _>(vpc) else { return };
    let without_dns = contents.without_dns.then(|| {
        Problem::error(
            "private-dns-without-vpc-dns",
            "the service's name is to lead to the endpoint, but the VPC resolves no private names",
            "leave DNS support and host names of the VPC on, or set `.private_dns_enabled(false)`",
        )
    });
    let taken = contents.private_names.iter().find(|(other, _)| other == name).map(|(_, first)| {
        Problem::error(
            "duplicate-endpoint",
            format!("`{}` has the name of this service already", first.address()),
            "use that endpoint, or set `.private_dns_enabled(false)` on one of the two",
        )
    });
    contents.private_names.push((name.to_owned(), node.clone()));
    for problem in without_dns.into_iter().chain(taken) {
        stack.report(node, problem);
    }
}

/// A declared interface endpoint.
#[derive(Clone, Debug)]
pub struct InterfaceEndpointHandle {
    node: Node,
}

impl InterfaceEndpointHandle {
    /// Its id.
    pub fn id(&self) -> Ref<VpcEndpointId> {
        self.node.attribute("id")
    }

    /// A name that leads to the endpoint, whether or not the service's own does.
    pub fn dns_name(&self) -> Ref<HostName> {
        self.node.attribute("dns_entry[0].dns_name")
    }
}

impl RefersTo<VpcEndpointId> for InterfaceEndpointHandle {
    fn reference(&self) -> Ref<VpcEndpointId> {
        self.id()
    }
}

impl Handle for InterfaceEndpointHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
