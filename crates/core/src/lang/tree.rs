//! What a value is: the forms that it can have, which are made of values again.

use std::borrow::Cow;
use std::sync::Arc;

use hcl::Number;
pub(crate) use hcl::expr::{BinaryOperator, UnaryOperator};
pub(crate) use hcl::template::Strip;

use super::node::Node;
use crate::validity::problem::Problem;

/// A value as Terraform will compute it, of no particular type: a literal, a reference, or a call over them.
///
/// Builders take the typed forms ([`Text`](crate::Text), [`Value`](crate::Value), [`Ref`](crate::Ref)); all
/// of them turn into an `Expr` when they are set on a [`Body`](crate::Body).
///
/// A value is nested [`Expr::DEEPEST`] levels deep at most; what is deeper is reported (`deep-nesting`) where
/// it is set.
#[derive(Clone, Debug)]
pub struct Expr {
    pub(crate) tree: Tree,
    /// What must exist before this value is of use, beyond what it names.
    pub(super) needs: Option<Arc<Vec<Node>>>,
    pub(super) depth: u16,
    /// Whether its text goes over several lines.
    pub(super) multiline: bool,
}

/// A value, by its form.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'static, str>),
    /// Literals and values, one behind the other.
    Template(Vec<Part>),
    /// A template that takes white space away around its values (`${~ x ~}`): it stays a value of its own, so
    /// that it takes nothing away from what it is joined with.
    StrippedTemplate(Vec<Part>),
    /// An attribute of something that is declared: `aws_vpc.main`, and below it `id` or
    /// `endpoint[0].address`.
    Attribute(Node, &'static str),
    /// A name that stands by itself: `var` of `var.x`, a type, a keyword.
    Word(Cow<'static, str>),
    /// What lies below another value: `var.x`, `list[0].id`.
    Path(Box<Expr>, Vec<Step>),
    List(Vec<Expr>),
    Object(Vec<(Key, Expr)>),
    Call(Box<Call>),
    /// In parentheses.
    Group(Box<Expr>),
    Conditional(Box<[Expr; 3]>),
    Binary(BinaryOperator, Box<[Expr; 2]>),
    Unary(UnaryOperator, Box<Expr>),
    For(Box<For>),
    /// What could not be built, and why: reported where the value is set.
    Fault(Box<Problem>),
}

/// A part of a template.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Literal(Cow<'static, str>),
    Value(Expr, Strip),
    If(Box<If>),
    For(Box<ForDirective>),
}

/// `%{if …}…%{else}…%{endif}`, each with what it strips.
#[derive(Clone, Debug)]
pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Part>,
    pub(crate) otherwise: Option<Vec<Part>>,
    /// Of the `if`, the `else` and the `endif`.
    pub(crate) strips: [Strip; 3],
}

/// `%{for … in …}…%{endfor}`, each with what it strips.
#[derive(Clone, Debug)]
pub(crate) struct ForDirective {
    pub(crate) key: Option<String>,
    pub(crate) value: String,
    pub(crate) collection: Expr,
    pub(crate) inner: Vec<Part>,
    /// Of the `for` and the `endfor`.
    pub(crate) strips: [Strip; 2],
}

/// The key of an object's entry.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    Literal(Cow<'static, str>),
    Computed(Box<Expr>),
}

/// A step of a path.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// `.name`
    Attribute(Cow<'static, str>),
    /// `[value]`
    Index(Expr),
    /// `.0`
    LegacyIndex(u64),
    /// `.*`
    AttributeSplat,
    /// `[*]`
    FullSplat,
}

/// `name(arguments…)`.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) name: Cow<'static, str>,
    pub(crate) arguments: Vec<Expr>,
    /// The last argument is a list of arguments: `f(list...)`.
    pub(crate) expands: bool,
}

/// `[for value in collection : result if condition]`, or with a key, `{ for … : key => result }`.
#[derive(Clone, Debug)]
pub(crate) struct For {
    pub(crate) key: Option<String>,
    pub(crate) value: Cow<'static, str>,
    pub(crate) collection: Expr,
    pub(crate) result_key: Option<Expr>,
    pub(crate) result: Expr,
    pub(crate) grouping: bool,
    pub(crate) condition: Option<Expr>,
}

impl Expr {
    /// A value that is made of no others.
    pub(crate) fn leaf(tree: Tree) -> Self {
        Self { tree, needs: None, depth: 0, multiline: false }
    }
}

impl Tree {
    /// A list or an object, also one that a `for` makes.
    pub(crate) fn has_elements(&self) -> bool {
        matches!(self, Tree::List(_) | Tree::Object(_) | Tree::For(_))
    }

    /// What Terraform does not turn into text.
    pub(crate) fn is_no_text(&self) -> bool {
        self.has_elements() || matches!(self, Tree::Null)
    }

    /// Visits the values that this one is directly made of.
    pub(crate) fn children<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        match self {
            Tree::Null
            | Tree::Bool(_)
            | Tree::Number(_)
            | Tree::Text(_)
            | Tree::Attribute(..)
            | Tree::Word(_)
            | Tree::Fault(_) => {}
            Tree::Template(parts) | Tree::StrippedTemplate(parts) => of_parts(parts, visit),
            Tree::Path(root, steps) => {
                visit(root);
                for step in steps {
                    if let Step::Index(index) = step {
                        visit(index);
                    }
                }
            }
            Tree::List(elements) => elements.iter().for_each(visit),
            Tree::Object(entries) => {
                for (key, value) in entries {
                    if let Key::Computed(key) = key {
                        visit(key);
                    }
                    visit(value);
                }
            }
            Tree::Call(call) => call.arguments.iter().for_each(visit),
            Tree::Group(inner) | Tree::Unary(_, inner) => visit(inner),
            Tree::Conditional(three) => three.iter().for_each(visit),
            Tree::Binary(_, both) => both.iter().for_each(visit),
            Tree::For(of) => {
                let [key, condition] = [&of.result_key, &of.condition];
                std::iter::once(&of.collection)
                    .chain(key)
                    .chain([&of.result])
                    .chain(condition)
                    .for_each(visit);
            }
        }
    }
}

fn of_parts<'a>(parts: &'a [Part], visit: &mut dyn FnMut(&'a Expr)) {
    for part in parts {
        match part {
            Part::Literal(_) => {}
            Part::Value(value, _) => visit(value),
            Part::If(of) => {
                visit(&of.condition);
                of_parts(&of.then, visit);
                of_parts(of.otherwise.as_deref().unwrap_or_default(), visit);
            }
            Part::For(of) => {
                visit(&of.collection);
                of_parts(&of.inner, visit);
            }
        }
    }
}
