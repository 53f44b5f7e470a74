//! From the tree to text, in the layout of `terraform fmt`.

use crate::lang::body::Item;
use crate::lang::comment;
use crate::lang::expr::Expr;
use crate::lang::inline::{function, inline, object_key};
use crate::lang::tree::{Key, Part, Step, Tree};

/// A list longer than this goes over several lines.
const LINE: usize = 96;

/// Appends the items of a block, each line indented by `depth` levels.
pub(crate) fn items(items: &[Item], depth: usize, out: &mut String) {
    let mut at = 0;
    let mut previous: Option<&Item> = None;
    while let Some(item) = items.get(at) {
        let detached = |item: &Item| matches!(item, Item::Block(..));
        let after_comment = matches!(previous, Some(Item::Comment(_)));
        if previous.is_some_and(|p| (detached(p) || starts_block(&items[at..])) && !after_comment) {
            out.push('\n');
        }
        match item {
            Item::Comment(text) => comment::lines(text, depth, out),
            Item::Block(key, inner) => {
                indent(depth, out);
                out.push_str(key);
                block(inner, depth, out);
            }
            Item::Attribute(..) => {
                let chain = items[at..].iter().map_while(|item| match item {
                    Item::Attribute(key, value, _) if !value.multiline => Some(key.len()),
                    _ => None,
                });
                let (count, width) = chain.fold((0, 0), |(n, width), len| (n + 1, width.max(len)));
                for item in &items[at..at + count.max(1)] {
                    if let Item::Attribute(key, value, _) = item {
                        indent(depth, out);
                        out.push_str(key);
                        pad(width.saturating_sub(key.len()), out);
                        out.push_str(" = ");
                        expression(value, depth, out);
                        out.push('\n');
                    }
                }
                at += count.max(1) - 1;
            }
        }
        previous = items.get(at);
        at += 1;
    }
}

/// Whether the next thing that is no comment is a block.
fn starts_block(items: &[Item]) -> bool {
    items
        .iter()
        .find(|item| !matches!(item, Item::Comment(_)))
        .is_some_and(|item| matches!(item, Item::Block(..)))
}

/// Appends ` { … }` behind a block's header.
pub(crate) fn block(inner: &[Item], depth: usize, out: &mut String) {
    if inner.is_empty() {
        out.push_str(" {}\n");
        return;
    }
    out.push_str(" {\n");
    items(inner, depth + 1, out);
    indent(depth, out);
    out.push_str("}\n");
}

pub(crate) fn indent(depth: usize, out: &mut String) {
    pad(2 * depth, out);
}

fn pad(width: usize, out: &mut String) {
    const SPACES: &str = "                                ";
    let mut left = width;
    while left > 0 {
        let now = left.min(SPACES.len());
        out.push_str(&SPACES[..now]);
        left -= now;
    }
}

/// Whether a value's text goes over several lines. It is asked once, when the value is built.
pub(crate) fn is_multiline(tree: &Tree) -> bool {
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
fn has_object(value: &Expr) -> bool {
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

/// Takes about the columns that the value needs on one line from what is left; `false` where that is not enough. It looks at
/// no more than that, however large the value is.
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
fn is_small(entries: &[(Key, Expr)]) -> bool {
    let is_scalar =
        |value: &Expr| !matches!(value.tree, Tree::List(_) | Tree::Object(_) | Tree::Call(_) | Tree::For(_));
    entries.len() <= 3 && entries.iter().all(|(_, value)| is_scalar(value))
}

/// Appends a value that starts on the current line, whose own lines are indented by `depth` levels.
fn expression(value: &Expr, depth: usize, out: &mut String) {
    if !value.multiline {
        return inline(value, out);
    }
    match &value.tree {
        Tree::Object(entries) => object(entries, depth, out),
        Tree::List(elements) => list(elements, depth, out),
        Tree::Call(call) => {
            function(call, out);
            for (at, argument) in call.arguments.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                if at + 1 == call.arguments.len() {
                    expression(argument, depth, out);
                } else {
                    inline(argument, out);
                }
            }
            out.push_str(if call.expands { "...)" } else { ")" });
        }
        _ => inline(value, out),
    }
}

fn list(elements: &[Expr], depth: usize, out: &mut String) {
    // What stands alone needs no line for its brackets: `[{`, `[[`.
    if let [only] = elements
        && matches!(only.tree, Tree::Object(_) | Tree::List(_))
        && only.multiline
    {
        out.push('[');
        expression(only, depth, out);
        out.push(']');
        return;
    }
    // Short objects stand on a line each, unless one of them is not short.
    let is_short = |element: &Expr| match &element.tree {
        Tree::Object(entries) => is_small(entries),
        _ => !element.multiline,
    };
    let short = elements.iter().all(is_short);
    out.push_str("[\n");
    for element in elements {
        indent(depth + 1, out);
        if short {
            inline(element, out);
        } else {
            expression(element, depth + 1, out);
        }
        out.push_str(",\n");
    }
    indent(depth, out);
    out.push(']');
}

fn object(entries: &[(Key, Expr)], depth: usize, out: &mut String) {
    out.push_str("{\n");
    let mut width = None;
    for (at, (key, value)) in entries.iter().enumerate() {
        indent(depth + 1, out);
        let start = out.len();
        object_key(key, out);
        if is_aligned(key, value) {
            let width = *width.get_or_insert_with(|| {
                let chain = entries[at..].iter().take_while(|(key, value)| is_aligned(key, value));
                chain.map(|(key, _)| key_width(key)).max().unwrap_or(0)
            });
            pad(width.saturating_sub(out.len() - start), out);
        } else {
            width = None;
        }
        out.push_str(" = ");
        expression(value, depth + 1, out);
        out.push('\n');
    }
    indent(depth, out);
    out.push('}');
}

/// Whether the formatter aligns an entry with those around it: it takes the line's first `=` for the one of the entry, also
/// where that is within the key.
fn is_aligned(key: &Key, value: &Expr) -> bool {
    !value.multiline && !matches!(key, Key::Computed(key) if has_object(key))
}

/// A key is ASCII, so that its width is its length.
fn key_width(key: &Key) -> usize {
    match key {
        Key::Literal(text) if crate::lang::function::is_identifier(text) => text.len(),
        other => {
            let mut text = String::new();
            object_key(other, &mut text);
            text.len()
        }
    }
}
