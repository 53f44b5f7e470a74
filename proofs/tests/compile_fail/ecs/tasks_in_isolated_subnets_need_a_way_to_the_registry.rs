//! writes: tasks in subnets that have no way out and no endpoint of the registry (network to compute)
//! costs: no task starts: it can reach neither the registry nor the secrets (`CannotPullContainerError`)
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Placement;
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{Isolated, Subnets};
use terrane_core::Ref;

fn placement(subnets: &Subnets<Isolated>, group: &Ref<SecurityGroupId>) -> Placement {
    Placement::isolated(subnets, group)
}

fn main() {}
