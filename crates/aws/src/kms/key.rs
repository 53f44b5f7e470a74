//! `aws_kms_key`, with its alias and its policy.

use terrane_core::{Body, Days, Handle, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::key_policy::KeyPolicy;
use crate::iam::{Action, Principal, Statement, policy_document};
use crate::kind::{AccountId, KeyArn, KeyId};
use crate::provider::{data, resource};
use crate::region::Region;
use crate::tags::Tags;

const KEY: ResourceType = resource("aws_kms_key", "data");
const POLICY: ResourceType = resource("aws_kms_key_policy", "data");
const ALIAS: ResourceType = resource("aws_kms_alias", "data").named_once("name");
const ACCOUNT: ResourceType = data("aws_caller_identity", "data");

const EVERYTHING: Action<KeyArn> = Action::new("kms:*");
const ENCRYPT: Action<KeyArn> = Action::new("kms:Encrypt*");
const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");
const DECRYPT_ALL: Action<KeyArn> = Action::new("kms:Decrypt*");
const RE_ENCRYPT: Action<KeyArn> = Action::new("kms:ReEncrypt*");
const DATA_KEY: Action<KeyArn> = Action::new("kms:GenerateDataKey");
const DATA_KEYS: Action<KeyArn> = Action::new("kms:GenerateDataKey*");
const DESCRIBE: Action<KeyArn> = Action::new("kms:Describe*");

/// A symmetric KMS key that encrypts and decrypts, with its alias and its policy.
///
/// Emits `aws_kms_key.{label}`, `aws_kms_key_policy.{label}`, `aws_kms_alias.{label}` with [`Key::alias`],
/// and `data.aws_caller_identity.{label}` without [`Key::account`].
///
/// By default KMS makes new key material every year, and what was encrypted before stays readable; a deleted
/// key can be brought back for 30 days. The policy admits the account itself, so that IAM policies of the
/// account decide who uses the key, and the services that [`Key::allow_logs`] and
/// [`Key::allow_cloudwatch_alarms`] name. The references that the handle gives wait for the policy: a log
/// group that is encrypted with the key is made once CloudWatch Logs may use it. ARNs are those of the
/// partition `aws`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Key::ALIAS`]; a description of more than 8,192 characters |
/// | `duplicate-name` | two aliases of one name |
/// | `out-of-range` | a deletion window outside of 7 to 30 days, a rotation outside of 90 to 2,560 days |
/// | `action-of-other-service`, `duplicate-condition` | a statement that cannot mean what it says |
///
/// # Not covered
///
/// Asymmetric and HMAC keys, imported key material and custom key stores, which cannot rotate by themselves
/// (use [`Custom`](terrane_core::Custom)); `is_enabled`, and `bypass_policy_lockout_safety_check` on the
/// policy (use `stack.amend(&key).attribute(…)`).
///
/// # Example
///
/// ```
/// use terrane_aws::{Key, Region};
/// use terrane_core::{Declare, Days, Stack};
///
/// let mut stack = Stack::new("docs");
/// let key = Key::new("Encrypts Jiki's data at rest")
///         .alias("jiki-production")
///         .deletion_window(Days(30))
///         .allow_logs(&Region::EU_WEST_1)
///         .allow_cloudwatch_alarms().declare(&mut stack, "main");
/// stack.output("key_arn", key.arn());
/// let terraform = stack.finish()?;
/// assert!(terraform.file("data.tf").unwrap().contains("enable_key_rotation"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_kms_key")]
#[doc(alias = "aws_kms_alias")]
#[doc(alias = "customer managed key")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Key {
    description: Text,
    alias: Option<Text>,
    deletion_window: Days,
    rotation: Rotation,
    multi_region: bool,
    account: Option<Ref<AccountId>>,
    logs: Vec<Region>,
    alarms: bool,
    statements: Vec<Statement>,
    tags: Tags,
}

#[derive(Debug)]
enum Rotation {
    Yearly,
    Every(Days),
    Off,
}

impl Key {
    /// The alias, without the `alias/` that AWS puts before it.
    pub const ALIAS: NameRule = NameRule::new(
        "an alias has 1 to 250 letters, digits, `/`, `_` and `-` behind `alias/`, and does not begin with `aws/`",
        1,
        250,
    )
    .letters()
    .digits()
    .also("/_-")
    .never_begins(&["aws/", "alias/"]);

    const DESCRIPTION: NameRule =
        NameRule::new("a key's description has at most 8,192 characters", 0, 8192).anything();

