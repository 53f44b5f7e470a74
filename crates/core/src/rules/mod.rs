//! The rules that look at more than one resource. Each runs in time linear in what it looks at.

pub(crate) mod literal;
pub(crate) mod marks;
pub(crate) mod name;
pub(crate) mod problem;
pub(crate) mod terraform;

use std::collections::HashSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::stack::Entry;
use crate::stack::amend::Allowed;
use crate::stack::graph::{Graph, Why, left_out};
use crate::{Problem, Stack, demands};

pub(crate) fn check(stack: &Stack, graph: &Graph) -> Vec<Problem> {
    let mut problems = stack.problems.clone();
    for entry in &stack.entries {
        problems.extend(entry.body.problems.iter().cloned().map(|problem| problem.at(&entry.address)));
        let untyped = entry.meta.iter().flat_map(|meta| &meta.untyped.problems);
        problems.extend(untyped.cloned().map(|problem| problem.at(&entry.address)));
    }
    problems.extend(graph.problems.iter().cloned());
    names_of_omitted(stack, graph, &mut problems);
    unused(stack, graph, &mut problems);
    cycles(stack, graph, &mut problems);
    demands::traffic(stack, &mut problems);
    demands::expectations(stack, &mut problems);
    probed_while_pausing(stack, &mut problems);
    terraform::names(stack, graph, &mut problems);
    terraform::addresses(stack, &mut problems);
    terraform::providers(stack, &mut problems);
    terraform::files(stack, &mut problems);
    marks::ephemeral(stack, &mut problems);
    marks::sensitive(stack, &mut problems);
    allowances(stack, problems)
}

/// Names of policies that are not emitted, because nothing was granted to them.
fn names_of_omitted(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    if !stack.entries.iter().any(Entry::is_omitted) {
        return;
    }
    for (index, entry) in stack.entries.iter().enumerate().filter(|(_, entry)| !entry.is_omitted()) {
        for link in graph.of_entry(index).iter().filter(|link| matches!(link.why, Why::Names | Why::PartOf)) {
            if let Some(policy) = stack.entries.get(link.to as usize).filter(|to| to.is_omitted()) {
                problems.push(left_out(&policy.address).at(&entry.address));
            }
        }
    }
}

fn unused(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    if stack.entries.iter().all(|entry| entry.kind.unused.is_none()) {
        return;
    }
    let mut used = vec![false; stack.entries.len()];
    for index in 0..stack.entries.len() {
        for link in graph.of_entry(index).iter().filter(|link| link.why != Why::PartOf) {
            if let Some(used) = used.get_mut(link.to as usize) {
                *used = true;
            }
        }
    }
    // Who uses a part uses the whole. Parts are declared behind their wholes, so one pass from the end is enough.
    for index in (0..stack.entries.len()).rev() {
        if used[index] {
            for link in graph.of_entry(index).iter().filter(|link| link.why == Why::PartOf) {
                if let Some(whole) = used.get_mut(link.to as usize) {
                    *whole = true;
                }
            }
        }
    }
    for (entry, used) in stack.entries.iter().zip(used) {
        if let (Some(remedy), false) = (entry.kind.unused, used) {
            problems.push(Problem::error("unused", "nothing uses this", remedy).at(&entry.address));
        }
    }
}

fn cycles(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    // Handles come before what takes them, so an edge that leads forward is rare, and without one there is no cycle.
    let mut indices = 0..stack.entries.len();
    if !indices.any(|index| graph.of_entry(index).iter().any(|link| link.to as usize >= index)) {
        return;
    }
    let mut directed = DiGraph::<(), ()>::new();
    let nodes: Vec<_> = stack.entries.iter().map(|_| directed.add_node(())).collect();
    let mut own = HashSet::new();
    for index in 0..stack.entries.len() {
        for link in graph.of_entry(index) {
            if link.to as usize == index {
                own.insert(index);
            } else if let Some(to) = nodes.get(link.to as usize) {
                directed.add_edge(nodes[index], *to, ());
            }
        }
    }
    for component in tarjan_scc(&directed) {
        let mut indices: Vec<usize> = component.iter().map(|node| node.index()).collect();
        indices.sort_unstable();
        if indices.len() < 2 && !own.contains(&indices[0]) {
            continue;
        }
        let names: Vec<String> =
            indices.iter().map(|index| format!("`{}`", stack.entries[*index].address)).collect();
        problems.push(
            Problem::syntax(
                "reference-cycle",
                format!("these need each other, so none can be made first: {}", names.join(", ")),
                "take out one of the references; look first at raw expressions and at `depends_on`",
            )
            .at(&stack.entries[indices[0]].address),
        );
    }
}

fn probed_while_pausing(stack: &Stack, problems: &mut Vec<Problem>) {
    for (prober, probed) in &stack.facts.probes {
        if !stack.facts.pausing.contains(probed) {
            continue;
        }
        let entries = (stack.entries.get(*prober as usize), stack.entries.get(*probed as usize));
        if let (Some(prober), Some(probed)) = entries {
            problems.push(
                Problem::error(
                    "probe-keeps-awake",
                    format!("this probe asks `{}` every time, which then never pauses", probed.address),
                    "probe a path that does not touch the database, or give it a minimum above 0",
                )
                .at(&prober.address),
            );
        }
    }
}

impl Entry {
    fn allowed(&self) -> &[Allowed] {
        self.meta.as_ref().map_or(&[], |meta| &meta.allowed)
    }
}

/// Takes out what the stack's author accepts, and reports acceptances that nothing needs.
fn allowances(stack: &Stack, problems: Vec<Problem>) -> Vec<Problem> {
    let mut used: HashSet<(u32, usize)> = HashSet::new();
    let mut left = Vec::new();
    for problem in problems {
        let index = stack.by_address.get(&*problem.address);
        let allowed: &[Allowed] =
            index.and_then(|index| stack.entries.get(*index as usize)).map_or(&[], Entry::allowed);
        match (index, allowed.iter().position(|allowed| allowed.rule == problem.rule)) {
            (Some(index), Some(at)) if !allowed[at].reason.trim().is_empty() && problem.allowable => {
                used.insert((*index, at));
            }
            (_, Some(_)) if !problem.allowable => {
                let remedy =
                    format!("{}; it cannot be allowed: Terraform would refuse or misread it", problem.remedy);
                left.push(Problem { remedy, ..problem });
            }
            _ => left.push(problem),
        }
    }
    for (index, entry) in (0u32..).zip(&stack.entries) {
        for (at, allowed) in entry.allowed().iter().enumerate() {
            let rule = &allowed.rule;
            let what = if allowed.reason.trim().is_empty() {
                format!("`{rule}` is allowed without a reason")
            } else if !used.contains(&(index, at)) {
                format!("`{rule}` is allowed, but nothing here breaks that rule")
            } else {
                continue;
            };
            left.push(
                Problem::error("unused-allow", what, "give the reason, or remove the `allow`")
                    .at(&entry.address),
            );
        }
    }
    left
}
