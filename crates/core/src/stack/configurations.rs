//! Which configuration of its provider each resource uses.

use std::collections::HashMap;

use super::entry::Entry;
use super::graph::{Graph, Link, Why};
use super::stack::Stack;

/// The configuration of its provider that each entry uses, where that is not the default one: its own, that
/// of its component, or that of what it is a part of. Empty where every entry uses the default one.
pub(crate) fn configurations<'a>(stack: &'a Stack, graph: &Graph) -> Vec<Option<&'a str>> {
    fn own(entry: &Entry) -> Option<&str> {
        entry.meta.as_ref()?.provider.as_deref()
    }
    let mut of_component = HashMap::new();
    for entry in &stack.entries {
        if let Some(configuration) = own(entry) {
            of_component.entry((entry.component, entry.kind.provider_name())).or_insert(configuration);
        }
    }
    let mut all: Vec<Option<&'a str>> = Vec::new();
    if of_component.is_empty() {
        return all;
    }
    for (index, entry) in stack.entries.iter().enumerate() {
        let provider = entry.kind.provider_name();
        // A whole is declared before its parts.
        let of_whole = |link: &Link| {
            let whole = stack.entries.get(link.to as usize)?;
            let same = link.why == Why::PartOf && whole.kind.provider_name() == provider;
            if same { all.get(link.to as usize).copied().flatten() } else { None }
        };
        let configuration = own(entry)
            .or_else(|| of_component.get(&(entry.component, provider)).copied())
            .or_else(|| graph.of_entry(index).iter().find_map(of_whole));
        all.push(configuration);
    }
    all
}
