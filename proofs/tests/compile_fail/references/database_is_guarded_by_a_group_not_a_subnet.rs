//! writes: a subnet where a database's security group is wanted
//! costs: `apply` stops half way: RDS refuses the cluster
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_data::AuroraCluster;
use terrane_network::SubnetHandle;

fn guarded(stack: &mut Stack, cluster: AuroraCluster, subnet: &SubnetHandle) {
    cluster.security_group(&subnet.id()).declare(stack, "main");
}

fn main() {}
