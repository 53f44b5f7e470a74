//! What is said of a resource beside its own arguments.

use std::collections::HashSet;

use super::body::Body;
use crate::lang::item::Item;
use crate::lang::tree::Expr;

/// What was said of a resource beside its own arguments.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub(crate) comments: Vec<String>,
    /// Findings of Checkov that are meant: the id of each, and the reason.
    pub(crate) skips: Vec<(String, String)>,
    pub(crate) provider: Option<String>,
    pub(crate) prevent_destroy: bool,
    pub(crate) create_before_destroy: bool,
    pub(crate) ignore_changes: Vec<Expr>,
    pub(crate) ignores_all: bool,
    pub(crate) replace_triggered_by: Vec<Expr>,
    pub(crate) untyped: Body,
    pub(crate) import: Option<String>,
    pub(crate) moved_from: Vec<String>,
    pub(crate) allowed: Vec<Allowed>,
}

impl Meta {
    /// What stands in the one block `lifecycle`: what the methods said, and what was given as a block.
    pub(crate) fn lifecycle(&self) -> Vec<Item> {
        let mut lifecycle = Body::new();
        lifecycle.set_opt("create_before_destroy", self.create_before_destroy.then_some(true));
        lifecycle.set_opt("prevent_destroy", self.prevent_destroy.then_some(true));
        if self.ignores_all {
            lifecycle.set("ignore_changes", Expr::word("all"));
        } else {
            lifecycle.list("ignore_changes", once(&self.ignore_changes));
        }
        lifecycle.list("replace_triggered_by", &self.replace_triggered_by);
        for item in &self.untyped.items {
            if let Item::Block("lifecycle", inner) = item {
                lifecycle.items.extend(inner.iter().cloned());
            }
        }
        lifecycle.items
    }
}

/// Each value once, in the order in which they were given.
fn once(values: &[Expr]) -> Vec<Expr> {
    let mut seen = HashSet::new();
    values.iter().filter(|value| seen.insert(value.to_string())).cloned().collect()
}

/// A rule that the author accepts to be broken, and why.
#[derive(Debug)]
pub(crate) struct Allowed {
    pub(crate) rule: String,
    pub(crate) reason: String,
}
