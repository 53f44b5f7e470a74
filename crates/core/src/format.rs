//! From the tree to text, in the layout of `terraform fmt`.

use hcl::expr::{Expression, Object, ObjectKey, TraversalOperator};

use crate::body::Item;
use crate::escape::is_unsafe;
use crate::inline::{function, inline, object_key};

/// A list longer than this goes over several lines.
const LINE: usize = 96;

type Entries = Object<ObjectKey, Expression>;

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
            Item::Comment(text) => comment(text, depth, out),
            Item::Block(key, inner) => {
                indent(depth, out);
                out.push_str(key);
                block(inner, depth, out);
            }
            Item::Attribute(..) => {
                let chain = items[at..].iter().map_while(|item| match item {
                    Item::Attribute(key, value) if !is_multiline(value) => Some(key.len()),
                    _ => None,
                });
                let (count, width) = chain.fold((0, 0), |(n, width), len| (n + 1, width.max(len)));
                for item in &items[at..at + count.max(1)] {
                    if let Item::Attribute(key, value) = item {
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

/// Appends a comment, a line for each of its lines.
pub(crate) fn comment(text: &str, depth: usize, out: &mut String) {
    for line in text.lines() {
        indent(depth, out);
        out.push('#');
        // A scanner's marker stands directly behind the sign.
        if !line.is_empty() && !line.starts_with("checkov:") {
            out.push(' ');
        }
        out.extend(line.trim_end().chars().map(|c| if is_unsafe(c) { ' ' } else { c }));
        out.push('\n');
    }
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

/// Whether the value's text goes over several lines.
fn is_multiline(value: &Expression) -> bool {
    match value {
        Expression::Object(entries) => !entries.is_empty(),
        Expression::Array(elements) => !elements.is_empty() && !fits(value, elements),
        Expression::FuncCall(call) => call.args.last().is_some_and(is_multiline),
        _ => false,
    }
}

fn fits(list: &Expression, elements: &[Expression]) -> bool {
    match elements {
        [Expression::Object(entries)] if !is_small(entries) => return false,
        [_] => {}
        _ if elements.iter().any(|e| matches!(e, Expression::Object(o) if !o.is_empty())) => return false,
        _ => {}
    }
    if elements.iter().any(is_multiline_element) {
        return false;
    }
    width(list) <= LINE
}

/// About how many columns the value takes on one line; so that lists break where they are long.
fn width(value: &Expression) -> usize {
    match value {
        Expression::Null | Expression::Bool(_) | Expression::Number(_) => 5,
        Expression::String(text) => text.len() + 2,
        Expression::TemplateExpr(template) => template.to_string().len() + 2,
        Expression::Variable(name) => name.as_str().len(),
        Expression::Array(elements) => elements.iter().map(|element| width(element) + 2).sum(),
        Expression::Object(entries) => {
            entries.iter().map(|(key, value)| key_width(key) + 3 + width(value) + 2).sum::<usize>() + 2
        }
        Expression::Traversal(traversal) => {
            let step = |operator: &TraversalOperator| match operator {
                TraversalOperator::GetAttr(name) => name.as_str().len() + 1,
                _ => 3,
            };
            width(&traversal.expr) + traversal.operators.iter().map(step).sum::<usize>()
        }
        other => {
            let mut text = String::new();
            inline(other, &mut text);
            text.len()
        }
    }
}

fn is_multiline_element(element: &Expression) -> bool {
    match element {
        Expression::Object(entries) => !is_small(entries),
        other => is_multiline(other),
    }
}

/// An element of a list that stands on one line, as `{ name = "RAILS_ENV", value = "production" }`.
fn is_small(entries: &Entries) -> bool {
    let is_scalar = |value: &Expression| {
        !matches!(
            value,
            Expression::Array(_) | Expression::Object(_) | Expression::FuncCall(_) | Expression::ForExpr(_)
        )
    };
    entries.len() <= 3 && entries.iter().all(|(_, value)| is_scalar(value))
}

/// Appends a value that starts on the current line, whose own lines are indented by `depth` levels.
pub(crate) fn expression(value: &Expression, depth: usize, out: &mut String) {
    match value {
        Expression::Object(entries) if !entries.is_empty() => object(entries, depth, out),
        Expression::Array(elements) if !elements.is_empty() && !fits(value, elements) => {
            match &elements[..] {
                [Expression::Object(entries)] => {
                    out.push('[');
                    object(entries, depth, out);
                    out.push(']');
                }
                elements => {
                    // Short objects stand on a line each, unless one of them is not short.
                    let short = !elements.iter().any(is_multiline_element);
                    out.push_str("[\n");
                    for element in elements {
                        indent(depth + 1, out);
                        match element {
                            Expression::Object(_) if short => inline(element, out),
                            element => expression(element, depth + 1, out),
                        }
                        out.push_str(",\n");
                    }
                    indent(depth, out);
                    out.push(']');
                }
            }
        }
        Expression::FuncCall(call) if is_multiline(value) => {
            function(call, out);
            for (i, argument) in call.args.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                if i + 1 == call.args.len() {
                    expression(argument, depth, out);
                } else {
                    inline(argument, out);
                }
            }
            if call.expand_final {
                out.push_str("...");
            }
            out.push(')');
        }
        other => inline(other, out),
    }
}

fn object(entries: &Entries, depth: usize, out: &mut String) {
    out.push_str("{\n");
    let mut width = None;
    for (at, (key, value)) in entries.iter().enumerate() {
        let multiline = is_multiline(value);
        indent(depth + 1, out);
        let start = out.len();
        object_key(key, out);
        if multiline {
            width = None;
        } else {
            let width = *width.get_or_insert_with(|| {
                let chain = entries.iter().skip(at).take_while(|(_, value)| !is_multiline(value));
                chain.map(|(key, _)| key_width(key)).max().unwrap_or(0)
            });
            pad(width.saturating_sub(out.len() - start), out);
        }
        out.push_str(" = ");
        expression(value, depth + 1, out);
        out.push('\n');
    }
    indent(depth, out);
    out.push('}');
}

/// A key is ASCII, so that its width is its length.
fn key_width(key: &ObjectKey) -> usize {
    match key {
        ObjectKey::Identifier(name) => name.as_str().len(),
        other => {
            let mut text = String::new();
            object_key(other, &mut text);
            text.len()
        }
    }
}
