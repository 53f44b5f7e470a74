//! `aws_iam_role_policy`: a policy inside of a role.

use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::collected_policy::CollectedPolicy;
use super::role_handle::RoleHandle;
use super::statement::Statement;
use crate::kind::RoleName;
use crate::provider::resource;

const POLICY: ResourceType = resource("aws_iam_role_policy", "compute");

/// A policy of one role. What assumes the role (a service) waits for it, without being told to.
///
/// Emits `aws_iam_role_policy.{label}`; nothing where no statement was ever given to it.
///
/// It takes statements and nothing else: `bucket.read_write()`, `table.read()`, or [`Statement::allow`],
/// whose actions and resources are of one kind. Statements are collected until the stack is finished
/// ([`RolePolicyHandle::allow`]).
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`RolePolicy::NAME`] |
/// | `duplicate-policy-name` | two policies of a role with one name: the second would overwrite the first |
/// | `action-of-other-service` | an action of another service than the resources |
/// | `duplicate-condition` | two conditions of a statement with one operator and key |
///
/// # Not covered
///
/// `name_prefix`, and statements with `NotAction`, `NotResource` or `NotPrincipal`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Action, Role, RolePolicy, Statement, kind::TableArn};
/// use terrane_core::{Declare, Ref, Stack};
///
/// const GET: Action<TableArn> = Action::new("dynamodb:GetItem");
///
/// let mut stack = Stack::new("docs");
/// let role = Role::for_ecs_tasks("jiki-ecs-task-role").declare(&mut stack, "ecs_task");
/// let table = |name| Ref::existing(format!("arn:aws:dynamodb:eu-west-1:111122223333:table/{name}"));
/// let policy =
///     RolePolicy::new("jiki-ecs-task-dynamodb", &role).allow([Statement::allow([GET], [table("config")])]);
/// let policy = policy.declare(&mut stack, "ecs_task_dynamodb");
/// policy.allow(&mut stack, [Statement::allow([GET], [table("jobs")])]);
///
/// // Statements that differ in nothing but their resources become one.
/// let terraform = stack.finish()?;
/// assert_eq!(terraform.file("compute.tf").unwrap().matches("dynamodb:GetItem").count(), 1);
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_iam_role_policy")]
#[doc(alias = "inline policy")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RolePolicy {
    name: Text,
    role: Ref<RoleName>,
    statements: Vec<Statement>,
}

impl RolePolicy {
    /// The name of a policy inside of a role.
    pub const NAME: NameRule =
        NameRule::new("a policy's name has 1 to 128 letters, digits and `_+=,.@-`", 1, 128)
            .letters()
            .digits()
            .also("_+=,.@-");

    /// A policy of a role, by a name that the role has once.
    pub fn new(name: impl Into<Text>, role: &RoleHandle) -> Self {
        Self::of(name, &role.name())
    }

    /// A policy of a role that is known by its name, such as `execution.name()` or `Ref::existing("deploy")`.
    pub fn of(name: impl Into<Text>, role: &impl RefersTo<RoleName>) -> Self {
        Self { name: name.into(), role: role.reference(), statements: Vec::new() }
    }

    /// Adds statements.
    pub fn allow(mut self, statements: impl IntoIterator<Item = Statement>) -> Self {
        self.statements.extend(statements);
        self
    }
}

impl Resource for RolePolicy {
    type Handle = RolePolicyHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RolePolicyHandle {
        let mut body = Body::new();
        body.name("name", &Self::NAME, &self.name);
        body.set_parent("role", &self.role);
        let policy = RolePolicyHandle { node: stack.add(&POLICY, label, body) };
        if let Some(name) = self.name.as_literal() {
            let what = format!("the policy name `{name}` of this role");
            stack.claim(&policy, "duplicate-policy-name", &self.role, what);
        }
        CollectedPolicy::declare(stack, &policy.node);
        stack.attach(&policy.node, &self.role);
        policy.allow(stack, self.statements);
        policy
    }
}

/// A declared [`RolePolicy`].
#[derive(Clone, Debug)]
pub struct RolePolicyHandle {
    node: Node,
}

impl Handle for RolePolicyHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl RolePolicyHandle {
    /// Adds statements to the declared policy.
    pub fn allow(&self, stack: &mut Stack, statements: impl IntoIterator<Item = Statement>) {
        for statement in statements {
            CollectedPolicy::grant(stack, &self.node, statement);
        }
    }
}
