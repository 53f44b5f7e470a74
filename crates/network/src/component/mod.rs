//! Components: what a stack declares as one, made of the resources of the other folders. No Terraform type of
//! its own.
//!
//! | here | is made of |
//! |---|---|
//! | [`Network`] | a VPC, its internet gateway and default security group, public subnets with their routes |
//! | [`PrivateSubnets`] | private subnets, their NAT gateways and routes |
//! | [`IsolatedSubnets`] | isolated subnets, their route table |
//! | [`RegistryEndpoints`] | the endpoints that tasks in isolated subnets need, their security group |
//! | [`NetworkLookup`] | data sources for a VPC and its subnets |

mod isolated_subnets;
mod layout;
mod network;
mod network_lookup;
mod private_subnets;
mod registry_endpoints;
mod subnet_query;

pub use isolated_subnets::{IsolatedSubnets, IsolatedSubnetsHandle};
pub use network::{Network, NetworkHandle};
pub use network_lookup::{
    FoundSubnets, NetworkLookup, NetworkLookupHandle, NetworkQuery, NotQueried, Queried, Tier,
};
pub use private_subnets::{NatGateways, PrivateSubnets, PrivateSubnetsHandle};
pub use registry_endpoints::{RegistryEndpoints, RegistryEndpointsHandle, RegistryEndpointsParts};
pub use subnet_query::SubnetQuery;
