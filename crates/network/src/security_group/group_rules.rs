//! What is known of a group's rules while others are declared.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use terrane_core::{Node, Problem};

use super::Peer;
use super::traffic::Traffic;

/// How many rules a group has in one direction, for IPv4 and again for IPv6, before AWS has raised the quota.
const QUOTA: usize = 60;

/// The rules of a group so far.
#[derive(Debug, Default)]
pub(super) struct GroupRules {
    /// The address of each rule, by what it lets through.
    addresses: HashMap<(&'static str, Traffic, String), String>,
    /// How many rules there are in each direction for IPv4 and for IPv6.
    counts: HashMap<&'static str, [usize; 2]>,
}

impl GroupRules {
    /// Adds a rule of a direction, and says what is wrong with it among those that are there.
    pub(super) fn add(
        &mut self,
        direction: &'static str,
        traffic: Traffic,
        peer: &Peer,
        node: &Node,
    ) -> Vec<Problem> {
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
                problems.push(Problem::error(
                    "too-many-rules",
                    format!(
                        "this is {direction} rule {} of the group for {name}; AWS takes {QUOTA}",
                        QUOTA + 1
                    ),
                    "name groups or prefix lists instead of single addresses; \
                     where AWS has raised your quota, allow this rule",
                ));
            }
        }
        problems
    }
}
