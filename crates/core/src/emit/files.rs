//! The files that stand beside those of the resources.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::header::Header;
use crate::lang::object::Object;
use crate::lang::{comment, format};
use crate::stack::body::Body;
use crate::stack::graph::Graph;
use crate::stack::provider::BUILT_IN;
use crate::stack::stack::Stack;

/// The beginning of every file.
pub(super) fn header(stack: &Stack, file: &str) -> String {
    let mut text = String::new();
    comment::lines(&Header::new(&stack.name, file).to_string()["# ".len()..], 0, &mut text);
    text
}

/// Which providers there are, where the state is kept, and how each provider is configured.
pub(super) fn terraform_file(stack: &Stack, graph: &Graph) -> String {
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
                block.set(name, Object::new().set("source", source).set_opt("version", version));
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
        alias.set_opt("alias", provider.alias);
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

/// The input variables.
pub(super) fn variables_file(stack: &Stack) -> String {
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
pub(super) fn example_file(stack: &Stack) -> String {
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

/// The outputs.
pub(super) fn outputs_file(stack: &Stack) -> String {
    let mut text = header(stack, "outputs.tf");
    for output in &stack.outputs {
        text.push_str("\noutput \"");
        text.push_str(&output.name);
        text.push('"');
        format::block(&output.body.items, 0, &mut text);
    }
    text
}
