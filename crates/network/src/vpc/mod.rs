//! VPC: a network of your own, its subnets, and where their packets go.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_vpc` | [`Vpc`] |
//! | `aws_subnet` | [`Subnet`] |
//! | `aws_internet_gateway` | [`InternetGateway`] |
//! | `aws_eip` | [`ElasticIp`] |
//! | `aws_nat_gateway` | [`NatGateway`] |
//! | `aws_route_table` | [`RouteTable`] |
//! | `aws_route` | [`Route`] |
//! | `aws_route_table_association` | [`RouteTableAssociation`] |
//! | `aws_flow_log` | [`FlowLog`] |

mod bucket_folder;
mod contents;
mod elastic_ip;
mod flow_log;
mod internet_gateway;
mod nat_gateway;
mod route;
mod route_table;
mod route_table_association;
mod subnet;
#[expect(clippy::module_inception, reason = "AWS gives the service and the resource one name")]
mod vpc;

pub use bucket_folder::BucketFolder;
pub(crate) use contents::VpcContents;
pub use elastic_ip::{ElasticIp, ElasticIpHandle};
pub use flow_log::{AggregationInterval, FlowLog, FlowLogHandle, FlowLogSubject, FlowLogTraffic};
pub use internet_gateway::{InternetGateway, InternetGatewayHandle};
pub use nat_gateway::{NatGateway, NatGatewayHandle};
pub use route::{Destination, Route, RouteHandle, Target};
pub use route_table::{RouteTable, RouteTableHandle};
pub use route_table_association::{RouteTableAssociation, RouteTableAssociationHandle};
pub use subnet::{HostnameType, Subnet, SubnetHandle};
pub use vpc::{Vpc, VpcHandle};
