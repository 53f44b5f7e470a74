//! writes: `foo` for Container Insights
//! costs: ECS refuses the cluster at apply
//! elsewhere: apply
//! stops: compile
use terrane_compute::Cluster;
use terrane_core::Ref;
use terrane_aws::kind::LogGroupName;

fn watched(cluster: Cluster, group: &Ref<LogGroupName>) -> Cluster {
    cluster.container_insights("foo", group)
}

fn main() {}
