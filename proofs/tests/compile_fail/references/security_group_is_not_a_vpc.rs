//! writes: a security group's id where a VPC's is wanted
//! costs: `apply` stops half way: `InvalidVpcID.NotFound`
//! elsewhere: apply
//! stops: compile

use terrane_core::Stack;
use terrane_network::{SecurityGroup, SecurityGroupHandle};

fn groups(stack: &mut Stack, alb: &SecurityGroupHandle) {
    stack.declare("tasks", SecurityGroup::new("jiki-ecs-tasks", "The tasks", &alb.id()));
}

fn main() {}
