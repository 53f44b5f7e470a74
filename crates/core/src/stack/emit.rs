//! From the checked stack to the text of its files.

use std::collections::{BTreeMap, HashSet};
use std::fmt::{self, Write};

use crate::lang::body::Item;
use crate::lang::inline::inline;
use crate::lang::tree::Tree;
use crate::lang::{comment, format, raw};
use crate::rules::terraform::BUILT_IN;
use crate::stack::Entry;
use crate::stack::amend::Meta;
use crate::stack::graph::{Graph, Why};
use crate::stack::provider::configurations;
use crate::{Body, Expr, Header, Object, Problems, Stack};

/// The Terraform of a stack: file names and their text.
#[derive(Clone, Debug)]
pub struct Terraform {
    files: BTreeMap<String, String>,
    warnings: Problems,
}

impl Terraform {
    /// The files by name, in alphabetical order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The text of one file.
    pub fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// The problems that stopped nothing.
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }
}

/// Every file under a line with its name: for tests and for a terminal.
impl fmt::Display for Terraform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, text) in &self.files {
            writeln!(f, "==> {name}\n{text}")?;
        }
        Ok(())
    }
}

pub(crate) fn emit(mut stack: Stack, graph: &Graph, warnings: Problems) -> Terraform {
    let mut texts: Vec<(&'static str, String)> = Vec::new();
    let providers = configurations(&stack, graph).into_iter().map(|name| name.map(str::to_owned));
    let providers: Vec<Option<String>> = providers.collect();
    for index in 0..stack.entries.len() {
        let entry = &stack.entries[index];
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        if graph.is_omitted(number) {
            continue;
        }
        let at = texts.iter().position(|(file, _)| *file == entry.kind.file).unwrap_or_else(|| {
            texts.push((entry.kind.file, header(&stack, &format!("{}.tf", entry.kind.file))));
            texts.len() - 1
        });
        let provider = providers.get(index).and_then(Option::as_deref);
        let deferred = graph.deferred.get(&number).and_then(|(key, value)| Some((*key, value.as_ref()?)));
        write_entry(entry, provider, deferred, depends_on(&stack, graph, index), &mut texts[at].1);
        // What is written is not needed again: giving it back now keeps a large stack within the cache.
        stack.entries[index].body.items = Vec::new();
    }
    let stack = &stack;
    let mut files: BTreeMap<String, String> =
        texts.into_iter().map(|(file, text)| (format!("{file}.tf"), text)).collect();
    files.insert("terraform.tf".into(), terraform_file(stack, graph));
    if !stack.variables.is_empty() {
        files.insert("variables.tf".into(), variables_file(stack));
        files.insert("example.tfvars".into(), example_file(stack));
    }
    if !stack.outputs.is_empty() {
        let mut text = header(stack, "outputs.tf");
        for output in &stack.outputs {
            text.push_str("\noutput \"");
            text.push_str(&output.name);
            text.push('"');
            format::block(&output.body.items, 0, &mut text);
        }
        files.insert("outputs.tf".into(), text);
    }
    Terraform { files, warnings }
}

fn header(stack: &Stack, file: &str) -> String {
    let mut text = String::new();
    comment::lines(&Header::new(&stack.name, file).to_string()["# ".len()..], 0, &mut text);
    text
}

fn write_entry(
    entry: &Entry,
    provider: Option<&str>,
    deferred: Option<(&'static str, &Expr)>,
    waits: Vec<Expr>,
    out: &mut String,
) {
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
        format::indent(1, out);
        out.push_str("provider = ");
        out.push_str(provider);
        out.push_str("\n\n");
    }
    format::items(&entry.body.items, 1, out);
    if let Some((key, value)) = deferred {
        let mut body = Body::new();
        body.set(key, value);
        format::items(&body.items, 1, out);
    }
    for (above, items) in trailing(meta, waits) {
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
    if !meta.untyped.items.is_empty() {
        // The only place that needs a second copy of a tree, and a rare one.
        parts.push(("Set by name, without a typed setter:", meta.untyped.items.clone()));
    }
    let is_default = !meta.prevent_destroy
        && !meta.create_before_destroy
        && meta.ignore_changes.is_empty()
        && !meta.ignores_all
        && meta.replace_triggered_by.is_empty();
    if !is_default {
        let mut body = Body::new();
        body.block("lifecycle", |lifecycle| {
            lifecycle.maybe("create_before_destroy", meta.create_before_destroy.then_some(true));
            lifecycle.maybe("prevent_destroy", meta.prevent_destroy.then_some(true));
            if meta.ignores_all {
                lifecycle.set("ignore_changes", Expr::word("all"));
            } else {
                lifecycle.list("ignore_changes", once(&meta.ignore_changes));
            }
            lifecycle.list("replace_triggered_by", &meta.replace_triggered_by);
        });
        parts.push(("", body.items));
    }
    if !waits.is_empty() {
        let mut body = Body::new();
        body.set("depends_on", waits);
        parts.push(("", body.items));
    }
    parts
}

/// Each value once, in the order in which they were given.
fn once(values: &[Expr]) -> Vec<Expr> {
    let mut seen = HashSet::new();
    let mut is_new = |value: &&Expr| {
        let mut text = String::new();
        inline(value, &mut text);
        seen.insert(text)
    };
    values.iter().filter(|value| is_new(value)).cloned().collect()
}

/// What the resource waits for and does not name.
fn depends_on(stack: &Stack, graph: &Graph, index: usize) -> Vec<Expr> {
    let links = graph.of_entry(index);
    let mut waits: Vec<u32> =
        links.iter().filter(|link| link.why == Why::After).map(|link| link.to).collect();
    if waits.is_empty() {
        return Vec::new();
    }
    let is_named = |link: &&crate::stack::graph::Link| matches!(link.why, Why::Names | Why::PartOf);
    let named: HashSet<u32> = links.iter().filter(is_named).map(|link| link.to).collect();
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

fn terraform_file(stack: &Stack, graph: &Graph) -> String {
    let mut required: BTreeMap<&'static str, (&'static str, &'static str)> = BTreeMap::new();
    for (index, entry) in (0u32..).zip(&stack.entries) {
        if let Some(provider) = entry.kind.provider.filter(|_| !graph.is_omitted(index)) {
            required.entry(provider.name).or_insert((provider.source, provider.version));
        }
    }
    if graph.function_providers.contains(BUILT_IN) {
        required.insert(BUILT_IN, ("terraform.io/builtin/terraform", ""));
    }
    for provider in stack.providers.iter().filter(|provider| provider.name != BUILT_IN) {
        required.insert(provider.name, (provider.source, provider.version));
    }
    let mut body = Body::new();
    body.set("required_version", ">= 1.11");
    if !required.is_empty() {
        body.block("required_providers", |block| {
            for (name, (source, version)) in required {
                let version = (!version.is_empty()).then_some(version);
                block.set(name, Object::new().set("source", source).maybe("version", version));
            }
        });
    }
    let mut text = header(stack, "terraform.tf");
    text.push_str("\nterraform {\n");
    format::items(&body.items, 1, &mut text);
    if let Some(backend) = &stack.backend {
        text.push_str("\n  backend \"");
        text.push_str(backend.kind);
        text.push('"');
        format::block(&backend.body.items, 1, &mut text);
    }
    text.push_str("}\n");
    for provider in &stack.providers {
        text.push_str("\nprovider \"");
        text.push_str(provider.name);
        text.push('"');
        let mut alias = Body::new();
        alias.maybe("alias", provider.alias);
        if alias.items.is_empty() {
            format::block(&provider.body.items, 0, &mut text);
        } else {
            text.push_str(" {\n");
            format::items(&alias.items, 1, &mut text);
            text.push('\n');
            format::items(&provider.body.items, 1, &mut text);
            text.push_str("}\n");
        }
    }
    text
}

fn variables_file(stack: &Stack) -> String {
    let mut text = header(stack, "variables.tf");
    for variable in &stack.variables {
        text.push_str("\nvariable \"");
        text.push_str(&variable.name);
        text.push('"');
        format::block(&variable.body.items, 0, &mut text);
    }
    text
}

/// A value that plans for each variable without a default.
fn example_file(stack: &Stack) -> String {
    let mut text = header(stack, "example.tfvars");
    comment::lines(
        "Values that plan, for every variable without a default. Copy it, fill it in, and pass it with -var-file.",
        0,
        &mut text,
    );
    let given =
        || stack.variables.iter().filter_map(|variable| Some((&variable.name, variable.example.as_ref()?)));
    let width = given().map(|(name, _)| name.len()).max().unwrap_or(0);
    text.push('\n');
    for (name, example) in given() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:width$} = {example}");
    }
    text
}
