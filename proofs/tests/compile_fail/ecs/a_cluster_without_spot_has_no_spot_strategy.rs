//! writes: Spot on a cluster that has no capacity provider for Spot
//! costs: ECS refuses the service at apply
//! elsewhere: apply
//! stops: compile
use terrane_compute::{ClusterHandle, Service};

fn cheaper(service: Service, cluster: &ClusterHandle) -> Service {
    service.spot(cluster.spot())
}

fn main() {}
