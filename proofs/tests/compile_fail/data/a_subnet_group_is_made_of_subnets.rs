//! writes: a VPC where the subnets of a database are wanted (network to data)
//! costs: RDS refuses the subnet group at apply
//! elsewhere: apply
//! stops: compile
use terrane_core::{Declare, Stack};
use terrane_data::{DbSubnetGroup, DbSubnetGroupHandle};
use terrane_network::NetworkHandle;

fn group(stack: &mut Stack, network: &NetworkHandle) -> DbSubnetGroupHandle {
    DbSubnetGroup::new("main", &network.vpc_id()).declare(stack, "main")
}

fn main() {}
