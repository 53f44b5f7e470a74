//! VPC, subnets, gateways, routes, endpoints and security groups as typed Terraform.
//!
//! Everything goes to `network.tf`. Most stacks begin with a [`Network`], which is declared, or a
//! [`NetworkLookup`], for one that exists. Both give [`Subnets`](terrane_aws::Subnets) by what their routes
//! allow: public, private or isolated. A security group has no rule at first, so nothing passes.
//!
//! Not here: network ACLs, IPAM, VPN, peering and transit gateways, which a [`Route`] names by their ids. Use
//! [`Custom`](terrane_core::Custom) for these.
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
//! | `aws_security_group` | [`SecurityGroup`] |
//! | `aws_default_security_group` | [`DefaultSecurityGroup`] |
//! | `aws_vpc_security_group_ingress_rule` | [`IngressRule`] |
//! | `aws_vpc_security_group_egress_rule` | [`EgressRule`] |
//! | `aws_vpc_endpoint` | [`GatewayEndpoint`], [`InterfaceEndpoint`] |
//! | `data "aws_vpc"` | [`VpcLookup`] |
//! | `data "aws_subnet"` | [`SubnetLookup`] |
//! | `data "aws_availability_zones"` | [`AvailabilityZones`] |
//! | `data "aws_ec2_managed_prefix_list"` | [`ManagedPrefixList`] |
//!
//! [`Network`], [`PrivateSubnets`], [`IsolatedSubnets`], [`RegistryEndpoints`] and [`NetworkLookup`] are made of
//! several of these.
//!
//! ```
//! # use terrane_core::{Declare, Custom, Expr, ResourceType};
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
//! let alb = SecurityGroup::new("jiki-alb", &network, "Security group for Jiki API load balancer");
//! let alb = alb.tag("Name", "jiki-alb").declare(&mut stack, "alb");
//! let tasks = SecurityGroup::new("jiki-ecs-tasks", &network, "Security group for Jiki ECS tasks");
//! let tasks = tasks.tag("Name", "jiki-ecs-tasks").declare(&mut stack, "ecs_tasks");
//!
//! let port = literal!(Port, 3000);
//! IngressRule::tcp(&alb, Port::HTTP, Peer::ANYWHERE_IPV4).declare(&mut stack, "alb_http");
//! EgressRule::tcp(&alb, port, Peer::group(&tasks)).declare(&mut stack, "alb_to_tasks");
//! IngressRule::tcp(&tasks, port, Peer::group(&alb)).declare(&mut stack, "ecs_tasks_web");
//! EgressRule::tcp(&tasks, Port::HTTPS, Peer::ANYWHERE_IPV4).declare(&mut stack, "ecs_tasks_https");
//! # const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
//! # for (label, group) in [("alb", &alb), ("tasks", &tasks)] {
//! #     Custom::new(&INTERFACE).set("security_groups", Expr::list([group.id()])).declare(&mut stack, label);
//! # }
//!
//! let terraform = stack.finish()?;
//! assert!(terraform.file("network.tf").unwrap().contains("resource \"aws_subnet\" \"publics_c\" {"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod component;
mod endpoint;
pub mod kind;
mod lookup;
mod security_group;
mod vpc;

pub use component::{
    FoundSubnets, IsolatedSubnets, IsolatedSubnetsHandle, NatGateways, Network, NetworkHandle, NetworkLookup,
    NetworkLookupHandle, NetworkQuery, NotQueried, PrivateSubnets, PrivateSubnetsHandle, Queried,
    RegistryEndpoints, RegistryEndpointsHandle, RegistryEndpointsParts, SubnetQuery, Tier,
};
pub use endpoint::{
    GatewayEndpoint, GatewayEndpointHandle, GatewayService, InterfaceEndpoint, InterfaceEndpointHandle,
    InterfaceService, IpAddressType,
};
pub use lookup::{
    AvailabilityZones, AvailabilityZonesHandle, ManagedPrefixList, ManagedPrefixListHandle, SubnetLookup,
    SubnetLookupHandle, VpcLookup, VpcLookupHandle,
};
pub use security_group::{
    DefaultSecurityGroup, DefaultSecurityGroupHandle, Egress, EgressRule, EgressRuleHandle, Icmp, Ingress,
    IngressRule, IngressRuleHandle, Peer, RuleDirection, SecurityGroup, SecurityGroupHandle,
    SecurityGroupRule, SecurityGroupRuleHandle,
};
pub use vpc::{
    AggregationInterval, BucketFolder, Destination, ElasticIp, ElasticIpHandle, FlowLog, FlowLogHandle,
    FlowLogSubject, FlowLogTraffic, HostnameType, InternetGateway, InternetGatewayHandle, NatGateway,
    NatGatewayHandle, Route, RouteHandle, RouteTable, RouteTableAssociation, RouteTableAssociationHandle,
    RouteTableHandle, Subnet, SubnetHandle, Target, Vpc, VpcHandle,
};
