//! writes: the VPC where a service's security group is wanted
//! costs: `apply` stops half way: ECS refuses the service
//! elsewhere: apply
//! stops: compile

use terrane_compute::Placement;
use terrane_aws::{Public, Subnets};
use terrane_network::VpcHandle;

fn placement(subnets: &Subnets<Public>, vpc: &VpcHandle) -> Placement {
    Placement::public(subnets, &vpc.id())
}

fn main() {}
