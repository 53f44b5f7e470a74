//! From the checked stack to the text of its files.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::amend::Meta;
use crate::body::Item;
use crate::check::dependencies;
use crate::check_names::{configurations, provider_of};
use crate::expr;
use crate::function::is_identifier;
use crate::stack::{Entry, Why};
use crate::{Body, Expr, Header, Object, Problems, Provider, Stack, format, policy_document};

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

/// The providers that Terrane is tested with.
pub(crate) fn known_provider(name: &str) -> Option<Provider> {
    match name {
        "aws" => Some(Provider::custom("aws", "hashicorp/aws", ">= 5.100, < 7")),
        "cloudflare" => Some(Provider::cloudflare()),
        "random" => Some(Provider::random()),
        _ => None,
    }
}

pub(crate) fn emit(mut stack: Stack, warnings: Problems) -> Terraform {
    let mut texts: Vec<(&'static str, String)> = Vec::new();
    let providers = configurations(&stack).into_iter().map(|name| name.map(str::to_owned));
    let providers: Vec<Option<String>> = providers.collect();
    for index in 0..stack.entries.len() {
        let entry = &stack.entries[index];
        if entry.is_omitted() {
            continue;
        }
        let at = texts.iter().position(|(file, _)| *file == entry.kind.file).unwrap_or_else(|| {
            texts.push((entry.kind.file, header(&stack, &format!("{}.tf", entry.kind.file))));
            texts.len() - 1
        });
        let provider = providers.get(index).and_then(Option::as_deref);
        write_entry(&stack, entry, provider, &mut texts[at].1);
        // What is written is not needed again: giving it back now keeps a large stack within the cache.
        stack.entries[index].body.items = Vec::new();
    }
    let stack = &stack;
    let mut files: BTreeMap<String, String> =
        texts.into_iter().map(|(file, text)| (format!("{file}.tf"), text)).collect();
    files.insert("terraform.tf".into(), terraform_file(stack));
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
    format::comment(&Header::new(&stack.name, file).to_string()["# ".len()..], 0, &mut text);
    text
}

fn write_entry(stack: &Stack, entry: &Entry, provider: Option<&str>, out: &mut String) {
    let none = Meta::default();
    let meta = entry.meta.as_deref().unwrap_or(&none);
    out.push('\n');
    for comment in &meta.comments {
        format::comment(comment, 0, out);
    }
    for allowed in &meta.allowed {
        format::comment(&format!("Allowed, {}: {}", allowed.rule, allowed.reason), 0, out);
    }
    for part in [entry.kind.block, " \"", entry.kind.name, "\" \"", entry.label(), "\""] {
        out.push_str(part);
    }
    let start = out.len();
    out.push_str(" {\n");
    for comment in &meta.inner_comments {
        format::comment(comment, 1, out);
    }
    if let Some(provider) = provider {
        format::indent(1, out);
        out.push_str("provider = ");
        out.push_str(provider);
        out.push_str("\n\n");
    }
    format::items(&entry.body.items, 1, out);
    if let Some(statements) = entry.growing() {
        let mut body = Body::new();
        body.set("policy", policy_document(statements.iter().cloned()));
        format::items(&body.items, 1, out);
    }
    for (comment, items) in trailing(stack, entry, meta) {
        let separated = !out.ends_with("{\n") && !out.ends_with("\n\n");
        if separated {
            out.push('\n');
        }
        if !comment.is_empty() {
            format::comment(comment, 1, out);
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
fn trailing(stack: &Stack, entry: &Entry, meta: &Meta) -> Vec<(&'static str, Vec<Item>)> {
    let mut parts = Vec::new();
    if !meta.untyped.items.is_empty() {
        // The only place that needs a second copy of a tree, and a rare one.
        parts.push(("Set by name, without a typed setter:", meta.untyped.items.clone()));
    }
    let is_default = !meta.prevent_destroy
        && !meta.create_before_destroy
        && meta.ignore_changes.is_empty()
        && meta.replace_triggered_by.is_empty();
    if !is_default {
        let mut body = Body::new();
        body.block("lifecycle", |lifecycle| {
            lifecycle.maybe("create_before_destroy", meta.create_before_destroy.then_some(true));
            lifecycle.maybe("prevent_destroy", meta.prevent_destroy.then_some(true));
            if meta.ignore_changes.iter().any(|name| name == "all") {
                lifecycle.set("ignore_changes", reference("all"));
            } else {
                lifecycle.list("ignore_changes", meta.ignore_changes.iter().map(|name| reference(name)));
            }
            let triggers = meta.replace_triggered_by.iter();
            lifecycle.list("replace_triggered_by", triggers.map(|trigger| Expr::leaf(trigger.clone())));
        });
        parts.push(("", body.items));
    }
    let waits = depends_on(stack, entry);
    if !waits.is_empty() {
        let mut body = Body::new();
        body.set("depends_on", Expr::list(waits.into_iter().map(|address| reference(&address))));
        parts.push(("", body.items));
    }
    parts
}

/// The addresses that the resource waits for and does not name.
fn depends_on(stack: &Stack, entry: &Entry) -> Vec<String> {
    let (mut waits, mut named) = (Vec::new(), Vec::new());
    dependencies(stack, entry, |link| match link.why {
        Why::Names | Why::PartOf => named.push(link.to),
        Why::After => waits.push(link.to),
        Why::AfterAttached => {}
    });
    if waits.is_empty() {
        return Vec::new();
    }
    waits.sort_unstable();
    waits.dedup();
    let waits = waits.iter().filter(|to| !named.contains(to) && !stack.is_omitted(**to));
    waits.filter_map(|to| stack.entries.get(*to as usize)).map(|entry| entry.address.to_string()).collect()
}

/// An address or an argument's name where Terraform takes a bare reference.
fn reference(address: &str) -> Expr {
    if address.split('.').all(is_identifier) {
        return Expr::leaf(expr::reference(address, ""));
    }
    // An argument's name may go deeper: `tags["Name"]`. What is no expression at all is written as text.
    Expr::raw(address).unwrap_or_else(|_| Expr::text(address.to_owned()))
}

/// The blocks about a resource's address, behind the resource.
fn beside(entry: &Entry, meta: &Meta, out: &mut String) {
    if let Some(id) = &meta.import {
        let mut body = Body::new();
        body.set("to", reference(&entry.address));
        body.set("id", id.clone());
        out.push_str("\nimport");
        format::block(&body.items, 0, out);
    }
    for from in &meta.moved_from {
        let mut body = Body::new();
        body.set("from", reference(from));
        body.set("to", reference(&entry.address));
        out.push_str("\nmoved");
        format::block(&body.items, 0, out);
    }
}

fn terraform_file(stack: &Stack) -> String {
    let mut required: BTreeMap<&'static str, (&'static str, &'static str)> = BTreeMap::new();
    for entry in &stack.entries {
        if let Some(provider) = known_provider(provider_of(entry.kind.name)) {
            required.entry(provider.name).or_insert((provider.source, provider.version));
        }
    }
    for provider in &stack.providers {
        required.insert(provider.name, (provider.source, provider.version));
    }
    let mut body = Body::new();
    body.set("required_version", ">= 1.11");
    body.block("required_providers", |block| {
        for (name, (source, version)) in required {
            block.set(name, Object::new().set("source", source).set("version", version));
        }
    });
    let mut text = header(stack, "terraform.tf");
    text.push_str("\nterraform {\n");
    format::items(&body.items, 1, &mut text);
    if let Some(backend) = &stack.backend {
        text.push_str("\n  backend \"s3\"");
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
    for (name, body, _) in &stack.variables {
        text.push_str("\nvariable \"");
        text.push_str(name);
        text.push('"');
        format::block(&body.items, 0, &mut text);
    }
    text
}

/// A value that plans for each variable without a default.
fn example_file(stack: &Stack) -> String {
    let mut text = header(stack, "example.tfvars");
    format::comment(
        "Values that plan, for every variable without a default. Copy it, fill it in, and pass it with -var-file.",
        0,
        &mut text,
    );
    let given = || stack.variables.iter().filter_map(|(name, _, example)| Some((name, example.as_ref()?)));
    let width = given().map(|(name, _)| name.len()).max().unwrap_or(0);
    text.push('\n');
    for (name, example) in given() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:width$} = {example}");
    }
    text
}
