//! writes: a VPC's id where a subnet's is wanted
//! costs: `apply` stops half way: `InvalidSubnetID.NotFound`
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_network::{RouteTableAssociation, RouteTableHandle, VpcHandle};

fn associate(stack: &mut Stack, vpc: &VpcHandle, table: &RouteTableHandle) {
    RouteTableAssociation::new(&vpc.id(), &table.id()).declare(stack, "public_a");
}

fn main() {}
