//! `aws_vpc`.

use terrane_aws::kind::{RouteTableId, VpcId};
use terrane_aws::{Ipv4Cidr, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value};

use super::contents::VpcContents;

const VPC: ResourceType = terrane_aws::resource("aws_vpc", "network");

/// A virtual private cloud: a network of your own in one region.
///
/// Emits `aws_vpc.{label}`. Most stacks declare a [`Network`](crate::Network), which is a VPC and what
/// belongs to it.
///
/// Defaults: names within the VPC are resolved (`enable_dns_support`, AWS's default), and its interfaces have
/// host names (`enable_dns_hostnames`, off in AWS's default). VPC endpoints need both.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `vpc-prefix-out-of-range` | a prefix that is not 16 to 28 bits |
///
/// # Not covered
///
/// Ranges from IPAM, IPv6 ranges of your own: use `stack.amend(&vpc).attribute(…)`. Further ranges
/// (`aws_vpc_ipv4_cidr_block_association`).
///
/// # Example
///
/// ```
/// use terrane_aws::Ipv4Cidr;
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::Vpc;
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).tag("Name", "jiki").declare(&mut stack, "main");
/// stack.output("vpc_id", vpc.id());
///
/// let too_large = Vpc::new(literal!(Ipv4Cidr, [10, 0, 0, 0], 8)).declare(&mut stack, "large");
/// assert_eq!(stack.finish().unwrap_err().iter().next().unwrap().rule, "vpc-prefix-out-of-range");
/// ```
#[doc(alias = "aws_vpc")]
#[doc(alias = "virtual private cloud")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Vpc {
    cidr: Ipv4Cidr,
    dns_support: Value<bool>,
    dns_hostnames: Value<bool>,
    ipv6: Option<Value<bool>>,
    usage_metrics: Option<Value<bool>>,
    dedicated: bool,
    tags: Tags,
}

impl Vpc {
    /// A VPC with this range of addresses.
    pub fn new(cidr: Ipv4Cidr) -> Self {
        Self {
            cidr,
            dns_support: Value::Known(true),
            dns_hostnames: Value::Known(true),
            ipv6: None,
            usage_metrics: None,
            dedicated: false,
            tags: Tags::default(),
        }
    }

    /// Whether AWS's resolver answers in the VPC. Default: it does.
    pub fn enable_dns_support(mut self, enable: impl Into<Value<bool>>) -> Self {
        self.dns_support = enable.into();
        self
    }

    /// Whether interfaces get host names. Default: they do.
    pub fn enable_dns_hostnames(mut self, enable: impl Into<Value<bool>>) -> Self {
        self.dns_hostnames = enable.into();
        self
    }

    /// Whether AWS assigns a /56 of IPv6 addresses. Default: none.
    pub fn assign_generated_ipv6_cidr_block(mut self, assign: impl Into<Value<bool>>) -> Self {
        self.ipv6 = Some(assign.into());
        self
    }

    /// Whether CloudWatch records how many addresses are in use, which costs. Default: no.
    pub fn enable_network_address_usage_metrics(mut self, enable: impl Into<Value<bool>>) -> Self {
        self.usage_metrics = Some(enable.into());
        self
    }

    /// Every instance runs on hardware of its own, which costs.
    pub fn dedicated_tenancy(mut self) -> Self {
        self.dedicated = true;
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
                "vpc-prefix-out-of-range",
                format!("the VPC's range is {}, but AWS takes prefixes of 16 to 28 bits", self.cidr),
                "choose a range such as `10.1.0.0/16`",
            ));
        }
    }
}

impl Resource for Vpc {
    type Handle = VpcHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> VpcHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let without_dns =
            [&self.dns_support, &self.dns_hostnames].iter().any(|dns| dns.known() == Some(&false));
        body.set("cidr_block", self.cidr);
        body.set_opt("instance_tenancy", self.dedicated.then_some("dedicated"));
        body.set("enable_dns_support", self.dns_support);
        body.set("enable_dns_hostnames", self.dns_hostnames);
        body.set_opt("assign_generated_ipv6_cidr_block", self.ipv6);
        body.set_opt("enable_network_address_usage_metrics", self.usage_metrics);
        self.tags.write(&mut body);
        let handle = VpcHandle { node: stack.add(&VPC, label, body), cidr: self.cidr };
        if let Some(contents) = stack.remember::<VpcContents, _>(&handle.id()) {
            contents.cidr = Some(self.cidr);
            contents.without_dns = without_dns;
        }
        handle
    }
}

/// A declared VPC.
#[derive(Clone, Debug)]
pub struct VpcHandle {
    node: Node,
    cidr: Ipv4Cidr,
}

impl VpcHandle {
    /// Its id.
    pub fn id(&self) -> Ref<VpcId> {
        self.node.attribute("id")
    }

    /// Its range, as it was given.
    pub fn cidr(&self) -> Ipv4Cidr {
        self.cidr
    }

    /// Its range as Terraform has it: `aws_vpc.main.cidr_block`.
    pub fn cidr_block(&self) -> Text {
        Text::from_expr(self.node.expression("cidr_block"))
    }

    /// The range of IPv6 addresses that AWS assigned; empty where none was asked for.
    pub fn ipv6_cidr_block(&self) -> Text {
        Text::from_expr(self.node.expression("ipv6_cidr_block"))
    }

    /// The table of those subnets that have no other one.
    pub fn main_route_table_id(&self) -> Ref<RouteTableId> {
        self.node.attribute("main_route_table_id")
    }
}

impl RefersTo<VpcId> for VpcHandle {
    fn reference(&self) -> Ref<VpcId> {
        self.id()
    }
}

impl Handle for VpcHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
