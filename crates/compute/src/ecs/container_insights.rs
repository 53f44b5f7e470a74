//! How closely CloudWatch watches a cluster.

use terrane_core::Expr;

/// How closely CloudWatch watches a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerInsights {
    /// Metrics of cluster, services and task families; each is billed as a custom metric.
    Enabled,
    /// Metrics of every task and container as well.
    Enhanced,
    /// Nothing beyond the CPU and memory of services.
    Disabled,
}

impl From<ContainerInsights> for Expr {
    fn from(insights: ContainerInsights) -> Self {
        match insights {
            ContainerInsights::Enabled => "enabled",
            ContainerInsights::Enhanced => "enhanced",
            ContainerInsights::Disabled => "disabled",
        }
        .into()
    }
}
