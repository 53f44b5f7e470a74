//! `aws_secretsmanager_secret_version`, filled by an ephemeral `random_password`.

use terrane_aws::kind::{KeyArn, SecretArn};
use terrane_aws::{Region, Secret};
use terrane_core::{
    Body, Days, EphemeralText, Handle, Node, ProviderSource, Ref, RefersTo, Resource, ResourceType, Stack,
    Text, Value,
};

use super::declared_secret::as_secret;
use super::secret_reading::READING;
use super::{DeclaredSecret, Password, StoredPassword};

/// hashicorp/random, `~> 3.7`: the first version with ephemeral passwords.
pub const RANDOM: ProviderSource = ProviderSource::new("random", "hashicorp/random", "~> 3.7");

const PASSWORD: ResourceType = ResourceType::ephemeral("random_password", "data").of_provider(&RANDOM);
const VERSION: ResourceType = terrane_aws::resource("aws_secretsmanager_secret_version", "data");

/// A password that Terraform generates, keeps in Secrets Manager and then forgets.
///
/// Emits `aws_secretsmanager_secret.{label}` and its `aws_secretsmanager_secret_version`, an ephemeral
/// `random_password`, and an ephemeral `aws_secretsmanager_secret_version` that reads the password back. The
/// password is another one in every run, and goes to a write-only argument of the secret's version. So it is
/// in neither state nor plan. What needs it in Terraform itself ([`GeneratedSecretHandle::value`]) reads it
/// back from the secret. Only a higher rotation number writes a new one, to the secret and the cluster
/// together.
///
/// By default the secret is as a [`DeclaredSecret`] is, and the password has letters and digits only.
///
/// # Rules
///
/// Those of a [`DeclaredSecret`]; a length outside of 8 to 128, and a rotation number of 0 (`out-of-range`).
///
/// # Not covered
///
/// Version stages, binary values, and what a [`DeclaredSecret`] does not cover.
///
/// # Example
///
/// ```
/// use terrane_aws::Environment;
/// use terrane_core::{Declare, Days, Stack, literal};
/// use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, Credentials, GeneratedSecret, Password};
///
/// let mut stack = Stack::new("docs");
/// let password = GeneratedSecret::new("jiki/production/database-password", Password::length(32), 1)
///     .description("The database's master password")
///     .recovery_window(Days(7))
///     .declare(&mut stack, "database_password");
/// let database = AuroraCluster::serverless(
///     "jiki-production",
///     AuroraEngine::postgresql("16.6"),
///     literal!(AcuRange, 0.5, 1.0),
///     Credentials::stored("jiki", &password.value()),
/// );
/// database.declare(&mut stack, "main");
/// let environment = Environment::new().set("DATABASE_PASSWORD", password.secret());
/// let terraform = stack.finish()?;
/// assert!(terraform.file("data.tf").unwrap().contains("secret_string_wo_version = 1"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// The password itself goes into no output, and into no container except as a secret:
///
/// ```compile_fail,E0277
/// use terrane_core::{Declare, Stack};
/// use terrane_data::{GeneratedSecret, Password};
///
/// let mut stack = Stack::new("docs");
/// let password =
///     GeneratedSecret::new("jiki/password", Password::length(32), 1).declare(&mut stack, "password");
/// stack.output("password", password.value());
/// ```
#[doc(alias = "random_password")]
#[doc(alias = "aws_secretsmanager_secret_version")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct GeneratedSecret {
    secret: DeclaredSecret,
    password: Password,
    rotation: Value<u32>,
}

impl GeneratedSecret {
    /// A secret with a generated password, and its rotation number: 1 at first, one more for each new
    /// password.
    pub fn new(name: impl Into<Text>, password: Password, rotation: impl Into<Value<u32>>) -> Self {
        Self { secret: DeclaredSecret::new(name), password, rotation: rotation.into() }
    }

    /// What the password is for.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.secret = self.secret.description(text);
        self
    }

    /// A key of your own, instead of `aws/secretsmanager`. The right to read the secret then has that to
    /// decrypt.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.secret = self.secret.encrypted_with(key);
        self
    }

    /// How long a deleted secret can be brought back; see [`DeclaredSecret::recovery_window`].
    pub fn recovery_window(mut self, days: Days) -> Self {
        self.secret = self.secret.recovery_window(days);
        self
    }

    /// Keeps a copy in another region; see [`DeclaredSecret::replicate_to`].
    pub fn replicate_to(mut self, region: &Region) -> Self {
        self.secret = self.secret.replicate_to(region);
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.secret = self.secret.tag(key, value);
        self
    }
}

impl Resource for GeneratedSecret {
    type Handle = GeneratedSecretHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> GeneratedSecretHandle {
        let mut body = Body::new();
        self.password.write(&mut body);
        let password = stack.add(&PASSWORD, label, body);

        let (node, key) = self.secret.declare_secret(stack, label);

        let mut body = Body::new();
        body.set_parent("secret_id", &node.attribute::<SecretArn>("id"));
        body.set("secret_string_wo", password.expression("result"));
        body.comment("Another password is written when this number rises, and at no other time.");
        body.number("secret_string_wo_version", self.rotation.clone(), 1..=i32::MAX.unsigned_abs());
        let version = stack.add(&VERSION, label, body);

        let mut body = Body::new();
        body.set_parent("secret_id", &version.attribute::<SecretArn>("secret_id"));
        let read_back = stack.add(&READING, label, body);
        stack.amend(&read_back).comment(
            "The ephemeral password is another one in every run: \
             what needs the one that was kept reads it back.",
        );

        let text = EphemeralText::from_expr(read_back.expression("secret_string"));
        let value =
            StoredPassword { text, rotation: self.rotation, length: Some(self.password.characters()) };
        GeneratedSecretHandle { node, key, password, version, read_back, value }
    }
}

/// A declared secret with a generated password.
#[derive(Clone, Debug)]
pub struct GeneratedSecretHandle {
    node: Node,
    key: Option<Ref<KeyArn>>,
    password: Node,
    version: Node,
    read_back: Node,
    value: StoredPassword,
}

impl GeneratedSecretHandle {
    /// The ARN: what takes it waits until the secret has its value.
    pub fn arn(&self) -> Ref<SecretArn> {
        self.node.attribute("arn").after(&self.version)
    }

    /// The secret, as a container takes it: once it has its value.
    pub fn secret(&self) -> Secret {
        as_secret(self.arn(), self.key.as_ref())
    }

    /// The password as it is kept, together with its rotation number: what a cluster takes.
    pub fn value(&self) -> StoredPassword {
        self.value.clone()
    }

    /// The ephemeral `random_password`.
    pub fn password(&self) -> &Node {
        &self.password
    }

    /// The version that holds the password, `aws_secretsmanager_secret_version`.
    pub fn version(&self) -> &Node {
        &self.version
    }

    /// The ephemeral `aws_secretsmanager_secret_version` that reads the password back.
    pub fn read_back(&self) -> &Node {
        &self.read_back
    }
}

impl RefersTo<SecretArn> for GeneratedSecretHandle {
    fn reference(&self) -> Ref<SecretArn> {
        self.arn()
    }
}

impl Handle for GeneratedSecretHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
