//! What goes into the root module, and what comes out of it.

use super::output::IntoOutput;
use super::refusals::{duplicate, invalid_label};
use super::stack::Stack;
use super::variable::Variable;
use crate::lang::identifier::is_name;

impl Stack {
    /// Adds an input variable and returns what stands for its value.
    pub fn variable<T>(&mut self, variable: Variable<T>) -> T {
        let mut problems = variable.check_name();
        if !self.variable_names.insert(variable.name.clone()) {
            problems.push(duplicate("variable"));
        }
        problems.extend(variable.check_given());
        problems.extend(variable.check_validations());
        let address = format!("var.{}", variable.name);
        self.problems.extend(problems.into_iter().map(|problem| problem.at(&address)));
        let value = variable.value();
        self.variables.push(variable.into_declared());
        value
    }

    /// Adds an output of the root module.
    pub fn output(&mut self, name: impl Into<String>, value: impl IntoOutput) {
        let name = name.into();
        let address = format!("output.{name}");
        if !is_name(&name) {
            self.problems.push(invalid_label(&name).at(&address));
        }
        if !self.output_names.insert(name.clone()) {
            self.problems.push(duplicate("output").at(&address));
        }
        self.outputs.push(value.into_output().lower(name));
    }
}
