//! The rules about names, files and providers: what Terraform would refuse before it looks at any resource.

use std::collections::{HashMap, HashSet};

use crate::lang::identifier::is_identifier;
use crate::stack::configurations::configurations;
use crate::stack::entry::Entry;
use crate::stack::graph::Graph;
use crate::stack::provider::BUILT_IN;
use crate::stack::stack::Stack;
use crate::validity::problem::Problem;

/// Names of which an account has one in a region. Where the label is the same, too, that is what is reported.
pub(crate) fn names(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    let mut first: HashMap<_, &Entry> = HashMap::new();
    let providers = configurations(stack, graph);
    for (index, entry) in stack.entries.iter().enumerate() {
        let Some((argument, name)) =
            entry.kind.named_by.and_then(|argument| Some((argument, entry.body.text(argument)?)))
        else {
            continue;
        };
        let provider = providers.get(index).copied().flatten();
        let other = *first.entry((entry.kind.name, provider, name)).or_insert(entry);
        if other.address != entry.address {
            let address = &other.address;
            problems.push(
                Problem::error(
                    "duplicate-name",
                    format!("`{argument}` is `{name}`, which is the name of `{address}` already"),
                    "give each a name of its own: an account has one of a name in a region",
                )
                .at(&entry.address),
            );
        }
    }
}

pub(crate) fn providers(stack: &Stack, graph: &Graph, problems: &mut Vec<Problem>) {
    let mut reported = HashSet::new();
    let of_types = stack.entries.iter().filter_map(|entry| Some(entry.kind.provider?.name));
    let sources: HashSet<&str> =
        of_types.chain(stack.providers.iter().map(|provider| provider.name)).collect();
    for entry in &stack.entries {
        let name = entry.kind.provider_name();
        let known = name == BUILT_IN || sources.contains(name);
        if !known && reported.insert(name) {
            let message = format!("nothing says where the provider `{name}` comes from");
            problems.push(unknown_provider(name, message).at(&entry.address));
        }
        let is_configured = |alias: &str| {
            let mut of_name = stack.providers.iter().filter(|provider| provider.name == name);
            of_name.any(|provider| provider.reference() == alias)
        };
        let alias = entry.meta.as_ref().and_then(|meta| meta.provider.as_deref());
        if let Some(alias) = alias.filter(|alias| !is_configured(alias)) {
            problems.push(
                Problem::syntax(
                    "foreign-provider",
                    format!("`{alias}` is no configuration of the provider `{name}` in this stack"),
                    "pass on what this stack's `stack.provider(…)` returned for that provider",
                )
                .at(&entry.address),
            );
        }
    }
    let of_functions = graph.function_providers.iter().map(String::as_str);
    for name in of_functions.filter(|name| *name != BUILT_IN && !sources.contains(name)) {
        let message =
            format!("functions of the provider `{name}` are called, and nothing says where it comes from");
        problems.push(unknown_provider(name, message).at(&stack.name));
    }
    for (at, provider) in stack.providers.iter().enumerate() {
        let before = stack.providers[..at].iter().find(|other| other.name == provider.name);
        if before.is_some_and(|other| (other.source, other.version) != (provider.source, provider.version)) {
            problems.push(
                Problem::syntax(
                    "provider-versions",
                    "this provider is configured before with another source or version; a stack has one",
                    "give each of its configurations the same `.version(…)`",
                )
                .at(&format!("provider.{}", provider.name)),
            );
        }
    }
}

fn unknown_provider(name: &str, message: String) -> Problem {
    let help =
        format!("add `stack.provider(Provider::new(&ProviderSource::new(\"{name}\", source, version)))`");
    Problem::syntax("unknown-provider", message, help)
}

/// What is imported or moved twice, and what is moved from an address that is still taken.
pub(crate) fn addresses(stack: &Stack, problems: &mut Vec<Problem>) {
    let mut imported: HashMap<_, &Entry> = HashMap::new();
    let mut moved: HashMap<&str, &Entry> = HashMap::new();
    for entry in &stack.entries {
        let Some(meta) = &entry.meta else { continue };
        let mut report = |rule, message: String, help| {
            problems.push(Problem::syntax(rule, message, help).at(&entry.address));
        };
        if let Some(id) = &meta.import {
            let other = *imported.entry((entry.kind.name, &meta.provider, id)).or_insert(entry);
            if other.address != entry.address {
                let message = format!("`{id}` is imported as `{}` already", other.address);
                report("duplicate-import", message, "import each object once, by its own id");
            }
        }
        for from in &meta.moved_from {
            let other = *moved.entry(from).or_insert(entry);
            if **from != *entry.address && stack.by_address.contains_key(&**from) {
                let message = format!("this is moved from `{from}`, which the stack still declares");
                report(
                    "moved-object-exists",
                    message,
                    "name the address that it had before, or remove the `moved_from`",
                );
            } else if other.address != entry.address {
                let message = format!("`{from}` is moved to `{}` already", other.address);
                report("duplicate-move", message, "one address becomes one other: remove one of the two");
            }
        }
    }
}

/// A file that Terrane writes itself, or that would lie elsewhere, takes no resources.
pub(crate) fn files(stack: &Stack, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for entry in &stack.entries {
        let file = entry.kind.file;
        if !seen.insert((file, entry.kind.name)) {
            continue;
        }
        let is_name = !file.is_empty()
            && file.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
        // Terraform merges what stands in an override file into what stands elsewhere.
        let is_taken = matches!(file, "terraform" | "variables" | "outputs" | "override")
            || file.ends_with("_override")
            || file.starts_with("terrane");
        if !is_name || is_taken || !is_identifier(entry.kind.name) {
            problems.push(
                Problem::syntax(
                    "invalid-type",
                    format!("`{}` cannot go to the file `{file}.tf`", entry.kind.name),
                    "give the `ResourceType` the resource's Terraform name, and a file name of lower-case letters, digits, `-` and `_` that is \
                     not `terraform`, `variables` or `outputs`, does not end in `override` and does not begin with `terrane`",
                )
                .at(&entry.address),
            );
        }
    }
}
