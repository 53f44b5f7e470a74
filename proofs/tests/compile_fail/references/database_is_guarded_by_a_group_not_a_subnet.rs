//! writes: a subnet where a database's security group is wanted
//! costs: `apply` stops half way: RDS refuses the cluster
//! elsewhere: apply
//! stops: compile

use terrane_core::Stack;
use terrane_data::AuroraCluster;
use terrane_network::SubnetHandle;

fn guarded(stack: &mut Stack, cluster: AuroraCluster, subnet: &SubnetHandle) {
    stack.declare("main", cluster.security_group(&subnet.id()));
}

fn main() {}
