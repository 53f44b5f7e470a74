//! What is wrong with a stack, and what to do about it.

use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// It works, but it costs, leaks or surprises.
    Warning,
    /// Terraform or the provider would refuse it, or it cannot work.
    Error,
}

/// One thing that is wrong: which rule says so, where, what it is, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The rule's id, such as `invalid-name`: what [`Amend::allow`](crate::Amend::allow) takes.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The Terraform address of the resource; the stack's name where it is about the whole.
    pub address: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Whether [`Amend::allow`](crate::Amend::allow) can accept it.
    pub(crate) allowable: bool,
}

impl Problem {
    /// A problem that stops the stack from being emitted.
    pub fn error(rule: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (address, message, help) = (String::new(), brief(&message.into(), 80), brief(&help.into(), 200));
        Self { rule, severity: Severity::Error, address, message, help, allowable: true }
    }

    /// A problem that stops the stack from being emitted and that cannot be allowed: Terraform could not read
    /// what would be written, would read something else, or refuses it whatever the provider says.
    pub fn syntax(rule: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { allowable: false, ..Self::error(rule, message, help) }
    }

    /// A problem that is told, and stops nothing.
    pub fn warning(rule: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, message, help) }
    }

    pub(crate) fn at(mut self, address: &str) -> Self {
        if self.address.is_empty() {
            self.address = address.to_owned();
        }
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let address = brief(&format!("`{}`", self.address), 120);
        writeln!(f, "{severity}[{}] {}", self.rule, address.trim_matches('`'))?;
        writeln!(f, "  {}", self.message)?;
        write!(f, "  help: {}", self.help)
    }
}

/// Every problem of a stack, in the order of its declarations. Printed, each has its rule, its resource, what
/// is wrong and what helps:
///
/// ```text
/// error[duplicate-label] aws_sns_topic.orders
///   another resource of this type has the same label
///   help: give each its own label, or declare it once and pass its handle on
///
/// 1 error, 0 warnings
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    /// The problems, in the order of the stack's declarations.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}\n")?;
        }
        let errors = self.0.iter().filter(|problem| problem.severity == Severity::Error).count();
        let warnings = self.0.len() - errors;
        let (s, w) = (if errors == 1 { "" } else { "s" }, if warnings == 1 { "" } else { "s" });
        write!(f, "{errors} error{s}, {warnings} warning{w}")
    }
}

/// A value that the provider or Terraform refuses, with the rule that it breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(String);

impl Invalid {
    /// The sentence that says which value breaks which rule.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(brief(&sentence.into(), 80))
    }
}

/// A sentence on one line: of a quoted value no more than the first line of it, and of the whole no more than
/// a reader takes in.
fn brief(sentence: &str, longest_quote: usize) -> String {
    const WHOLE: usize = 600;
    if sentence.len() <= longest_quote && !sentence.contains(char::is_control) {
        return sentence.to_owned();
    }
    let quote = |(at, piece): (usize, &str)| {
        let line = if at % 2 == 1 { piece.lines().next().unwrap_or_default() } else { piece };
        let longest = if at % 2 == 1 { longest_quote } else { WHOLE };
        let mut shown: String = line.chars().take(longest).collect();
        if shown.len() < piece.len() {
            shown.push('…');
        }
        shown
    };
    let pieces: Vec<String> = sentence.split('`').enumerate().map(quote).collect();
    let one_line = pieces.join("`").replace(char::is_control, " ");
    match one_line.char_indices().nth(WHOLE) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}
