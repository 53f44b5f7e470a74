//! Whose tags the tasks of a service get.

use terrane_core::Expr;

/// Whose tags the tasks of a service get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropagateTags {
    /// The service's. The default.
    Service,
    /// The task definition's.
    TaskDefinition,
}

impl From<PropagateTags> for Expr {
    fn from(from: PropagateTags) -> Self {
        match from {
            PropagateTags::Service => "SERVICE",
            PropagateTags::TaskDefinition => "TASK_DEFINITION",
        }
        .into()
    }
}
