//! The rules that look at more than one resource. Each runs in time linear in what it looks at.

pub(crate) mod literal;
pub(crate) mod marks;
pub(crate) mod name;
pub(crate) mod problem;
pub(crate) mod terraform;

use std::collections::HashSet;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::stack::Entry;
use crate::stack::amend::Allowed;
use crate::stack::facts;
use crate::stack::graph::{Graph, Why, left_out};
use crate::{Problem, Stack};

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
    facts::check(stack, &mut problems);
    terraform::names(stack, graph, &mut problems);
    terraform::addresses(stack, &mut problems);
    terraform::providers(stack, graph, &mut problems);
    terraform::files(stack, &mut problems);
    marks::ephemeral(stack, graph, &mut problems);
    marks::sensitive(stack, graph, &mut problems);
    allowances(stack, problems)
}

/// Names of what is not emitted, because nothing was added to its deferred argument.
fn names_of_omitted(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    if graph.deferred.is_empty() {
        return;
    }
    let written = (0u32..).zip(&stack.entries).filter(|(index, _)| !graph.is_omitted(*index));
    for (index, entry) in written.map(|(index, entry)| (index as usize, entry)) {
        for link in graph.of_entry(index).iter().filter(|link| matches!(link.why, Why::Names | Why::PartOf)) {
            if let Some(named) = stack.entries.get(link.to as usize).filter(|_| graph.is_omitted(link.to)) {
                problems.push(left_out(&named.address).at(&entry.address));
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
    for component in kosaraju_scc(&directed) {
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
