//! VPC, subnets, gateways, routes, endpoints and security groups as typed Terraform.
//!
//! Most stacks begin with a [`Network`], which is declared, or a [`NetworkLookup`], for one that exists. Both hand
//! out [`Subnets`](terrane_aws::Subnets) by what their routes allow. Behind them stand a builder for each resource
//! and each data source.
//!
//! ```
//! # use terrane_core::{Declare, Custom, Expr, Type};
//! use terrane_aws::{Ipv4Cidr, Region};
//! use terrane_core::{Port, Stack, literal};
//! use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};
//!
//! let region = Region::EU_WEST_1;
//! let mut stack = Stack::new("docs");
//! let zones = ['a', 'b', 'c'].map(|letter| region.zone(letter));
//! let network =
//!     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
//!
//! let alb = SecurityGroup::new("jiki-alb", "Security group for Jiki API load balancer", &network.vpc_id());
//! let alb = alb.tag("Name", "jiki-alb").declare(&mut stack, "alb");
//! let tasks = SecurityGroup::new("jiki-ecs-tasks", "Security group for Jiki ECS tasks", &network.vpc_id());
//! let tasks = tasks.tag("Name", "jiki-ecs-tasks").declare(&mut stack, "ecs_tasks");
//!
//! let port = literal!(Port, 3000);
//! IngressRule::tcp(&alb.id(), Port::HTTP, Peer::ANYWHERE_IPV4).declare(&mut stack, "alb_http");
//! EgressRule::tcp(&alb.id(), port, Peer::group(&tasks.id())).declare(&mut stack, "alb_to_tasks");
//! IngressRule::tcp(&tasks.id(), port, Peer::group(&alb.id())).declare(&mut stack, "ecs_tasks_web");
//! EgressRule::tcp(&tasks.id(), Port::HTTPS, Peer::ANYWHERE_IPV4).declare(&mut stack, "ecs_tasks_https");
//! # const INTERFACE: Type = terrane_aws::resource("aws_network_interface", "network");
//! # for (label, group) in [("alb", &alb), ("tasks", &tasks)] {
//! #     Custom::new(&INTERFACE).set("security_groups", Expr::list([group.id()])).declare(&mut stack, label);
//! # }
//!
//! let terraform = stack.finish()?;
//! assert!(terraform.file("network.tf").unwrap().contains("resource \"aws_subnet\" \"publics_c\" {"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod availability_zones;
mod contents;
mod default_security_group;
mod egress_rule;
mod eip;
mod filter;
mod flow_log;
mod ingress_rule;
mod interface_service;
mod internet_gateway;
mod isolated_subnets;
pub mod kind;
mod layout;
mod managed_prefix_list;
mod nat_gateway;
mod network;
mod network_lookup;
mod peer;
mod private_subnets;
mod registry_endpoints;
mod route;
mod route_table;
mod route_table_association;
mod rule;
mod security_group;
mod subnet;
mod subnet_lookup;
mod traffic;
mod vpc;
mod vpc_endpoint;
mod vpc_lookup;

pub use availability_zones::{AvailabilityZones, AvailabilityZonesHandle};
pub use default_security_group::{DefaultSecurityGroup, DefaultSecurityGroupHandle};
pub use egress_rule::{EgressRule, EgressRuleHandle};
pub use eip::{ElasticIp, ElasticIpHandle};
pub use flow_log::{
    AggregationInterval, BucketFolder, FlowLog, FlowLogHandle, FlowLogSubject, FlowLogTraffic,
};
pub use ingress_rule::{IngressRule, IngressRuleHandle};
pub use interface_service::InterfaceService;
pub use internet_gateway::{InternetGateway, InternetGatewayHandle};
pub use isolated_subnets::{IsolatedSubnets, IsolatedSubnetsHandle};
pub use managed_prefix_list::{ManagedPrefixList, ManagedPrefixListHandle};
pub use nat_gateway::{NatGateway, NatGatewayHandle};
pub use network::{Network, NetworkHandle};
pub use network_lookup::{
    Asked, Found, FoundNetwork, NetworkLookup, NetworkQuery, NotAsked, SubnetQuery, Tier,
};
pub use peer::Peer;
pub use private_subnets::{NatGateways, PrivateSubnets, PrivateSubnetsHandle};
pub use registry_endpoints::{RegistryEndpoints, RegistryEndpointsHandle, RegistryEndpointsParts};
pub use route::{Destination, Route, RouteHandle, Target};
pub use route_table::{RouteTable, RouteTableHandle};
pub use route_table_association::{RouteTableAssociation, RouteTableAssociationHandle};
pub use security_group::{
    SECURITY_GROUP_DESCRIPTION, SECURITY_GROUP_NAME, SECURITY_GROUP_NAME_PREFIX, SecurityGroup,
    SecurityGroupHandle,
};
pub use subnet::{HostnameType, Subnet, SubnetHandle};
pub use subnet_lookup::{SubnetLookup, SubnetLookupHandle};
pub use traffic::Icmp;
pub use vpc::{Vpc, VpcHandle};
pub use vpc_endpoint::{
    GatewayEndpoint, GatewayEndpointHandle, GatewayService, InterfaceEndpoint, InterfaceEndpointHandle,
    IpAddressType,
};
pub use vpc_lookup::{VpcLookup, VpcLookupHandle};
