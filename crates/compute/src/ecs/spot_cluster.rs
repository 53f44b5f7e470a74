//! `aws_ecs_cluster_capacity_providers`: a cluster with Fargate Spot.

use terrane_core::{Body, Declare, Handle, Node, Resource, ResourceType, Stack, Text};

use super::capacity_strategy::CapacityStrategy;
use super::cluster::Cluster;
use super::cluster_handle::ClusterHandle;

const PROVIDERS: ResourceType = terrane_aws::resource("aws_ecs_cluster_capacity_providers", "compute");

impl Cluster {
    /// A cluster that can run tasks on Fargate Spot as well as on Fargate. Only its handle gives the
    /// [strategy](CapacityStrategy) by which a service asks for Spot.
    pub fn with_spot(name: impl Into<Text>) -> SpotCluster {
        SpotCluster::new(Self::new(name))
    }
}

/// A cluster that can run tasks on Fargate Spot: spare capacity at a discount. AWS takes it back with two
/// minutes' notice.
///
/// Emits `aws_ecs_cluster.{label}` and `aws_ecs_cluster_capacity_providers.{label}`.
///
/// By default, services run on Fargate; [`Service::spot`](crate::Service::spot) puts them on Spot.
///
/// # Rules
///
/// Those of [`Cluster`].
///
/// # Not covered
///
/// A default strategy for services that name none, and capacity on EC2.
///
/// # Example
///
/// ```
/// use terrane_compute::Cluster;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = Cluster::with_spot("jiki-production").declare(&mut stack, "main");
/// let all_on_spot = cluster.spot();
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Another cluster has no such strategy:
///
/// ```compile_fail,E0599
/// use terrane_compute::Cluster;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = Cluster::new("jiki-production").declare(&mut stack, "main");
/// let strategy = cluster.spot();
/// ```
#[doc(alias = "aws_ecs_cluster_capacity_providers")]
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

    /// The node that joins Fargate Spot to the cluster.
    pub fn capacity_providers(&self) -> &Node {
        &self.providers
    }

    /// Every task on Spot: for work that can be stopped. The strategy's setters keep a part of the tasks on
    /// Fargate.
    pub fn spot(&self) -> CapacityStrategy {
        CapacityStrategy::all_on_spot(self.cluster.clone(), self.providers.clone())
    }
}
