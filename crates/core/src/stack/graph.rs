//! What depends on what, and why.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::body::Wait;
use super::entry::Entry;
use super::refusals::foreign;
use super::stack::Stack;
use crate::lang::functions;
use crate::lang::item::{Item, Relation};
use crate::lang::mentions::{Mention, What, mentions};
use crate::lang::node::Node;
use crate::lang::tree::Expr;
use crate::validity::problem::Problem;

/// A dependency on another entry of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) why: Why,
    pub(crate) to: u32,
}

/// Why one resource depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is used: an attribute names it.
    Names,
    /// It must exist first although no attribute names it: written as `depends_on`.
    After,
    /// Its attached parts (a role's policies) must exist first, and so must what they wait for.
    AfterAttached,
    /// It is named as what the other is a part of: an order, but not a use.
    PartOf,
    /// It is named as the other end of a rule: an order, but not a use.
    PeerOf,
}

impl Why {
    /// Whether an argument names it, so that Terraform sees the order by itself.
    pub(crate) fn is_named(self) -> bool {
        matches!(self, Why::Names | Why::PartOf | Why::PeerOf)
    }
}

/// The dependencies of every entry, and what is wrong with what they name.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// The deferred arguments of the entries that have one; without a value, the entry is left out.
    pub(crate) deferred: HashMap<u32, (&'static str, Option<Expr>)>,
    links: Vec<Link>,
    /// Where the links of each entry end.
    ends: Vec<usize>,
    pub(crate) problems: Vec<Problem>,
    /// The providers whose functions are called.
    pub(crate) function_providers: BTreeSet<String>,
    /// Whether an expression marks something itself: `sensitive(…)`, `terraform.applying`.
    pub(crate) has_marks: bool,
}

impl Graph {
    pub(crate) fn of(stack: &Stack) -> Self {
        let indexed = || (0u32..).zip(&stack.entries);
        let deferred: HashMap<_, _> =
            indexed().filter_map(|(index, entry)| Some((index, entry.deferred_value()?))).collect();
        let mut graph = Self::default();
        for (index, entry) in indexed() {
            let mut search = Search { stack, graph: &mut graph, entry: Some(entry), address: &entry.address };
            search.visit_entry(entry);
            if let Some((key, Some(value))) = deferred.get(&index) {
                search.visit(key, value, Why::Names);
            }
            graph.ends.push(graph.links.len());
        }
        graph.deferred = deferred;
        let outputs = stack.outputs.iter().map(|output| ("output", &output.name[..], &output.body));
        let variables = stack.variables.iter().map(|variable| ("var", &variable.name[..], &variable.body));
        let providers = stack.providers.iter().map(|provider| ("provider", provider.name, &provider.body));
        for (kind, name, body) in outputs.chain(variables).chain(providers) {
            let address = format!("{kind}.{name}");
            let before = graph.links.len();
            Search { stack, graph: &mut graph, entry: None, address: &address }.visit_items(&body.items);
            // No entry has these links; what they name must be there all the same.
            for link in graph.links.split_off(before) {
                let is_missing = link.why.is_named() && graph.is_omitted(link.to);
                let named = stack.entries.get(link.to as usize).filter(|_| is_missing);
                graph.problems.extend(named.map(|entry| left_out(&entry.address).at(&address)));
            }
        }
        graph
    }

    /// Whether an entry is not emitted: nothing was added to its deferred argument.
    pub(crate) fn is_omitted(&self, index: u32) -> bool {
        matches!(self.deferred.get(&index), Some((_, None)))
    }

    /// Everything that an entry depends on, and why.
    pub(crate) fn of_entry(&self, index: usize) -> &[Link] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.links[start..self.ends[index]]
    }
}

pub(crate) fn left_out(address: &str) -> Problem {
    Problem::syntax(
        "unresolved-reference",
        format!("this names `{address}`, which is left out: nothing was added to it"),
        "add something to it, or take out what names it",
    )
}

/// Looks through the values of one entry, output, variable or provider.
struct Search<'s, 'g> {
    stack: &'s Stack,
    graph: &'g mut Graph,
    /// None where an output, a variable or a provider is looked through.
    entry: Option<&'s Entry>,
    address: &'g str,
}

impl Search<'_, '_> {
    fn report(&mut self, problem: Problem) {
        self.graph.problems.push(problem.at(self.address));
    }

    fn visit_entry(&mut self, entry: &Entry) {
        self.visit_items(&entry.body.items);
        self.visit_waits(&entry.body.waits);
        let Some(meta) = &entry.meta else { return };
        self.visit_items(&meta.untyped.items);
        self.check_duplicates(&meta.lifecycle());
        self.visit_waits(&meta.untyped.waits);
        for trigger in &meta.replace_triggered_by {
            self.visit("replace_triggered_by", trigger, Why::Names);
        }
    }

    fn visit_items(&mut self, items: &[Item]) {
        self.check_duplicates(items);
        for item in items {
            match item {
                Item::Attribute(key, value, relation) => {
                    let why = match relation {
                        Relation::User | Relation::OpenUser => Why::Names,
                        Relation::Part => Why::PartOf,
                        Relation::Peer => Why::PeerOf,
                    };
                    self.visit(key, value, why);
                }
                Item::Block(_, inner) => self.visit_items(inner),
                Item::Comment(_) => {}
            }
        }
    }

