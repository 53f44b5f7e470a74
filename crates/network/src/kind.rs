//! The kinds of reference that belong to networks alone. Those that other layers take are in
//! [`terrane_aws::kind`].

use terrane_core::Kind;

/// The id of one rule of a security group.
#[derive(Debug, Clone, Copy)]
pub enum SecurityGroupRuleId {}
impl Kind for SecurityGroupRuleId {
    const NOUN: &'static str = "security group rule id";
    const ID_PREFIX: &'static str = "sgr-";
}

/// The id of a transit gateway.
#[derive(Debug, Clone, Copy)]
pub enum TransitGatewayId {}
impl Kind for TransitGatewayId {
    const NOUN: &'static str = "transit gateway id";
    const ID_PREFIX: &'static str = "tgw-";
}

/// The id of a peering connection between two VPCs.
#[derive(Debug, Clone, Copy)]
pub enum PeeringConnectionId {}
impl Kind for PeeringConnectionId {
    const NOUN: &'static str = "VPC peering connection id";
    const ID_PREFIX: &'static str = "pcx-";
}

/// The id of an egress-only internet gateway: the way out for IPv6.
#[derive(Debug, Clone, Copy)]
pub enum EgressOnlyGatewayId {}
impl Kind for EgressOnlyGatewayId {
    const NOUN: &'static str = "egress-only internet gateway id";
    const ID_PREFIX: &'static str = "eigw-";
}

/// The id of a network interface.
#[derive(Debug, Clone, Copy)]
pub enum NetworkInterfaceId {}
impl Kind for NetworkInterfaceId {
    const NOUN: &'static str = "network interface id";
    const ID_PREFIX: &'static str = "eni-";
}

/// The id of a flow log.
#[derive(Debug, Clone, Copy)]
pub enum FlowLogId {}
impl Kind for FlowLogId {
    const NOUN: &'static str = "flow log id";
    const ID_PREFIX: &'static str = "fl-";
}
