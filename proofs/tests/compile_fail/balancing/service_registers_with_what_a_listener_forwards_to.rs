//! writes: a service on a target group that no listener forwards to
//! costs: `apply` stops half way: ECS refuses the service
//! elsewhere: apply
//! stops: compile

use terrane_compute::Service;
use terrane_core::Seconds;
use terrane_edge::TargetGroupHandle;

fn register_with(service: Service, target: &TargetGroupHandle) -> Service {
    service.register_with(target, Seconds(60))
}

fn main() {}
