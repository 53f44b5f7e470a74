//! writes: `declare` with what `declare` returned
//! costs: two resources where one is meant
//! elsewhere: not tried
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_network::VpcHandle;

fn twice(stack: &mut Stack, vpc: VpcHandle) {
    vpc.declare(stack, "main");
}

fn main() {}
