//! `aws_sns_topic`

use terrane_aws::kind::{KeyArn, TopicArn};
use terrane_aws::{Action, ActionTarget, Metric, Statement, Statistic, Tags};
use terrane_core::{Body, Handle, Kind, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use crate::FILE;

/// The name of a topic.
pub const TOPIC_NAME: NameRule =
    NameRule::new("a topic's name has 1 to 256 letters, digits, `-` and `_`", 1, 256)
        .letters()
        .digits()
        .also("-_");

/// The name of a FIFO topic, without the `.fifo` that [`FifoTopic`] adds.
pub const FIFO_TOPIC_NAME: NameRule = NameRule::new(
    "a FIFO topic's name has 1 to 251 letters, digits, `-` and `_`; its end, `.fifo`, is added",
    1,
    251,
)
.letters()
.digits()
.also("-_");

const TOPIC: ResourceType = terrane_aws::resource("aws_sns_topic", FILE).named_once("name");

const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");
const PUBLISH_FIFO: Action<FifoTopicArn> = Action::new("sns:Publish");
const DATA_KEY: Action<KeyArn> = Action::new("kms:GenerateDataKey");
const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");

/// The ARN of a FIFO topic, which delivers to queues alone.
#[derive(Clone, Copy, Debug)]
pub enum FifoTopicArn {}

impl Kind for FifoTopicArn {
    const NOUN: &'static str = "FIFO topic ARN";
    const ID_PREFIX: &'static str = "arn:";
}

impl ActionTarget for FifoTopicArn {
    const ACTION_PREFIX: &'static str = "sns:";
}

/// What both sorts of topic have.
/// The key of a declared topic, for what publishes to it without rights of its own.
#[derive(Debug, Default)]
pub(crate) struct TopicKey(pub(crate) Option<Ref<KeyArn>>);

#[derive(Debug)]
struct Common {
    name: Text,
    display_name: Option<Text>,
    key: Option<Ref<KeyArn>>,
    tags: Tags,
}

impl Common {
    fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into(), display_name: None, key: None, tags: Tags::default() }
    }

    /// Writes what is common, and returns the key, which publishers need.
    fn write(self, rule: &NameRule, end: Option<&'static str>, body: &mut Body) -> Option<Ref<KeyArn>> {
        body.check_name("name", rule, &self.name);
        match end {
            Some(end) => body.set("name", self.name.then(end)),
            None => body.set("name", self.name),
        }
        body.set_opt("display_name", self.display_name);
        body.reference_opt("kms_master_key_id", self.key.as_ref());
        self.key
    }
}

fn publish(publish: Statement, key: Option<&Ref<KeyArn>>) -> Vec<Statement> {
    let with_key = key.map(|key| Statement::allow([DATA_KEY, DECRYPT], [key.clone()]));
    std::iter::once(publish).chain(with_key).collect()
}

/// An SNS topic: whoever subscribes gets what is published.
///
/// It is encrypted with a key of your own or not at all. The key that AWS manages for SNS (`alias/aws/sns`) cannot be
/// chosen: its policy does not admit CloudWatch, whose alarms would then be lost without a word.
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::Topic;
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").tag("Name", "jiki-api-alarms").declare(&mut stack, "alarms");
/// stack.output("alarms", topic.arn());
/// assert!(stack.finish().is_ok());
/// ```
///
/// Left out: `name_prefix`, feedback roles, delivery and archive policies, the message signature's version (use
/// `stack.amend(&x).attribute(…)`); the access policy is a [`TopicPolicy`](crate::TopicPolicy).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Topic {
    common: Common,
    traced: bool,
}

impl Topic {
    /// A topic; see [`TOPIC_NAME`].
    pub fn new(name: impl Into<Text>) -> Self {
        Self { common: Common::new(name), traced: false }
    }

    /// The sender that e-mails show.
    pub fn display_name(mut self, name: impl Into<Text>) -> Self {
        self.common.display_name = Some(name.into());
        self
    }

