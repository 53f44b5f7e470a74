//! The rules that look at more than one resource. Each runs in time linear in what it looks at.

use std::collections::HashSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::amend::Allowed;
use crate::expr::Edge;
use crate::stack::{Entry, Link, Why, foreign};
use crate::{Body, Problem, Stack, Statement, check_names, demands};

pub(crate) fn check(stack: &Stack) -> Vec<Problem> {
    let mut problems = stack.problems.clone();
    for entry in &stack.entries {
        problems.extend(entry.body.problems.iter().cloned().map(|problem| problem.at(&entry.address)));
        let untyped = entry.meta.iter().flat_map(|meta| &meta.untyped.problems);
        problems.extend(untyped.cloned().map(|problem| problem.at(&entry.address)));
    }
    for entry in &stack.entries {
        unresolved(stack, entry, &mut problems);
    }
    left_out(stack, &mut problems);
    outside(stack, &mut problems);
    unused(stack, &mut problems);
    cycles(stack, &mut problems);
    demands::traffic(stack, &mut problems);
    demands::expectations(stack, &mut problems);
    probed_while_pausing(stack, &mut problems);
    check_names::names(stack, &mut problems);
    check_names::addresses(stack, &mut problems);
    check_names::providers(stack, &mut problems);
    check_names::files(stack, &mut problems);
    allowances(stack, problems)
}

/// Everything that an entry depends on, and why.
pub(crate) fn dependencies(stack: &Stack, entry: &Entry, mut visit: impl FnMut(Link)) {
    for link in &entry.links {
        visit(*link);
        if link.why == Why::AfterAttached
            && let Some(whole) = stack.entries.get(link.to as usize)
        {
            let attached = whole.attached.iter().filter(|part| !stack.is_omitted(**part));
            attached.for_each(|part| visit(Link { why: Why::After, to: *part }));
        }
    }
    for edge in later_edges(entry) {
        match edge {
            Edge::Address(address) => {
                if let Some(to) = stack.by_address.get(&**address) {
                    visit(Link { why: Why::Names, to: *to });
                }
            }
            Edge::After(node) if node.id.stack == stack.id => {
                visit(Link { why: Why::After, to: node.id.index });
            }
            Edge::Names(node) if node.id.stack == stack.id => {
                visit(Link { why: Why::Names, to: node.id.index });
            }
            _ => {}
        }
    }
}

/// The edges that are known only once everything is declared: raw addresses, and what amendments name.
fn later_edges(entry: &Entry) -> impl Iterator<Item = &Edge> {
    let amended = entry.meta.iter().flat_map(|meta| meta.untyped.edges.iter().chain(&meta.depends_on));
    entry.body.edges.iter().chain(amended)
}

impl Stack {
    pub(crate) fn is_omitted(&self, index: u32) -> bool {
        self.entries.get(index as usize).is_some_and(Entry::is_omitted)
    }
}

fn unresolved(stack: &Stack, entry: &Entry, problems: &mut Vec<Problem>) {
    for edge in later_edges(entry) {
        match edge {
            Edge::Address(address) if !stack.by_address.contains_key(&**address) => {
                problems.push(unresolved_address(address).at(&entry.address));
            }
            Edge::After(node) | Edge::Names(node) if node.id.stack != stack.id => {
                problems.push(foreign(node).at(&entry.address));
            }
            _ => {}
        }
    }
}

/// Names of policies that are not emitted, because nothing was granted to them.
fn left_out(stack: &Stack, problems: &mut Vec<Problem>) {
    if !stack.entries.iter().any(Entry::is_omitted) {
        return;
    }
    for entry in stack.entries.iter().filter(|entry| !entry.is_omitted()) {
        dependencies(stack, entry, |link| {
            if matches!(link.why, Why::Names | Why::PartOf)
                && let Some(policy) = stack.entries.get(link.to as usize).filter(|to| to.is_omitted())
            {
                problems.push(omitted(&policy.address).at(&entry.address));
            }
        });
    }
}

