//! writes: subnets without a way out where those behind a NAT gateway are wanted (network to compute)
//! costs: no task starts: it can reach neither the registry nor the secrets (`CannotPullContainerError`)
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Placement;
use terrane_core::kind::SecurityGroupId;
use terrane_core::{Isolated, Ref, Subnets};

fn placement(subnets: &Subnets<Isolated>, group: &Ref<SecurityGroupId>) -> Placement {
    Placement::private(subnets, group)
}

fn main() {}
