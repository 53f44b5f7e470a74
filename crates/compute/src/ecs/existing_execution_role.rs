//! A role that exists already, as an execution role.

use terrane_aws::{RoleHandle, RolePolicy, Trust};
use terrane_core::{Declare, Handle, Resource, Stack, Text};

use super::execution_role_handle::ExecutionRoleHandle;
use super::role_for_tasks::not_for_tasks;

/// A role that exists already, as an execution role. You vouch that it lets ECS pull images and write logs.
///
/// Emits `aws_iam_role_policy.{label}_secrets`, which collects statements as that of an
/// [`ExecutionRole`](crate::ExecutionRole) does.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name of the policy that IAM refuses |
/// | `role-not-for-tasks` | a role of this stack that ECS cannot assume |
///
/// # Not covered
///
/// Whether a role of another stack trusts ECS: it is not known.
///
/// # Example
///
/// ```
/// use terrane_compute::{ExistingExecutionRole, RoleLookup};
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let role = RoleLookup::new("ecsTaskExecutionRole").declare(&mut stack, "execution");
/// let execution = ExistingExecutionRole::new(&role, "jiki-secrets").declare(&mut stack, "execution");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "execution_role_arn")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ExistingExecutionRole {
    role: RoleHandle,
    secrets_policy: Text,
}

impl ExistingExecutionRole {
    /// The role, and the name of the policy in it that lets it read secrets.
    pub fn new(role: &RoleHandle, secrets_policy: impl Into<Text>) -> Self {
        Self { role: role.clone(), secrets_policy: secrets_policy.into() }
    }
}

impl Resource for ExistingExecutionRole {
    type Handle = ExecutionRoleHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ExecutionRoleHandle {
        let policy = RolePolicy::new(self.secrets_policy, &self.role);
        let secrets = policy.declare(stack, format!("{label}_secrets"));
        if self.role.trust() == Trust::Others {
            stack.report(secrets.node(), not_for_tasks("execution role"));
        }
        ExecutionRoleHandle { role: self.role, attachment: None, secrets }
    }
}
