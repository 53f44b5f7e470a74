//! `aws_internet_gateway`.

use terrane_aws::Tags;
use terrane_aws::kind::{InternetGatewayId, VpcId};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::contents::VpcContents;

const INTERNET_GATEWAY: ResourceType = terrane_aws::resource("aws_internet_gateway", "network");

/// What connects a VPC to the internet. A VPC has at most one.
///
/// Emits `aws_internet_gateway.{label}`.
///
/// It costs nothing; public addresses do.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `second-internet-gateway` | a VPC that has an internet gateway already |
///
/// # Not covered
///
/// Timeouts: use `stack.amend(&gateway).block(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::Ipv4Cidr;
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{InternetGateway, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let gateway = InternetGateway::new(&vpc).tag("Name", "jiki").declare(&mut stack, "main");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_internet_gateway")]
#[doc(alias = "IGW")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct InternetGateway {
    vpc: Ref<VpcId>,
    tags: Tags,
}

impl InternetGateway {
    /// The internet gateway of a VPC.
    pub fn new(vpc: &impl RefersTo<VpcId>) -> Self {
        Self { vpc: vpc.reference(), tags: Tags::default() }
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

impl Resource for InternetGateway {
    type Handle = InternetGatewayHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> InternetGatewayHandle {
        let mut body = Body::new();
        body.reference("vpc_id", &self.vpc);
        self.tags.write(&mut body);
        let node = stack.add(&INTERNET_GATEWAY, label, body);
        if let Some(contents) = stack.remember::<VpcContents, _>(&self.vpc)
            && let Some(first) = contents.internet_gateway.replace(node.clone())
        {
            stack.report(
                &node,
                Problem::error(
                    "second-internet-gateway",
                    format!("the VPC has an internet gateway already: `{}`", first.address()),
                    "use that one: a VPC takes one only",
                ),
            );
        }
        InternetGatewayHandle { node }
    }
}

/// A declared internet gateway.
#[derive(Clone, Debug)]
pub struct InternetGatewayHandle {
    node: Node,
}

impl InternetGatewayHandle {
    /// Its id.
    pub fn id(&self) -> Ref<InternetGatewayId> {
        self.node.attribute("id")
    }
}

impl RefersTo<InternetGatewayId> for InternetGatewayHandle {
    fn reference(&self) -> Ref<InternetGatewayId> {
        self.id()
    }
}

impl Handle for InternetGatewayHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
