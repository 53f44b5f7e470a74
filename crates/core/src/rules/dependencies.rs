//! The rules about what depends on what.

use std::collections::HashSet;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::stack::graph::{Graph, Why, left_out};
use crate::stack::stack::Stack;
use crate::validity::problem::Problem;

/// Names of what is not emitted, because nothing was added to its deferred argument.
pub(super) fn names_of_omitted(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    if graph.deferred.is_empty() {
        return;
    }
    let written = (0u32..).zip(&stack.entries).filter(|(index, _)| !graph.is_omitted(*index));
    for (index, entry) in written.map(|(index, entry)| (index as usize, entry)) {
        for link in graph.of_entry(index).iter().filter(|link| link.why.is_named()) {
            if let Some(named) = stack.entries.get(link.to as usize).filter(|_| graph.is_omitted(link.to)) {
                problems.push(left_out(&named.address).at(&entry.address));
            }
        }
    }
}

/// What must be used, and is not.
pub(super) fn unused(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    if stack.entries.iter().all(|entry| entry.kind.unused.is_none()) {
        return;
    }
    let mut used = vec![false; stack.entries.len()];
    for index in 0..stack.entries.len() {
        for link in graph.of_entry(index).iter().filter(|link| !matches!(link.why, Why::PartOf | Why::PeerOf))
        {
            if let Some(used) = used.get_mut(link.to as usize) {
                *used = true;
            }
        }
    }
    // Who uses a part uses the whole. Parts are declared behind their wholes, so one pass from the end is
    // enough.
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

/// What needs itself, by whatever way.
pub(super) fn cycles(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    // Handles come before what takes them, so an edge that leads forward is rare, and without one there is no
    // cycle.
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
