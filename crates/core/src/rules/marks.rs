//! What Terraform marks: sensitive values, which an output shows only where it says so, and ephemeral ones, which reach
//! neither state nor plan.

use std::collections::{HashMap, HashSet};

use crate::lang::item::Item;
use crate::lang::mentions::{Mention, What, mentions, nested_arguments};
use crate::lang::tree::Expr;
use crate::stack::graph::Graph;
use crate::stack::stack::Stack;
use crate::stack::variable::Declared;
use crate::validity::problem::Problem;

/// Blocks whose arguments are evaluated and not kept.
const NOT_KEPT: [&str; 5] = ["provisioner", "connection", "precondition", "postcondition", "validation"];

/// Ephemeral values in arguments that would be kept in the state or in the plan.
pub(crate) fn ephemeral(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    let variables: HashSet<String> = names(stack, |variable| variable.ephemeral);
    let is_there = !variables.is_empty() || stack.entries.iter().any(|entry| entry.kind.block == "ephemeral");
    if !is_there {
        return;
    }
    let mut look = |address: &str, items: &[Item]| {
        arguments(items, &mut |name, value| {
            if name.ends_with("_wo") {
                return;
            }
            if let Some(source) = ephemeral_source(&variables, value) {
                problems.push(kept(name, &source).at(address));
            }
        });
    };
    for entry in stack.entries.iter().filter(|entry| entry.kind.block != "ephemeral") {
        look(&entry.address, &entry.body.items);
        if let Some(meta) = &entry.meta {
            look(&entry.address, &meta.untyped.items);
        }
    }
    for output in &stack.outputs {
        look(&format!("output.{}", output.name), &output.body.items);
    }
    for (index, entry) in (0u32..).zip(&stack.entries) {
        if let Some((key, Some(value))) = graph.deferred.get(&index)
            && let Some(source) = ephemeral_source(&variables, value)
        {
            problems.push(kept(key, &source).at(&entry.address));
        }
    }
}

fn kept(name: &str, source: &str) -> Problem {
    Problem::syntax(
        "ephemeral-value-kept",
        format!("`{name}` would keep `{source}`, which is ephemeral: it may reach neither state nor plan"),
        "give it to a write-only argument (its name ends in `_wo`), or make the source one that is kept",
    )
}

/// The ephemeral thing that a value shows, if there is one.
fn ephemeral_source(variables: &HashSet<String>, value: &Expr) -> Option<String> {
    let mut source = None;
    mentions(value, &mut |Mention { what, shows }| {
        let found = match what {
            What::Attribute(node, _) if node.address.starts_with("ephemeral.") => node.address.to_string(),
            What::Name(name) if name.starts_with("ephemeral.") || name == "terraform.applying" => name,
            What::Name(name) if variables.contains(&name) => name,
            _ => return,
        };
        if shows.ephemeral {
            source.get_or_insert(found);
        }
    });
    source
}

/// Visits every argument by its name: of blocks within blocks, and of objects within arguments.
fn arguments<'a>(items: &'a [Item], visit: &mut dyn FnMut(&'a str, &'a Expr)) {
    for item in items {
        match item {
            Item::Attribute(name, value, _) if name.ends_with("_wo") => visit(name, value),
            Item::Attribute(name, value, _) => nested_arguments(name, value, visit),
            Item::Block(name, inner) if !NOT_KEPT.contains(name) => arguments(inner, visit),
            Item::Block(..) | Item::Comment(_) => {}
        }
    }
}

/// Sensitive values in outputs that would show them, also by way of a resource's argument.
pub(crate) fn sensitive(stack: &Stack, problems: &mut Vec<Problem>) {
    let variables = names(stack, |variable| variable.sensitive);
    if variables.is_empty() {
        return;
    }
    let mut search = Search { stack, variables, known: HashMap::new() };
    for output in stack.outputs.iter().filter(|output| !output.sensitive) {
        let values = output.body.items.iter().filter_map(|item| match item {
            Item::Attribute("value", value, _) => Some(value),
            _ => None,
        });
        if let Some(source) = { values }.find_map(|value| search.source(value)) {
            let problem = Problem::syntax(
                "sensitive-output",
                format!("this shows `{source}`, which is sensitive"),
                "say so with `OutputValue::new(…).sensitive()`, or leave the output out",
            );
            problems.push(problem.at(&format!("output.{}", output.name)));
        }
    }
}

struct Search<'a> {
    stack: &'a Stack,
    variables: HashSet<String>,
    /// What is known of the arguments that were looked at: the sensitive variable that each shows.
    known: HashMap<(u32, &'a str), Option<String>>,
}

impl<'a> Search<'a> {
    /// The sensitive variable that a value shows.
    fn source(&mut self, value: &'a Expr) -> Option<String> {
        let mut shown = Vec::new();
        mentions(value, &mut |Mention { what, shows }| {
            if shows.sensitive {
                shown.push(what);
            }
        });
        shown.into_iter().find_map(|what| match what {
            What::Name(name) => self.variables.contains(&name).then_some(name),
            What::Attribute(node, path) if node.id.stack == self.stack.id => self.behind(node.id.index, path),
            _ => None,
        })
    }

    /// The sensitive variable that an argument of a declared resource was given, where an attribute reads it back.
    fn behind(&mut self, index: u32, path: &'a str) -> Option<String> {
        if let Some(known) = self.known.get(&(index, path)) {
            return known.clone();
        }
        // Until it is known, so that a circle ends.
        self.known.insert((index, path), None);
        let entry = self.stack.entries.get(index as usize)?;
        let untyped = entry.meta.iter().flat_map(|meta| &meta.untyped.items);
        let mut given = Vec::new();
        let words: Vec<&str> = path.split(['.', '[']).filter(|word| !word.ends_with(']')).collect();
        for item in entry.body.items.iter().chain(untyped) {
            at_path(item, &words, &mut given);
        }
        let found = given.into_iter().find_map(|value| self.source(value));
        self.known.insert((index, path), found.clone());
        found
    }
}

/// The values that stand at a path: `endpoint`, then `address`.
fn at_path<'a>(item: &'a Item, words: &[&str], found: &mut Vec<&'a Expr>) {
    match (item, words) {
        (Item::Attribute(name, value, _), [first, ..]) if name == first => found.push(value),
        (Item::Block(name, inner), [first, rest @ ..]) if name == first => match rest {
            [] => arguments(inner, &mut |_, value| found.push(value)),
            rest => inner.iter().for_each(|item| at_path(item, rest, found)),
        },
        _ => {}
    }
}

/// The variables of one kind, as expressions name them.
fn names(stack: &Stack, wanted: impl Fn(&Declared) -> bool) -> HashSet<String> {
    let wanted = stack.variables.iter().filter(|variable| wanted(variable));
    wanted.map(|variable| format!("var.{}", variable.name)).collect()
}
