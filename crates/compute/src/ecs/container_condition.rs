//! What another container must have reached before one starts.

use terrane_core::Expr;

/// What another container must have reached before one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerCondition {
    /// It has started.
    Start,
    /// It has exited, whatever its exit code. Not for an essential container.
    Complete,
    /// It has exited with 0. Not for an essential container.
    Success,
    /// Its health check has succeeded.
    Healthy,
}

impl From<ContainerCondition> for Expr {
    fn from(condition: ContainerCondition) -> Self {
        match condition {
            ContainerCondition::Start => "START",
            ContainerCondition::Complete => "COMPLETE",
            ContainerCondition::Success => "SUCCESS",
            ContainerCondition::Healthy => "HEALTHY",
        }
        .into()
    }
}
