//! writes: tasks in public subnets without a public address (network to compute)
//! costs: no task starts: it can reach neither the registry nor the secrets (`CannotPullContainerError`)
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Placement;
use terrane_core::kind::SecurityGroupId;
use terrane_core::{Public, Ref, Subnets};

fn placement(subnets: &Subnets<Public>, group: &Ref<SecurityGroupId>) -> Placement {
    Placement::private(subnets, group)
}

fn main() {}
