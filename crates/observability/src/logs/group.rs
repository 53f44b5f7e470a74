//! `aws_cloudwatch_log_group`.

use terrane_aws::kind::{KeyArn, LogGroupArn, LogGroupName};
use terrane_aws::{Action, KeyPolicy, Metric, Statement, Statistic, Tags};
use terrane_core::{
    Body, Handle, NameRule, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

use super::class::LogClass;
use super::retention::Retention;
use crate::FILE;

const LOG_GROUP: ResourceType = terrane_aws::resource("aws_cloudwatch_log_group", FILE)
    .named_once("name")
    .must_be_used("give its name to what writes to it (a container, a cluster), or remove it");

const CREATE_STREAM: Action<LogGroupArn> = Action::new("logs:CreateLogStream");
const PUT_EVENTS: Action<LogGroupArn> = Action::new("logs:PutLogEvents");

/// A CloudWatch log group: where containers, clusters and databases write to.
///
/// Emits `aws_cloudwatch_log_group.{label}`.
///
/// A group that AWS makes by itself keeps everything for ever, so declare it first. The constructors for a
/// service know the name that the service writes to. The service's builder takes [`LogGroupHandle::name`] and
/// waits for the group.
///
/// Defaults: CloudWatch itself encrypts the group, the class is [`LogClass::Standard`], and the group is
/// deleted with the stack.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name that CloudWatch refuses |
/// | `unused` | a group that nothing writes to |
/// | `duplicate-name` | two groups of one name |
/// | `key-not-for-logs` | a key whose policy does not let CloudWatch Logs use it, if the stack declares it |
///
/// # Not covered
///
/// `name_prefix`, the class `DELIVERY`, and `deletion_protection_enabled`, which aws 5.100 does not know: use
/// `stack.amend(&group).attribute(…)`.
///
/// # Example
///
/// ```
/// # use terrane_core::{Custom, Expr, ResourceType};
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{LogGroup, Retention};
///
/// let mut stack = Stack::new("docs");
/// let logs = LogGroup::new("/ecs/jiki-api-web", Retention::Days7)
///     .tag("Name", "jiki-api-web-logs")
///     .declare(&mut stack, "web");
/// let database = LogGroup::aurora("jiki-production", "postgresql", Retention::Days30);
/// let database = database.declare(&mut stack, "database");
/// // What writes to a group takes its name: `logs.name()`.
/// # const WRITER: ResourceType = terrane_aws::resource("aws_ecs_task_definition", "compute");
/// # let groups = Expr::list([logs.name(), database.name()]);
/// # Custom::new(&WRITER).set("groups", groups).declare(&mut stack, "web");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_cloudwatch_log_group")]
#[doc(alias = "CloudWatch Logs")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct LogGroup {
    name: Text,
    retention: Retention,
    key: Option<Ref<KeyArn>>,
    class: Option<LogClass>,
    skip_destroy: bool,
    tags: Tags,
}

impl LogGroup {
    /// The name of a log group.
    pub const NAME: NameRule = NameRule::new(
        "a log group's name has 1 to 512 letters, digits, `.`, `-`, `_`, `/` and `#`, \
         and does not begin with `aws/`",
        1,
        512,
    )
    .letters()
    .digits()
    .also(".-_/#")
    .never_begins(&["aws/"]);

    /// A log group with a name and the time for which it keeps events. See [`LogGroup::NAME`].
    pub fn new(name: impl Into<Text>, retention: Retention) -> Self {
        Self {
            name: name.into(),
            retention,
            key: None,
            class: None,
            skip_destroy: false,
            tags: Tags::default(),
        }
    }

    /// Where an Aurora cluster exports one of its logs to: `/aws/rds/cluster/<cluster>/<log>`.
    ///
    /// The log is `postgresql` for Aurora PostgreSQL, and `audit`, `error`, `general` or `slowquery` for
    /// Aurora MySQL.
    pub fn aurora(cluster: impl Into<Text>, log: &'static str, retention: Retention) -> Self {
        Self::new(Text::from("/aws/rds/cluster/").then(cluster).then("/").then(log), retention)
    }

