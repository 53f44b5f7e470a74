//! VPC endpoints: ways to services of AWS that do not lead over the internet.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_vpc_endpoint` | [`GatewayEndpoint`], [`InterfaceEndpoint`] |

mod gateway_endpoint;
mod interface_endpoint;
mod interface_service;
mod ip_address_type;
mod resource;

pub use gateway_endpoint::{GatewayEndpoint, GatewayEndpointHandle, GatewayService};
pub use interface_endpoint::{InterfaceEndpoint, InterfaceEndpointHandle};
pub use interface_service::InterfaceService;
pub use ip_address_type::IpAddressType;
