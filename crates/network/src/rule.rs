//! What the two kinds of security group rule have in common.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use terrane_aws::Tags;
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::traffic::{allow_egress, allow_ingress};
use terrane_core::{Body, Node, Problem, Ref, Stack, Text, Type};

use crate::Peer;
use crate::security_group::SECURITY_GROUP_DESCRIPTION;
use crate::traffic::Traffic;

/// How many rules a group has in one direction, for IPv4 and again for IPv6, before AWS has raised the quota.
const QUOTA: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Ingress,
    Egress,
}

/// The rules of a group so far.
#[derive(Debug, Default)]
struct GroupRules {
    /// The address of each rule, by what it lets through.
    addresses: HashMap<(Direction, Traffic, String), String>,
    /// How many rules there are in each direction for IPv4 and for IPv6.
    counts: HashMap<Direction, [usize; 2]>,
}

#[derive(Debug)]
pub(crate) struct Rule {
    group: Ref<SecurityGroupId>,
    traffic: Traffic,
    peer: Peer,
    description: Option<Text>,
    tags: Tags,
}

impl Rule {
    pub(crate) fn new(group: &Ref<SecurityGroupId>, traffic: Traffic, peer: Peer) -> Self {
        let peer = peer.seen_from(group);
        Self { group: group.clone(), traffic, peer, description: None, tags: Tags::default() }
    }

    pub(crate) fn describe(&mut self, text: Text) {
        self.description = Some(text);
    }

    pub(crate) fn tag(&mut self, key: Text, value: Text) {
        self.tags.set(key, value);
    }

    pub(crate) fn declare(
        self,
        kind: &'static Type,
        direction: Direction,
        stack: &mut Stack,
        label: &str,
    ) -> Node {
        let Self { group, traffic, peer, description, tags } = self;
        let mut body = Body::new();
        check_protocol(traffic, &peer, &mut body);
        body.part_of("security_group_id", &group);
        let description = description.unwrap_or_else(|| {
            let to_or_from = if direction == Direction::Ingress { "from" } else { "to" };
            format!("{} {to_or_from} {}", traffic.noun(), peer.noun()).into()
        });
        body.name("description", &SECURITY_GROUP_DESCRIPTION, description);
        peer.set(&mut body, &group);
        traffic.set(&mut body);
        tags.apply(&mut body);
        let node = stack.add(kind, label, body);
        if let Some(ports) = traffic.tcp_ports() {
            match direction {
                Direction::Ingress => allow_ingress(stack, &group, peer.source(), ports),
                Direction::Egress => allow_egress(stack, &group, peer.source(), ports),
            }
        }
        let rules = stack.remember::<GroupRules, _>(&group);
        for problem in rules.map(|rules| rules.take(direction, traffic, &peer, &node)).unwrap_or_default() {
            stack.problem(&node, problem);
        }
        node
    }
}

impl GroupRules {
    /// Adds a rule, and says what is wrong with it among those that are there.
    fn take(&mut self, direction: Direction, traffic: Traffic, peer: &Peer, node: &Node) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(identity) = peer.identity() {
            match self.addresses.entry((direction, traffic, identity)) {
                Entry::Occupied(first) => problems.push(Problem::error(
                    "duplicate-rule",
                    format!("the group has this rule already: `{}`", first.get()),
                    "keep one of the two: AWS refuses a rule that the group has",
                )),
                Entry::Vacant(place) => drop(place.insert(node.address().to_owned())),
            }
        }
        let counts = self.counts.entry(direction).or_default();
        for (family, name) in ["IPv4", "IPv6"].into_iter().enumerate() {
            if !peer.families()[family] {
                continue;
            }
            counts[family] += 1;
            // Once is enough: those behind the first one too many say nothing new.
            if counts[family] == QUOTA + 1 {
                let noun = if direction == Direction::Ingress { "ingress" } else { "egress" };
                problems.push(Problem::error(
                    "too-many-rules",
                    format!("this is {noun} rule {} of the group for {name}; AWS takes {QUOTA}", QUOTA + 1),
                    "name groups or prefix lists instead of single addresses; \
                     where AWS has raised your quota, allow this rule",
                ));
            }
        }
        problems
    }
}

fn check_protocol(traffic: Traffic, peer: &Peer, body: &mut Body) {
    let other_family = match traffic {
        Traffic::Icmp(_) if peer.families() == [false, true] => Some(("ICMP", "IPv6", "icmpv6")),
        Traffic::Icmpv6(_) if peer.families() == [true, false] => Some(("ICMPv6", "IPv4", "icmp")),
        _ => None,
    };
    if let Some((protocol, family, instead)) = other_family {
        body.problem(Problem::error(
            "icmp-of-other-family",
            format!("{protocol} never comes from or goes to {family} addresses"),
            format!("make it a rule of `{instead}`, or name a peer of the other family"),
        ));
    }
    if let Traffic::Protocol(number @ (1 | 6 | 17 | 58)) = traffic {
        let instead = match number {
            1 => "icmp",
            6 => "tcp",
            17 => "udp",
            _ => "icmpv6",
        };
        body.problem(Problem::error(
            "protocol-has-ports",
            format!("IP protocol {number} has ports, or types and codes, which this rule does not give"),
            format!("make it a rule of `{instead}`"),
        ));
    }
}
