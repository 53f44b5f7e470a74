//! How wide a value is, whether it goes over several lines, and what stands before a line.

use super::identifier::is_identifier;
use super::inline::object_key;
use super::tree::{Expr, Key, Part, Step, Tree};

/// A list longer than this goes over several lines.
const LINE: usize = 96;

pub(crate) fn indent(depth: usize, out: &mut String) {
    pad(2 * depth, out);
}

pub(super) fn pad(width: usize, out: &mut String) {
    const SPACES: &str = "                                ";
    let mut left = width;
    while left > 0 {
        let now = left.min(SPACES.len());
        out.push_str(&SPACES[..now]);
        left -= now;
    }
}

/// Whether a value's text goes over several lines. It is asked once, when the value is built.
pub(super) fn is_multiline(tree: &Tree) -> bool {
    match tree {
        Tree::Object(entries) => !entries.is_empty(),
        Tree::List(elements) => {
            let alone = elements.len() == 1;
            let breaks = |element: &Expr| match &element.tree {
                Tree::Object(entries) => !(entries.is_empty() || alone && is_small(entries)),
                _ => element.multiline,
            };
            elements.iter().any(breaks) || !fits(elements)
        }
        // The formatter would take the first `=` of an object before the last argument for an assignment.
        Tree::Call(call) => match call.arguments.split_last() {
            Some((last, before)) => last.multiline && !before.iter().any(has_object),
            None => false,
        },
        _ => false,
    }
}

/// Whether an object with entries, and so an `=`, is written somewhere in the value.
pub(super) fn has_object(value: &Expr) -> bool {
    let mut found = matches!(&value.tree, Tree::Object(entries) if !entries.is_empty());
    value.tree.children(&mut |child| found = found || has_object(child));
    found
}

fn fits(elements: &[Expr]) -> bool {
    let mut left = LINE;
    elements.iter().all(|element| take(2, &mut left) && take_width(element, &mut left))
}

fn take(width: usize, left: &mut usize) -> bool {
    let enough = width <= *left;
    *left = left.saturating_sub(width);
    enough
}

/// Takes about the columns that the value needs on one line from what is left; `false` where that is not
/// enough. It looks at no more than that, however large the value is.
fn take_width(value: &Expr, left: &mut usize) -> bool {
    let own = match &value.tree {
        Tree::Null | Tree::Fault(_) | Tree::Bool(_) | Tree::Number(_) => 5,
        Tree::Text(text) => text.len() + 2,
        Tree::Attribute(node, path) => node.address.len() + usize::from(!path.is_empty()) + path.len(),
        Tree::Word(word) => word.len(),
        Tree::Template(parts) | Tree::StrippedTemplate(parts) => {
            let literal = |part: &Part| if let Part::Literal(text) = part { text.len() } else { 3 };
            2 + parts.iter().map(literal).sum::<usize>()
        }
        Tree::Path(_, steps) => {
            let step = |step: &Step| if let Step::Attribute(name) = step { name.len() + 1 } else { 3 };
            steps.iter().map(step).sum()
        }
        Tree::List(elements) => 2 * elements.len(),
        Tree::Object(entries) => entries.iter().map(|(key, _)| key_width(key) + 5).sum::<usize>() + 2,
        Tree::Call(call) => call.name.len() + 2 + 2 * call.arguments.len().saturating_sub(1),
        Tree::Group(_) => 2,
        Tree::Conditional(_) => 6,
        Tree::Binary(..) => 4,
        Tree::Unary(..) => 1,
        Tree::For(_) => 16,
    };
    let mut enough = take(own, left);
    value.tree.children(&mut |child| enough = enough && take_width(child, left));
    enough
}

/// An element of a list that stands on one line, as `{ name = "RAILS_ENV", value = "production" }`.
pub(super) fn is_small(entries: &[(Key, Expr)]) -> bool {
    let is_scalar =
        |value: &Expr| !matches!(value.tree, Tree::List(_) | Tree::Object(_) | Tree::Call(_) | Tree::For(_));
    entries.len() <= 3 && entries.iter().all(|(_, value)| is_scalar(value))
}

/// A key is ASCII, so that its width is its length.
pub(super) fn key_width(key: &Key) -> usize {
    match key {
        Key::Literal(text) if is_identifier(text) => text.len(),
        other => {
            let mut text = String::new();
            object_key(other, &mut text);
            text.len()
        }
    }
}
