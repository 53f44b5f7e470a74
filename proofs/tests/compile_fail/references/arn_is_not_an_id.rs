//! writes: a load balancer's ARN where a security group's id is wanted, to let the load balancer in
//! costs: `apply` stops half way: `InvalidGroup.NotFound`
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Port, Stack};
use terrane_edge::LoadBalancerHandle;
use terrane_network::{IngressRule, Peer, SecurityGroupHandle};

fn admit(stack: &mut Stack, tasks: &SecurityGroupHandle, alb: &LoadBalancerHandle) {
    IngressRule::tcp(&tasks.id(), Port::HTTP, Peer::group(&alb.arn())).declare(stack, "tasks_from_alb");
}

fn main() {}
