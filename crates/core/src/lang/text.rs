//! Strings, and the one place where pieces of text are joined.

use std::borrow::Cow;

use super::node::Node;
use super::operator::conditional;
use super::tree::{Expr, Part, Strip, Tree};
use super::value::Value;
use crate::validity::name::Name;
use crate::validity::problem::Problem;

/// A string: a literal, a reference, or text put together from both.
///
/// Joining is what it looks like: whatever the pieces are, Terraform computes the one value and then the
/// other. A literal is never read as code, also where only two pieces together would look like it.
///
/// ```
/// use terrane_core::{Stack, Text, Variable};
///
/// let mut stack = Stack::new("docs");
/// let host: Text = stack.variable(Variable::text("host", "db.internal"));
/// let url = Text::from("https://").then(host).then("/uploads");
/// ```
#[derive(Clone, Debug)]
pub struct Text(Expr);

impl Text {
    /// A string that Terraform computes.
    pub fn from_expr(expr: Expr) -> Self {
        Self(expr)
    }

    /// This text, and then more of it.
    #[must_use]
    pub fn then(self, more: impl Into<Text>) -> Self {
        concatenate([self, more.into()])
    }

    /// The one text where the condition holds, else the other.
    #[must_use]
    pub fn when(condition: Value<bool>, then: impl Into<Text>, otherwise: impl Into<Text>) -> Self {
        Self(conditional(condition.into(), then.into().0, otherwise.into().0))
    }

    /// The literal that this is, where nothing has to be computed.
    pub fn as_literal(&self) -> Option<&str> {
        self.0.as_literal()
    }
}

/// One text after the other: a template such as `"rediss://${…}:6379"`, or a plain literal where all parts
/// are.
pub fn concatenate(texts: impl IntoIterator<Item = Text>) -> Text {
    let mut joined = Joined::default();
    for text in texts {
        joined.push(text.0);
    }
    Text(joined.into_expr())
}

/// Pieces of text that are being joined. Literals that meet become one, so that the one function that escapes
/// literals sees all of what stands between two values.
#[derive(Default)]
struct Joined {
    parts: Vec<Part>,
    needs: Vec<Node>,
    depth: u16,
}

impl Joined {
    fn push(&mut self, expr: Expr) {
        let (depth, needs) = (expr.depth(), expr.needs().to_vec());
        match expr.tree {
            Tree::Text(text) => self.literal(text),
            Tree::Bool(value) => self.literal(if value { "true".into() } else { "false".into() }),
            Tree::Number(ref number) if !number.is_f64() => self.literal(number.to_string().into()),
            Tree::Template(parts) => {
                self.depth = self.depth.max(depth.saturating_sub(1));
                if self.parts.is_empty() {
                    // The usual case, `text.then(more)`: what is there already is not gone through again.
                    self.parts = parts;
                    return self.needs.extend(needs);
                }
                for part in parts {
                    match part {
                        Part::Literal(text) => self.literal(text),
                        other => self.parts.push(other),
                    }
                }
            }
            tree if tree.is_no_text() => {
                self.parts.push(Part::Value(Expr::fault(not_text("a part of a text")), Strip::None));
            }
            _ => {
                self.depth = self.depth.max(depth);
                return self.parts.push(Part::Value(expr, Strip::None));
            }
        }
        self.needs.extend(needs);
    }

    fn literal(&mut self, text: Cow<'static, str>) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Literal(before)) => before.to_mut().push_str(&text),
            _ => self.parts.push(Part::Literal(text)),
        }
    }

    fn into_expr(mut self) -> Expr {
        let joined = match self.parts.len() {
            0 => Expr::text(""),
            1 => match self.parts.remove(0) {
                Part::Literal(text) => Expr::text(text),
                // `"${x}"` alone is `x`, as the formatter of Terraform would have it.
                Part::Value(value, Strip::None) => value,
                part => Expr::above(Tree::Template(vec![part]), self.depth),
            },
            _ => Expr::above(Tree::Template(self.parts), self.depth),
        };
        self.needs.iter().fold(joined, Expr::after)
    }
}

/// The problem of a value that cannot become text.
pub(crate) fn not_text(place: &str) -> Problem {
    Problem::syntax(
        "not-text",
        format!("a list, an object or `null` is {place}, which Terraform refuses"),
        "take the elements one by one, or write the value as text with `jsonencode`",
    )
}

impl From<Text> for Expr {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl From<&Text> for Expr {
    fn from(text: &Text) -> Self {
        text.0.clone()
    }
}

impl From<&Text> for Text {
    fn from(text: &Text) -> Self {
        text.clone()
    }
}

impl From<Name> for Text {
    fn from(name: Name) -> Self {
        Self(Expr::text(name.as_str()))
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Expr::text(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Expr::text(text))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self(Expr::text(text.clone()))
    }
}

impl From<Cow<'static, str>> for Text {
    fn from(text: Cow<'static, str>) -> Self {
        Self(Expr::text(text))
    }
}

impl From<u32> for Text {
    fn from(number: u32) -> Self {
        Self(Expr::text(number.to_string()))
    }
}
