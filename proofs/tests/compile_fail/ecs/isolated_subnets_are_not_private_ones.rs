//! writes: subnets without a way out where those behind a NAT gateway are wanted (network to compute)
//! costs: no task starts: it can reach neither the registry nor the secrets (`CannotPullContainerError`)
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Placement;
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{Isolated, Subnets};
use terrane_core::Ref;

fn placement(subnets: &Subnets<Isolated>, group: &Ref<SecurityGroupId>) -> Placement {
    Placement::private(subnets, group)
}

fn main() {}
