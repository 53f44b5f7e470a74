//! How a stack ends: the rules are asked, and where none of them objects, the files are written.

use crate::emit::terraform::{Terraform, emit};
use crate::rules::check::check;
use crate::stack::graph::Graph;
use crate::stack::stack::Stack;
use crate::validity::problem::{Problems, Severity};

impl Stack {
    /// Every problem of the stack, allowed ones left out.
    pub fn check(&self) -> Problems {
        Problems(check(self, &Graph::of(self)))
    }

    /// Checks the stack and yields its Terraform.
    ///
    /// # Errors
    ///
    /// Every problem at once, where one of them is an error. Warnings alone stop nothing: see
    /// [`Terraform::warnings`].
    pub fn finish(self) -> Result<Terraform, Problems> {
        let graph = Graph::of(&self);
        let problems = Problems(check(&self, &graph));
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(problems);
        }
        Ok(emit(self, &graph, problems))
    }
}
