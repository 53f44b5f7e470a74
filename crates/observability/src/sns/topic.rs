//! `aws_sns_topic`, standard.

use terrane_aws::kind::{KeyArn, TopicArn};
use terrane_aws::{Action, Metric, Statement, Statistic};
use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, Stack, Text};

use super::settings::{Settings, TOPIC, publish_with_key};

const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");

/// The key of a declared topic, for what publishes to it without rights of its own.
#[derive(Debug, Default)]
pub(crate) struct TopicKey(pub(crate) Option<Ref<KeyArn>>);

/// An SNS topic: what is published to it is delivered to all of its subscriptions.
///
/// Emits `aws_sns_topic.{label}`.
///
/// Default: not encrypted. The key that AWS manages for SNS (`alias/aws/sns`) cannot be chosen: its policy
/// does not allow CloudWatch, whose alarms would then be lost without an error.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name that SNS refuses |
/// | `duplicate-name` | two topics of one name |
///
/// # Not covered
///
/// `name_prefix`, feedback roles, delivery and archive policies, the version of the message signature: use
/// `stack.amend(&topic).attribute(…)`. The access policy is a [`TopicPolicy`](crate::TopicPolicy).
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::Topic;
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").tag("Name", "jiki-api-alarms").declare(&mut stack, "alarms");
/// stack.output("alarms", topic.arn());
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_sns_topic")]
#[doc(alias = "SNS")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Topic {
    settings: Settings,
    display_name: Option<Text>,
    traced: bool,
}

impl Topic {
    /// The name of a topic.
    pub const NAME: NameRule =
        NameRule::new("a topic's name has 1 to 256 letters, digits, `-` and `_`", 1, 256)
            .letters()
            .digits()
            .also("-_");

    /// A topic with a name. See [`Topic::NAME`].
    pub fn new(name: impl Into<Text>) -> Self {
        Self { settings: Settings::new(name), display_name: None, traced: false }
    }

    /// The sender that e-mails show.
    pub fn display_name(mut self, name: impl Into<Text>) -> Self {
        self.display_name = Some(name.into());
        self
    }

    /// Encrypts messages with a key of your own. Its policy must allow every service that publishes
    /// (`cloudwatch.amazonaws.com` for alarms).
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.settings.key = Some(key.reference());
        self
    }

    /// Passes X-Ray traces through the topic. Default: no.
    pub fn traced(mut self) -> Self {
        self.traced = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.settings.tags.set(key, value);
        self
    }
}

impl Resource for Topic {
    type Handle = TopicHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TopicHandle {
        let Settings { name, key, tags } = self.settings;
        let mut body = Body::new();
        body.name("name", &Self::NAME, name);
        body.set_opt("display_name", self.display_name);
        body.reference_opt("kms_master_key_id", key.as_ref());
        body.set_opt("tracing_config", self.traced.then_some("Active"));
        tags.write(&mut body);
        let topic = TopicHandle { node: stack.add(&TOPIC, label, body), key };
        if let Some(known) = stack.remember::<TopicKey, _>(&topic.arn()) {
            known.0 = topic.key.clone();
        }
        topic
    }
}

/// A declared topic.
#[derive(Clone, Debug)]
pub struct TopicHandle {
    node: Node,
    key: Option<Ref<KeyArn>>,
}

impl TopicHandle {
    /// Its ARN: what alarms notify and subscriptions take.
    pub fn arn(&self) -> Ref<TopicArn> {
        self.node.attribute("arn")
    }

    /// The right to publish, and those to use the topic's key where it has one.
    pub fn publish(&self) -> Vec<Statement> {
        publish_with_key(Statement::allow([PUBLISH], [self.arn()]), self.key.as_ref())
    }

    /// How many messages could not be delivered, `NumberOfNotificationsFailed`.
    pub fn failed_notifications(&self) -> Metric {
        let name = Text::from_expr(self.node.expression("name"));
        Metric::new("AWS/SNS", "NumberOfNotificationsFailed", Statistic::Sum)
            .dimension("TopicName", name)
            .absent_at_zero()
    }
}

impl RefersTo<TopicArn> for TopicHandle {
    fn reference(&self) -> Ref<TopicArn> {
        self.arn()
    }
}

impl Handle for TopicHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
