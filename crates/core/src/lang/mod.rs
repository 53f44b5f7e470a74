//! Terraform's language: values as a tree, and the tree as text.
//!
//! | file | holds |
//! |---|---|
//! | `tree.rs` | what a value is: the forms that it can have |
//! | `node.rs` | where a declared resource stands, and the handle that proves it |
//! | `expr.rs` | how a value of no particular type is built |
//! | `text.rs` | strings; the one place where two pieces of text are joined |
//! | `value.rs` | numbers and truth values that are known now or later |
//! | `unit.rs` | quantities with their units |
//! | `object.rs` | objects, in the order in which their keys are set |
//! | `function.rs`, `functions.rs`, `operator.rs` | Terraform's functions and operators |
//! | `raw.rs` | values that are written in Terraform's own language |
//! | `mentions.rs` | what a value names |
//! | `item.rs` | what stands in a block |
//! | `identifier.rs`, `escape.rs` | names, and the way from a string to the inside of quotes |
//! | `inline.rs`, `layout.rs`, `comment.rs`, `format.rs` | from the tree to text, as `terraform fmt` would have it |

pub(crate) mod comment;
pub(crate) mod escape;
pub(crate) mod expr;
pub(crate) mod format;
pub(crate) mod function;
pub(crate) mod functions;
pub(crate) mod identifier;
pub(crate) mod inline;
pub(crate) mod item;
pub(crate) mod layout;
pub(crate) mod mentions;
pub(crate) mod node;
pub(crate) mod object;
pub(crate) mod operator;
pub(crate) mod raw;
pub(crate) mod text;
pub(crate) mod tree;
pub(crate) mod unit;
pub(crate) mod value;
