//! What the policies of keys let services do, for those that encrypt with a key.

use terrane_core::{Node, Ref, Stack};

use crate::iam::Statement;
use crate::kind::KeyArn;

/// The policy of a key, as far as it is known: that of a key which is declared in the stack.
#[derive(Debug, Default)]
pub struct KeyPolicy(Option<Vec<Statement>>);

impl KeyPolicy {
    /// Records the policy of a key: for what makes keys.
    pub fn record(stack: &mut Stack, key: &Node, statements: &[Statement]) {
        if let Some(policy) = stack.remember::<KeyPolicy, KeyArn>(&key.attribute("arn")) {
            policy.0 = Some(statements.to_vec());
        }
    }

    /// Whether the policy of a key lets a service of AWS use it whose name begins so: `logs.`.
    ///
    /// `None` where the key is not declared in this stack: its policy is not known then.
    pub fn allows(stack: &mut Stack, key: &Ref<KeyArn>, service_prefix: &str) -> Option<bool> {
        let KeyPolicy(statements) = stack.remember(key)?;
        let statements = statements.as_ref()?;
        Some(statements.iter().any(|statement| statement.admits_service(service_prefix)))
    }
}
