//! The role that ECS takes on to start a task: it pulls the image, fetches the secrets and writes the logs.

use terrane_aws::kind::{AccountId, PolicyArn, RoleArn, RoleName};
use terrane_aws::{Statement, Trust};
use terrane_core::{Declare, Handle, Node, Problem, Ref, RefersTo, Resource, Stack, Text};

use crate::{Role, RoleHandle, RolePolicy, RolePolicyAttachment, RolePolicyHandle, aws_managed_policy};

/// An execution role, which ECS takes on to start a task: to pull its image, to fetch its secrets and to write its logs.
///
/// Emits `aws_iam_role.{label}`, `aws_iam_role_policy_attachment.{label}` (AWS's own
/// `AmazonECSTaskExecutionRolePolicy`) and `aws_iam_role_policy.{label}_secrets`. The latter grows: each task
/// definition that uses the role adds the right to read exactly the secrets of its containers, and nobody else's. A
/// container thus cannot have a secret that ECS may not fetch. Without any secret, the policy is left out.
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
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ExecutionRole {
    name: Text,
    role: Role,
    secrets_policy: Option<Text>,
}

impl ExecutionRole {
    /// A role of this name: 1 to 64 characters, unique in the account.
    pub fn new(name: impl Into<Text>) -> Self {
        let name = name.into();
        Self { role: Role::for_ecs_tasks(&name), name, secrets_policy: None }
    }

    /// A role of this name that ECS takes on for tasks of this account only: AWS's advice against the confused deputy.
    pub fn in_account(name: impl Into<Text>, account: &impl RefersTo<AccountId>) -> Self {
        let account = &account.reference();
        let name = name.into();
        Self { role: Role::for_ecs_tasks_of(&name, account), name, secrets_policy: None }
    }

    /// The name of the policy that lets the role read secrets. The default is the role's name and `-secrets`.
    pub fn secrets_policy(self, name: impl Into<Text>) -> Self {
        Self { secrets_policy: Some(name.into()), ..self }
    }

    /// What the role is for, in at most 1000 characters.
    pub fn description(self, text: impl Into<Text>) -> Self {
        Self { role: self.role.description(text), ..self }
    }

    /// A path, such as `/service/`. The default is `/`.
    pub fn path(self, path: impl Into<Text>) -> Self {
        Self { role: self.role.path(path), ..self }
    }

    /// A policy that says what the role may do at most.
    pub fn permissions_boundary(self, policy: &impl RefersTo<PolicyArn>) -> Self {
        let policy = &policy.reference();
        Self { role: self.role.permissions_boundary(policy), ..self }
    }

    /// Adds a tag to the role.
    pub fn tag(self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { role: self.role.tag(key, value), ..self }
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

/// An execution role that exists already. You vouch that ECS may take it on, pull images and write logs as it; what
/// this adds to it is `aws_iam_role_policy.{label}_secrets`, as for [`ExecutionRole`].
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

pub(crate) fn not_for_tasks(what: &str) -> Problem {
    Problem::error(
        "role-not-for-tasks",
        format!("the {what} does not trust `ecs-tasks.amazonaws.com`, so no task can start as it"),
        "make it with `Role::for_ecs_tasks(…)`; `.trust(…)` adds others whom it trusts",
    )
}

/// A declared [`ExecutionRole`]: what task definitions take.
#[derive(Clone, Debug)]
pub struct ExecutionRoleHandle {
    role: RoleHandle,
    attachment: Option<Node>,
    secrets: RolePolicyHandle,
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
