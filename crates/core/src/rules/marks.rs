//! What Terraform marks: sensitive values, which an output shows only where it says so, and ephemeral ones,
//! which reach neither state nor plan.

use std::collections::{HashMap, HashSet};

use crate::lang::functions;
use crate::lang::item::Item;
use crate::lang::mentions::{Mention, What, mentions, nested_arguments};
use crate::lang::tree::{Expr, Key, Step, Tree};
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
    if !is_there && !graph.has_marks {
        return;
    }
    let mut look = |address: &str, item: &Item| {
        arguments(item, &mut |name, value| {
            if name.ends_with("_wo") {
                return;
            }
            if let Some(source) = ephemeral_source(&variables, value) {
                problems.push(kept(name, &source).at(address));
            }
        });
    };
    for entry in stack.entries.iter().filter(|entry| entry.kind.block != "ephemeral") {
        entry.items().for_each(|item| look(&entry.address, item));
    }
    for output in &stack.outputs {
        let address = format!("output.{}", output.name);
        output.body.items.iter().for_each(|item| look(&address, item));
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
            What::Name(name, _) if name.starts_with("ephemeral.") || name == "terraform.applying" => name,
            What::Name(name, _) if variables.contains(&name) => name,
            _ => return,
        };
        if shows.ephemeral {
            source.get_or_insert(found);
        }
    });
    source
}

/// Visits an argument by its name, and those of blocks within blocks and of objects within arguments.
fn arguments<'a>(item: &'a Item, visit: &mut dyn FnMut(&'a str, &'a Expr)) {
    match item {
        Item::Attribute(name, value, _) if name.ends_with("_wo") => visit(name, value),
        Item::Attribute(name, value, _) => nested_arguments(name, value, visit),
        Item::Block(name, inner) if !NOT_KEPT.contains(name) => {
            for item in inner {
                arguments(item, visit);
            }
        }
        Item::Block(..) | Item::Comment(_) => {}
    }
}

/// Sensitive values in outputs that would show them, also by way of a resource's argument.
pub(crate) fn sensitive(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    let variables = names(stack, |variable| variable.sensitive);
    if variables.is_empty() && !graph.has_marks {
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

/// An attribute of a declared resource: which entry, and the names on the way to it; none for the whole
/// resource.
type Place = (u32, Vec<String>);

struct Search<'a> {
    stack: &'a Stack,
    variables: HashSet<String>,
    /// What was found at the places that were looked at: the sensitive thing that each shows.
    known: HashMap<Place, Option<String>>,
}

/// A place that is being looked at: what its values show by themselves, and the places that they read.
struct Visit {
    place: Place,
    found: Option<String>,
    reads: Vec<Place>,
}

impl Search<'_> {
    /// The sensitive thing that a value shows. A chain of resources may be long: this does not recurse.
    fn source(&mut self, value: &Expr) -> Option<String> {
        let (found, reads) = self.shown(value);
        found.or_else(|| reads.into_iter().find_map(|place| self.behind(place)))
    }

    fn behind(&mut self, place: Place) -> Option<String> {
        let mut open = vec![self.visit(place)];
        loop {
            let visit = open.last_mut()?;
            if visit.found.is_none()
                && let Some(next) = visit.reads.pop()
            {
                match self.known.get(&next) {
                    Some(known) => visit.found = known.clone(),
                    None => open.push(self.visit(next)),
                }
                continue;
            }
            let Visit { place, found, .. } = open.pop()?;
            self.known.insert(place, found.clone());
            match open.last_mut() {
                Some(outer) => outer.found = found,
                None => return found,
            }
        }
    }

    fn visit(&mut self, place: Place) -> Visit {
        // Until it is known, so that a circle ends.
        self.known.insert(place.clone(), None);
        let (index, words) = &place;
        let (mut found, mut reads) = (None, Vec::new());
        if let Some(entry) = self.stack.entries.get(*index as usize) {
            let mut given = Vec::new();
            for item in entry.items() {
                at_path(item, words, &mut given);
            }
            for value in given {
                let (shown, mut places) = self.shown(value);
                found = found.or(shown);
                reads.append(&mut places);
            }
        }
        Visit { place, found, reads }
    }

    /// The sensitive thing that a value shows by itself, and the places that it reads.
    fn shown(&self, value: &Expr) -> (Option<String>, Vec<Place>) {
        let (mut found, mut reads) = (None, Vec::new());
        mentions(value, &mut |Mention { what, shows }| {
            if !shows.sensitive {
                return;
            }
            match what {
                What::Name(name, _) if self.variables.contains(&name) => found = found.take().or(Some(name)),
                What::Name(name, steps) => {
                    if let Some(index) = self.stack.by_address.get(&*name) {
                        reads.push((*index, steps.iter().map_while(step_name).collect()));
                    }
                }
                What::Function(name) if functions::short_name(name) == "sensitive" => {
                    found = found.take().or(Some("sensitive(…)".to_owned()));
                }
                What::Attribute(node, path) if node.id.stack == self.stack.id => {
                    reads.push((node.id.index, words_of(path)));
                }
                _ => {}
            }
        });
        (found, reads)
    }
}

