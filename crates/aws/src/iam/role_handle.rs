//! What declaring or looking up a role returns.

use terrane_core::{Handle, Node, Ref, RefersTo};

use crate::kind::{RoleArn, RoleName};

/// Whom a role trusts, as far as it matters to a task definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// ECS tasks may assume it.
    Tasks,
    /// Others may, and ECS tasks may not.
    Others,
    /// It was looked up.
    Unknown,
}

/// A declared [`Role`](crate::Role), or one that was looked up.
#[derive(Clone, Debug)]
pub struct RoleHandle {
    pub(super) node: Node,
    pub(super) trust: Trust,
}

impl RefersTo<RoleArn> for RoleHandle {
    fn reference(&self) -> Ref<RoleArn> {
        self.arn()
    }
}

impl RefersTo<RoleName> for RoleHandle {
    fn reference(&self) -> Ref<RoleName> {
        self.name()
    }
}

impl Handle for RoleHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl RoleHandle {
    /// Whom the role trusts, as far as it matters to a task definition.
    pub fn trust(&self) -> Trust {
        self.trust
    }

    /// The ARN.
    pub fn arn(&self) -> Ref<RoleArn> {
        self.node.attribute("arn")
    }

    /// The name.
    pub fn name(&self) -> Ref<RoleName> {
        self.node.attribute("name")
    }
}
