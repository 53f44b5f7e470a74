//! `aws_eip`.

use terrane_aws::Tags;
use terrane_aws::kind::ElasticIpId;
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

const ELASTIC_IP: ResourceType = terrane_aws::resource("aws_eip", "network");

/// A public IPv4 address that stays the same: what a NAT gateway or a network load balancer shows to the
/// internet.
///
/// Emits `aws_eip.{label}`, with `domain = "vpc"`.
///
/// Default: an address of Amazon's pool, announced from the region. It costs 0.005 USD an hour (price list of
/// 2026-09), used or not.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// Association with an instance or an interface, addresses of an IPAM pool or of an Outpost: use
/// `stack.amend(&address).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_network::ElasticIp;
///
/// let mut stack = Stack::new("docs");
/// let address = ElasticIp::new().tag("Name", "jiki-nat").declare(&mut stack, "nat");
/// stack.output("nat_address", address.public_ip());
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_eip")]
#[doc(alias = "EIP")]
#[doc(alias = "allocation")]
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ElasticIp {
    pool: Option<Text>,
    border_group: Option<Text>,
    tags: Tags,
}

impl ElasticIp {
    /// An address of Amazon's.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the address from a pool of your own (its id).
    pub fn public_ipv4_pool(mut self, pool: impl Into<Text>) -> Self {
        self.pool = Some(pool.into());
        self
    }

    /// The group of zones from which AWS announces the address, such as a Local Zone's. Default: the region.
    pub fn network_border_group(mut self, group: impl Into<Text>) -> Self {
        self.border_group = Some(group.into());
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
}

impl Resource for ElasticIp {
    type Handle = ElasticIpHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ElasticIpHandle {
        let mut body = Body::new();
        body.set("domain", "vpc");
        body.set_opt("public_ipv4_pool", self.pool);
        body.set_opt("network_border_group", self.border_group);
        self.tags.write(&mut body);
        ElasticIpHandle { node: stack.add(&ELASTIC_IP, label, body) }
    }
}

/// A declared Elastic IP.
#[derive(Clone, Debug)]
pub struct ElasticIpHandle {
    node: Node,
}

impl ElasticIpHandle {
    /// The id of its allocation: what a NAT gateway takes.
    pub fn id(&self) -> Ref<ElasticIpId> {
        self.node.attribute("id")
    }

    /// The address.
    pub fn public_ip(&self) -> Text {
        Text::from_expr(self.node.expression("public_ip"))
    }
}

impl RefersTo<ElasticIpId> for ElasticIpHandle {
    fn reference(&self) -> Ref<ElasticIpId> {
        self.id()
    }
}

impl Handle for ElasticIpHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