/// The names and indices of a path: `endpoint[0].address` is `endpoint`, `0`, `address`.
fn words_of(path: &str) -> Vec<String> {
    let words = path.split(['.', '[']).map(|word| word.trim_end_matches(']'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The name or index that a step takes; none where it takes all, or where that is not known.
fn step_name(step: &Step) -> Option<String> {
    match step {
        Step::Attribute(name) => Some(name.to_string()),
        Step::LegacyIndex(index) => Some(index.to_string()),
        Step::Index(index) => match &index.tree {
            Tree::Number(number) => Some(number.to_string()),
            Tree::Text(text) => Some(text.to_string()),
            _ => None,
        },
        Step::AttributeSplat | Step::FullSplat => None,
    }
}

/// The values at a path of a block's items; all of them where the path is at its end.
fn at_path<'a>(item: &'a Item, words: &[String], found: &mut Vec<&'a Expr>) {
    match (item, words) {
        (Item::Attribute(_, value, _), []) => found.push(value),
        (Item::Block(_, inner), []) => {
            for item in inner {
                at_path(item, &[], found);
            }
        }
        (Item::Attribute(name, value, _), [first, rest @ ..]) if *name == first => within(value, rest, found),
        (Item::Block(name, inner), [first, rest @ ..]) if *name == first => {
            // The index of a block: which of them it is, is not looked into.
            let rest = rest.split_first().filter(|(index, _)| index.bytes().all(|b| b.is_ascii_digit()));
            let rest = rest.map_or(&words[1..], |(_, rest)| rest);
            for item in inner {
                at_path(item, rest, found);
            }
        }
        _ => {}
    }
}

/// The values at a path within a value.
fn within<'a>(value: &'a Expr, words: &[String], found: &mut Vec<&'a Expr>) {
    match (&value.tree, words) {
        (Tree::Object(entries), [first, rest @ ..]) => {
            for (key, value) in entries {
                match key {
                    Key::Literal(key) if key == first => within(value, rest, found),
                    Key::Literal(_) => {}
                    Key::Computed(_) => within(value, rest, found),
                }
            }
        }
        (Tree::List(elements), [first, rest @ ..]) => {
            if let Some(element) = first.parse::<usize>().ok().and_then(|index| elements.get(index)) {
                within(element, rest, found);
            }
        }
        _ => found.push(value),
    }
}

/// The variables of one kind, as expressions name them.
fn names(stack: &Stack, wanted: impl Fn(&Declared) -> bool) -> HashSet<String> {
    let wanted = stack.variables.iter().filter(|variable| wanted(variable));
    wanted.map(|variable| format!("var.{}", variable.name)).collect()
}
