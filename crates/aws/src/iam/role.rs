//! `aws_iam_role`.

use terrane_core::{
    Body, Declare, NameRule, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text,
};

use super::role_handle::{RoleHandle, Trust};
use super::role_policy_attachment::RolePolicyAttachment;
use super::statement::{Principal, Statement, policy_document};
use crate::kind::{AccountId, PolicyArn};
use crate::provider::resource;
use crate::tags::Tags;

/// What IAM takes as a role's name. IAM tells no upper case from lower case when it compares names.
pub const ROLE_NAME: NameRule =
    NameRule::new("a role's name has 1 to 64 letters, digits and `_+=,.@-`", 1, 64)
        .letters()
        .digits()
        .also("_+=,.@-");

/// What IAM takes as a role's description: up to 1000 characters.
pub const ROLE_DESCRIPTION: NameRule = NameRule::new(
    "a role's description has at most 1000 characters, none of them a control character",
    0,
    1000,
)
.anything();

const PATH: NameRule = NameRule::new(
    "a role's path is `/`, or up to 512 letters, digits and punctuation between two `/`",
    1,
    512,
)
.letters()
.digits()
.also("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

const ROLE: ResourceType = resource("aws_iam_role", "compute").named_once("name");

/// A role: what a principal may do that assumes it. What it allows is said by [`RolePolicy`](crate::RolePolicy)
/// and [`Role::managed_policy`].
///
/// Emits `aws_iam_role.{label}`, and `aws_iam_role_policy_attachment.{label}_{what}` for each managed policy.
///
/// Left out: policies inside of the role's own block, which the provider deprecates.
///
/// ```
/// use terrane_aws::{Action, Role, RolePolicy, Statement, kind::TopicArn};
/// use terrane_core::{Declare, Ref, Stack};
///
/// const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");
///
/// let mut stack = Stack::new("docs");
/// let role = Role::for_ecs_tasks("jiki-ecs-task-role").declare(&mut stack, "ecs_task");
/// let topic = Ref::existing("arn:aws:sns:eu-west-1:111122223333:jiki");
/// let publish = Statement::allow([PUBLISH], [topic]);
/// RolePolicy::new("jiki-ecs-task-sns", &role).allow([publish]).declare(&mut stack, "ecs_task_sns");
///
/// let terraform = stack.finish()?;
/// assert!(terraform.file("compute.tf").unwrap().contains("Service = \"ecs-tasks.amazonaws.com\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Role {
    name: Text,
    trust: Trust,
    trusted: Vec<Statement>,
    description: Option<Text>,
    path: Option<Text>,
    max_session: Option<Seconds>,
    boundary: Option<Ref<PolicyArn>>,
    managed: Vec<(&'static str, Ref<PolicyArn>)>,
    tags: Tags,
}

impl Role {
    /// A role that ECS assumes for tasks.
    pub fn for_ecs_tasks(name: impl Into<Text>) -> Self {
        let trusted = Statement::trust(Principal::service("ecs-tasks.amazonaws.com"));
        Self { trust: Trust::Tasks, ..Self::with_trust(name, [trusted]) }
    }

    /// A role that ECS assumes for tasks, of this account only: AWS's advice against the confused deputy.
    pub fn for_ecs_tasks_of(name: impl Into<Text>, account: &impl RefersTo<AccountId>) -> Self {
        let account = &account.reference();
        let trusted = Statement::trust(Principal::service("ecs-tasks.amazonaws.com")).when(
            "StringEquals",
            "aws:SourceAccount",
            [account],
        );
        Self { trust: Trust::Tasks, ..Self::with_trust(name, [trusted]) }
    }

    /// A role that the principal may take on.
    pub fn new(name: impl Into<Text>, principal: Principal) -> Self {
        Self::with_trust(name, [Statement::trust(principal)])
    }

    /// A role whose trust policy has these statements: for conditions, and for several principals. None at
    /// all is reported (`role-without-trust`), and so is an identity provider without a condition, which
    /// would be everybody (`federated-trust-without-condition`).
    ///
    /// GitHub Actions, for one repository's main branch:
    ///
    /// ```
    /// use terrane_aws::{OpenIdConnectProvider, Role, Statement};
    /// use terrane_core::{Declare, Stack};
    ///
    /// let mut stack = Stack::new("docs");
    /// let url = "https://token.actions.githubusercontent.com";
    /// let github = OpenIdConnectProvider::new(url, "sts.amazonaws.com").declare(&mut stack, "github");
    /// let trust = Statement::trust(github.principal())
    ///     .when("StringEquals", "token.actions.githubusercontent.com:aud", ["sts.amazonaws.com"])
    ///     .when(
    ///         "StringEquals",
    ///         "token.actions.githubusercontent.com:sub",
    ///         ["repo:jiki/api:ref:refs/heads/main"],
    ///     );
    /// Role::with_trust("jiki-deploy", [trust]).declare(&mut stack, "deploy");
    /// assert!(stack.finish().is_ok());
    /// ```
    pub fn with_trust(name: impl Into<Text>, statements: impl IntoIterator<Item = Statement>) -> Self {
        Self {
            name: name.into(),
            trust: Trust::Others,
            trusted: statements.into_iter().collect(),
            description: None,
            path: None,
            max_session: None,
            boundary: None,
            managed: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// Adds a statement to the trust policy: another principal that may assume the role.
    pub fn trust(mut self, statement: Statement) -> Self {
        self.trusted.push(statement);
        self
    }

    /// What the role is for, in at most 1000 characters.
    pub fn description(self, text: impl Into<Text>) -> Self {
        Self { description: Some(text.into()), ..self }
    }

    /// A path, such as `/service/`, by which policies can tell roles apart. The default is `/`.
    pub fn path(self, path: impl Into<Text>) -> Self {
        Self { path: Some(path.into()), ..self }
    }

    /// How long a session may last, 3600 to 43200 seconds. The default is 3600.
    pub fn max_session(self, duration: Seconds) -> Self {
        Self { max_session: Some(duration), ..self }
    }

    /// A policy that says what the role may do at most, whatever else allows it more.
    pub fn permissions_boundary(self, policy: &impl RefersTo<PolicyArn>) -> Self {
        Self { boundary: Some(policy.reference()), ..self }
    }

    /// Attaches a managed policy, as `aws_iam_role_policy_attachment.{label}_{what}`.
    pub fn managed_policy(mut self, what: &'static str, policy: &impl RefersTo<PolicyArn>) -> Self {
        self.managed.push((what, policy.reference()));
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for Role {
    type Handle = RoleHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RoleHandle {
        let mut body = Body::new();
        body.name("name", &ROLE_NAME, self.name);
        body.name_opt("description", &ROLE_DESCRIPTION, self.description);
        if let Some(path) = self.path {
            if let Some(literal) = path.as_literal()
                && !(PATH.check(literal).is_ok() && literal.starts_with('/') && literal.ends_with('/'))
            {
                body.report(Problem::error(
                    "invalid-path",
                    format!("`path` is `{literal}`, but {}", PATH.message()),
                    "begin it and end it with `/`, as in `/service/`",
                ));
            }
            body.set("path", path);
        }
        body.number_opt("max_session_duration", self.max_session.map(|duration| duration.0), 3600..=43_200);
        body.reference_opt("permissions_boundary", self.boundary.as_ref());
        if self.trusted.is_empty() {
            body.report(Problem::error(
                "role-without-trust",
                "the role's trust policy has no statement: no principal can assume it, and AWS refuses it",
                "name a principal, such as `Role::new(name, Principal::service(\"events.amazonaws.com\"))`",
            ));
        }
        if self.trusted.iter().any(Statement::trusts_everybody_of_a_provider) {
            body.report(Problem::error(
                "federated-trust-without-condition",
                "everybody with an identity of this provider could take the role on: of GitHub, any repository",
                "say whom it is for, such as `.when(\"StringEquals\", \"token.actions.githubusercontent.com:sub\", \
                 [\"repo:OWNER/NAME:ref:refs/heads/main\"])`",
            ));
        }
        body.set("assume_role_policy", policy_document(self.trusted));
        self.tags.write(&mut body);
        let role = RoleHandle { node: stack.add(&ROLE, label, body), trust: self.trust };
        for (what, policy) in self.managed {
            RolePolicyAttachment::new(&role, &policy).declare(stack, format!("{label}_{what}"));
        }
        role
    }
}
