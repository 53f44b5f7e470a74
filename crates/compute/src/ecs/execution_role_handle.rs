//! What is known of a declared execution role.

use terrane_aws::kind::{RoleArn, RoleName};
use terrane_aws::{RoleHandle, RolePolicyHandle, Statement};
use terrane_core::{Handle, Node, Ref, RefersTo, Stack};

/// A declared [`ExecutionRole`](crate::ExecutionRole): what task definitions take.
#[derive(Clone, Debug)]
pub struct ExecutionRoleHandle {
    pub(super) role: RoleHandle,
    pub(super) attachment: Option<Node>,
    pub(super) secrets: RolePolicyHandle,
}

impl RefersTo<RoleArn> for ExecutionRoleHandle {
    fn reference(&self) -> Ref<RoleArn> {
        self.arn()
    }
}

impl RefersTo<RoleName> for ExecutionRoleHandle {
    fn reference(&self) -> Ref<RoleName> {
        self.name()
    }
}

impl Handle for ExecutionRoleHandle {
    fn node(&self) -> &Node {
        self.role.node()
    }
}

impl ExecutionRoleHandle {
    /// The ARN of the role.
    pub fn arn(&self) -> Ref<RoleArn> {
        self.role.arn()
    }

    /// The name of the role.
    pub fn name(&self) -> Ref<RoleName> {
        self.role.name()
    }

    /// The role: for policies of your own.
    pub fn role(&self) -> &RoleHandle {
        &self.role
    }

    /// The attachment of AWS's own policy; none for a role that existed already.
    pub fn attachment(&self) -> Option<&Node> {
        self.attachment.as_ref()
    }

    /// The policy that lets the role read secrets.
    pub fn secrets(&self) -> &RolePolicyHandle {
        &self.secrets
    }

    /// Lets the role do more: for a log driver or a registry that Terrane does not know.
    pub fn allow(&self, stack: &mut Stack, statements: impl IntoIterator<Item = Statement>) {
        self.secrets.allow(stack, statements);
    }
}
