//! `aws_secretsmanager_secret_version`, and the ephemeral resources that fill and read it

use terrane_aws::kind::{KeyArn, SecretArn};
use terrane_aws::{AWS, Region, Secret};
use terrane_core::{
    Body, Days, EphemeralText, Handle, Node, ProviderSource, Ref, RefersTo, Resource, Stack, Text, Type,
    Value,
};

use crate::DeclaredSecret;
use crate::secretsmanager_secret::word;

/// hashicorp/random, `~> 3.7`: the first version with ephemeral passwords.
pub const RANDOM: ProviderSource = ProviderSource::new("random", "hashicorp/random", "~> 3.7");

const PASSWORD: Type = Type::ephemeral("random_password", "data").of_provider(&RANDOM);
const VERSION: Type = terrane_aws::resource("aws_secretsmanager_secret_version", "data");
const READ_BACK: Type = Type::ephemeral("aws_secretsmanager_secret_version", "data").of_provider(&AWS);

/// How a generated password looks: letters and digits, and nothing that a URL or RDS takes for something else.
#[derive(Clone, Copy, Debug)]
pub struct Password {
    length: u32,
    marks: bool,
}

impl Password {
    /// This many characters, 8 to 128. RDS takes 41 at most.
    pub const fn length(length: u32) -> Self {
        Self { length, marks: false }
    }

    /// Also `-`, `.`, `_` and `~`: all that a URL takes as it is.
    #[must_use]
    pub const fn with_marks(self) -> Self {
        Self { marks: true, ..self }
    }
}

/// A password that Terraform generates, keeps in Secrets Manager and then forgets.
///
/// The password is drawn by an ephemeral `random_password`, which is another one in every run, and goes to a write-only
/// argument of the secret's version. So it is in neither state nor plan. What needs it in Terraform itself
/// ([`GeneratedSecretHandle::value`]) reads it back from the secret. Only a higher rotation number writes a new one, and
/// moves the secret and the cluster together.
///
/// Reported: everything that is of a [`DeclaredSecret`], a length outside of 8 to 128, and a rotation number of 0
/// (`out-of-range`).
///
/// ```
/// use terrane_aws::Environment;
/// use terrane_core::{Declare, Days, Stack, literal};
/// use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, Credentials, GeneratedSecret, Password};
///
/// let mut stack = Stack::new("docs");
/// let password = GeneratedSecret::new("jiki/production/database-password", Password::length(32), 1)
///         .description("The database's master password")
///         .recovery_window(Days(7)).declare(&mut stack, "database_password");
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
///
/// Left out: version stages, binary values; see also [`DeclaredSecret`].
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct GeneratedSecret {
    secret: DeclaredSecret,
    password: Password,
    rotation: Value<u32>,
}

impl GeneratedSecret {
    /// A secret with a generated password, and its rotation number: 1 at first, one more for each new password.
    pub fn new(name: impl Into<Text>, password: Password, rotation: impl Into<Value<u32>>) -> Self {
        Self { secret: DeclaredSecret::new(name), password, rotation: rotation.into() }
    }

    /// What the password is for.
    pub fn description(self, text: impl Into<Text>) -> Self {
        Self { secret: self.secret.description(text), ..self }
    }

    /// A key of your own, instead of `aws/secretsmanager`. Who reads the secret is then allowed to decrypt with it.
    pub fn encrypted_with(self, key: &impl RefersTo<KeyArn>) -> Self {
        let key = &key.reference();
        Self { secret: self.secret.encrypted_with(key), ..self }
    }

    /// How long a deleted secret can be brought back; see [`DeclaredSecret::recovery_window`].
    pub fn recovery_window(self, days: Days) -> Self {
        Self { secret: self.secret.recovery_window(days), ..self }
    }

    /// Keeps a copy in another region; see [`DeclaredSecret::replicate_to`].
    pub fn replicate_to(self, region: &Region) -> Self {
        Self { secret: self.secret.replicate_to(region), ..self }
    }

    /// Adds a tag.
    pub fn tag(self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { secret: self.secret.tag(key, value), ..self }
    }
}

impl Resource for GeneratedSecret {
    type Handle = GeneratedSecretHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> GeneratedSecretHandle {
        let Password { length, marks } = self.password;
        let mut body = Body::new();
        body.number("length", length, 8..=128);
        if marks {
            body.comment("What a URL takes as it is.");
            body.set("override_special", "-._~");
        } else {
            body.set("special", false);
        }
        let password = stack.add(&PASSWORD, label, body);

        let (node, key) = self.secret.add(stack, label);

        let mut body = Body::new();
        body.part_of("secret_id", &node.attribute::<SecretArn>("id"));
        body.set("secret_string_wo", password.expression("result"));
        body.comment("Another password is written when this number rises, and at no other time.");
        body.number("secret_string_wo_version", self.rotation.clone(), 1..=i32::MAX.unsigned_abs());
        let version = stack.add(&VERSION, label, body);

        let mut body = Body::new();
        body.part_of("secret_id", &version.attribute::<SecretArn>("secret_id"));
        let read_back = stack.add(&READ_BACK, label, body);
        stack.amend(&read_back).comment(
            "The ephemeral password is another one in every run: what needs the one that was kept reads it back.",
        );

        let text = EphemeralText::from_expr(read_back.expression("secret_string"));
        let value = StoredPassword { text, rotation: self.rotation, length: Some(length) };
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
    /// The ARN, of use once the secret has its value.
    pub fn arn(&self) -> Ref<SecretArn> {
        self.node.attribute("arn").after(&self.version)
    }

    /// The secret, as a container takes it: once it has its value.
    pub fn secret(&self) -> Secret {
        word(self.arn(), self.key.as_ref())
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

/// A password that is kept somewhere, with the number that tells whether it has changed.
///
/// Terraform cannot see that a write-only argument changed; it looks at the number beside it. So the two go together,
/// and only what has such a pair of arguments takes this: [`Credentials::stored`](crate::Credentials::stored).
#[derive(Clone, Debug)]
pub struct StoredPassword {
    pub(crate) text: EphemeralText,
    pub(crate) rotation: Value<u32>,
    pub(crate) length: Option<u32>,
}

impl StoredPassword {
    /// A password from elsewhere, such as an ephemeral variable: you raise the number when it changes.
    pub fn new(password: EphemeralText, rotation: impl Into<Value<u32>>) -> Self {
        Self { text: password, rotation: rotation.into(), length: None }
    }
}

/// Reads the value of a secret that exists already, for as long as Terraform runs: an ephemeral
/// `aws_secretsmanager_secret_version`.
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
///
/// Left out: versions other than the current one (use `stack.amend(&x).attribute("version_stage", …)`).
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
        SecretReadingHandle { node: stack.add(&READ_BACK, label, body) }
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
