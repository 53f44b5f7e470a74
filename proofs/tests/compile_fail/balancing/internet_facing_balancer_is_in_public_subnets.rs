//! writes: an internet-facing load balancer in private subnets
//! costs: it is made, billed, and nobody reaches it
//! elsewhere: nobody
//! stops: compile

use terrane_core::{Private, Stack, Subnets};
use terrane_edge::LoadBalancer;
use terrane_network::SecurityGroupHandle;

fn balancer(stack: &mut Stack, subnets: &Subnets<Private>, group: &SecurityGroupHandle) {
    stack.declare("main", LoadBalancer::internet_facing("jiki-api-alb", subnets, &group.id()));
}

fn main() {}
