//! `aws_iam_role_policy_attachment`: a managed policy on a role.

use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack};

use super::role_handle::RoleHandle;
use crate::kind::{PolicyArn, RoleName};
use crate::provider::resource;

const ATTACHMENT: ResourceType = resource("aws_iam_role_policy_attachment", "compute");

/// The ARN of a policy that AWS manages, by its path and name:
/// `aws_managed_policy("service-role/AmazonECSTaskExecutionRolePolicy")`.
pub fn aws_managed_policy(name: &str) -> Ref<PolicyArn> {
    Ref::existing(format!("arn:aws:iam::aws:policy/{name}"))
}

/// A managed policy on a role. What assumes the role waits for it.
///
/// Emits `aws_iam_role_policy_attachment.{label}`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Principal, Role, RolePolicyAttachment, aws_managed_policy};
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let role =
///     Role::new("jiki-events", Principal::service("events.amazonaws.com")).declare(&mut stack, "events");
/// let policy = aws_managed_policy("service-role/AmazonEC2ContainerServiceEventsRole");
/// RolePolicyAttachment::new(&role, &policy).declare(&mut stack, "events");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_iam_role_policy_attachment")]
#[doc(alias = "managed policy")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RolePolicyAttachment {
    role: Ref<RoleName>,
    policy: Ref<PolicyArn>,
}

impl RolePolicyAttachment {
    /// The policy on the role.
    pub fn new(role: &RoleHandle, policy: &impl RefersTo<PolicyArn>) -> Self {
        Self { role: role.name(), policy: policy.reference() }
    }
}

impl Resource for RolePolicyAttachment {
    type Handle = RolePolicyAttachmentHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RolePolicyAttachmentHandle {
        let mut body = Body::new();
        body.set_parent("role", &self.role);
        body.reference("policy_arn", &self.policy);
        let node = stack.add(&ATTACHMENT, label, body);
        stack.attach(&node, &self.role);
        RolePolicyAttachmentHandle { node }
    }
}

/// A declared [`RolePolicyAttachment`].
#[derive(Clone, Debug)]
pub struct RolePolicyAttachmentHandle {
    node: Node,
}

impl Handle for RolePolicyAttachmentHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
