//! Terraform's language: values as a tree, and the tree as text.
//!
//! | file | holds |
//! |---|---|
//! | `expr.rs` | a value as Terraform will compute it, and the tree that it is |
//! | `text.rs` | strings; the one place where two pieces of text are joined |
//! | `value.rs` | numbers and truth values that are known now or later |
//! | `unit.rs` | quantities with their units |
//! | `object.rs` | objects, in the order in which their keys are set |
//! | `function.rs` | Terraform's functions and operators |
//! | `raw.rs` | values that are written in Terraform's own language |
//! | `mentions.rs` | what a value names |
//! | `body.rs` | the arguments and blocks of a resource |
//! | `escape.rs`, `inline.rs`, `format.rs` | from the tree to text, as `terraform fmt` would have it |

pub(crate) mod body;
pub(crate) mod comment;
pub(crate) mod escape;
pub(crate) mod expr;
pub(crate) mod format;
pub(crate) mod function;
pub(crate) mod functions;
pub(crate) mod inline;
pub(crate) mod mentions;
pub(crate) mod object;
pub(crate) mod raw;
pub(crate) mod text;
pub(crate) mod tree;
pub(crate) mod unit;
pub(crate) mod value;
