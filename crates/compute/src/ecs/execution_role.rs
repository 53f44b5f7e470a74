//! The role that ECS assumes to start a task.

use terrane_aws::kind::{AccountId, PolicyArn};
use terrane_aws::{Role, RolePolicy, RolePolicyAttachment, aws_managed_policy};
use terrane_core::{Declare, Handle, RefersTo, Resource, Stack, Text};

use super::execution_role_handle::ExecutionRoleHandle;

/// A role that ECS assumes to start a task: to pull its image, to fetch its secrets and to write its logs.
///
/// Emits `aws_iam_role.{label}`, `aws_iam_role_policy_attachment.{label}` (AWS's own
/// `AmazonECSTaskExecutionRolePolicy`) and `aws_iam_role_policy.{label}_secrets`.
///
/// The policy collects statements: each task definition that uses the role adds the right to read exactly the
/// secrets of its containers. So a container cannot have a secret that ECS may not fetch. Without any secret,
/// the policy is left out.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | those of [`Role`] and [`RolePolicy`] | names, paths and policies that IAM refuses |
///
/// # Not covered
///
/// A role that exists already: see [`ExistingExecutionRole`](crate::ExistingExecutionRole).
///
/// # Example
///
/// ```
/// use terrane_compute::{Container, ExecutionRole, FargateSize, Image, ImageTag, TaskDefinition};
/// use terrane_aws::{Environment, Secret};
/// use terrane_core::{Declare, Ref, Stack, literal};
///
/// let mut stack = Stack::new("docs");
/// let execution =
///     ExecutionRole::new("jiki-execution").secrets_policy("jiki-secrets").declare(&mut stack, "execution");
/// let secret =
///     Secret::new(Ref::existing("arn:aws:secretsmanager:eu-west-1:111122223333:secret:jiki-a1B2c3"));
/// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
/// let container = Container::non_root("web", image, 1000)
///     .environment(Environment::new().set("RAILS_MASTER_KEY", secret));
/// TaskDefinition::new("web", literal!(FargateSize, 256, 512), &execution, container)
///     .declare(&mut stack, "web");
///
/// let terraform = stack.finish()?;
/// assert!(terraform.file("compute.tf").unwrap().contains("secretsmanager:GetSecretValue"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "execution_role_arn")]
#[doc(alias = "ecsTaskExecutionRole")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ExecutionRole {
    name: Text,
    role: Role,
    secrets_policy: Option<Text>,
}

impl ExecutionRole {
    /// A role of this name. It must be unique in the account.
    pub fn new(name: impl Into<Text>) -> Self {
        let name = name.into();
        Self { role: Role::for_ecs_tasks(&name), name, secrets_policy: None }
    }

    /// A role of this name that ECS assumes for tasks of this account only: AWS's advice against the confused
    /// deputy.
    pub fn in_account(name: impl Into<Text>, account: &impl RefersTo<AccountId>) -> Self {
        let name = name.into();
        Self { role: Role::for_ecs_tasks_of(&name, account), name, secrets_policy: None }
    }

    /// The name of the policy that lets the role read secrets. Default: the role's name and `-secrets`.
    pub fn secrets_policy(mut self, name: impl Into<Text>) -> Self {
        self.secrets_policy = Some(name.into());
        self
    }

    /// What the role is for, in at most 1000 characters.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.role = self.role.description(text);
        self
    }

    /// A path, such as `/service/`. Default: `/`.
    pub fn path(mut self, path: impl Into<Text>) -> Self {
        self.role = self.role.path(path);
        self
    }

    /// A policy that says what the role may do at most.
    pub fn permissions_boundary(mut self, policy: &impl RefersTo<PolicyArn>) -> Self {
        self.role = self.role.permissions_boundary(policy);
        self
    }

    /// Adds a tag to the role.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.role = self.role.tag(key, value);
        self
    }
}

impl Resource for ExecutionRole {
    type Handle = ExecutionRoleHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ExecutionRoleHandle {
        let secrets = self.secrets_policy.unwrap_or_else(|| self.name.then("-secrets"));
        let role = self.role.declare(stack, label);
        let managed = aws_managed_policy("service-role/AmazonECSTaskExecutionRolePolicy");
        let attachment = RolePolicyAttachment::new(&role, &managed).declare(stack, label);
        let attachment = Some(attachment.node().clone());
        let secrets = RolePolicy::new(secrets, &role).declare(stack, format!("{label}_secrets"));
        ExecutionRoleHandle { role, attachment, secrets }
    }
}
