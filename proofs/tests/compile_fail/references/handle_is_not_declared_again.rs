//! writes: `declare` with what `declare` returned
//! costs: two resources where one is meant
//! elsewhere: not tried
//! stops: compile

use terrane_core::Stack;
use terrane_network::VpcHandle;

fn twice(stack: &mut Stack, vpc: VpcHandle) {
    stack.declare("main", vpc);
}

fn main() {}
