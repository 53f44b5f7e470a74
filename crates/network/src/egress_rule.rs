//! `aws_vpc_security_group_egress_rule`.

use terrane_aws::PortRange;
use terrane_aws::kind::SecurityGroupId;
use terrane_core::{Handle, Node, Ref, RefersTo, Resource, Stack, Text, Type};

use crate::kind::SecurityGroupRuleId;
use crate::rule::{Direction, Rule};
use crate::traffic::Traffic;
use crate::{Icmp, Peer};

const RULE: Type = terrane_aws::resource("aws_vpc_security_group_egress_rule", "network");

/// What may leave the members of a security group: one protocol and range of ports, one peer.
///
/// A group without egress rules lets nothing out: Terraform takes out the rule that AWS puts into a new group. What
/// answers a request that came in may leave without a rule.
///
/// The same rule twice is reported as `duplicate-rule`, the 61st of a group as `too-many-rules` (AWS counts IPv4 and
/// IPv6 apart; a group or a prefix list as peer counts for both). A rule does not use its group: a group that only
/// rules name is still reported as `unused`.
///
/// ```
/// # use terrane_aws::Ipv4Cidr;
/// # use terrane_core::{Declare, Custom, Expr, Stack, Type, literal};
/// use terrane_core::Port;
/// use terrane_network::{EgressRule, Peer, SecurityGroup, Vpc};
///
/// # const INTERFACE: Type = terrane_aws::resource("aws_network_interface", "network");
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let web = SecurityGroup::new("jiki-web", "The web tasks", &vpc.id()).declare(&mut stack, "web");
/// # Custom::new(&INTERFACE).set("security_groups", Expr::list([web.id()])).declare(&mut stack, "web");
/// EgressRule::tcp(&web.id(), Port::HTTPS, Peer::ANYWHERE_IPV4)
///     .description("AWS and other APIs")
///     .declare(&mut stack, "web");
/// EgressRule::tcp(&web.id(), Port::HTTPS, Peer::ANYWHERE_IPV4).declare(&mut stack, "web_again");
/// assert_eq!(stack.finish().unwrap_err().iter().next().unwrap().rule, "duplicate-rule");
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct EgressRule(Rule);

impl EgressRule {
    /// TCP to a peer, on a port or a range of ports.
    pub fn tcp(group: &impl RefersTo<SecurityGroupId>, ports: impl Into<PortRange>, to: Peer) -> Self {
        let group = &group.reference();
        Self(Rule::new(group, Traffic::Tcp(ports.into()), to))
    }

    /// UDP to a peer, on a port or a range of ports.
    pub fn udp(group: &impl RefersTo<SecurityGroupId>, ports: impl Into<PortRange>, to: Peer) -> Self {
        let group = &group.reference();
        Self(Rule::new(group, Traffic::Udp(ports.into()), to))
    }

    /// ICMP to a peer, over IPv4. A range of IPv6 addresses is reported as `icmp-of-other-family`.
    pub fn icmp(group: &impl RefersTo<SecurityGroupId>, messages: Icmp, to: Peer) -> Self {
        let group = &group.reference();
        Self(Rule::new(group, Traffic::Icmp(messages), to))
    }

    /// ICMP to a peer, over IPv6. A range of IPv4 addresses is reported as `icmp-of-other-family`.
    pub fn icmpv6(group: &impl RefersTo<SecurityGroupId>, messages: Icmp, to: Peer) -> Self {
        let group = &group.reference();
        Self(Rule::new(group, Traffic::Icmpv6(messages), to))
    }

    /// Another IP protocol, by its number, such as 50 for ESP. Those above are reported as `protocol-has-ports`.
    pub fn protocol(group: &impl RefersTo<SecurityGroupId>, number: u8, to: Peer) -> Self {
        let group = &group.reference();
        Self(Rule::new(group, Traffic::Protocol(number), to))
    }

    /// Every protocol, on every port.
    pub fn all_traffic(group: &impl RefersTo<SecurityGroupId>, to: Peer) -> Self {
        let group = &group.reference();
        Self(Rule::new(group, Traffic::All, to))
    }

    /// What the rule is for, in at most 255 of the characters that
    /// [`SECURITY_GROUP_DESCRIPTION`](crate::SECURITY_GROUP_DESCRIPTION) allows. Default: protocol, port and peer.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.0.describe(text.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.0.tag(key.into(), value.into());
        self
    }
}

impl Resource for EgressRule {
    type Handle = EgressRuleHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> EgressRuleHandle {
        EgressRuleHandle { node: self.0.declare(&RULE, Direction::Egress, stack, label) }
    }
}

/// A declared egress rule.
#[derive(Clone, Debug)]
pub struct EgressRuleHandle {
    node: Node,
}

impl EgressRuleHandle {
    /// Its id.
    pub fn id(&self) -> Ref<SecurityGroupRuleId> {
        self.node.attribute("id")
    }
}

impl RefersTo<SecurityGroupRuleId> for EgressRuleHandle {
    fn reference(&self) -> Ref<SecurityGroupRuleId> {
        self.id()
    }
}

impl Handle for EgressRuleHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
