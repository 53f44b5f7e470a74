//! `aws_secretsmanager_secret`.

use terrane_aws::kind::{KeyArn, SecretArn};
use terrane_aws::{Region, Secret, Tags};
use terrane_core::{
    Body, Days, Handle, NameRule, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

const SECRET: ResourceType =
    terrane_aws::resource("aws_secretsmanager_secret", "data").named_once("name").must_be_used(
        "give `.secret()` to the container that reads it, \
         give a password's `.value()` to the cluster, or remove it",
    );

/// A secret of Secrets Manager whose value is set by hand, or by a program: Terraform never sees it.
///
/// Emits `aws_secretsmanager_secret.{label}`. The value can have up to 65,536 bytes. Until it is set, a
/// container that takes the secret does not start.
///
/// By default it is encrypted with `aws/secretsmanager`, and a deleted secret can be brought back for 30
/// days.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`DeclaredSecret::NAME`] |
/// | `out-of-range` | a recovery window other than 0 or 7 to 30 days |
/// | `secret-name-like-arn` (a warning) | a name that ends like an ARN |
/// | `unused` | a secret that nothing uses |
///
/// # Not covered
///
/// Rotation, which would make it a secret that no container can take from its environment; a policy of the
/// secret's own; `name_prefix` and `force_overwrite_replica_secret`: use `stack.amend(&secret).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::Environment;
/// use terrane_core::{Declare, Days, Stack};
/// use terrane_data::DeclaredSecret;
///
/// let mut stack = Stack::new("docs");
/// let master_key = DeclaredSecret::new("jiki/production/rails-master-key")
///     .description("Rails master key for encrypted credentials")
///     .recovery_window(Days(7))
///     .declare(&mut stack, "rails_master_key");
/// let environment = Environment::new().set("RAILS_MASTER_KEY", master_key.secret());
/// # use terrane_core::ResourceType;
/// # const READER: ResourceType = ResourceType::resource("aws_iam_policy", "compute");
/// # let policy = terrane_aws::policy_document(master_key.secret().read());
/// # terrane_core::Custom::new(&READER).set("policy", policy).declare(&mut stack, "reader");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_secretsmanager_secret")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct DeclaredSecret {
    name: Text,
    description: Option<Text>,
    key: Option<Ref<KeyArn>>,
    recovery_window: Option<Days>,
    replicas: Vec<Region>,
    tags: Tags,
}

impl DeclaredSecret {
    /// The name of a secret.
    pub const NAME: NameRule =
        NameRule::new("a secret's name has 1 to 512 letters, digits and `/_+=.@-`", 1, 512)
            .letters()
            .digits()
            .also("/_+=.@-");

    const DESCRIPTION: NameRule =
        NameRule::new("a secret's description has at most 2,048 characters", 0, 2048).anything();

    /// A secret without a value; see [`DeclaredSecret::NAME`].
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            description: None,
            key: None,
            recovery_window: None,
            replicas: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// What the secret is for.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// A key of your own, instead of `aws/secretsmanager`. The right to read the secret then has that to
    /// decrypt.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }

    /// How long a deleted secret can be brought back, and its name is taken: 7 to 30 days, 30 by default; 0
    /// deletes it at once.
    pub fn recovery_window(mut self, days: Days) -> Self {
        self.recovery_window = Some(days);
        self
    }

    /// Keeps a copy in another region, encrypted with that region's `aws/secretsmanager`.
    pub fn replicate_to(mut self, region: &Region) -> Self {
        self.replicas.push(region.clone());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if let Some(name) = self.name.as_literal()
            && ends_like_arn(name)
        {
            body.report(Problem::warning(
                "secret-name-like-arn",
                format!("`{name}` ends in `-` and six characters, as the ARN of every secret does"),
                "choose another end: AWS may take the name for part of an ARN when the secret is looked up",
            ));
        }
    }

    /// The secret's node, and its key.
    pub(super) fn declare_secret(self, stack: &mut Stack, label: &str) -> (Node, Option<Ref<KeyArn>>) {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        body.name_opt("description", &Self::DESCRIPTION, self.description);
        body.reference_opt("kms_key_id", self.key.as_ref());
        if let Some(Days(days)) = self.recovery_window {
            if days == 0 {
                body.comment("0: gone at once when destroyed.");
                body.set("recovery_window_in_days", Days(0));
            } else {
                body.number("recovery_window_in_days", days, 7..=30);
            }
        }
        self.tags.write(&mut body);
        for region in &self.replicas {
            body.block("replica", |replica| replica.set("region", Text::from(region)));
        }
        let node = stack.add(&SECRET, label, body);
        stack.amend(&node).skip_checkov(
            "CKV2_AWS_57",
            "containers read it once, when they start, so it is not rotated behind their backs",
        );
        (node, self.key)
    }
}

fn ends_like_arn(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(before, end)| {
        !before.is_empty() && end.len() == 6 && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

pub(super) fn as_secret(arn: Ref<SecretArn>, key: Option<&Ref<KeyArn>>) -> Secret {
    let secret = Secret::new(arn);
    match key {
        Some(key) => secret.encrypted_with(key.clone()),
        None => secret,
    }
}

impl Resource for DeclaredSecret {
    type Handle = DeclaredSecretHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> DeclaredSecretHandle {
        let (node, key) = self.declare_secret(stack, label);
        DeclaredSecretHandle { node, key }
    }
}

/// A declared secret.
#[derive(Clone, Debug)]
pub struct DeclaredSecretHandle {
    node: Node,
    key: Option<Ref<KeyArn>>,
}

impl DeclaredSecretHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<SecretArn> {
        self.node.attribute("arn")
    }

    /// The secret, as a container takes it.
    pub fn secret(&self) -> Secret {
        as_secret(self.arn(), self.key.as_ref())
    }
}

impl RefersTo<SecretArn> for DeclaredSecretHandle {
    fn reference(&self) -> Ref<SecretArn> {
        self.arn()
    }
}

impl Handle for DeclaredSecretHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
