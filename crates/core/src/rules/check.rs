//! Every rule, one after the other. Each runs in time linear in what it looks at.

use super::allowances::allowances;
use super::dependencies::{cycles, names_of_omitted, unused};
use super::{marks, terraform};
use crate::stack::graph::Graph;
use crate::stack::stack::Stack;
use crate::validity::problem::Problem;

/// The problems of a stack, those that its author accepts left out.
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
    problems.extend(stack.facts.check());
    terraform::names(stack, graph, &mut problems);
    terraform::addresses(stack, &mut problems);
    terraform::providers(stack, graph, &mut problems);
    terraform::files(stack, &mut problems);
    marks::ephemeral(stack, graph, &mut problems);
    marks::sensitive(stack, graph, &mut problems);
    allowances(stack, problems)
}
