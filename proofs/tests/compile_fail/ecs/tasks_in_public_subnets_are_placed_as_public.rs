//! writes: tasks in public subnets without a public address (network to compute)
//! costs: no task starts: it can reach neither the registry nor the secrets (`CannotPullContainerError`)
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Placement;
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{Public, Subnets};
use terrane_core::Ref;

fn placement(subnets: &Subnets<Public>, group: &Ref<SecurityGroupId>) -> Placement {
    Placement::private(subnets, group)
}

fn main() {}
