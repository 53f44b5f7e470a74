//! Values on one line, spaced as `terraform fmt` spaces them.

use std::fmt::Write;

use super::escape::{self, How};
use super::identifier::is_identifier;
use super::tree::{
    BinaryOperator, Call, Expr, For, ForDirective, If, Key, Part, Step, Strip, Tree, UnaryOperator,
};

/// Appends a value on the current line.
pub(crate) fn inline(value: &Expr, out: &mut String) {
    Line { out, ascii: false }.value(value);
}

impl std::fmt::Display for Expr {
    /// As Terraform reads it, on one line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        inline(self, &mut text);
        f.write_str(&text)
    }
}

/// Appends the key of an object, in ASCII: its width is then its length.
pub(crate) fn object_key(key: &Key, out: &mut String) {
    Line { out, ascii: true }.key(key);
}

/// Appends a call up to its arguments: `provider::aws::arn_parse(`.
pub(crate) fn function(call: &Call, out: &mut String) {
    out.push_str(&call.name);
    out.push('(');
}

struct Line<'a> {
    out: &'a mut String,
    ascii: bool,
}

impl Line<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn value(&mut self, value: &Expr) {
        match &value.tree {
            Tree::Null | Tree::Fault(_) => self.push("null"),
            Tree::Bool(value) => self.push(if *value { "true" } else { "false" }),
            Tree::Number(number) => self.written(format_args!("{number}")),
            Tree::Text(text) => self.quoted(text),
            Tree::Template(parts) | Tree::StrippedTemplate(parts) => {
                self.push("\"");
                self.parts(parts, false);
                self.push("\"");
            }
            Tree::Attribute(node, path) => {
                self.push(&node.address);
                if !path.is_empty() {
                    self.push(".");
                    self.push(path);
                }
            }
            Tree::Word(word) => self.push(word),
            Tree::Path(root, steps) => {
                self.value(root);
                for step in steps {
                    // The formatter sets a bracket apart from what does not look like a name.
                    let index = matches!(step, Step::Index(_) | Step::FullSplat);
                    self.push(if index && self.out.ends_with(['"', '*']) { " " } else { "" });
                    self.step(step);
                }
            }
            Tree::List(elements) => {
                self.push("[");
                self.separated(elements);
                self.push("]");
            }
            Tree::Object(entries) if entries.is_empty() => self.push("{}"),
            Tree::Object(entries) => {
                self.push("{ ");
                for (at, (key, value)) in entries.iter().enumerate() {
                    self.push(if at == 0 { "" } else { ", " });
                    self.key(key);
                    self.push(" = ");
                    self.value(value);
                }
                self.push(" }");
            }
            Tree::Call(call) => {
                function(call, self.out);
                self.separated(&call.arguments);
                self.push(if call.expands { "...)" } else { ")" });
            }
            Tree::Group(inner) => {
                self.push("(");
                self.value(inner);
                self.push(")");
            }
            Tree::Conditional(three) => {
                let [condition, then, otherwise] = &**three;
                self.value(condition);
                self.push(" ? ");
                self.value(then);
                self.push(" : ");
                self.value(otherwise);
            }
            Tree::Unary(operator, operand) => {
                self.push(if *operator == UnaryOperator::Neg { "-" } else { "!" });
                self.value(operand);
            }
            Tree::Binary(operator, both) => {
                self.value(&both[0]);
                self.written(format_args!(" {} ", BinaryOperator::as_str(operator)));
                self.value(&both[1]);
            }
            Tree::For(of) => self.comprehension(of),
        }
    }

    fn quoted(&mut self, text: &str) {
        self.push("\"");
        escape::literal(text, How { ascii: self.ascii, before_value: false }, self.out);
        self.push("\"");
    }

    fn separated(&mut self, elements: &[Expr]) {
        for (at, element) in elements.iter().enumerate() {
            self.push(if at == 0 { "" } else { ", " });
            self.value(element);
        }
    }

    fn key(&mut self, key: &Key) {
        match key {
            Key::Literal(text) if is_identifier(text) => self.push(text),
            Key::Literal(text) => {
                let outer = std::mem::replace(&mut self.ascii, true);
                self.quoted(text);
                self.ascii = outer;
            }
            Key::Computed(value) => {
                let outer = std::mem::replace(&mut self.ascii, true);
                let is_text =
                    matches!(value.tree, Tree::Template(_) | Tree::StrippedTemplate(_) | Tree::Group(_));
                self.push(if is_text { "" } else { "(" });
                self.value(value);
                self.push(if is_text { "" } else { ")" });
                self.ascii = outer;
            }
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Attribute(name) => {
                self.push(".");
                self.push(name);
            }
            Step::Index(index) => {
                self.push("[");
                self.value(index);
                self.push("]");
            }
            Step::LegacyIndex(index) => self.written(format_args!(".{index}")),
            Step::AttributeSplat => self.push(".*"),
            Step::FullSplat => self.push("[*]"),
        }
    }

    fn comprehension(&mut self, of: &For) {
        self.push(if of.result_key.is_some() { "{ for " } else { "[for " });
        self.bound(of.key.as_deref(), &of.value, &of.collection);
        self.push(" : ");
        if let Some(key) = &of.result_key {
            self.value(key);
            self.push(" =>");
            self.behind_word(Word::Arrow, &of.result);
        } else {
            self.value(&of.result);
        }
        self.push(if of.grouping { "..." } else { "" });
        if let Some(condition) = &of.condition {
            self.push(" if");
            self.behind_word(Word::If, condition);
        }
        self.push(if of.result_key.is_some() { " }" } else { "]" });
    }

    /// `key, value in collection`
    fn bound(&mut self, key: Option<&str>, value: &str, collection: &Expr) {
        if let Some(key) = key {
            self.push(key);
            self.push(", ");
        }
        self.push(value);
        self.push(" in");
        self.behind_word(Word::In, collection);
    }

    /// A value behind a word, spaced as the formatter does, which takes the word for a name: `in(x)`,
    /// `if[x]`, `if - x`.
    fn behind_word(&mut self, word: Word, value: &Expr) {
        let start = self.out.len();
        self.value(value);
        let joined = match self.out.as_bytes().get(start) {
            Some(b'(') => word != Word::Arrow,
            Some(b'[') => word == Word::If,
            _ => false,
        };
        if self.out[start..].starts_with('-') {
            self.out.insert(start + 1, ' ');
        }
        if !joined {
            self.out.insert(start, ' ');
        }
    }

    fn parts(&mut self, parts: &[Part], value_behind: bool) {
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Literal(text) => {
                    let before_value = value_behind || at + 1 < parts.len();
                    escape::literal(text, How { ascii: self.ascii, before_value }, self.out);
                }
                Part::Value(value, strip) => self.interpolation(value, *strip),
                Part::If(of) => self.if_directive(of),
                Part::For(of) => self.for_directive(of),
            }
        }
    }

    fn interpolation(&mut self, value: &Expr, strip: Strip) {
        self.push(if strip.strip_start() { "${~" } else { "${" });
        let start = self.out.len();
        self.value(value);
        // The formatter sets these apart.
        if self.out[start..].starts_with('-') {
            self.out.insert(start + 1, ' ');
        } else if self.out[start..].starts_with('{') {
            self.out.insert(start, ' ');
        }
        self.push(if self.out.ends_with('}') { " " } else { "" });
        self.push(if strip.strip_end() { "~}" } else { "}" });
    }

    fn if_directive(&mut self, of: &If) {
        self.open(of.strips[0], "if");
        self.behind_word(Word::If, &of.condition);
        self.close(of.strips[0]);
        self.parts(&of.then, true);
        if let Some(otherwise) = &of.otherwise {
            self.open(of.strips[1], "else");
            self.close(of.strips[1]);
            self.parts(otherwise, true);
        }
        self.open(of.strips[2], "endif");
        self.close(of.strips[2]);
    }

    fn for_directive(&mut self, of: &ForDirective) {
        self.open(of.strips[0], "for ");
        self.bound(of.key.as_deref(), &of.value, &of.collection);
        self.close(of.strips[0]);
        self.parts(&of.inner, true);
        self.open(of.strips[1], "endfor");
        self.close(of.strips[1]);
    }

    fn open(&mut self, strip: Strip, word: &str) {
        self.push(if strip.strip_start() { "%{~" } else { "%{" });
        self.push(word);
    }

    fn close(&mut self, strip: Strip) {
        self.push(if self.out.ends_with('}') { " " } else { "" });
        self.push(if strip.strip_end() { "~}" } else { "}" });
    }

    fn written(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }
}

/// What stands before a value, as far as the formatter spaces it in its own way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    If,
    In,
    Arrow,
}
