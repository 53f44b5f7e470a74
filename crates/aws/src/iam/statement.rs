//! IAM: what may be done to what, by whom.

use std::marker::PhantomData;

use terrane_core::{Body, Expr, Object, Problem, Ref, Text, jsonencode};

use crate::kind::{ActionTarget, RoleArn};

/// An IAM action together with the kind of ARN that it applies to.
///
/// `Action<BucketArn>` is an action on a bucket; it does not go into a statement about a table.
#[derive(Debug)]
pub struct Action<K> {
    name: &'static str,
    kind: PhantomData<fn() -> K>,
}

impl<K> Action<K> {
    /// The action's name, such as `s3:ListBucket`. You vouch for the kind that it applies to; a statement
    /// reports (`action-of-other-service`) where the kind is of another service.
    pub const fn new(name: &'static str) -> Self {
        Self { name, kind: PhantomData }
    }
}

impl<K> Clone for Action<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Action<K> {}

/// Who a statement is about.
#[derive(Clone, Debug)]
pub struct Principal {
    kind: &'static str,
    name: Expr,
}

impl Principal {
    /// An AWS service, such as `ecs-tasks.amazonaws.com`.
    pub fn service(name: impl Into<Text>) -> Self {
        Self { kind: "Service", name: name.into().into() }
    }

    /// An account, role or user by its ARN.
    pub fn aws(arn: impl Into<Text>) -> Self {
        Self { kind: "AWS", name: arn.into().into() }
    }

    /// An identity provider, such as that of GitHub Actions, by its ARN.
    pub fn federated(arn: impl Into<Text>) -> Self {
        Self { kind: "Federated", name: arn.into().into() }
    }
}

