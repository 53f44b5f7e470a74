//! writes: a VPC where the subnets of a database are wanted (network to data)
//! costs: RDS refuses the subnet group at apply
//! elsewhere: apply
//! stops: compile
use terrane_core::Stack;
use terrane_data::{DbSubnetGroup, DbSubnetGroupHandle};
use terrane_network::NetworkHandle;

fn group(stack: &mut Stack, network: &NetworkHandle) -> DbSubnetGroupHandle {
    stack.declare("main", DbSubnetGroup::new("main", &network.vpc_id()))
}

fn main() {}
