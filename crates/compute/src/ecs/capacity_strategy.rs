//! How a service's tasks are spread over Fargate and Fargate Spot.

use terrane_core::{Body, Node};

use super::cluster_handle::ClusterHandle;

/// How a service's tasks are spread over Fargate and Fargate Spot.
/// [`SpotClusterHandle::spot`](crate::SpotClusterHandle::spot) gives it.
///
/// By default, every task is on Spot.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `out-of-range` | a base above 100,000, a weight above 1000, or no weight at all |
/// | `spot-of-another-cluster` | a strategy of a cluster that the service does not run in |
///
/// # Example
///
/// ```
/// use terrane_compute::Cluster;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = Cluster::with_spot("jiki-production").declare(&mut stack, "main");
/// // One task always on Fargate; of the others, three of four on Spot.
/// let strategy = cluster.spot().fargate_base(1).fargate_weight(1).spot_weight(3);
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "capacity_provider_strategy")]
#[derive(Clone, Debug)]
#[must_use = "a strategy does nothing until a service takes it"]
pub struct CapacityStrategy {
    pub(super) cluster: ClusterHandle,
    providers: Node,
    fargate_base: u32,
    fargate_weight: u32,
    spot_weight: u32,
}

impl CapacityStrategy {
    pub(super) fn all_on_spot(cluster: ClusterHandle, providers: Node) -> Self {
        Self { cluster, providers, fargate_base: 0, fargate_weight: 0, spot_weight: 1 }
    }

    /// How many tasks are on Fargate before the weights count, up to 100,000. Default: 0.
    pub fn fargate_base(mut self, tasks: u32) -> Self {
        self.fargate_base = tasks;
        self
    }

    /// How many of the other tasks are on Fargate, against those of [`spot_weight`](Self::spot_weight), up to
    /// 1000. Default: 0.
    pub fn fargate_weight(mut self, weight: u32) -> Self {
        self.fargate_weight = weight;
        self
    }

    /// How many of the other tasks are on Fargate Spot, against those of
    /// [`fargate_weight`](Self::fargate_weight), up to 1000. Default: 1.
    pub fn spot_weight(mut self, weight: u32) -> Self {
        self.spot_weight = weight;
        self
    }

    pub(super) fn check(&self, body: &mut Body) {
        body.check_range("base", self.fargate_base, 0..=100_000);
        body.check_range("weight", self.fargate_weight, 0..=1000);
        body.check_range("weight", self.spot_weight, 0..=1000);
        if self.fargate_weight == 0 && self.spot_weight == 0 {
            body.check_range("the weights of Fargate and Spot together", 0, 1..=2000);
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        let providers =
            [("FARGATE", self.fargate_base, self.fargate_weight), ("FARGATE_SPOT", 0, self.spot_weight)];
        for (provider, base, weight) in providers {
            if base > 0 || weight > 0 {
                body.block("capacity_provider_strategy", |block| {
                    block.set("capacity_provider", provider);
                    block.set_opt("base", (base > 0).then_some(base));
                    block.set("weight", weight);
                });
            }
        }
        body.after(&self.providers);
    }
}