/// What outputs, variables and providers name.
fn outside(stack: &Stack, problems: &mut Vec<Problem>) {
    let outputs = stack.outputs.iter().map(|output| ("output", &output.name[..], &output.body));
    let variables = stack.variables.iter().map(|(name, body, _)| ("var", &name[..], body));
    let providers = stack.providers.iter().map(|provider| ("provider", provider.name, &provider.body));
    for (kind, name, body) in outputs.chain(variables).chain(providers) {
        for problem in named(stack, body) {
            problems.push(problem.at(&format!("{kind}.{name}")));
        }
    }
}

fn named<'a>(stack: &'a Stack, body: &'a Body) -> impl Iterator<Item = Problem> + 'a {
    body.edges.iter().filter_map(|edge| {
        let index = match edge {
            Edge::Address(address) => match stack.by_address.get(&**address) {
                Some(index) => *index,
                None => return Some(unresolved_address(address)),
            },
            Edge::Names(node) | Edge::After(node) | Edge::AfterAttached(node) | Edge::PartOf(node) => {
                if node.id.stack != stack.id {
                    return Some(foreign(node));
                }
                node.id.index
            }
        };
        let entry = stack.entries.get(index as usize).filter(|entry| entry.is_omitted())?;
        Some(omitted(&entry.address))
    })
}

fn omitted(address: &str) -> Problem {
    Problem::error(
        "unresolved-reference",
        format!("this names `{address}`, which is left out: nothing was granted to it"),
        "grant something to it, or take out what names it",
    )
}

fn unused(stack: &Stack, problems: &mut Vec<Problem>) {
    if stack.entries.iter().all(|entry| entry.kind.unused.is_none()) {
        return;
    }
    let mut used = vec![false; stack.entries.len()];
    for entry in &stack.entries {
        dependencies(stack, entry, |link| {
            if link.why != Why::PartOf
                && let Some(used) = used.get_mut(link.to as usize)
            {
                *used = true;
            }
        });
    }
    // Who uses a part uses the whole. Parts are declared behind their wholes, so one pass from the end is enough.
    for (index, entry) in stack.entries.iter().enumerate().rev() {
        if used[index] {
            for link in entry.links.iter().filter(|link| link.why == Why::PartOf) {
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

fn cycles(stack: &Stack, problems: &mut Vec<Problem>) {
    // Handles come before what takes them, so an edge that leads forward is rare, and without one there is no cycle.
    let mut leads_forward = false;
    for (index, entry) in stack.entries.iter().enumerate() {
        dependencies(stack, entry, |link| leads_forward |= link.to as usize >= index);
    }
    if !leads_forward {
        return;
    }
    let mut graph = DiGraph::<(), ()>::new();
    let nodes: Vec<_> = stack.entries.iter().map(|_| graph.add_node(())).collect();
    let mut own = HashSet::new();
    for (index, entry) in stack.entries.iter().enumerate() {
        dependencies(stack, entry, |link| {
            if link.to as usize == index {
                own.insert(index);
            } else if let Some(to) = nodes.get(link.to as usize) {
                graph.add_edge(nodes[index], *to, ());
            }
        });
    }
    for component in tarjan_scc(&graph) {
        let mut indices: Vec<usize> = component.iter().map(|node| node.index()).collect();
        indices.sort_unstable();
        if indices.len() < 2 && !own.contains(&indices[0]) {
            continue;
        }
        let names: Vec<String> =
            indices.iter().map(|index| format!("`{}`", stack.entries[*index].address)).collect();
        problems.push(
            Problem::error(
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

fn unresolved_address(address: &str) -> Problem {
    Problem::error(
        "unresolved-reference",
        format!("a raw expression names `{address}`, which is not declared"),
        "declare it, or use the handle of what you mean instead of a raw expression",
    )
}

impl Entry {
    /// A growing policy that nothing was granted to is not emitted.
    pub(crate) fn is_omitted(&self) -> bool {
        self.growing().is_some_and(<[_]>::is_empty)
    }

    /// The statements that were granted, unless the author has set the whole policy.
    pub(crate) fn growing(&self) -> Option<&[Statement]> {
        let is_set = self.meta.as_ref().is_some_and(|meta| meta.untyped.has("policy"));
        self.statements.as_deref().filter(|_| !is_set)
    }

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
            (Some(index), Some(at)) if !allowed[at].reason.trim().is_empty() => {
                used.insert((*index, at));
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
