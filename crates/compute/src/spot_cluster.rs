//! `aws_ecs_cluster_capacity_providers`: a cluster with Fargate Spot.

use terrane_core::{Body, Declare, Handle, Node, Resource, ResourceType, Stack};

use crate::{Cluster, ClusterHandle};

const PROVIDERS: ResourceType = terrane_aws::resource("aws_ecs_cluster_capacity_providers", "compute");

/// A cluster that can run tasks on Fargate Spot: spare capacity at a discount, which AWS takes back with two minutes'
/// notice.
///
/// Emits `aws_ecs_cluster.{label}` and `aws_ecs_cluster_capacity_providers.{label}`.
///
/// ```
/// use terrane_compute::{Cluster, SpotCluster};
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = Cluster::with_spot("jiki-production").declare(&mut stack, "main");
/// // One task always on Fargate; of the others, three of four on Spot.
/// let strategy = cluster.mixed(1, 1, 3);
/// assert!(stack.finish().is_ok());
/// ```
///
/// Another cluster has no such strategies:
///
/// ```compile_fail,E0599
/// use terrane_compute::Cluster;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = Cluster::new("jiki-production").declare(&mut stack, "main");
/// let strategy = cluster.spot();
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct SpotCluster {
    cluster: Cluster,
}

impl SpotCluster {
    /// The cluster with Fargate Spot.
    pub fn new(cluster: Cluster) -> Self {
        Self { cluster }
    }
}

impl Resource for SpotCluster {
    type Handle = SpotClusterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> SpotClusterHandle {
        let cluster = self.cluster.declare(stack, label);
        let mut body = Body::new();
        body.reference("cluster_name", cluster.name());
        body.list("capacity_providers", ["FARGATE", "FARGATE_SPOT"]);
        let providers = stack.add(&PROVIDERS, label, body);
        SpotClusterHandle { cluster, providers }
    }
}

/// A declared [`SpotCluster`].
#[derive(Clone, Debug)]
pub struct SpotClusterHandle {
    cluster: ClusterHandle,
    providers: Node,
}

impl Handle for SpotClusterHandle {
    fn node(&self) -> &Node {
        self.cluster.node()
    }
}

impl SpotClusterHandle {
    /// The cluster itself: what services take.
    pub fn cluster(&self) -> &ClusterHandle {
        &self.cluster
    }

    /// What joins Fargate Spot to the cluster.
    pub fn capacity_providers(&self) -> &Node {
        &self.providers
    }

    /// Every task on Spot: for work that bears being stopped.
    pub fn spot(&self) -> CapacityStrategy {
        self.strategy(0, 0, 1)
    }

    /// The first `base` tasks on Fargate, and of the others `fargate` for every `spot` on Spot.
    pub fn mixed(&self, base: u32, fargate: u32, spot: u32) -> CapacityStrategy {
        self.strategy(base, fargate, spot)
    }

    fn strategy(&self, base: u32, fargate: u32, spot: u32) -> CapacityStrategy {
        let (cluster, providers) = (self.cluster.clone(), self.providers.clone());
        CapacityStrategy { cluster, providers, base, fargate, spot }
    }
}

/// How a service's tasks are spread over Fargate and Fargate Spot. A [`SpotClusterHandle`] gives it.
#[derive(Clone, Debug)]
pub struct CapacityStrategy {
    pub(crate) cluster: ClusterHandle,
    pub(crate) providers: Node,
    base: u32,
    fargate: u32,
    spot: u32,
}

impl CapacityStrategy {
    pub(crate) fn lower(&self, body: &mut Body) {
        body.check_range("base", self.base, 0..=100_000);
        let weights = [("FARGATE", self.base, self.fargate), ("FARGATE_SPOT", 0, self.spot)];
        if self.fargate == 0 && self.spot == 0 {
            body.check_range("the weights of Fargate and Spot together", 0, 1..=2000);
        }
        for (provider, base, weight) in weights {
            body.check_range("weight", weight, 0..=1000);
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
