//! From the checked stack to the text of its files.

use std::collections::BTreeMap;
use std::fmt;

use super::files::{example_file, header, outputs_file, terraform_file, variables_file};
use super::resource::write_entry;
use crate::stack::configurations::configurations;
use crate::stack::graph::Graph;
use crate::stack::stack::Stack;
use crate::validity::problem::Problems;

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
        if let Some((key, Some(value))) = graph.deferred.get(&number) {
            stack.entries[index].body.set(key, value);
        }
        let provider = providers.get(index).and_then(Option::as_deref);
        write_entry(&stack, graph, index, provider, &mut texts[at].1);
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
        files.insert("outputs.tf".into(), outputs_file(stack));
    }
    Terraform { files, warnings }
}
