//! `aws_sns_topic`, FIFO.

use terrane_aws::kind::KeyArn;
use terrane_aws::{Action, Statement};
use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, Stack, Text};

use super::kind::FifoTopicArn;
use super::settings::{Settings, TOPIC, publish_with_key};

const PUBLISH: Action<FifoTopicArn> = Action::new("sns:Publish");

/// An SNS FIFO topic: messages of one group are delivered to queues in the order they were published in.
///
/// Emits `aws_sns_topic.{label}`, with `fifo_topic = true`.
///
/// Defaults: not encrypted, and publishers give each message an id for deduplication. The name must end in
/// `.fifo`; that is added here.
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
/// What [`Topic`](crate::Topic) does not cover, and `fifo_throughput_scope`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_observability::{FifoTopic, TopicSubscription};
///
/// let mut stack = Stack::new("docs");
/// let orders = FifoTopic::new("jiki-orders").deduplicate_by_content().declare(&mut stack, "orders");
/// let queue = Ref::existing("arn:aws:sqs:eu-west-1:111122223333:orders.fifo");
/// TopicSubscription::queue_in_order(&orders, &queue).declare(&mut stack, "orders");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Only queues subscribe to it. Its ARN is of another kind than that of a [`Topic`](crate::Topic):
///
/// ```compile_fail,E0308
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{FifoTopic, TopicSubscription};
///
/// let mut stack = Stack::new("docs");
/// let orders = FifoTopic::new("jiki-orders").declare(&mut stack, "orders");
/// TopicSubscription::email(&orders.arn(), "ops@jiki.io").declare(&mut stack, "mail");
/// ```
#[doc(alias = "aws_sns_topic")]
#[doc(alias = "SNS")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct FifoTopic {
    settings: Settings,
    deduplicates_by_content: bool,
}

impl FifoTopic {
    /// The name of a FIFO topic, without `.fifo` at its end.
    pub const NAME: NameRule = NameRule::new(
        "a FIFO topic's name has 1 to 251 letters, digits, `-` and `_`; its end, `.fifo`, is added",
        1,
        251,
    )
    .letters()
    .digits()
    .also("-_");

    /// A FIFO topic with a name, to which `.fifo` is added. See [`FifoTopic::NAME`].
    pub fn new(name: impl Into<Text>) -> Self {
        Self { settings: Settings::new(name), deduplicates_by_content: false }
    }

    /// Delivers messages of one content only once within five minutes. Default: publishers give each message
    /// an id for that.
    pub fn deduplicate_by_content(mut self) -> Self {
        self.deduplicates_by_content = true;
        self
    }

    /// Encrypts messages with a key of your own. Its policy must allow every service that publishes.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.settings.key = Some(key.reference());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.settings.tags.set(key, value);
        self
    }
}

impl Resource for FifoTopic {
    type Handle = FifoTopicHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> FifoTopicHandle {
        let Settings { name, key, tags } = self.settings;
        let mut body = Body::new();
        body.check_name("name", &Self::NAME, &name);
        body.set("name", name.then(".fifo"));
        body.reference_opt("kms_master_key_id", key.as_ref());
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
    /// Its ARN.
    pub fn arn(&self) -> Ref<FifoTopicArn> {
        self.node.attribute("arn")
    }

    /// The right to publish, and those to use the topic's key where it has one.
    pub fn publish(&self) -> Vec<Statement> {
        publish_with_key(Statement::allow([PUBLISH], [self.arn()]), self.key.as_ref())
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
