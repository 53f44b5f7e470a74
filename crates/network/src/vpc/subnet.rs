//! `aws_subnet`.

use terrane_aws::kind::{SubnetId, VpcId};
use terrane_aws::{Ipv4Cidr, Tags, Zone};
use terrane_core::{
    Body, Expr, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value,
};

use super::contents::VpcContents;

const SUBNET: ResourceType = terrane_aws::resource("aws_subnet", "network");

/// The host names that interfaces of a subnet get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostnameType {
    /// After the private address: `ip-10-1-0-4.eu-west-1.compute.internal`.
    IpName,
    /// After the instance's id.
    ResourceName,
}

impl From<HostnameType> for Expr {
    fn from(hostname_type: HostnameType) -> Self {
        match hostname_type {
            HostnameType::IpName => "ip-name",
            HostnameType::ResourceName => "resource-name",
        }
        .into()
    }
}

/// A part of a VPC's range, in one availability zone. Its routes make it public, private or isolated.
///
/// Emits `aws_subnet.{label}`.
///
/// Default: interfaces get no public address unless they, or [`Subnet::map_public_ip_on_launch`], ask for
/// one. AWS keeps the first four addresses and the last one to itself.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `subnet-prefix-out-of-range` | a prefix that is not 16 to 28 bits |
/// | `subnet-outside-vpc` | a range outside of that of the VPC, if the stack declares the VPC |
/// | `overlapping-subnets` | a range that overlaps that of another subnet of the VPC |
/// | `ipv6-without-range` | IPv6 addresses are assigned, but the subnet has no range of them |
///
/// # Not covered
///
/// Outposts, ranges from IPAM, IPv6-only subnets, `availability_zone_id`, timeouts: use
/// `stack.amend(&subnet).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{Subnet, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let zone = Region::EU_WEST_1.zone('a');
/// let subnet =
///     Subnet::new(&vpc, literal!(Ipv4Cidr, [10, 1, 0, 0], 24), &zone).declare(&mut stack, "web");
///
/// // A quarter of the same range, once more:
/// let other =
///     Subnet::new(&vpc, literal!(Ipv4Cidr, [10, 1, 0, 64], 26), &zone).declare(&mut stack, "worker");
/// assert_eq!(stack.finish().unwrap_err().iter().next().unwrap().rule, "overlapping-subnets");
/// ```
#[doc(alias = "aws_subnet")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Subnet {
    vpc: Ref<VpcId>,
    cidr: Ipv4Cidr,
    zone: Zone,
    public_ip: Option<Value<bool>>,
    ipv6_cidr: Option<Text>,
    assign_ipv6: Option<Value<bool>>,
    hostname_type: Option<HostnameType>,
    a_record: Option<Value<bool>>,
    aaaa_record: Option<Value<bool>>,
    tags: Tags,
}

impl Subnet {
    /// A subnet of the VPC, in a zone.
    pub fn new(vpc: &impl RefersTo<VpcId>, cidr: Ipv4Cidr, zone: &Zone) -> Self {
        Self {
            vpc: vpc.reference(),
            cidr,
            zone: zone.clone(),
            public_ip: None,
            ipv6_cidr: None,
            assign_ipv6: None,
            hostname_type: None,
            a_record: None,
            aaaa_record: None,
            tags: Tags::default(),
        }
    }

    /// Whether instances get a public address where they do not say. Default: no. ECS tasks say.
    pub fn map_public_ip_on_launch(mut self, map: impl Into<Value<bool>>) -> Self {
        self.public_ip = Some(map.into());
        self
    }

    /// The subnet's range of IPv6 addresses, a /64 of the VPC's.
    pub fn ipv6_cidr_block(mut self, cidr: impl Into<Text>) -> Self {
        self.ipv6_cidr = Some(cidr.into());
        self
    }

    /// Whether interfaces get an IPv6 address. Default: no. Needs [`Subnet::ipv6_cidr_block`], or is reported
    /// as `ipv6-without-range`.
    pub fn assign_ipv6_address_on_creation(mut self, assign: impl Into<Value<bool>>) -> Self {
        self.assign_ipv6 = Some(assign.into());
        self
    }

