//! writes: an internet-facing load balancer in private subnets
//! costs: it is made, billed, and nobody reaches it
//! elsewhere: nobody
//! stops: compile

use terrane_aws::{Private, Subnets};
use terrane_core::{Declare, Stack};
use terrane_edge::LoadBalancer;
use terrane_network::SecurityGroupHandle;

fn balancer(stack: &mut Stack, subnets: &Subnets<Private>, group: &SecurityGroupHandle) {
    LoadBalancer::internet_facing("jiki-api-alb", subnets, &group.id()).declare(stack, "main");
}

fn main() {}
