//! `aws_iam_role_policy`: a policy inside of a role.

use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::collected_policy::CollectedPolicy;
use super::role_handle::RoleHandle;
use super::statement::Statement;
use crate::kind::RoleName;
use crate::provider::resource;

/// What IAM takes as the name of a policy.
pub const INLINE_POLICY_NAME: NameRule =
    NameRule::new("a policy's name has 1 to 128 letters, digits and `_+=,.@-`", 1, 128)
        .letters()
        .digits()
        .also("_+=,.@-");

const POLICY: ResourceType = resource("aws_iam_role_policy", "compute");

/// A policy of one role. What acts as the role (a service) waits for it, without being told to.
///
/// It takes statements and nothing else: `bucket.read_write()`, `table.read()`, or [`Statement::allow`],
/// whose actions and resources are of one kind. Statements are collected until the stack is finished
/// ([`RolePolicyHandle::allow`]). One that no statement was ever given to is not emitted.
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
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RolePolicy {
    name: Text,
    role: Ref<RoleName>,
    statements: Vec<Statement>,
}

impl RolePolicy {
    /// A policy of a role: 1 to 128 characters, unique in the role (`duplicate-policy-name`): the second of
    /// two with one name would overwrite the first.
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
        body.name("name", &INLINE_POLICY_NAME, &self.name);
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
