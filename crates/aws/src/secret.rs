//! Secrets, as containers receive them.

use terrane_core::{Ref, Text};

use crate::iam::{Action, Statement};
use crate::kind::{KeyArn, SecretArn};

const GET: Action<SecretArn> = Action::new("secretsmanager:GetSecretValue");
const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");

/// A secret whose value stays until it is changed by hand: fit for a container's environment, which is read
/// once.
///
/// ```
/// use terrane_aws::{Environment, Secret};
/// use terrane_core::Ref;
///
/// let stripe =
///     Secret::new(Ref::existing("arn:aws:secretsmanager:eu-west-1:111122223333:secret:stripe-a1b2c3"));
/// let environment = Environment::new().set("STRIPE_SECRET_KEY", stripe.json_key("secret_key"));
/// assert_eq!(environment.secrets().count(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Secret {
    arn: Ref<SecretArn>,
    json_key: Option<String>,
    key: Option<Ref<KeyArn>>,
}

impl Secret {
    /// The secret with this ARN.
    pub fn new(arn: Ref<SecretArn>) -> Self {
        Self { arn, json_key: None, key: None }
    }

    /// Encrypted with a key of your own: a principal that reads the secret must be allowed to decrypt with
    /// it.
    #[must_use]
    pub fn encrypted_with(self, key: Ref<KeyArn>) -> Self {
        Self { key: Some(key), ..self }
    }

    /// One key of a secret that holds a JSON object.
    #[must_use]
    pub fn json_key(self, key: impl Into<String>) -> Self {
        Self { json_key: Some(key.into()), ..self }
    }

    /// The ARN of the whole secret.
    pub fn arn(&self) -> &Ref<SecretArn> {
        &self.arn
    }

    /// What a container definition calls `valueFrom`: the ARN, and behind it the JSON key.
    pub fn value_from(&self) -> Text {
        match &self.json_key {
            Some(key) => Text::from(&self.arn).then(format!(":{key}::")),
            None => Text::from(&self.arn),
        }
    }

    /// The right to read exactly this secret.
    pub fn read(&self) -> Vec<Statement> {
        let read = Statement::allow([GET], [self.arn.clone()]);
        let decrypt = self.key.iter().map(|key| Statement::allow([DECRYPT], [key.clone()]));
        std::iter::once(read).chain(decrypt).collect()
    }
}

/// A secret that AWS changes on a schedule, such as a master password that RDS manages (every seven days).
///
/// It is read when it is needed, by an application that asks Secrets Manager. It does not go into a
/// container's environment, which is read once:
///
/// ```compile_fail,E0277
/// use terrane_aws::{Environment, RotatingSecret};
/// use terrane_core::Ref;
///
/// let password =
///     RotatingSecret::new(Ref::existing("arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds"));
/// let environment = Environment::new().set("DATABASE_PASSWORD", password);
/// ```
#[derive(Clone, Debug)]
pub struct RotatingSecret {
    secret: Secret,
}

impl RotatingSecret {
    /// The secret with this ARN.
    pub fn new(arn: Ref<SecretArn>) -> Self {
        Self { secret: Secret::new(arn) }
    }

    /// Encrypted with a key of your own.
    #[must_use]
    pub fn encrypted_with(self, key: Ref<KeyArn>) -> Self {
        Self { secret: self.secret.encrypted_with(key) }
    }

    /// The ARN, which the application needs to ask for the value.
    pub fn arn(&self) -> &Ref<SecretArn> {
        self.secret.arn()
    }

    /// The right to read exactly this secret.
    pub fn read(&self) -> Vec<Statement> {
        self.secret.read()
    }
}
