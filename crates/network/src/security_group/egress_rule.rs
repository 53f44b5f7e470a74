//! `aws_vpc_security_group_egress_rule`.

use terrane_aws::PortRange;
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::traffic::allow_egress;
use terrane_core::{Ref, ResourceType, Stack};

use super::Peer;
use super::rule::{RuleDirection, SecurityGroupRule, SecurityGroupRuleHandle};

const RULE: ResourceType = terrane_aws::resource("aws_vpc_security_group_egress_rule", "network");

/// What may leave the members of a security group.
///
/// Emits `aws_vpc_security_group_egress_rule.{label}`: one protocol and range of ports, one peer.
///
/// A group without egress rules lets nothing out: Terraform removes the rule that AWS puts into a new group.
/// What answers a request that came in may leave without a rule.
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
/// use terrane_network::{EgressRule, Peer, SecurityGroup, Vpc};
///
/// # const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let web = SecurityGroup::new("jiki-web", &vpc, "The web tasks").declare(&mut stack, "web");
/// # Custom::new(&INTERFACE).set("security_groups", Expr::list([web.id()])).declare(&mut stack, "web");
/// EgressRule::tcp(&web, Port::HTTPS, Peer::ANYWHERE_IPV4)
///     .description("AWS and other APIs")
///     .declare(&mut stack, "web");
/// EgressRule::tcp(&web, Port::HTTPS, Peer::ANYWHERE_IPV4).declare(&mut stack, "web_again");
/// assert_eq!(stack.finish().unwrap_err().iter().next().unwrap().rule, "duplicate-rule");
/// ```
#[doc(alias = "aws_vpc_security_group_egress_rule")]
pub type EgressRule = SecurityGroupRule<Egress>;

/// A declared egress rule.
pub type EgressRuleHandle = SecurityGroupRuleHandle<Egress>;

/// The direction of an [`EgressRule`]: what goes out.
#[derive(Clone, Copy, Debug)]
pub enum Egress {}

impl RuleDirection for Egress {
    const TYPE: &'static ResourceType = &RULE;
    const NAME: &'static str = "egress";
    const PREPOSITION: &'static str = "to";

    fn allow(stack: &mut Stack, group: &Ref<SecurityGroupId>, peer: &Peer, ports: PortRange) {
        allow_egress(stack, group, peer.traffic_peer(), ports);
    }
}
