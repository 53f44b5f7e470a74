//! What stands in a block, line by line.

use super::tree::Expr;

/// An argument, a nested block, or a comment.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Attribute(&'static str, Expr, Relation),
    Block(&'static str, Vec<Item>),
    Comment(String),
}

/// What a resource is to those that an argument of it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It uses them.
    User,
    /// It is a part of them, which is no use.
    Part,
    /// It names them without using them: the other end of a rule.
    Peer,
    /// It uses them, and the stack may add entries: see [`Body::set_entries`](crate::Body::set_entries).
    OpenUser,
}

impl Item {
    pub(crate) fn key(&self) -> Option<&'static str> {
        match self {
            Item::Attribute(key, ..) | Item::Block(key, _) => Some(key),
            Item::Comment(_) => None,
        }
    }
}
