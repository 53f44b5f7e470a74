//! writes: a security group's id where a VPC's is wanted
//! costs: `apply` stops half way: `InvalidVpcID.NotFound`
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_network::{SecurityGroup, SecurityGroupHandle};

fn groups(stack: &mut Stack, alb: &SecurityGroupHandle) {
    SecurityGroup::new("jiki-ecs-tasks", &alb.id(), "The tasks").declare(stack, "tasks");
}

fn main() {}
