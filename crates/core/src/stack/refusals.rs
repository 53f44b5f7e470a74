//! Problems that are found in more than one place.

use crate::lang::node::Node;
use crate::validity::problem::Problem;

/// Of a name that stands for a resource of another stack.
pub(crate) fn foreign(node: &Node) -> Problem {
    Problem::syntax(
        "foreign-reference",
        format!("this refers to `{}` of another stack, which this stack does not have", node.address()),
        "declare the resource in this stack, or pass its id in: `Ref::existing(…)`, or a variable",
    )
}

/// Of a label that Terraform does not take.
pub(crate) fn invalid_label(label: &str) -> Problem {
    Problem::syntax(
        "invalid-label",
        format!("`{label}` is no label: Terraform takes letters, digits, `_` and `-`, a letter or `_` first"),
        "rename it, for example `web_5xx_errors`",
    )
}

/// Of a label that is taken.
pub(crate) fn duplicate(what: &str) -> Problem {
    Problem::syntax(
        "duplicate-label",
        format!("another {what} has the same label"),
        "give each its own label, or declare it once and pass its handle on",
    )
}
