//! `aws_caller_identity`, looked up.

use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack};

use crate::kind::AccountId;
use crate::provider::data;

const CALLER: ResourceType = data("aws_caller_identity", "compute");

/// The account that the stack is applied to: for trust policies, key policies and logs' buckets, which name
/// it.
///
/// Emits `data.aws_caller_identity.{label}`. There are no rules about it.
///
/// # Example
///
/// ```
/// use terrane_aws::{CallerIdentity, Role};
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let account = CallerIdentity::new().declare(&mut stack, "current").account_id();
/// Role::for_ecs_tasks_of("jiki-ecs-task-role", &account).declare(&mut stack, "ecs_task");
/// let terraform = stack.finish()?;
/// let compute = terraform.file("compute.tf").unwrap();
/// assert!(compute.contains("\"aws:SourceAccount\" = data.aws_caller_identity.current.account_id"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_caller_identity")]
#[doc(alias = "account id")]
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is declared"]
pub struct CallerIdentity(());

impl CallerIdentity {
    /// The account of the principal that applies the stack.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Resource for CallerIdentity {
    type Handle = CallerIdentityHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CallerIdentityHandle {
        CallerIdentityHandle { node: stack.add(&CALLER, label, Body::new()) }
    }
}

/// A declared [`CallerIdentity`].
#[derive(Clone, Debug)]
pub struct CallerIdentityHandle {
    node: Node,
}

impl CallerIdentityHandle {
    /// The account's id, twelve digits.
    pub fn account_id(&self) -> Ref<AccountId> {
        self.node.attribute("account_id")
    }
}

impl RefersTo<AccountId> for CallerIdentityHandle {
    fn reference(&self) -> Ref<AccountId> {
        self.account_id()
    }
}

impl Handle for CallerIdentityHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
