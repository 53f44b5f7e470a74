//! What is known of a declared cluster.

use terrane_aws::kind::{ClusterArn, ClusterName};
use terrane_aws::{Metric, Statement, Statistic};
use terrane_core::{Handle, Node, Ref, RefersTo};

/// A declared [`Cluster`](crate::Cluster), or one that was looked up.
#[derive(Clone, Debug)]
pub struct ClusterHandle {
    pub(super) node: Node,
    /// The argument that has the cluster's name.
    pub(super) name: &'static str,
    /// What a task role needs for sessions, beside the sessions themselves.
    pub(super) exec_rights: Vec<Statement>,
}

impl RefersTo<ClusterArn> for ClusterHandle {
    fn reference(&self) -> Ref<ClusterArn> {
        self.arn()
    }
}

impl RefersTo<ClusterName> for ClusterHandle {
    fn reference(&self) -> Ref<ClusterName> {
        self.name()
    }
}

impl Handle for ClusterHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl ClusterHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<ClusterArn> {
        self.node.attribute("arn")
    }

    /// The name.
    pub fn name(&self) -> Ref<ClusterName> {
        self.node.attribute(self.name)
    }

    /// How many tasks run in the cluster. Recorded only with Container Insights.
    pub fn task_count(&self) -> Metric {
        self.insight("TaskCount")
    }

    /// How many services the cluster has. Recorded only with Container Insights.
    pub fn service_count(&self) -> Metric {
        self.insight("ServiceCount")
    }

    fn insight(&self, name: &'static str) -> Metric {
        Metric::new("ECS/ContainerInsights", name, Statistic::Average).dimension("ClusterName", self.name())
    }
}
