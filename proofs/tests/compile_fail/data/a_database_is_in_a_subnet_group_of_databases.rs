//! writes: a cache's subnet group where a database's is wanted
//! costs: RDS refuses the cluster at apply: it has no group of that name
//! elsewhere: apply
//! stops: compile
use terrane_core::{Declare, Stack};
use terrane_data::{AuroraCluster, CacheSubnetGroup};

fn placed(stack: &mut Stack, cluster: AuroraCluster, group: CacheSubnetGroup) -> AuroraCluster {
    let group = group.declare(stack, "main");
    cluster.subnet_group(&group.name())
}

fn main() {}
