//! What is known of a VPC, a route table and a subnet while others are declared.

use terrane_aws::Ipv4Cidr;
use terrane_core::Node;

use crate::Destination;

/// What a VPC holds so far. The VPC itself writes its range here; one from outside leaves it open.
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

/// The routes of a table so far.
#[derive(Debug, Default)]
pub(crate) struct TableRoutes(pub(crate) Vec<(Destination, Node)>);

/// The route table of a subnet.
#[derive(Debug, Default)]
pub(crate) struct SubnetTable(pub(crate) Option<Node>);
