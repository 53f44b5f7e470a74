//! writes: the name of a task definition's family where the task definition is wanted
//! costs: the service runs whatever revision is the newest, so a rollback of the stack changes nothing
//! elsewhere: nobody
//! stops: compile
use terrane_compute::{ClusterHandle, Placement, Service};

fn service(cluster: &ClusterHandle, placement: Placement) -> Service {
    Service::new("web", cluster, "web", placement)
}

fn main() {}
