//! What resources demand of each other, judged once everything is declared.

use crate::fact::Source;
use crate::kind::SecurityGroupId;
use crate::{PortRange, Problem, Ref, Stack};

/// Traffic that must get through, and that some group stops.
pub(crate) fn traffic(stack: &Stack, problems: &mut Vec<Problem>) {
    for (index, demand) in &stack.facts.demands {
        let Some(entry) = stack.entries.get(*index as usize) else { continue };
        let (port, otherwise) = (demand.port.number(), &demand.otherwise);
        let passes = |rules: &[(Source, PortRange)], group, others: &[_]| {
            rules
                .iter()
                .any(|(side, ports)| ports.contains(demand.port) && is_side(stack, side, group, others))
        };
        let lets_out = |group| {
            let rules = stack.facts.releases.get(&group)?;
            // What AWS itself is reached by: addresses, or the group of an endpoint.
            let is_anywhere =
                demand.to.is_empty() && rules.iter().any(|(_, ports)| ports.contains(demand.port));
            Some(is_anywhere || passes(rules, group, &demand.to))
        };
        if let Some(groups) = closed(stack, &demand.from, lets_out) {
            problems.push(
                Problem::error(
                    "not-let-out",
                    format!("{otherwise}: no rule of {groups} lets it out on port {port}"),
                    format!("add an egress rule for port {port} to {groups}"),
                )
                .at(&entry.address),
            );
        }
        let admits = |group| {
            // Data sources and literals keep their rules elsewhere.
            let rules = declared(stack, group).then(|| stack.facts.admissions.get(&group))?;
            Some(passes(rules.map_or(&[], Vec::as_slice), group, &demand.from))
        };
        if let Some(groups) = closed(stack, &demand.to, admits) {
            problems.push(
                Problem::error(
                    demand.rule,
                    format!("{otherwise}: no rule of {groups} admits it on port {port}"),
                    format!("add an ingress rule for port {port} to {groups}"),
                )
                .at(&entry.address),
            );
        }
    }
}

/// The addresses of the groups where none of them lets the traffic through; `None` where one does, or where that is not
/// known of one.
fn closed(
    stack: &Stack,
    groups: &[Ref<SecurityGroupId>],
    is_open: impl Fn(u32) -> Option<bool>,
) -> Option<String> {
    let mut closed = Vec::with_capacity(groups.len());
    for group in groups {
        let index = stack.index_of(group)?;
        if is_open(index)? {
            return None;
        }
        closed.push(&*stack.entries.get(index as usize)?.address);
    }
    (!closed.is_empty()).then(|| closed.join(", "))
}

/// Whether a rule of `group` that is about this side is about one of the others.
fn is_side(stack: &Stack, side: &Source, group: u32, others: &[Ref<SecurityGroupId>]) -> bool {
    match side {
        Source::Addresses => true,
        Source::Itself => others.iter().filter_map(|other| stack.index_of(other)).any(|other| other == group),
        Source::Group(side) => others.iter().any(|other| other.same_as(side)),
    }
}

fn declared(stack: &Stack, index: u32) -> bool {
    stack.entries.get(index as usize).is_some_and(|entry| entry.kind.block == "resource")
}

/// What had to be claimed by something, and was not.
pub(crate) fn expectations(stack: &Stack, problems: &mut Vec<Problem>) {
    for (index, claim, problem) in &stack.facts.expectations {
        // What is looked up has its parts elsewhere.
        if !declared(stack, claim.1) || stack.facts.claims.contains_key(claim) {
            continue;
        }
        if let Some(entry) = stack.entries.get(*index as usize) {
            problems.push(problem.clone().at(&entry.address));
        }
    }
}
