//! Whether the traffic that is required gets through, judged once everything is declared.

use std::collections::HashMap;

use terrane_core::{Fact, Facts, Handle, Node, Port, Problem, Ref, Report, Stack};

use super::port_range::PortRange;
use super::security::{DeniesEgress, Egress, Ingress, TrafficPeer};
use crate::kind::SecurityGroupId;

/// Traffic that must get through: from the members of one of `from` to the members of one of `to`.
///
/// Where no rule of `to` admits it, that is reported under [`RequiredTraffic::rule`]; where no rule of `from`
/// lets it out, as `not-let-out`.
#[derive(Clone, Debug)]
pub struct RequiredTraffic {
    /// The rule's id, for the report.
    pub rule: &'static str,
    /// The groups of what sends; none where it is the internet.
    pub from: Vec<Ref<SecurityGroupId>>,
    /// The groups of what receives; none where it is AWS or the internet.
    pub to: Vec<Ref<SecurityGroupId>>,
    /// The port that receives.
    pub port: Port,
    /// What cannot be reached by what otherwise, for the report: "the load balancer cannot reach the
    /// container `web`".
    pub consequence: String,
}

/// Records traffic that must get through once everything is declared; `handle` is what fails otherwise.
///
/// Where a group is not declared in this stack, its rules are not known and nothing is reported.
pub fn require_traffic(stack: &mut Stack, handle: &impl Handle, traffic: RequiredTraffic) {
    stack.record(handle, traffic);
}

/// The rules of a group in one direction.
type Rules<'a> = Vec<(&'a TrafficPeer, PortRange)>;

/// What is known of the groups of a stack.
struct Groups<'a> {
    facts: &'a Facts,
    ingress: HashMap<Node, Rules<'a>>,
    /// Of those alone that let out nothing but what rules say.
    egress: HashMap<Node, Rules<'a>>,
}

impl Fact for RequiredTraffic {
    fn check(facts: &Facts, report: &mut Report) {
        let groups = Groups::of(facts);
        for (node, traffic) in facts.recorded::<RequiredTraffic>() {
            groups.check(node, traffic, report);
        }
    }
}

impl<'a> Groups<'a> {
    fn of(facts: &'a Facts) -> Self {
        let mut ingress: HashMap<Node, Rules<'a>> = HashMap::new();
        for (group, Ingress(peer, ports)) in facts.recorded() {
            ingress.entry(group.clone()).or_default().push((peer, *ports));
        }
        let mut egress: HashMap<Node, Rules<'a>> =
            facts.recorded::<DeniesEgress>().map(|(group, _)| (group.clone(), Vec::new())).collect();
        for (group, Egress(peer, ports)) in facts.recorded() {
            if let Some(rules) = egress.get_mut(group) {
                rules.push((peer, *ports));
            }
        }
        Self { facts, ingress, egress }
    }

    fn check(&self, node: &Node, traffic: &RequiredTraffic, report: &mut Report) {
        let (port, consequence) = (traffic.port.number(), &traffic.consequence);
        let lets_out = |group: &Node| {
            let rules = self.egress.get(group)?;
            // What AWS itself is reached by: addresses, or the group of an endpoint.
            let is_anywhere =
                traffic.to.is_empty() && rules.iter().any(|(_, ports)| ports.contains(traffic.port));
            Some(is_anywhere || self.passes(rules, traffic.port, group, &traffic.to))
        };
        if let Some(groups) = self.closed(&traffic.from, lets_out) {
            report.add(
                node,
                Problem::error(
                    "not-let-out",
                    format!("{consequence}: no rule of {groups} lets it out on port {port}"),
                    format!("add an egress rule for port {port} to {groups}"),
                ),
            );
        }
        let admits = |group: &Node| {
            // Data sources and literals keep their rules elsewhere.
            let rules = group.is_managed().then(|| self.ingress.get(group))?;
            Some(self.passes(rules.map_or(&[], Vec::as_slice), traffic.port, group, &traffic.from))
        };
        if let Some(groups) = self.closed(&traffic.to, admits) {
            report.add(
                node,
                Problem::error(
                    traffic.rule,
                    format!("{consequence}: no rule of {groups} admits it on port {port}"),
                    format!("add an ingress rule for port {port} to {groups}"),
                ),
            );
        }
    }

    fn passes(
        &self,
        rules: &[(&TrafficPeer, PortRange)],
        port: Port,
        group: &Node,
        others: &[Ref<SecurityGroupId>],
    ) -> bool {
        rules.iter().any(|(side, ports)| ports.contains(port) && self.is_side(side, group, others))
    }

    /// The addresses of the groups where none of them lets the traffic through; `None` where one does, or
    /// where that is not known of one.
    fn closed(
        &self,
        groups: &[Ref<SecurityGroupId>],
        is_open: impl Fn(&Node) -> Option<bool>,
    ) -> Option<String> {
        let mut closed = Vec::with_capacity(groups.len());
        for group in groups {
            let group = self.facts.declaration(group)?;
            if is_open(&group)? {
                return None;
            }
            closed.push(group.address().to_owned());
        }
        (!closed.is_empty()).then(|| closed.join(", "))
    }

    /// Whether a rule of `group` that is about this side is about one of the others.
    fn is_side(&self, side: &TrafficPeer, group: &Node, others: &[Ref<SecurityGroupId>]) -> bool {
        match side {
            TrafficPeer::Addresses => true,
            TrafficPeer::Itself => {
                others.iter().filter_map(|other| self.facts.declaration(other)).any(|other| other == *group)
            }
            TrafficPeer::Group(side) => others.iter().any(|other| other.same_as(side)),
        }
    }
}
