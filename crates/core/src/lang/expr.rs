//! How a value is built, and what can be asked of it.

use std::borrow::Cow;
use std::sync::Arc;

use hcl::Number;

use super::identifier::{invalid_path, is_identifier, is_path};
use super::layout;
use super::node::Node;
use super::tree::{Expr, Tree};
use crate::validity::name::Name;
use crate::validity::problem::Problem;

impl Expr {
    /// How many levels of lists, objects, calls and operators can stand within each other.
    pub const DEEPEST: u16 = 256;

    /// A literal string.
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self::leaf(Tree::Text(text.into()))
    }

    /// A list of values.
    pub fn list<T: Into<Expr>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::nested(Tree::List(items.into_iter().map(Into::into).collect()))
    }

    /// `null`: as if the argument had been left out.
    pub fn null() -> Self {
        Self::leaf(Tree::Null)
    }

    /// A word that stands without quotes where Terraform takes one: `ignore_changes = all`.
    ///
    /// What is no word is reported (`invalid-word`) where it is set.
    ///
    /// ```
    /// use terrane_core::{Body, Expr};
    ///
    /// let mut body = Body::new();
    /// body.block("lifecycle", |lifecycle| lifecycle.set("ignore_changes", Expr::word("all")));
    /// ```
    pub fn word(word: &'static str) -> Self {
        if is_identifier(word) {
            return Self::leaf(Tree::Word(word.into()));
        }
        Self::fault(Problem::syntax(
            "invalid-word",
            format!("`{word}` is not a word: letters, digits and `_`, a letter first"),
            "give a literal as text, or an expression with `Expr::raw`",
        ))
    }

    pub(crate) fn attribute(node: &Node, path: &'static str) -> Self {
        if !is_path(path) {
            return Self::fault(invalid_path(path));
        }
        Self::leaf(Tree::Attribute(node.clone(), path))
    }

    /// What could not be built: `null`, with a problem that is reported where it is set.
    pub(crate) fn fault(problem: Problem) -> Self {
        Self::leaf(Tree::Fault(Box::new(problem)))
    }

    /// A value that is made of others.
    pub(crate) fn nested(tree: Tree) -> Self {
        let mut depth = 0;
        tree.children(&mut |child| depth = depth.max(child.depth));
        Self::above(tree, depth)
    }

    /// A value that is made of others, of which the deepest has this depth.
    pub(crate) fn above(tree: Tree, depth: u16) -> Self {
        if depth >= Self::DEEPEST {
            return Self::fault(Problem::syntax(
                "deep-nesting",
                format!("the value is nested more than {} levels deep", Self::DEEPEST),
                "flatten it, or give it as text that is read from a file",
            ));
        }
        let multiline = layout::is_multiline(&tree);
        Self { tree, needs: None, depth: depth + 1, multiline }
    }

    pub(crate) fn depth(&self) -> u16 {
        self.depth
    }

    /// The same value, of use only once `node` exists: whatever takes it waits for `node` as well.
    #[must_use]
    pub fn after(mut self, node: &Node) -> Self {
        Arc::make_mut(self.needs.get_or_insert_default()).push(node.clone());
        self
    }

    /// The same value without what [`Expr::after`] added: for what does not use it yet.
    #[must_use]
    pub fn without_dependencies(self) -> Self {
        Self { needs: None, ..self }
    }

    /// What must exist before this value is of use, beyond what it names.
    pub(crate) fn needs(&self) -> &[Node] {
        self.needs.as_deref().map_or(&[], Vec::as_slice)
    }

    /// The literal string that this is, if it is one.
    pub fn as_literal(&self) -> Option<&str> {
        match &self.tree {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The declared resource whose attribute this is, if it is just that.
    pub(crate) fn target(&self) -> Option<&Node> {
        self.attribute_of().map(|(node, _)| node)
    }

    /// That resource, and which of its attributes.
    pub(crate) fn attribute_of(&self) -> Option<(&Node, &'static str)> {
        match &self.tree {
            Tree::Attribute(node, path) => Some((node, path)),
            _ => None,
        }
    }
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

impl From<Name> for Expr {
    fn from(name: Name) -> Self {
        Self::text(name.as_str())
    }
}

impl From<&Expr> for Expr {
    fn from(expr: &Expr) -> Self {
        expr.clone()
    }
}

impl From<bool> for Expr {
    fn from(value: bool) -> Self {
        Self::leaf(Tree::Bool(value))
    }
}

impl From<u32> for Expr {
    fn from(value: u32) -> Self {
        Self::leaf(Tree::Number(value.into()))
    }
}

impl From<u64> for Expr {
    fn from(value: u64) -> Self {
        Self::leaf(Tree::Number(value.into()))
    }
}

impl From<i64> for Expr {
    fn from(value: i64) -> Self {
        Self::leaf(Tree::Number(value.into()))
    }
}

impl From<f64> for Expr {
    /// A whole number is written without a fraction. What is not finite is reported (`not-a-number`) where it
    /// is set.
    fn from(value: f64) -> Self {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: up to here every whole number is exact
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
        if value.fract() == 0.0 && value.abs() <= EXACT {
            return Self::from(value as i64);
        }
        match Number::from_f64(value) {
            Some(number) => Self::leaf(Tree::Number(number)),
            None => Self::fault(Problem::syntax(
                "not-a-number",
                format!("`{value}` is not a number that Terraform has"),
                "give a finite number; look at the division that this came from",
            )),
        }
    }
}

impl<T: Into<Expr>> From<Vec<T>> for Expr {
    fn from(items: Vec<T>) -> Self {
        Self::list(items)
    }
}
