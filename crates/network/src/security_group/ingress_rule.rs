//! `aws_vpc_security_group_ingress_rule`.

use terrane_aws::PortRange;
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::traffic::allow_ingress;
use terrane_core::{Ref, ResourceType, Stack};

use super::Peer;
use super::rule::{RuleDirection, SecurityGroupRule, SecurityGroupRuleHandle};

const RULE: ResourceType = terrane_aws::resource("aws_vpc_security_group_ingress_rule", "network");

/// What may reach the members of a security group.
///
/// Emits `aws_vpc_security_group_ingress_rule.{label}`: one protocol and range of ports, one peer.
///
/// A group without ingress rules lets nothing in. What answers a request that went out may come in without a
/// rule.
///
/// Default: the description is made of protocol, port and peer.
///
/// A rule does not use its group: a group that only rules name is still reported as `unused`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `duplicate-rule` | the same rule of a group twice |
/// | `too-many-rules` | the 61st rule of a group; IPv4 and IPv6 are counted apart, a group as peer for both |
/// | `invalid-port` | port 0 |
/// | `icmp-of-other-family` | ICMP over IPv4 and a range of IPv6 addresses, or the other way round |
/// | `protocol-has-ports` | TCP, UDP or ICMP by number, without ports or types |
/// | `malformed-range` | a literal that is not a range of addresses |
/// | `invalid-name` | a description that AWS refuses |
///
/// # Not covered
///
/// Rules inside of the block of the group.
///
/// # Example
///
/// ```
/// # use terrane_aws::Ipv4Cidr;
/// # use terrane_core::{Declare, Custom, Expr, Stack, ResourceType, literal};
/// use terrane_core::Port;
/// use terrane_network::{IngressRule, Peer, SecurityGroup, Vpc};
///
/// # const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let web = SecurityGroup::new("jiki-web", &vpc, "The web tasks").declare(&mut stack, "web");
/// # Custom::new(&INTERFACE).set("security_groups", Expr::list([web.id()])).declare(&mut stack, "web");
/// IngressRule::tcp(&web, Port::HTTP, Peer::ANYWHERE_IPV4)
///     .description("HTTP from the internet")
///     .declare(&mut stack, "web");
/// IngressRule::tcp(&web, Port::HTTP, Peer::ANYWHERE_IPV4).declare(&mut stack, "web_again");
/// assert_eq!(stack.finish().unwrap_err().iter().next().unwrap().rule, "duplicate-rule");
/// ```
#[doc(alias = "aws_vpc_security_group_ingress_rule")]
pub type IngressRule = SecurityGroupRule<Ingress>;

/// A declared ingress rule.
pub type IngressRuleHandle = SecurityGroupRuleHandle<Ingress>;

/// The direction of an [`IngressRule`]: what comes in.
#[derive(Clone, Copy, Debug)]
pub enum Ingress {}

impl RuleDirection for Ingress {
    const TYPE: &'static ResourceType = &RULE;
    const NAME: &'static str = "ingress";
    const PREPOSITION: &'static str = "from";

    fn allow(stack: &mut Stack, group: &Ref<SecurityGroupId>, peer: &Peer, ports: PortRange) {
        allow_ingress(stack, group, peer.traffic_peer(), ports);
    }
}