    /// Where the Container Insights of an ECS cluster go: `/aws/ecs/containerinsights/<cluster>/performance`.
    pub fn container_insights(cluster: impl Into<Text>, retention: Retention) -> Self {
        Self::new(Text::from("/aws/ecs/containerinsights/").then(cluster).then("/performance"), retention)
    }

    /// Encrypts the group with a key of your own. Its policy must allow CloudWatch Logs of the region
    /// (`key-not-for-logs`).
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }

    /// The class; it cannot be changed later. Default: [`LogClass::Standard`].
    pub fn class(mut self, class: LogClass) -> Self {
        self.class = Some(class);
        self
    }

    /// Keeps the group and its events when the stack is destroyed; Terraform only forgets them. Default: they
    /// are deleted.
    pub fn skip_destroy(mut self) -> Self {
        self.skip_destroy = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, stack: &mut Stack, body: &mut Body) {
        let allowed = self.key.as_ref().and_then(|key| KeyPolicy::allows(stack, key, "logs."));
        if allowed == Some(false) {
            body.report(Problem::error(
                "key-not-for-logs",
                "the key's policy does not let CloudWatch Logs use it, so that AWS refuses the log group",
                "say `.allow_logs(&region)` of the key",
            ));
        }
    }
}

impl Resource for LogGroup {
    type Handle = LogGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> LogGroupHandle {
        let mut body = Body::new();
        self.check(stack, &mut body);
        body.name("name", &Self::NAME, self.name);
        if self.retention == Retention::Never {
            body.comment("0 keeps the logs for ever.");
        }
        body.set("retention_in_days", self.retention);
        body.reference_opt("kms_key_id", self.key);
        body.set_opt("log_group_class", self.class);
        body.set_opt("skip_destroy", self.skip_destroy.then_some(true));
        self.tags.write(&mut body);
        LogGroupHandle { node: stack.add(&LOG_GROUP, label, body) }
    }
}

/// A declared log group.
#[derive(Clone, Debug)]
pub struct LogGroupHandle {
    node: Node,
}

impl LogGroupHandle {
    /// Its name: what a container's log configuration takes.
    pub fn name(&self) -> Ref<LogGroupName> {
        self.node.attribute("name")
    }

    /// Its ARN, without `:*` at the end.
    pub fn arn(&self) -> Ref<LogGroupArn> {
        self.node.attribute("arn")
    }

    /// The rights to open streams in this group and to write to them.
    pub fn write(&self) -> Vec<Statement> {
        // Both actions are about streams: their ARNs begin with that of the group.
        let streams = Text::from(self.arn()).then(":*");
        vec![Statement::allow([CREATE_STREAM, PUT_EVENTS], [Ref::from_expr(streams.into())])]
    }

    /// How many bytes arrive, `IncomingBytes`. While nothing arrives there is no data.
    pub fn incoming_bytes(&self) -> Metric {
        self.metric("IncomingBytes")
    }

    /// How many events arrive, `IncomingLogEvents`. While nothing arrives there is no data.
    pub fn incoming_events(&self) -> Metric {
        self.metric("IncomingLogEvents")
    }

    fn metric(&self, name: &'static str) -> Metric {
        Metric::new("AWS/Logs", name, Statistic::Sum).dimension("LogGroupName", self.name()).absent_at_zero()
    }
}

impl RefersTo<LogGroupName> for LogGroupHandle {
    fn reference(&self) -> Ref<LogGroupName> {
        self.name()
    }
}

impl RefersTo<LogGroupArn> for LogGroupHandle {
    fn reference(&self) -> Ref<LogGroupArn> {
        self.arn()
    }
}

impl Handle for LogGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
