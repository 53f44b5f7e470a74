//! What is said of a resource beside its own arguments.

use super::body::Body;
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

/// A rule that the author accepts to be broken, and why.
#[derive(Debug)]
pub(crate) struct Allowed {
    pub(crate) rule: String,
    pub(crate) reason: String,
}
