//! writes: `prevent_destroy` on a VPC's id instead of the VPC
//! costs: nothing keeps the VPC from being destroyed
//! elsewhere: not tried
//! stops: compile

use terrane_core::Stack;
use terrane_network::VpcHandle;

fn protect(stack: &mut Stack, vpc: &VpcHandle) {
    stack.amend(&vpc.id()).prevent_destroy();
}

fn main() {}
