//! Expressions: what an attribute's value can be, together with the resources that it names.

use std::borrow::Cow;
use std::sync::Arc;

use hcl::Number;
use hcl::expr::{Expression, Variable};

use crate::Invalid;
use crate::inline::inline;
use crate::node::Node;

/// A value as Terraform will compute it, of no particular type: a literal, a reference, or a call over them.
///
/// Builders take the typed forms ([`Text`](crate::Text), [`Value`](crate::Value), [`Ref`](crate::Ref)); all of them
/// turn into an `Expr` when they are set on a [`Body`](crate::Body).
#[derive(Clone, Debug)]
pub struct Expr {
    pub(crate) repr: Repr,
    /// What must exist before this value is of use, beyond what it names.
    pub(crate) needs: Option<Arc<[Node]>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Repr {
    Text(Cow<'static, str>),
    Attribute(Node, &'static str),
    /// An expression that names nothing.
    Leaf(Expression),
    Tree(Box<Tree>),
}

/// An expression together with what it names.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) expression: Expression,
    pub(crate) edges: Vec<Edge>,
}

/// Why one resource depends on another.
#[derive(Clone, Debug)]
pub(crate) enum Edge {
    /// An attribute names it, so Terraform sees the order by itself.
    Names(Node),
    /// It must exist first although no attribute names it: written as `depends_on`.
    After(Node),
    /// Its attached parts (a role's policies) must exist first, and so must what they wait for.
    AfterAttached(Node),
    /// It is named as the owner or the peer of a part: an order, but not a use.
    PartOf(Node),
    /// A raw expression names it by its address.
    Address(Box<str>),
}

impl Expr {
    /// A literal string.
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self { repr: Repr::Text(text.into()), needs: None }
    }

    /// A list of values.
    pub fn list<T: Into<Expr>>(items: impl IntoIterator<Item = T>) -> Self {
        let mut edges = Vec::new();
        let mut needs = Vec::new();
        let items = items.into_iter().map(|item| item.into().lower(&mut edges, &mut needs)).collect();
        Self::tree(Expression::Array(items), edges, needs)
    }

    /// `null`: as if the argument had been left out.
    pub fn null() -> Self {
        Self::leaf(Expression::Null)
    }

    /// An expression written in Terraform's own language, for what has no typed form.
    ///
    /// The resources it names are found and checked like any other reference.
    ///
    /// # Errors
    ///
    /// Where the text is not one expression, or could not be written back as it is: a heredoc, or an escape within a
    /// template.
    ///
    /// ```
    /// use terrane_core::Expr;
    ///
    /// assert!(Expr::raw("cidrsubnet(var.cidr, 8, 1)").is_ok());
    /// assert!(Expr::raw("cidrsubnet(").is_err());
    /// ```
    pub fn raw(source: &str) -> Result<Self, Invalid> {
        if source.contains("<<") {
            return Err(Invalid::new("a heredoc is not taken here: write the text as a quoted template"));
        }
        // hcl-rs reads an escaped `$` or `%` within a template as the sign itself, which may then be live.
        let lower = source.to_ascii_lowercase();
        if ["\\u0024", "\\u0025", "\\u00000024", "\\u00000025"].iter().any(|sign| lower.contains(sign)) {
            return Err(Invalid::new(
                "write `$${` and `%%{` for a literal `${` and `%{`, not a Unicode escape",
            ));
        }
        let expression: Expression = source
            .parse()
            .map_err(|error| Invalid::new(format!("`{source}` is not a Terraform expression: {error}")))?;
        // hcl-rs reads `\"` or `\n` within a template as the character itself, which would end the text or the line where
        // it is written back. It reads a bare newline there as well, which Terraform does not.
        let mut written = String::new();
        inline(&expression, &mut written);
        if written.contains(char::is_control) || written.parse().ok().as_ref() != Some(&expression) {
            return Err(Invalid::new(format!(
                "`{source}` has an escape within a template: put such a text together with `Text::then`"
            )));
        }
        let edges = addresses(source);
        Ok(Self::tree(expression, edges, Vec::new()))
    }

    pub(crate) fn attribute(node: &Node, path: &'static str) -> Self {
        Self { repr: Repr::Attribute(node.clone(), path), needs: None }
    }

    pub(crate) fn leaf(expression: Expression) -> Self {
        Self { repr: Repr::Leaf(expression), needs: None }
    }

    pub(crate) fn tree(expression: Expression, edges: Vec<Edge>, needs: Vec<Node>) -> Self {
        let needs = if needs.is_empty() { None } else { Some(needs.into()) };
        Self { repr: Repr::Tree(Box::new(Tree { expression, edges })), needs }
    }

    /// The same value, of use only once `node` exists: whatever takes it waits for `node` as well.
    #[must_use]
    pub fn after(mut self, node: &Node) -> Self {
        let mut needs = self.needs.map_or_else(Vec::new, |needs| needs.to_vec());
        needs.push(node.clone());
        self.needs = Some(needs.into());
        self
    }

    /// The literal string that this is, if it is one.
    pub fn as_literal(&self) -> Option<&str> {
        match &self.repr {
            Repr::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The declared resource whose attribute this is, if it is just that.
    pub(crate) fn target(&self) -> Option<&Node> {
        self.attribute_of().map(|(node, _)| node)
    }

    /// That resource, and which of its attributes.
    pub(crate) fn attribute_of(&self) -> Option<(&Node, &'static str)> {
        match &self.repr {
            Repr::Attribute(node, path) => Some((node, path)),
            _ => None,
        }
    }

    /// The expression itself; what it names is added to `edges` and what it needs to `needs`.
    pub(crate) fn lower(self, edges: &mut Vec<Edge>, needs: &mut Vec<Node>) -> Expression {
        if let Some(more) = &self.needs {
            needs.extend_from_slice(more);
        }
        match self.repr {
            Repr::Text(text) => Expression::String(text.into_owned()),
            Repr::Attribute(node, path) => {
                let expression = reference(&node.address, path);
                edges.push(Edge::Names(node));
                expression
            }
            Repr::Leaf(expression) => expression,
            Repr::Tree(tree) => {
                edges.extend(tree.edges);
                tree.expression
            }
        }
    }
}

/// `aws_vpc.main` and `endpoint[0].address` as one name.
///
/// Nothing looks inside a reference again, and a large stack has tens of thousands: as a traversal of hcl-rs each would be
/// five allocations instead of two.
pub(crate) fn reference(address: &str, path: &str) -> Expression {
    let name = if path.is_empty() {
        Variable::unchecked(address)
    } else {
        Variable::unchecked([address, ".", path].concat())
    };
    Expression::Variable(name)
}

/// Every `aws_type.label` in a raw expression: enough to derive the order and to find what is not declared.
fn addresses(source: &str) -> Vec<Edge> {
    let code = without_texts(source);
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let words = || code.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
    let mut bound = Vec::new();
    let mut rest = words();
    while rest.any(|word| word == "for") {
        bound.extend(rest.by_ref().take_while(|word| *word != "in"));
    }
    words()
        .filter_map(|word| {
            let mut parts = word.split('.');
            let first = parts.next().filter(|first| !bound.contains(first))?;
            let (prefix, type_name) = match first {
                "data" | "ephemeral" => (Some(first), parts.next()?),
                _ => (None, first),
            };
            let label = parts.next().filter(|label| !label.is_empty())?;
            // Every resource type of a provider is `provider_thing`; `var.x`, `local.x`, `each.key` are not.
            let resource = type_name.split_once('_').is_some_and(|(provider, _)| provider.len() > 1);
            let address = match prefix {
                Some(prefix) => format!("{prefix}.{type_name}.{label}"),
                None => format!("{type_name}.{label}"),
            };
            resource.then(|| Edge::Address(address.into()))
        })
        .collect()
}

/// The expression with its literal texts left out: `"my_bucket.s3"` names nothing, `"${aws_vpc.main.id}"` does.
fn without_texts(source: &str) -> String {
    let mut code = String::new();
    // Whether each level that is open, from the outermost, is a text.
    let mut open = vec![false];
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        let in_text = open.last() == Some(&true);
        match c {
            '\\' if in_text => drop(chars.next()),
            '$' | '%' if in_text && chars.peek() == Some(&c) => {
                // `$${` is a literal `${`; a `$` before it belongs to neither.
                chars.next();
                chars.next_if_eq(&'{');
            }
            '$' | '%' if in_text && chars.next_if_eq(&'{').is_some() => open.push(false),
            '"' if in_text => drop(open.pop()),
            '"' => open.push(true),
            '{' if !in_text => open.push(false),
            '}' if !in_text => drop(open.pop()),
            _ => {}
        }
        code.push(if in_text || c == '"' { ' ' } else { c });
    }
    code
}

impl From<&'static str> for Expr {
    fn from(text: &'static str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Expr {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&Expr> for Expr {
    fn from(expr: &Expr) -> Self {
        expr.clone()
    }
}

impl From<bool> for Expr {
    fn from(value: bool) -> Self {
        Self::leaf(Expression::Bool(value))
    }
}

impl From<u32> for Expr {
    fn from(value: u32) -> Self {
        Self::leaf(Expression::from(value))
    }
}

impl From<u64> for Expr {
    fn from(value: u64) -> Self {
        Self::leaf(Expression::from(value))
    }
}

impl From<i64> for Expr {
    fn from(value: i64) -> Self {
        Self::leaf(Expression::from(value))
    }
}

impl From<f64> for Expr {
    /// A whole number is written without a fraction; what is no number at all becomes `null`.
    fn from(value: f64) -> Self {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: up to here every whole number is exact
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
        if value.fract() == 0.0 && value.abs() <= EXACT {
            return Self::from(value as i64);
        }
        Self::leaf(Number::from_f64(value).map_or(Expression::Null, Expression::Number))
    }
}

impl<T: Into<Expr>> From<Vec<T>> for Expr {
    fn from(items: Vec<T>) -> Self {
        Self::list(items)
    }
}
