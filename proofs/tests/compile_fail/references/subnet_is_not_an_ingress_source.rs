//! writes: a subnet as the source of an ingress rule
//! costs: `apply` stops half way; AWS knows ranges, groups and prefix lists
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Port, Stack};
use terrane_network::{IngressRule, Peer, SecurityGroupHandle, SubnetHandle};

fn admit(stack: &mut Stack, tasks: &SecurityGroupHandle, subnet: &SubnetHandle) {
    IngressRule::tcp(&tasks.id(), Port::HTTP, Peer::group(&subnet.id())).declare(stack, "tasks");
}

fn main() {}
