//! `ephemeral "aws_secretsmanager_secret_version"`: the value of a secret, while Terraform runs.

use terrane_aws::AWS;
use terrane_aws::kind::SecretArn;
use terrane_core::{Body, EphemeralText, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Value};

use super::StoredPassword;

pub(super) const READING: ResourceType =
    ResourceType::ephemeral("aws_secretsmanager_secret_version", "data").of_provider(&AWS);

/// Reads the value of a secret that exists already, for as long as Terraform runs.
///
/// Emits `ephemeral.aws_secretsmanager_secret_version.{label}`, so the value is in neither state nor plan.
///
/// # Not covered
///
/// Versions other than the current one: use `stack.amend(&reading).attribute("version_stage", …)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_data::SecretReading;
///
/// let mut stack = Stack::new("docs");
/// let secret = Ref::existing("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd");
/// let reading = SecretReading::new(&secret).declare(&mut stack, "legacy");
/// let password = reading.password(3);
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_secretsmanager_secret_version")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct SecretReading {
    secret: Ref<SecretArn>,
}

impl SecretReading {
    /// The current value of this secret.
    pub fn new(secret: &impl RefersTo<SecretArn>) -> Self {
        Self { secret: secret.reference() }
    }
}

impl Resource for SecretReading {
    type Handle = SecretReadingHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> SecretReadingHandle {
        let mut body = Body::new();
        body.reference("secret_id", self.secret);
        SecretReadingHandle { node: stack.add(&READING, label, body) }
    }
}

/// A declared reading of a secret.
#[derive(Clone, Debug)]
pub struct SecretReadingHandle {
    node: Node,
}

impl SecretReadingHandle {
    /// The value, for write-only arguments.
    pub fn value(&self) -> EphemeralText {
        EphemeralText::from_expr(self.node.expression("secret_string"))
    }

    /// The value as a password. Raise the number when the secret's value has changed.
    pub fn password(&self, rotation: impl Into<Value<u32>>) -> StoredPassword {
        StoredPassword::new(self.value(), rotation)
    }
}

impl Handle for SecretReadingHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
