//! One declared resource as text, with the blocks about its address.

use std::collections::HashSet;

use crate::lang::item::Item;
use crate::lang::tree::{Expr, Tree};
use crate::lang::{comment, format, layout, raw};
use crate::stack::body::Body;
use crate::stack::entry::Entry;
use crate::stack::graph::{Graph, Why};
use crate::stack::meta::Meta;
use crate::stack::stack::Stack;

/// Appends a resource: what was said of it, its arguments, what it waits for.
pub(super) fn write_entry(
    stack: &Stack,
    graph: &Graph,
    index: usize,
    provider: Option<&str>,
    out: &mut String,
) {
    let entry = &stack.entries[index];
    let none = Meta::default();
    let meta = entry.meta.as_deref().unwrap_or(&none);
    out.push('\n');
    for text in &meta.comments {
        comment::lines(text, 0, out);
    }
    for allowed in &meta.allowed {
        comment::lines(&format!("Allowed, {}: {}", allowed.rule, allowed.reason), 0, out);
    }
    for part in [entry.kind.block, " \"", entry.kind.name, "\" \"", entry.label(), "\""] {
        out.push_str(part);
    }
    let start = out.len();
    out.push_str(" {\n");
    for (id, reason) in &meta.skips {
        comment::skip_checkov(id, reason, 1, out);
    }
    if let Some(provider) = provider {
        layout::indent(1, out);
        out.push_str("provider = ");
        out.push_str(provider);
        out.push_str("\n\n");
    }
    format::items(&entry.body.items, 1, out);
    for (above, items) in trailing(meta, depends_on(stack, graph, index)) {
        let separated = !out.ends_with("{\n") && !out.ends_with("\n\n");
        if separated {
            out.push('\n');
        }
        if !above.is_empty() {
            comment::lines(above, 1, out);
        }
        format::items(&items, 1, out);
    }
    if out.ends_with(" {\n") && out.len() == start + 3 {
        out.truncate(start);
        out.push_str(" {}\n");
    } else {
        out.push_str("}\n");
    }
    beside(entry, meta, out);
}

/// What stands behind a resource's own arguments, each part with its comment.
fn trailing(meta: &Meta, waits: Vec<Expr>) -> Vec<(&'static str, Vec<Item>)> {
    let mut parts = Vec::new();
    // The only place that needs a second copy of a tree, and a rare one.
    let untyped = meta.untyped.items.iter().filter(|item| item.key() != Some("lifecycle"));
    let untyped: Vec<Item> = untyped.cloned().collect();
    if !untyped.is_empty() {
        parts.push(("Set by name, without a typed setter:", untyped));
    }
    let lifecycle = meta.lifecycle();
    if !lifecycle.is_empty() {
        parts.push(("", vec![Item::Block("lifecycle", lifecycle)]));
    }
    if !waits.is_empty() {
        let mut body = Body::new();
        body.set("depends_on", waits);
        parts.push(("", body.items));
    }
    parts
}

/// What the resource waits for and does not name.
fn depends_on(stack: &Stack, graph: &Graph, index: usize) -> Vec<Expr> {
    let links = graph.of_entry(index);
    let mut waits: Vec<u32> =
        links.iter().filter(|link| link.why == Why::After).map(|link| link.to).collect();
    if waits.is_empty() {
        return Vec::new();
    }
    let named: HashSet<u32> = links.iter().filter(|link| link.why.is_named()).map(|link| link.to).collect();
    waits.sort_unstable();
    waits.dedup();
    let waits = waits.iter().filter(|to| !named.contains(to) && !graph.is_omitted(**to));
    waits.filter_map(|to| stack.entries.get(*to as usize)).map(|entry| word(&entry.address)).collect()
}

/// An address where Terraform takes one without computing it.
fn word(address: &str) -> Expr {
    Expr::leaf(Tree::Word(address.to_owned().into()))
}

/// The blocks about a resource's address, behind the resource.
fn beside(entry: &Entry, meta: &Meta, out: &mut String) {
    if let Some(id) = &meta.import {
        let mut body = Body::new();
        body.set("to", word(&entry.address));
        body.set("id", id.clone());
        out.push_str("\nimport");
        format::block(&body.items, 0, out);
    }
    for from in &meta.moved_from {
        let mut body = Body::new();
        // What is no address has been reported.
        body.set("from", raw::address(from).unwrap_or_else(Expr::null));
        body.set("to", word(&entry.address));
        out.push_str("\nmoved");
        format::block(&body.items, 0, out);
    }
}
