//! Where the state is kept.

use super::body::Body;
use crate::lang::identifier::is_identifier;
use crate::lang::item::Item;
use crate::lang::mentions::mentions;
use crate::lang::tree::Expr;
use crate::validity::problem::Problem;

/// A backend, by Terraform's name of it and its arguments, which are literals: Terraform reads them before
/// anything else. What is computed is reported (`computed-backend`).
///
/// ```
/// use terrane_core::{Backend, Stack};
///
/// let mut stack = Stack::new("docs");
/// stack.backend(Backend::new("local").attribute("path", "state/terraform.tfstate"));
/// assert!(stack.finish()?.file("terraform.tf").unwrap().contains("backend \"local\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Backend {
    pub(crate) kind: &'static str,
    pub(crate) body: Body,
}

impl Backend {
    /// A backend without arguments.
    pub fn new(kind: &'static str) -> Self {
        Self { kind, body: Body::new() }
    }

    /// Sets an argument; of one that is set twice, the later value holds.
    pub fn attribute(mut self, name: &'static str, value: impl Into<Expr>) -> Self {
        self.body.replace(name, value.into());
        self
    }

    /// What Terraform would refuse.
    pub(crate) fn check(&self) -> Vec<Problem> {
        let mut problems = self.body.problems.clone();
        if !is_identifier(self.kind) {
            let what = format!("`{}` is not the name of a backend", self.kind);
            problems.push(Problem::syntax(
                "invalid-backend",
                what,
                "write it as Terraform does, such as `local`",
            ));
        }
        for item in &self.body.items {
            let Item::Attribute(key, value, _) = item else { continue };
            let mut is_computed = false;
            mentions(value, &mut |_| is_computed = true);
            if is_computed {
                let what = format!("`{key}` is computed, and Terraform reads it before anything is");
                problems.push(Problem::syntax("computed-backend", what, "give a literal"));
            }
        }
        problems
    }
}
