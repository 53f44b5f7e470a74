//! `aws_iam_role`, looked up.

use terrane_core::{Body, Resource, ResourceType, Stack, Text};

use super::role::Role;
use super::role_handle::{RoleHandle, Trust};
use crate::provider::data;

const LOOKUP: ResourceType = data("aws_iam_role", "compute");

/// A role of the account that another stack declares, looked up by its name.
///
/// Emits `data.aws_iam_role.{label}`.
///
/// # Rules
///
/// `invalid-name`: see [`Role::NAME`].
///
/// # Example
///
/// ```
/// use terrane_aws::RoleLookup;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let role = RoleLookup::new("deploy").declare(&mut stack, "deploy");
/// assert!(stack.finish()?.file("compute.tf").unwrap().contains("data \"aws_iam_role\" \"deploy\" {"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_iam_role")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RoleLookup {
    name: Text,
}

impl RoleLookup {
    /// The role of this name.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into() }
    }
}

impl Resource for RoleLookup {
    type Handle = RoleHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RoleHandle {
        let mut body = Body::new();
        body.name("name", &Role::NAME, self.name);
        RoleHandle { node: stack.add(&LOOKUP, label, body), trust: Trust::Unknown }
    }
}
