//! Data sources: what exists already, looked up.
//!
//! | Terraform | here |
//! |---|---|
//! | `data "aws_vpc"` | [`VpcLookup`] |
//! | `data "aws_subnet"` | [`SubnetLookup`] |
//! | `data "aws_availability_zones"` | [`AvailabilityZones`] |
//! | `data "aws_ec2_managed_prefix_list"` | [`ManagedPrefixList`] |

mod availability_zones;
mod filters;
mod managed_prefix_list;
mod subnet_lookup;
mod vpc_lookup;

pub use availability_zones::{AvailabilityZones, AvailabilityZonesHandle};
pub use managed_prefix_list::{ManagedPrefixList, ManagedPrefixListHandle};
pub use subnet_lookup::{SubnetLookup, SubnetLookupHandle};
pub use vpc_lookup::{VpcLookup, VpcLookupHandle};
