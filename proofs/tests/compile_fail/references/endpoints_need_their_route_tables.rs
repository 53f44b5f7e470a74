//! writes: a part left out of what has many: the route tables of the registry's endpoints
//! costs: tasks start to pull their image and hang: its layers lie in S3
//! elsewhere: nobody
//! stops: compile

use terrane_aws::{Isolated, Region, Subnets};
use terrane_network::{Peer, RegistryEndpoints, RegistryEndpointsParts};

fn endpoints(subnets: &Subnets<Isolated>, clients: Peer) -> RegistryEndpoints {
    RegistryEndpoints::new(RegistryEndpointsParts {
        name: "jiki-registry".into(),
        region: &Region::EU_WEST_1,
        subnets,
        clients,
    })
}

fn main() {}