/// One statement of a policy. It says which actions on which resources; the two are of one kind.
///
/// ```
/// use terrane_aws::{Action, Statement, kind::BucketArn};
/// use terrane_core::Ref;
///
/// const LIST: Action<BucketArn> = Action::new("s3:ListBucket");
/// let bucket: Ref<BucketArn> = Ref::existing("arn:aws:s3:::jiki-api-storage");
/// let statement = Statement::allow([LIST], [bucket]);
/// ```
///
/// An S3 action on a table does not compile:
///
/// ```compile_fail,E0271
/// use terrane_aws::{Action, Statement, kind::{BucketArn, TableArn}};
/// use terrane_core::Ref;
///
/// const LIST: Action<BucketArn> = Action::new("s3:ListBucket");
/// let table: Ref<TableArn> = Ref::existing("arn:aws:dynamodb:eu-west-1:111122223333:table/jiki-config");
/// let statement = Statement::allow([LIST], [table]);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a statement does nothing until a policy takes it"]
pub struct Statement {
    pub(super) sid: Option<&'static str>,
    pub(super) effect: &'static str,
    pub(super) principals: Vec<Principal>,
    pub(super) actions: Vec<&'static str>,
    pub(super) resources: Vec<Expr>,
    pub(super) conditions: Vec<Condition>,
    /// An action of another service than the statement's resources: the action, what they are, and how
    /// actions on them begin.
    pub(super) misplaced: Option<[&'static str; 3]>,
}

/// The operator, the key, and the values of which one must match.
type Condition = (&'static str, Text, Vec<Text>);

impl Statement {
    /// Allows the actions on the resources.
    pub fn allow<K: ActionTarget>(
        actions: impl IntoIterator<Item = Action<K>>,
        resources: impl IntoIterator<Item = Ref<K>>,
    ) -> Self {
        Self::new("Allow", actions, resources.into_iter().map(Into::into).collect())
    }

    /// Denies the actions on the resources.
    pub fn deny<K: ActionTarget>(
        actions: impl IntoIterator<Item = Action<K>>,
        resources: impl IntoIterator<Item = Ref<K>>,
    ) -> Self {
        Self::new("Deny", actions, resources.into_iter().map(Into::into).collect())
    }

    /// Allows the actions on every resource, `*`: for actions that take no resource. It is named
    /// so that a review can search for it.
    pub fn allow_on_everything<K: ActionTarget>(actions: impl IntoIterator<Item = Action<K>>) -> Self {
        Self::new("Allow", actions, vec!["*".into()])
    }

    /// Lets the principal assume the role whose trust policy this is in; an identity provider does it with a
    /// web identity, as GitHub Actions does.
    pub fn trust(principal: Principal) -> Self {
        const ASSUME_ROLE: Action<RoleArn> = Action::new("sts:AssumeRole");
        const WITH_WEB_IDENTITY: Action<RoleArn> = Action::new("sts:AssumeRoleWithWebIdentity");
        let action = if principal.kind == "Federated" { WITH_WEB_IDENTITY } else { ASSUME_ROLE };
        Self { principals: vec![principal], ..Self::new("Allow", [action], Vec::new()) }
    }

    fn new<K: ActionTarget>(
        effect: &'static str,
        actions: impl IntoIterator<Item = Action<K>>,
        resources: Vec<Expr>,
    ) -> Self {
        let actions: Vec<&'static str> = actions.into_iter().map(|action| action.name).collect();
        let of_service = |name: &str| name == "*" || name.starts_with(K::ACTION_PREFIX);
        let misplaced = actions.iter().find(|name| !of_service(name));
        let misplaced = misplaced.map(|name| [*name, K::NOUN, K::ACTION_PREFIX]);
        let (principals, conditions) = (Vec::new(), Vec::new());
        Self { sid: None, effect, principals, actions, resources, conditions, misplaced }
    }

    /// An id for the statement, unique in its policy.
    pub fn sid(mut self, sid: &'static str) -> Self {
        self.sid = Some(sid);
        self
    }

    /// Who the statement is about, in the policy of a resource.
    pub fn principal(mut self, principal: Principal) -> Self {
        self.principals.push(principal);
        self
    }

    /// Only under a condition: `when("StringEquals", "aws:SourceAccount", [account])`. Of several conditions,
    /// all must hold; of several values, one. The same operator and key twice are reported
    /// (`duplicate-condition`).
    pub fn when<T: Into<Text>>(
        mut self,
        operator: &'static str,
        key: impl Into<Text>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.conditions.push((operator, key.into(), values.into_iter().map(Into::into).collect()));
        self
    }

    /// Whether this lets an identity provider's users act, whoever they are: no condition says whom the
    /// provider vouches for (`…:sub`). That the audience is AWS says nothing: anybody can ask for that.
    pub fn trusts_everybody_of_a_provider(&self) -> bool {
        self.effect == "Allow"
            && self.principals.iter().any(|principal| principal.kind == "Federated")
            && self.conditions.iter().all(|(_, key, values)| {
                let is_audience = key.as_literal().is_some_and(|key| key.ends_with(":aud"));
                let is_any = |value: &Text| value.as_literal() == Some("*");
                let is_aws = |value: &Text| value.as_literal() == Some("sts.amazonaws.com");
                values.iter().any(is_any) || (is_audience && values.iter().all(is_aws))
            })
    }

    /// Whether this lets every AWS account act: the principal `*`, without a condition.
    pub(super) fn trusts_every_account(&self) -> bool {
        self.effect == "Allow"
            && self.conditions.is_empty()
            && self.principals.iter().any(|principal| principal.name.as_literal() == Some("*"))
    }

    /// Whether this can stand in a trust policy: it names a principal, and no resource but the role itself.
    pub(super) fn is_trust(&self) -> bool {
        !self.principals.is_empty() && self.resources.is_empty()
    }

    /// Reports an action of another service than the statement's resources: for layers that write statements
    /// into a policy themselves. What a [`CollectedPolicy`](crate::iam::CollectedPolicy) is given is checked
    /// there.
    pub fn check(&self, body: &mut Body) {
        for problem in self.problems() {
            body.report(problem);
        }
    }

    pub(super) fn problems(&self) -> impl Iterator<Item = Problem> {
        let misplaced = self.misplaced.map(|[action, noun, begins]| {
            Problem::error(
                "action-of-other-service",
                format!("`{action}` grants nothing on {noun}s: the actions on them begin with `{begins}`"),
                "name the kind that the action is about, as in `Action<KeyArn>` for `kms:Decrypt`, and give resources of it",
            )
        });
        let is_second = |(at, (operator, key, _)): &(usize, &Condition)| {
            let mut earlier = self.conditions[..*at].iter();
            key.as_literal().is_some()
                && earlier.any(|(other, of, _)| other == operator && of.as_literal() == key.as_literal())
        };
        let second = self.conditions.iter().enumerate().find(is_second).map(|(_, (operator, key, _))| {
            Problem::error(
                "duplicate-condition",
                format!(
                    "two conditions compare `{}` with `{operator}`",
                    key.as_literal().unwrap_or_default()
                ),
                "give all values that are allowed in one `.when(…)`: one of them must match",
            )
        });
        misplaced.into_iter().chain(second)
    }

    /// Whether it says nothing but which actions on which resources.
    pub(super) fn is_plain(&self) -> bool {
        self.principals.is_empty() && self.conditions.is_empty() && self.sid.is_none()
    }

    /// The same statement, whose resources wait for nothing.
    pub(super) fn without_dependencies(self) -> Self {
        let resources = self.resources.into_iter().map(Expr::without_dependencies).collect();
        Self { resources, ..self }
    }

    /// Whether the statement lets in a service of AWS whose name begins so. What is not known here counts as
    /// if it did.
    pub(crate) fn admits_service(&self, service: &str) -> bool {
        self.effect == "Allow"
            && self.principals.iter().any(|principal| match principal.name.as_literal() {
                Some(name) => name == "*" || (principal.kind == "Service" && name.starts_with(service)),
                None => principal.kind == "Service",
            })
    }
}

/// One value by itself, several as a list, as policies are usually written.
fn one_or_list<T: Into<Expr>>(values: impl IntoIterator<Item = T>) -> Expr {
    let mut values: Vec<Expr> = values.into_iter().map(Into::into).collect();
    if values.len() == 1 { values.remove(0) } else { Expr::list(values) }
}

impl From<Statement> for Expr {
    fn from(statement: Statement) -> Self {
        let Statement { sid, effect, principals, actions, resources, conditions, .. } = statement;
        let principals = (!principals.is_empty()).then(|| {
            ["Service", "AWS", "Federated"].into_iter().fold(Object::new(), |object, kind| {
                let names: Vec<Expr> =
                    principals.iter().filter(|p| p.kind == kind).map(|p| p.name.clone()).collect();
                if names.is_empty() { object } else { object.set(kind, one_or_list(names)) }
            })
        });
        let resources = (!resources.is_empty()).then(|| one_or_list(resources));
        let mut operators: Vec<&'static str> = Vec::new();
        for (operator, ..) in &conditions {
            if !operators.contains(operator) {
                operators.push(operator);
            }
        }
        let conditions = (!operators.is_empty()).then(|| {
            operators.into_iter().fold(Object::new(), |object, operator| {
                let of_operator = conditions.iter().filter(|(other, ..)| *other == operator);
                let keys = of_operator
                    .fold(Object::new(), |keys, (_, key, values)| keys.set(key, one_or_list(values)));
                object.set(operator, keys)
            })
        });
        Object::new()
            .set_opt("Sid", sid)
            .set("Effect", effect)
            .set_opt("Principal", principals)
            .set("Action", one_or_list(actions))
            .set_opt("Resource", resources)
            .set_opt("Condition", conditions)
            .into()
    }
}

/// A policy of these statements, as JSON.
pub fn policy_document(statements: impl IntoIterator<Item = Statement>) -> Text {
    jsonencode(Object::new().set("Version", "2012-10-17").set("Statement", Expr::list(statements)))
}