    /// A key, by what it is for.
    pub fn new(description: impl Into<Text>) -> Self {
        Self {
            description: description.into(),
            alias: None,
            deletion_window: Days(30),
            rotation: Rotation::Yearly,
            multi_region: false,
            account: None,
            logs: Vec::new(),
            alarms: false,
            statements: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// A name beside the id, without `alias/`; see [`Key::ALIAS`].
    pub fn alias(mut self, alias: impl Into<Text>) -> Self {
        self.alias = Some(alias.into());
        self
    }

    /// How long a deleted key can be brought back: 7 to 30 days, 30 by default. What it encrypted is lost
    /// after that.
    pub fn deletion_window(mut self, days: Days) -> Self {
        self.deletion_window = days;
        self
    }

    /// New key material at this interval, 90 to 2,560 days, instead of every year.
    pub fn rotate_every(mut self, days: Days) -> Self {
        self.rotation = Rotation::Every(days);
        self
    }

    /// Keeps the same key material for ever. It is named so that a review can search for it.
    pub fn dangerous_without_rotation(mut self) -> Self {
        self.rotation = Rotation::Off;
        self
    }

    /// Lets the key have replicas in other regions. It cannot be changed later.
    pub fn multi_region(mut self) -> Self {
        self.multi_region = true;
        self
    }

    /// The account whose IAM policies decide over the key. Without it, the account that Terraform works in is
    /// looked up.
    pub fn account(mut self, id: &impl RefersTo<AccountId>) -> Self {
        self.account = Some(id.reference());
        self
    }

    /// Lets CloudWatch Logs of a region encrypt the log groups of this account. May be said of several
    /// regions.
    pub fn allow_logs(mut self, region: &Region) -> Self {
        if !self.logs.contains(region) {
            self.logs.push(region.clone());
        }
        self
    }

    /// Lets CloudWatch alarms publish to SNS topics that are encrypted with the key.
    pub fn allow_cloudwatch_alarms(mut self) -> Self {
        self.alarms = true;
        self
    }

    /// Adds a statement to the key's policy. In that policy `*` means the key itself, so
    /// [`Statement::allow_on_everything`] is right here.
    pub fn statement(mut self, statement: Statement) -> Self {
        self.statements.push(statement);
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for Key {
    type Handle = KeyHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> KeyHandle {
        let account = Text::from(self.account.unwrap_or_else(|| {
            // Every key needs it, and every look-up of it gives the same.
            stack.add(&ACCOUNT, label, Body::new()).attribute::<AccountId>("account_id")
        }));

        let mut body = Body::new();
        body.name("description", &Self::DESCRIPTION, self.description);
        body.number("deletion_window_in_days", self.deletion_window.0, 7..=30);
        body.set("enable_key_rotation", !matches!(self.rotation, Rotation::Off));
        if let Rotation::Every(days) = self.rotation {
            body.number("rotation_period_in_days", days.0, 90..=2560);
        }
        body.set_opt("multi_region", self.multi_region.then_some(true));
        self.tags.write(&mut body);
        let key = stack.add(&KEY, label, body);

        let mut body = Body::new();
        body.set("key_id", key.expression("key_id"));
        let root = Text::from("arn:aws:iam::").then(&account).then(":root");
        let mut statements = vec![
            Statement::allow_on_everything([EVERYTHING])
                .sid("AccountDecides")
                .principal(Principal::aws(root)),
        ];
        statements.extend(self.logs.iter().map(|region| logs(region, &account)));
        if self.alarms {
            statements.push(
                Statement::allow_on_everything([DECRYPT, DATA_KEYS])
                    .sid("CloudWatchAlarms")
                    .principal(Principal::service("cloudwatch.amazonaws.com")),
            );
        }
        statements.extend(self.statements);
        for statement in &statements {
            statement.check(&mut body);
        }
        KeyPolicy::record(stack, &key, &statements[1..]);
        body.set("policy", policy_document(statements));
        let policy = stack.add(&POLICY, label, body);

        let alias = self.alias.map(|alias| {
            let mut body = Body::new();
            body.check_name("name", &Self::ALIAS, &alias);
            body.set("name", Text::from("alias/").then(alias));
            body.set("target_key_id", key.expression("key_id"));
            stack.add(&ALIAS, label, body)
        });
        KeyHandle { key, policy, alias }
    }
}

/// What CloudWatch Logs of a region needs, for the log groups of the account and for no others.
fn logs(region: &Region, account: &Text) -> Statement {
    let service = Text::from("logs.").then(region).then(".amazonaws.com");
    let groups = Text::from("arn:aws:logs:").then(region).then(":").then(account).then(":log-group:*");
    Statement::allow_on_everything([ENCRYPT, DECRYPT_ALL, RE_ENCRYPT, DATA_KEYS, DESCRIBE])
        .principal(Principal::service(service))
        .when("ArnLike", "kms:EncryptionContext:aws:logs:arn", [groups])
}

/// A declared KMS key. Its references wait for its policy.
#[derive(Clone, Debug)]
pub struct KeyHandle {
    key: Node,
    policy: Node,
    alias: Option<Node>,
}

impl KeyHandle {
    /// The ARN: what everything takes that can be encrypted with the key.
    pub fn arn(&self) -> Ref<KeyArn> {
        self.key.attribute("arn").after(&self.policy)
    }

    /// The id.
    pub fn id(&self) -> Ref<KeyId> {
        self.key.attribute("key_id").after(&self.policy)
    }

    /// The rights of who reads what the key encrypted.
    pub fn decrypt(&self) -> Vec<Statement> {
        vec![Statement::allow([DECRYPT], [self.arn()])]
    }

    /// The rights of who reads and writes what the key encrypts.
    pub fn encrypt_and_decrypt(&self) -> Vec<Statement> {
        vec![Statement::allow([DECRYPT, DATA_KEY], [self.arn()])]
    }

    /// The key's policy, `aws_kms_key_policy`.
    pub fn policy(&self) -> &Node {
        &self.policy
    }

    /// The key's alias, `aws_kms_alias`, where it has one.
    pub fn alias(&self) -> Option<&Node> {
        self.alias.as_ref()
    }
}

impl RefersTo<KeyArn> for KeyHandle {
    fn reference(&self) -> Ref<KeyArn> {
        self.arn()
    }
}

impl RefersTo<KeyId> for KeyHandle {
    fn reference(&self) -> Ref<KeyId> {
        self.id()
    }
}

impl Handle for KeyHandle {
    fn node(&self) -> &Node {
        &self.key
    }
}
