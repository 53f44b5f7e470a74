//! What a value names: resources, variables, functions.

use super::functions;
use super::node::Node;
use super::tree::{Expr, ForDirective, Key, Part, Step, Tree};
use crate::validity::problem::Problem;

/// One thing that a value names, with what of it the whole value shows.
#[derive(Clone, Debug)]
pub(crate) struct Mention<'a> {
    pub(crate) what: What<'a>,
    pub(crate) shows: Shows,
}

#[derive(Clone, Debug)]
pub(crate) enum What<'a> {
    /// An attribute of a declared resource, by its node and path.
    Attribute(&'a Node, &'a str),
    /// A name in a raw expression, up to where it is declared (`aws_vpc.main`, `data.aws_vpc.main`, `var.x`,
    /// `each.key`), and the steps behind it.
    Name(String, &'a [Step]),
    /// What must exist before the value is of use.
    Needed(&'a Node),
    Function(&'a str),
    /// What could not be built.
    Fault(&'a Problem),
}

/// Whether a value shows what is sensitive or ephemeral in it. `nonsensitive(…)` and `ephemeralasnull(…)`
/// take that away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shows {
    pub(crate) sensitive: bool,
    pub(crate) ephemeral: bool,
}

impl Shows {
    pub(crate) const ALL: Self = Self { sensitive: true, ephemeral: true };

    const NONE: Self = Self { sensitive: false, ephemeral: false };

    fn through(self, function: &str) -> Self {
        match functions::short_name(function) {
            "nonsensitive" | "issensitive" => Self { sensitive: false, ..self },
            "ephemeralasnull" => Self { ephemeral: false, ..self },
            // They may leave it out, or say something else of it.
            "can" | "try" => Self::NONE,
            _ => self,
        }
    }

    /// What a function shows of the elements of a list or an object that it is given: some take all of them
    /// into what they return; of the others that is not known.
    fn of_elements(self, function: &str) -> Self {
        match functions::short_name(function) {
            "jsonencode" | "yamlencode" | "join" | "format" | "concat" | "nonsensitive"
            | "ephemeralasnull" | "sensitive" => self,
            _ => Self::NONE,
        }
    }
}

/// Visits all that the value names, in the order in which it is written.
pub(crate) fn mentions<'a>(value: &'a Expr, visit: &mut dyn FnMut(Mention<'a>)) {
    Walk { visit, bound: Vec::new() }.value(value, Shows::ALL);
}

/// The declared resources of which the value names an attribute.
pub(crate) fn named(value: &Expr) -> Vec<&Node> {
    let mut nodes = Vec::new();
    mentions(value, &mut |mention| {
        if let What::Attribute(node, _) = mention.what {
            nodes.push(node);
        }
    });
    nodes
}

struct Walk<'a, 'v> {
    visit: &'v mut dyn FnMut(Mention<'a>),
    /// The names that the surrounding `for` expressions bind.
    bound: Vec<&'a str>,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, value: &'a Expr, shows: Shows) {
        for node in value.needs() {
            (self.visit)(Mention { what: What::Needed(node), shows });
        }
        match &value.tree {
            Tree::Attribute(node, path) => (self.visit)(Mention { what: What::Attribute(node, path), shows }),
            Tree::Fault(problem) => (self.visit)(Mention { what: What::Fault(problem), shows }),
            Tree::Word(word) => self.name(word, &[], shows),
            Tree::Path(root, steps) => {
                match &root.tree {
                    Tree::Word(word) => self.name(word, steps, shows),
                    // Which of the elements it is, is not looked into.
                    _ => self.value(root, Shows::NONE),
                }
                for step in steps {
                    if let Step::Index(index) = step {
                        self.value(index, shows);
                    }
                }
            }
            Tree::Call(call) => {
                (self.visit)(Mention { what: What::Function(&call.name), shows });
                let shows = shows.through(&call.name);
                for argument in &call.arguments {
                    self.value(
                        argument,
                        if argument.tree.has_elements() { shows.of_elements(&call.name) } else { shows },
                    );
                }
            }
            Tree::Template(parts) | Tree::StrippedTemplate(parts) => self.parts(parts, shows),
            Tree::For(of) => {
                self.value(
                    &of.collection,
                    if of.collection.tree.has_elements() { Shows::NONE } else { shows },
                );
                let outer = self.bind(of.key.as_deref(), &of.value);
                let [key, condition] = [&of.result_key, &of.condition];
                for value in key.iter().chain([&of.result]).chain(condition) {
                    self.value(value, shows);
                }
                self.bound.truncate(outer);
            }
            other => other.children(&mut |child| self.value(child, shows)),
        }
    }

    fn parts(&mut self, parts: &'a [Part], shows: Shows) {
        for part in parts {
            match part {
                Part::Literal(_) => {}
                Part::Value(value, _) => self.value(value, shows),
                Part::If(of) => {
                    self.value(&of.condition, shows);
                    self.parts(&of.then, shows);
                    self.parts(of.otherwise.as_deref().unwrap_or_default(), shows);
                }
                Part::For(of) => self.directive(of, shows),
            }
        }
    }

    fn directive(&mut self, of: &'a ForDirective, shows: Shows) {
        self.value(&of.collection, shows);
        let outer = self.bind(of.key.as_deref(), &of.value);
        self.parts(&of.inner, shows);
        self.bound.truncate(outer);
    }

    /// Binds the names of a `for`; what it returns is how many were bound before.
    fn bind(&mut self, key: Option<&'a str>, value: &'a str) -> usize {
        let before = self.bound.len();
        self.bound.extend(key.into_iter().chain([value]));
        before
    }

    fn name(&mut self, root: &'a str, steps: &'a [Step], shows: Shows) {
        if self.bound.contains(&root) {
            return;
        }
        let length = if matches!(root, "data" | "ephemeral" | "resource") { 2 } else { 1 };
        let mut name = root.to_owned();
        let mut rest = steps;
        while let [Step::Attribute(attribute), behind @ ..] = rest
            && steps.len() - rest.len() < length
        {
            name.push('.');
            name.push_str(attribute);
            rest = behind;
        }
        // `resource.aws_vpc.main` is `aws_vpc.main`.
        let name = name.strip_prefix("resource.").map_or(name.clone(), str::to_owned);
        (self.visit)(Mention { what: What::Name(name, rest), shows });
    }
}

/// The values of an argument that are arguments themselves, by their names: those of an object, and of the
/// objects of a list. What stands within a call is the call's.
pub(crate) fn nested_arguments<'a>(name: &'a str, value: &'a Expr, visit: &mut dyn FnMut(&'a str, &'a Expr)) {
    match &value.tree {
        Tree::Object(entries) => {
            for (key, value) in entries {
                match key {
                    Key::Literal(key) => nested_arguments(key, value, visit),
                    Key::Computed(key) => {
                        visit(name, key);
                        nested_arguments(name, value, visit);
                    }
                }
            }
        }
        Tree::List(elements) => elements.iter().for_each(|element| nested_arguments(name, element, visit)),
        _ => visit(name, value),
    }
}