    /// The host names of instances. Default: after the address.
    pub fn private_dns_hostname_type_on_launch(mut self, hostname_type: HostnameType) -> Self {
        self.hostname_type = Some(hostname_type);
        self
    }

    /// Whether names after the resource resolve to the IPv4 address. Default: no.
    pub fn enable_resource_name_dns_a_record_on_launch(mut self, enable: impl Into<Value<bool>>) -> Self {
        self.a_record = Some(enable.into());
        self
    }

    /// Whether names after the resource resolve to the IPv6 address. Default: no.
    pub fn enable_resource_name_dns_aaaa_record_on_launch(mut self, enable: impl Into<Value<bool>>) -> Self {
        self.aaaa_record = Some(enable.into());
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
        if !(16..=28).contains(&self.cidr.prefix()) {
            body.report(Problem::error(
                "subnet-prefix-out-of-range",
                format!("the subnet's range is {}, but AWS takes prefixes of 16 to 28 bits", self.cidr),
                "choose a range such as `10.1.0.0/24`; a load balancer needs /27 or larger",
            ));
        }
        if self.ipv6_cidr.is_none() && self.assign_ipv6.as_ref().and_then(Value::known) == Some(&true) {
            body.report(Problem::error(
                "ipv6-without-range",
                "IPv6 addresses are to be assigned, but the subnet has no range of them",
                "give it one with `.ipv6_cidr_block(…)`, or leave out `.assign_ipv6_address_on_creation(…)`",
            ));
        }
    }
}

impl Resource for Subnet {
    type Handle = SubnetHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> SubnetHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.reference("vpc_id", &self.vpc);
        body.set("cidr_block", self.cidr);
        body.set("availability_zone", Text::from(&self.zone));
        body.set_opt("map_public_ip_on_launch", self.public_ip);
        body.set_opt("ipv6_cidr_block", self.ipv6_cidr);
        body.set_opt("assign_ipv6_address_on_creation", self.assign_ipv6);
        body.set_opt("private_dns_hostname_type_on_launch", self.hostname_type);
        body.set_opt("enable_resource_name_dns_a_record_on_launch", self.a_record);
        body.set_opt("enable_resource_name_dns_aaaa_record_on_launch", self.aaaa_record);
        self.tags.write(&mut body);
        let node = stack.add(&SUBNET, label, body);
        check_place(stack, &self.vpc, self.cidr, &node);
        SubnetHandle { node, cidr: self.cidr, zone: self.zone }
    }
}

/// Reports a range that lies outside of the VPC's, or that another subnet has taken.
fn check_place(stack: &mut Stack, vpc: &Ref<VpcId>, cidr: Ipv4Cidr, node: &Node) {
    let Some(contents) = stack.remember::<VpcContents, _>(vpc) else { return };
    let outside = contents.cidr.filter(|vpc| !vpc.contains(&cidr)).map(|vpc| {
        Problem::error(
            "subnet-outside-vpc",
            format!("the subnet's range {cidr} is not within the VPC's, {vpc}"),
            "choose a part of the VPC's range; where the VPC has a further range, allow this rule",
        )
    });
    let taken = contents.subnets.iter().find(|(other, _)| other.overlaps(&cidr)).map(|(other, subnet)| {
        Problem::error(
            "overlapping-subnets",
            format!("the subnet's range {cidr} overlaps {other} of `{}`", subnet.address()),
            "give each subnet a range of its own",
        )
    });
    contents.subnets.push((cidr, node.clone()));
    for problem in outside.into_iter().chain(taken) {
        stack.report(node, problem);
    }
}

/// A declared subnet.
#[derive(Clone, Debug)]
pub struct SubnetHandle {
    node: Node,
    cidr: Ipv4Cidr,
    zone: Zone,
}

impl SubnetHandle {
    /// Its id.
    pub fn id(&self) -> Ref<SubnetId> {
        self.node.attribute("id")
    }

    /// Its range, as it was given.
    pub fn cidr(&self) -> Ipv4Cidr {
        self.cidr
    }

    /// Its availability zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }
}

impl RefersTo<SubnetId> for SubnetHandle {
    fn reference(&self) -> Ref<SubnetId> {
        self.id()
    }
}

impl Handle for SubnetHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
