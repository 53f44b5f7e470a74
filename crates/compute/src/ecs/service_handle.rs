//! What is known of a declared service.

use terrane_aws::kind::{ClusterName, ServiceName, TargetGroupArn};
use terrane_aws::{Metric, Statistic};
use terrane_core::{Handle, Node, Ref, RefersTo};

use super::cluster_handle::ClusterHandle;
use super::deployment::Deployment;

/// A declared [`Service`](crate::Service).
#[derive(Clone, Debug)]
pub struct ServiceHandle {
    pub(super) node: Node,
    pub(super) cluster: ClusterHandle,
    pub(crate) deployment: Deployment,
    pub(crate) target_groups: Vec<Ref<TargetGroupArn>>,
}

impl RefersTo<ServiceName> for ServiceHandle {
    fn reference(&self) -> Ref<ServiceName> {
        self.name()
    }
}

impl Handle for ServiceHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl ServiceHandle {
    /// The name.
    pub fn name(&self) -> Ref<ServiceName> {
        self.node.attribute("name")
    }

    /// The name of the cluster.
    pub fn cluster_name(&self) -> Ref<ClusterName> {
        self.cluster.name()
    }

    /// How much of their CPU the tasks use, in percent.
    pub fn cpu_utilization(&self) -> Metric {
        self.metric("AWS/ECS", "CPUUtilization")
    }

    /// How much of their memory the tasks use, in percent.
    pub fn memory_utilization(&self) -> Metric {
        self.metric("AWS/ECS", "MemoryUtilization")
    }

    /// How many tasks run. Recorded only where the cluster has Container Insights.
    pub fn running_tasks(&self) -> Metric {
        self.metric("ECS/ContainerInsights", "RunningTaskCount")
    }

    /// How many tasks are about to run. Recorded only where the cluster has Container Insights.
    pub fn pending_tasks(&self) -> Metric {
        self.metric("ECS/ContainerInsights", "PendingTaskCount")
    }

    fn metric(&self, namespace: &'static str, name: &'static str) -> Metric {
        Metric::new(namespace, name, Statistic::Average)
            .dimension("ClusterName", self.cluster_name())
            .dimension("ServiceName", self.name())
    }
}
