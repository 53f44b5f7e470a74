//! `aws_default_security_group`.

use terrane_aws::Tags;
use terrane_aws::kind::{SecurityGroupId, VpcId};
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

const DEFAULT_SECURITY_GROUP: ResourceType = terrane_aws::resource("aws_default_security_group", "network");

/// The security group of interfaces that name no group, without a rule: nothing passes.
///
/// Emits `aws_default_security_group.{label}`. AWS makes the group with the VPC, lets its members reach each
/// other and everything else, and never deletes it. Terraform adopts it and removes all of its rules.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// Rules of the default group: declare a [`SecurityGroup`](crate::SecurityGroup) instead.
///
/// # Example
///
/// ```
/// use terrane_aws::Ipv4Cidr;
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{DefaultSecurityGroup, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// DefaultSecurityGroup::closed(&vpc).declare(&mut stack, "main");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_default_security_group")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct DefaultSecurityGroup {
    vpc: Ref<VpcId>,
    tags: Tags,
}

impl DefaultSecurityGroup {
    /// The default group of a VPC, without rules.
    pub fn closed(vpc: &impl RefersTo<VpcId>) -> Self {
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

impl Resource for DefaultSecurityGroup {
    type Handle = DefaultSecurityGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> DefaultSecurityGroupHandle {
        let mut body = Body::new();
        body.comment("Without a rule here, Terraform takes out those that AWS put into it.");
        body.reference("vpc_id", &self.vpc);
        self.tags.write(&mut body);
        DefaultSecurityGroupHandle { node: stack.add(&DEFAULT_SECURITY_GROUP, label, body) }
    }
}

/// A declared default security group.
#[derive(Clone, Debug)]
pub struct DefaultSecurityGroupHandle {
    node: Node,
}

impl DefaultSecurityGroupHandle {
    /// Its id.
    pub fn id(&self) -> Ref<SecurityGroupId> {
        self.node.attribute("id")
    }
}

impl RefersTo<SecurityGroupId> for DefaultSecurityGroupHandle {
    fn reference(&self) -> Ref<SecurityGroupId> {
        self.id()
    }
}

impl Handle for DefaultSecurityGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
