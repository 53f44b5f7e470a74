//! What is known of a VPC while others are declared in it.

use terrane_aws::Ipv4Cidr;
use terrane_core::Node;

/// What a VPC holds so far. The VPC itself writes its range here; a VPC from outside of the stack leaves it
/// open.
#[derive(Debug, Default)]
pub(crate) struct VpcContents {
    pub(crate) cidr: Option<Ipv4Cidr>,
    /// Private names cannot be resolved: DNS support or host names are off.
    pub(crate) without_dns: bool,
    pub(crate) internet_gateway: Option<Node>,
    pub(crate) subnets: Vec<(Ipv4Cidr, Node)>,
    /// Interface endpoints that answer under the service's own name.
    pub(crate) private_names: Vec<(String, Node)>,
}
