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

const ROLE: ResourceType = resource("aws_iam_role", "compute").named_once("name");

/// A role: an identity that services, accounts and people assume. What it may do is said by
/// [`RolePolicy`](crate::RolePolicy) and [`Role::managed_policy`].
///
/// Emits `aws_iam_role.{label}`, and `aws_iam_role_policy_attachment.{label}_{suffix}` for each managed
/// policy.
///
/// By default a session lasts an hour at most, and the path is `/`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Role::NAME`]; a description that IAM refuses |
/// | `duplicate-name` | two roles of one name |
/// | `invalid-path` | a path that does not begin and end with `/` |
/// | `out-of-range` | a longest session outside of 3600 to 43200 seconds |
/// | `role-without-trust` | no statement in the trust policy |
/// | `trust-without-principal` | a statement of another form than [`Statement::trust`] |
/// | `federated-trust-without-condition` | an identity provider, and not who of its users |
/// | `public-trust` | every AWS account, without a condition |
///
/// # Not covered
///
/// Policies inside of the role's own block, which the provider deprecates; `name_prefix` and
/// `force_detach_policies`: use `.amend(|it| it.attribute(…))`.
///
/// # Example
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
#[doc(alias = "aws_iam_role")]
#[doc(alias = "IAM role")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Role {
    name: Text,
    trusted: Vec<Statement>,
    description: Option<Text>,
    path: Option<Text>,
    max_session: Option<Seconds>,
    boundary: Option<Ref<PolicyArn>>,
    managed: Vec<(&'static str, Ref<PolicyArn>)>,
    tags: Tags,
}

impl Role {
    /// A role's name. IAM tells no upper case from lower case when it compares names.
    pub const NAME: NameRule =
        NameRule::new("a role's name has 1 to 64 letters, digits and `_+=,.@-`", 1, 64)
            .letters()
            .digits()
            .also("_+=,.@-");

    const PATH: NameRule = NameRule::new(
        "a role's path is `/`, or up to 512 letters, digits and punctuation between two `/`",
        1,
        512,
    )
    .letters()
    .digits()
    .also("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /// A role that ECS assumes for tasks.
    pub fn for_ecs_tasks(name: impl Into<Text>) -> Self {
        Self::new(name, Principal::service("ecs-tasks.amazonaws.com"))
    }

    /// A role that ECS assumes for tasks of this account only: AWS's advice against the confused deputy.
    pub fn for_ecs_tasks_of(name: impl Into<Text>, account: &impl RefersTo<AccountId>) -> Self {
        let trusted = Statement::trust(Principal::service("ecs-tasks.amazonaws.com"));
        let of_account = trusted.when("StringEquals", "aws:SourceAccount", [account.reference()]);
        Self::with_trust(name, [of_account])
    }

    /// A role that the principal may assume.
    pub fn new(name: impl Into<Text>, principal: Principal) -> Self {
        Self::with_trust(name, [Statement::trust(principal)])
    }

    /// A role whose trust policy has these statements: for conditions, and for several principals.
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

    /// What the role is for, in at most 1000 characters of Latin-1.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// A path, such as `/service/`, by which policies can tell roles apart. The default is `/`.
    pub fn path(mut self, path: impl Into<Text>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// How long a session may last, 3600 to 43200 seconds. The default is 3600.
    pub fn max_session(mut self, duration: Seconds) -> Self {
        self.max_session = Some(duration);
        self
    }

    /// A policy that says what the role may do at most, whatever else allows it more.
    pub fn permissions_boundary(mut self, policy: &impl RefersTo<PolicyArn>) -> Self {
        self.boundary = Some(policy.reference());
        self
    }

    /// Attaches a managed policy, as `aws_iam_role_policy_attachment.{label}_{suffix}`.
    pub fn managed_policy(mut self, suffix: &'static str, policy: &impl RefersTo<PolicyArn>) -> Self {
        self.managed.push((suffix, policy.reference()));
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if let Some(text) = self.description.as_ref().and_then(Text::as_literal)
            && (text.chars().count() > 1000 || !text.chars().all(is_latin_1))
        {
            body.report(Problem::error(
                "invalid-name",
                "`description` has more than 1000 characters, or one that is not in Latin-1, such as `…` or `–`",
                "shorten it, and write it with the letters of western Europe",
            ));
        }
        if let Some(path) = self.path.as_ref().and_then(Text::as_literal)
            && path != "/"
            && !(Self::PATH.check(path).is_ok()
                && path.len() > 2
                && path.starts_with('/')
                && path.ends_with('/'))
        {
            body.report(Problem::error(
                "invalid-path",
                format!("`path` is `{path}`, but {}", Self::PATH.message()),
                "begin it and end it with `/`, as in `/service/`",
            ));
        }
        self.trusted.iter().for_each(|statement| statement.check(body));
        if self.trusted.is_empty() {
            body.report(Problem::error(
                "role-without-trust",
                "the role's trust policy has no statement: no principal can assume it, and AWS refuses it",
                "name a principal, such as `Role::new(name, Principal::service(\"events.amazonaws.com\"))`",
            ));
        }
        if self.trusted.iter().any(|statement| !statement.is_trust()) {
            body.report(Problem::error(
                "trust-without-principal",
                "a statement of the trust policy names no principal, or names resources: AWS refuses it",
                "make it with `Statement::trust(…)`; what the role may do is said by `RolePolicy`",
            ));
        }
        if self.trusted.iter().any(Statement::trusts_everybody_of_a_provider) {
            body.report(Problem::error(
                "federated-trust-without-condition",
                "everybody with an identity of this provider could assume the role: of GitHub, any repository",
                "say whom it is for, such as `.when(\"StringEquals\", \"token.actions.githubusercontent.com:sub\", \
                 [\"repo:OWNER/NAME:ref:refs/heads/main\"])`",
            ));
        }
        if self.trusted.iter().any(Statement::trusts_every_account) {
            body.report(Problem::error(
                "public-trust",
                "every AWS account could assume the role: the principal is `*`, without a condition",
                "name the account, or add a condition such as `.when(\"StringEquals\", \"aws:PrincipalOrgID\", [id])`",
            ));
        }
    }
}

/// What IAM takes in a description.
fn is_latin_1(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a1}'..='\u{ff}')
}

impl Resource for Role {
    type Handle = RoleHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RoleHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let is_for_tasks = self.trusted.iter().any(|statement| statement.admits_service("ecs-tasks."));
        let trust = if is_for_tasks { Trust::Tasks } else { Trust::Others };
        body.name("name", &Self::NAME, self.name);
        body.set_opt("description", self.description);
        body.set_opt("path", self.path);
        body.number_opt("max_session_duration", self.max_session.map(|duration| duration.0), 3600..=43_200);
        body.reference_opt("permissions_boundary", self.boundary);
        body.set("assume_role_policy", policy_document(self.trusted));
        self.tags.write(&mut body);
        let role = RoleHandle { node: stack.add(&ROLE, label, body), trust };
        for (suffix, policy) in self.managed {
            RolePolicyAttachment::new(&role, &policy).declare(stack, format!("{label}_{suffix}"));
        }
        role
    }
}