    /// Arguments that are written twice, which Terraform refuses.
    fn check_duplicates(&mut self, items: &[Item]) {
        let keys = || items.iter().filter(|item| matches!(item, Item::Attribute(..))).filter_map(Item::key);
        let mut seen = HashSet::new();
        // Nearly every body is too small for a set to pay.
        let is_second = |(at, key): &(usize, &str)| keys().take(*at).any(|other| other == *key);
        let second = if items.len() <= 32 {
            keys().enumerate().find(is_second).map(|(_, key)| key)
        } else {
            keys().find(|key| !seen.insert(*key))
        };
        if let Some(key) = second {
            self.report(Problem::syntax(
                "duplicate-argument",
                format!("the argument `{key}` is set twice"),
                "set it once: of two values Terraform takes none",
            ));
        }
    }

    fn visit_waits(&mut self, waits: &[Wait]) {
        for wait in waits {
            match wait {
                Wait::For(node) => self.link(Why::After, node),
                Wait::ForAttached(node) => self.link(Why::AfterAttached, node),
            }
        }
    }

    /// Notes all that a value names.
    fn visit(&mut self, key: &str, value: &Expr, why: Why) {
        mentions(value, &mut |Mention { what, .. }| match what {
            What::Attribute(node, _) => self.link(why, node),
            What::Needed(node) => self.link(Why::After, node),
            What::Name(name, _) => self.resolve(key, &name),
            What::Function(name) if functions::is_known(name) => {
                self.graph.has_marks |= name.ends_with("sensitive");
                if let Some(provider) =
                    name.strip_prefix("provider::").and_then(|name| name.split("::").next())
                {
                    self.graph.function_providers.insert(provider.to_owned());
                }
            }
            What::Function(name) => self.report(unknown_function(name)),
            What::Fault(problem) => {
                let mut problem = problem.clone();
                problem.message = format!("`{key}`: {}", problem.message);
                let problem = problem.at(self.address);
                if self.graph.problems.last() != Some(&problem) {
                    self.graph.problems.push(problem);
                }
            }
        });
    }

    fn link(&mut self, why: Why, node: &Node) {
        if node.id.stack != self.stack.id {
            self.report(foreign(node));
            return;
        }
        self.graph.links.push(Link { why, to: node.id.index });
        if why == Why::AfterAttached
            && let Some(whole) = self.stack.entries.get(node.id.index as usize)
        {
            // Those that are omitted are left out of `depends_on`.
            self.graph.links.extend(whole.attached.iter().map(|part| Link { why: Why::After, to: *part }));
        }
    }

    /// Resolves a name of a raw expression.
    fn resolve(&mut self, key: &str, name: &str) {
        self.graph.has_marks |= name == "terraform.applying";
        if let Some(to) = self.stack.by_address.get(name) {
            self.graph.links.push(Link { why: Why::Names, to: *to });
        } else if !self.is_declared(key, name) && !self.stack.by_hand.contains(name) {
            self.report(undeclared(name));
        }
    }

    fn is_declared(&self, key: &str, name: &str) -> bool {
        // A word that stands alone was given as one.
        let Some((root, rest)) = name.split_once('.') else { return true };
        match root {
            "var" => self.stack.variable_names.contains(rest),
            "path" => matches!(rest, "module" | "root" | "cwd"),
            "terraform" => matches!(rest, "workspace" | "applying"),
            "each" => matches!(rest, "key" | "value") && key != "for_each" && self.has(&["for_each"]),
            "count" => rest == "index" && key != "count" && self.has(&["count"]),
            "self" => self.has(&["provisioner", "connection", "lifecycle"]),
            _ => false,
        }
    }

    fn has(&self, keys: &[&str]) -> bool {
        self.entry.is_some_and(|entry| entry.items().filter_map(Item::key).any(|key| keys.contains(&key)))
    }
}

fn undeclared(name: &str) -> Problem {
    let message = format!("a raw expression names `{name}`, which is not declared");
    let by_hand =
        format!("where a file of your own declares it, say so: `stack.declared_by_hand([\"{name}\"])`");
    let help = match name.split('.').next().unwrap_or_default() {
        "var" => format!("declare it with `stack.variable(…)`; {by_hand}"),
        "local" | "module" => format!("give the value itself; {by_hand}"),
        "each" => "set `for_each` on the same resource, or give the value itself".to_owned(),
        "count" => "set `count` on the same resource, or give the value itself".to_owned(),
        "self" => "name the resource: only provisioners and conditions know `self`".to_owned(),
        "path" => "Terraform has `path.module`, `path.root` and `path.cwd`".to_owned(),
        "terraform" => "Terraform has `terraform.workspace` and `terraform.applying`".to_owned(),
        _ => format!("declare it, or use the handle of what you mean instead of a raw expression; {by_hand}"),
    };
    Problem::syntax("unresolved-reference", message, help)
}

fn unknown_function(name: &str) -> Problem {
    let nearest = functions::nearest(name);
    Problem::error(
        "unknown-function",
        format!("Terraform 1.11 has no function `{name}`"),
        format!("did you mean `{nearest}`? A provider's function is `provider::NAME::FUNCTION`"),
    )
}
