//! From the tree to text, in the layout of `terraform fmt`.

use super::comment;
use super::inline::{function, inline, object_key};
use super::item::Item;
use super::layout::{has_object, indent, is_small, key_width, pad};
use super::tree::{Expr, Key, Tree};

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

/// Whether the formatter aligns an entry with those around it: it takes the line's first `=` for the one of
/// the entry, also where that is within the key.
fn is_aligned(key: &Key, value: &Expr) -> bool {
    !value.multiline && !matches!(key, Key::Computed(key) if has_object(key))
}
