//! What `aws_vpc_security_group_ingress_rule` and `aws_vpc_security_group_egress_rule` have in common.

use std::marker::PhantomData;

use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{PortRange, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::group_rules::GroupRules;
use super::traffic::Traffic;
use super::{Icmp, Peer, SecurityGroup};
use crate::kind::SecurityGroupRuleId;

/// Whether a rule is about what comes in or about what goes out: [`Ingress`](crate::Ingress) or
/// [`Egress`](crate::Egress).
pub trait RuleDirection {
    /// The Terraform type.
    #[doc(hidden)]
    const TYPE: &'static ResourceType;

    /// "ingress" or "egress".
    #[doc(hidden)]
    const NAME: &'static str;

    /// What stands between traffic and peer in a description.
    #[doc(hidden)]
    const PREPOSITION: &'static str;

    /// Lets connections pass, for those rules that ask whether they do.
    #[doc(hidden)]
    fn allow(stack: &mut Stack, group: &Ref<SecurityGroupId>, peer: &Peer, ports: PortRange);
}

/// A rule of a security group: an [`IngressRule`](crate::IngressRule) or an
/// [`EgressRule`](crate::EgressRule), whose pages say what is emitted and reported.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct SecurityGroupRule<D> {
    group: Ref<SecurityGroupId>,
    traffic: Traffic,
    peer: Peer,
    description: Option<Text>,
    tags: Tags,
    direction: PhantomData<fn() -> D>,
}

impl<D: RuleDirection> SecurityGroupRule<D> {
    fn new(group: &impl RefersTo<SecurityGroupId>, traffic: Traffic, peer: Peer) -> Self {
        let group = group.reference();
        let peer = peer.seen_from(&group);
        Self { group, traffic, peer, description: None, tags: Tags::default(), direction: PhantomData }
    }

    /// TCP from or to a peer, on a port or a range of ports.
    pub fn tcp(group: &impl RefersTo<SecurityGroupId>, ports: impl Into<PortRange>, peer: Peer) -> Self {
        Self::new(group, Traffic::Tcp(ports.into()), peer)
    }

    /// UDP from or to a peer, on a port or a range of ports.
    pub fn udp(group: &impl RefersTo<SecurityGroupId>, ports: impl Into<PortRange>, peer: Peer) -> Self {
        Self::new(group, Traffic::Udp(ports.into()), peer)
    }

    /// ICMP from or to a peer, over IPv4. A range of IPv6 addresses is reported as `icmp-of-other-family`.
    pub fn icmp(group: &impl RefersTo<SecurityGroupId>, messages: Icmp, peer: Peer) -> Self {
        Self::new(group, Traffic::Icmp(messages), peer)
    }

    /// ICMP from or to a peer, over IPv6. A range of IPv4 addresses is reported as `icmp-of-other-family`.
    pub fn icmpv6(group: &impl RefersTo<SecurityGroupId>, messages: Icmp, peer: Peer) -> Self {
        Self::new(group, Traffic::Icmpv6(messages), peer)
    }

    /// Another IP protocol, by its number, such as 50 for ESP. Those above are reported as
    /// `protocol-has-ports`.
    pub fn protocol(group: &impl RefersTo<SecurityGroupId>, number: u8, peer: Peer) -> Self {
        Self::new(group, Traffic::Protocol(number), peer)
    }

    /// Every protocol, on every port.
    pub fn all_traffic(group: &impl RefersTo<SecurityGroupId>, peer: Peer) -> Self {
        Self::new(group, Traffic::All, peer)
    }

    /// What the rule is for, in at most 255 of the characters that [`SecurityGroup::DESCRIPTION`] allows.
    /// Default: protocol, port and peer.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        let other_family = match self.traffic {
            Traffic::Icmp(_) if self.peer.families() == [false, true] => Some(("ICMP", "IPv6", "icmpv6")),
            Traffic::Icmpv6(_) if self.peer.families() == [true, false] => Some(("ICMPv6", "IPv4", "icmp")),
            _ => None,
        };
        if let Some((protocol, family, instead)) = other_family {
            body.report(Problem::error(
                "icmp-of-other-family",
                format!("{protocol} never comes from or goes to {family} addresses"),
                format!("make it a rule of `{instead}`, or name a peer of the other family"),
            ));
        }
        self.traffic.check(body);
        self.peer.check(body);
    }

    fn default_description(&self) -> Text {
        format!("{} {} {}", self.traffic.noun(), D::PREPOSITION, self.peer.noun()).into()
    }
}

impl<D: RuleDirection> Resource for SecurityGroupRule<D> {
    type Handle = SecurityGroupRuleHandle<D>;

    fn lower(self, stack: &mut Stack, label: &str) -> SecurityGroupRuleHandle<D> {
        let mut body = Body::new();
        self.check(&mut body);
        let description = self.description.clone().unwrap_or_else(|| self.default_description());
        body.set_parent("security_group_id", &self.group);
        body.name("description", &SecurityGroup::DESCRIPTION, description);
        self.peer.write(&mut body, &self.group);
        self.traffic.write(&mut body);
        self.tags.write(&mut body);
        let node = stack.add(D::TYPE, label, body);
        if let Some(ports) = self.traffic.tcp_ports() {
            D::allow(stack, &self.group, &self.peer, ports);
        }
        let rules = stack.remember::<GroupRules, _>(&self.group);
        let problems = rules.map(|rules| rules.add(D::NAME, self.traffic, &self.peer, &node));
        for problem in problems.unwrap_or_default() {
            stack.report(&node, problem);
        }
        SecurityGroupRuleHandle { node, direction: PhantomData }
    }
}

/// A declared rule of a security group: an [`IngressRuleHandle`](crate::IngressRuleHandle) or an
/// [`EgressRuleHandle`](crate::EgressRuleHandle).
///
/// The two are not one type:
///
/// ```compile_fail,E0308
/// use terrane_core::{Declare, Port, Ref, Stack};
/// use terrane_network::{EgressRule, IngressRuleHandle, Peer};
///
/// let mut stack = Stack::new("docs");
/// let egress = EgressRule::tcp(&Ref::existing("sg-1"), Port::HTTPS, Peer::ANYWHERE_IPV4);
/// let ingress: IngressRuleHandle = egress.declare(&mut stack, "https");
/// ```
#[derive(Clone, Debug)]
pub struct SecurityGroupRuleHandle<D> {
    node: Node,
    direction: PhantomData<fn() -> D>,
}

impl<D> SecurityGroupRuleHandle<D> {
    /// Its id.
    pub fn id(&self) -> Ref<SecurityGroupRuleId> {
        self.node.attribute("id")
    }
}

impl<D> RefersTo<SecurityGroupRuleId> for SecurityGroupRuleHandle<D> {
    fn reference(&self) -> Ref<SecurityGroupRuleId> {
        self.id()
    }
}

impl<D> Handle for SecurityGroupRuleHandle<D> {
    fn node(&self) -> &Node {
        &self.node
    }
}
