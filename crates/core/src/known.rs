//! What is known, while others are declared, of a resource that is declared already.

use crate::kind::KeyArn;
use crate::{Node, Ref, Stack, Statement};

/// The policy of a KMS key.
#[derive(Debug, Default)]
struct KeyPolicy(Option<Vec<Statement>>);

impl Stack {
    /// The text behind a reference, where it is known: a literal, or an argument that the declared resource was given.
    ///
    /// ```
    /// # use terrane_core::{Body, Ref, Stack, Type, kind::LogGroupName};
    /// const LOG_GROUP: Type = Type::resource("aws_cloudwatch_log_group", "observability");
    /// let mut stack = Stack::new("docs");
    /// let mut body = Body::new();
    /// body.set("name", "/ecs/jiki");
    /// let name: Ref<LogGroupName> = stack.add(&LOG_GROUP, "web", body).attribute("name");
    /// assert_eq!(stack.known_text(&name), Some("/ecs/jiki"));
    /// ```
    pub fn known_text<'a, K>(&'a self, reference: &'a Ref<K>) -> Option<&'a str> {
        let Some((node, argument)) = reference.expr().attribute_of() else { return reference.as_literal() };
        let entry = self.entries.get(node.id.index as usize).filter(|_| node.id.stack == self.id)?;
        entry.body.text(argument)
    }

    /// Records the policy of a key: for the layer that makes keys.
    pub fn key_policy(&mut self, key: &Node, statements: &[Statement]) {
        if let Some(policy) = self.remember::<KeyPolicy, KeyArn>(&key.attribute("arn")) {
            policy.0 = Some(statements.to_vec());
        }
    }

    /// Whether the policy of a key lets a service of AWS use it, of which this is how the name begins: `logs.`.
    ///
    /// `None` where the key is not declared in this stack: its policy is not known then.
    pub fn key_serves(&mut self, key: &Ref<KeyArn>, service: &str) -> Option<bool> {
        let KeyPolicy(statements) = self.remember(key)?;
        let statements = statements.as_ref()?;
        Some(statements.iter().any(|statement| statement.admits_service(service)))
    }
}
