//! Policies that collect their statements until the stack is finished.

use std::collections::{HashMap, HashSet};

use terrane_core::{Expr, Node, Stack};

use super::statement::{Statement, policy_document};

/// The statements of a policy that grows with what uses it. Those that differ in nothing but their resources
/// become one.
#[derive(Debug, Default)]
pub struct CollectedPolicy {
    statements: Vec<Statement>,
    /// Where a statement of these actions stands that has neither principals, conditions nor an id.
    plain: HashMap<(&'static str, Vec<&'static str>), usize>,
    /// The resources of each of those, as they are written.
    resources: HashSet<(usize, String)>,
}

impl CollectedPolicy {
    /// Makes the argument `policy` of a declared resource one that collects statements. Without a statement,
    /// the resource is not emitted.
    pub fn declare(stack: &mut Stack, policy: &Node) {
        stack.defer(policy, "policy", Self::document);
    }

    /// Adds a statement to such a policy. An action of another service than its resources is reported
    /// (`action-of-other-service`).
    pub fn grant(stack: &mut Stack, policy: &Node, statement: Statement) {
        for problem in statement.problems() {
            stack.report(policy, problem);
        }
        if let Some(collected) = stack.deferred::<Self>(policy) {
            collected.add(statement);
        }
    }

    fn document(&self) -> Option<Expr> {
        // A right to a thing is given before the thing is of use.
        let statements = self.statements.iter().cloned().map(Statement::without_dependencies);
        (!self.statements.is_empty()).then(|| policy_document(statements).into())
    }

    fn add(&mut self, statement: Statement) {
        if !statement.is_plain() {
            return self.statements.push(statement);
        }
        let key = (statement.effect, statement.actions.clone());
        let at = *self.plain.entry(key).or_insert(self.statements.len());
        if at == self.statements.len() {
            self.statements.push(Statement { resources: Vec::new(), ..statement.clone() });
        }
        for resource in statement.resources {
            if self.resources.insert((at, resource.to_string())) {
                self.statements[at].resources.push(resource);
            }
        }
    }
}