    /// A key of your own. Its policy must admit every service that publishes (`cloudwatch.amazonaws.com` for alarms).
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.common.key = Some(key.reference());
        self
    }

    /// X-Ray traces pass through the topic.
    pub fn traced(mut self) -> Self {
        self.traced = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.common.tags.set(key, value);
        self
    }
}

impl Resource for Topic {
    type Handle = TopicHandle;

    fn lower(mut self, stack: &mut Stack, label: &str) -> TopicHandle {
        let mut body = Body::new();
        let tags = std::mem::take(&mut self.common.tags);
        let key = self.common.write(&TOPIC_NAME, None, &mut body);
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
    /// The ARN: what alarms notify and subscriptions take.
    pub fn arn(&self) -> Ref<TopicArn> {
        self.node.attribute("arn")
    }

    /// The rights to publish, and to use the topic's key where it has one.
    pub fn publish(&self) -> Vec<Statement> {
        publish(Statement::allow([PUBLISH], [self.arn()]), self.key.as_ref())
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

/// An SNS FIFO topic: messages of a group arrive in their order, in queues.
///
/// Its name ends in `.fifo`, which is added here. Its ARN is of a kind of its own, so that no e-mail subscribes to it:
///
/// ```compile_fail,E0308
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{FifoTopic, TopicSubscription};
///
/// let mut stack = Stack::new("docs");
/// let orders = FifoTopic::new("jiki-orders").declare(&mut stack, "orders");
/// TopicSubscription::email(&orders.arn(), "ops@jiki.io").declare(&mut stack, "mail");
/// ```
///
/// A queue does:
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_observability::{FifoTopic, TopicSubscription};
///
/// let mut stack = Stack::new("docs");
/// let orders = FifoTopic::new("jiki-orders").deduplicate_by_content().declare(&mut stack, "orders");
/// let queue = Ref::existing("arn:aws:sqs:eu-west-1:111122223333:orders.fifo");
/// TopicSubscription::queue_in_order(&orders.arn(), &queue).declare(&mut stack, "orders");
/// assert!(stack.finish().is_ok());
/// ```
///
/// Left out: what [`Topic`] leaves out, and `fifo_throughput_scope`.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct FifoTopic {
    common: Common,
    deduplicates_by_content: bool,
}

impl FifoTopic {
    /// A FIFO topic; see [`FIFO_TOPIC_NAME`]. `.fifo` is added to the name.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { common: Common::new(name), deduplicates_by_content: false }
    }

    /// Two messages of the same content within five minutes are one. Default: publishers give an id for that.
    pub fn deduplicate_by_content(mut self) -> Self {
        self.deduplicates_by_content = true;
        self
    }

    /// A key of your own. Its policy must admit every service that publishes.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.common.key = Some(key.reference());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.common.tags.set(key, value);
        self
    }
}

impl Resource for FifoTopic {
    type Handle = FifoTopicHandle;

    fn lower(mut self, stack: &mut Stack, label: &str) -> FifoTopicHandle {
        let mut body = Body::new();
        let tags = std::mem::take(&mut self.common.tags);
        let key = self.common.write(&FIFO_TOPIC_NAME, Some(".fifo"), &mut body);
        body.set("fifo_topic", true);
        body.set_opt("content_based_deduplication", self.deduplicates_by_content.then_some(true));
        tags.write(&mut body);
        FifoTopicHandle { node: stack.add(&TOPIC, label, body), key }
    }
}

/// A declared FIFO topic.
#[derive(Clone, Debug)]
pub struct FifoTopicHandle {
    node: Node,
    key: Option<Ref<KeyArn>>,
}

impl FifoTopicHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<FifoTopicArn> {
        self.node.attribute("arn")
    }

    /// The rights to publish, and to use the topic's key where it has one.
    pub fn publish(&self) -> Vec<Statement> {
        publish(Statement::allow([PUBLISH_FIFO], [self.arn()]), self.key.as_ref())
    }
}

impl RefersTo<FifoTopicArn> for FifoTopicHandle {
    fn reference(&self) -> Ref<FifoTopicArn> {
        self.arn()
    }
}

impl Handle for FifoTopicHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
