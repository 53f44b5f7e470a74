//! `aws_sns_topic_subscription`.

use terrane_aws::kind::TopicArn;
use terrane_core::{
    Body, Handle, Node, Object, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text, jsonencode,
};

use super::kind::{FifoTopicArn, FunctionArn, QueueArn};
use crate::FILE;

const SUBSCRIPTION: ResourceType = terrane_aws::resource("aws_sns_topic_subscription", FILE);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    Email,
    Https,
    Queue,
    Function,
}

impl Protocol {
    const fn name(self) -> &'static str {
        match self {
            Protocol::Email => "email",
            Protocol::Https => "https",
            Protocol::Queue => "sqs",
            Protocol::Function => "lambda",
        }
    }
}

/// A subscription to a topic: where its messages are delivered to.
///
/// Emits `aws_sns_topic_subscription.{label}`.
///
/// The owner of an e-mail address must confirm the subscription: SNS sends a link that is good for three
/// days, and delivers nothing before. Terraform cannot delete a subscription that was never confirmed; SNS
/// does, after a few days. A queue's or a function's own policy must allow `sns.amazonaws.com`.
///
/// Default: every message, within SNS's JSON envelope.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-email` | a literal that is not one e-mail address |
/// | `not-https` | a URL that does not begin with `https://` |
/// | `raw-delivery` | raw delivery to an e-mail address or a function |
///
/// # Not covered
///
/// `email-json`, plain `http`, SMS, Firehose and mobile push, delivery policies, replay, automatic
/// confirmation: use `stack.amend(&subscription).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{Topic, TopicSubscription};
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
/// TopicSubscription::email(&topic, "ops@jiki.io").declare(&mut stack, "alarms_email");
/// TopicSubscription::https(&topic, "https://pager.example.com/hook").declare(&mut stack, "alarms_pager");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_sns_topic_subscription")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TopicSubscription {
    topic: Source,
    protocol: Protocol,
    endpoint: Text,
    raw: bool,
    filter: Option<(Filtered, Object)>,
    dead_letters: Option<Ref<QueueArn>>,
}

/// What a filter policy is compared with.
#[derive(Clone, Copy, Debug)]
enum Filtered {
    Attributes,
    Body,
}

impl Filtered {
    const fn name(self) -> &'static str {
        match self {
            Filtered::Attributes => "MessageAttributes",
            Filtered::Body => "MessageBody",
        }
    }
}

/// A topic, or a FIFO topic.
#[derive(Debug)]
enum Source {
    Standard(Ref<TopicArn>),
    Fifo(Ref<FifoTopicArn>),
}

impl TopicSubscription {
    fn new(topic: Source, protocol: Protocol, endpoint: Text) -> Self {
        Self { topic, protocol, endpoint, raw: false, filter: None, dead_letters: None }
    }

    /// E-mails to an address.
    pub fn email(topic: &impl RefersTo<TopicArn>, address: impl Into<Text>) -> Self {
        Self::new(Source::Standard(topic.reference()), Protocol::Email, address.into())
    }

    /// Posts to a URL that begins with `https://`. The endpoint must answer SNS's request to confirm.
    pub fn https(topic: &impl RefersTo<TopicArn>, url: impl Into<Text>) -> Self {
        Self::new(Source::Standard(topic.reference()), Protocol::Https, url.into())
    }

    /// Messages into an SQS queue.
    pub fn queue(topic: &impl RefersTo<TopicArn>, queue: &impl RefersTo<QueueArn>) -> Self {
        let queue = &queue.reference();
        Self::new(Source::Standard(topic.reference()), Protocol::Queue, queue.into())
    }

    /// Messages of a FIFO topic into an SQS queue.
    pub fn queue_in_order(topic: &impl RefersTo<FifoTopicArn>, queue: &impl RefersTo<QueueArn>) -> Self {
        let queue = &queue.reference();
        Self::new(Source::Fifo(topic.reference()), Protocol::Queue, queue.into())
    }

    /// Calls of a Lambda function.
    pub fn function(topic: &impl RefersTo<TopicArn>, function: &impl RefersTo<FunctionArn>) -> Self {
        let function = &function.reference();
        Self::new(Source::Standard(topic.reference()), Protocol::Function, function.into())
    }

    /// Delivers the message as it was published, without SNS's envelope: to a queue or a URL.
    pub fn raw(mut self) -> Self {
        self.raw = true;
        self
    }

    /// Delivers only messages whose attributes match the filter policy.
    pub fn filter_attributes(mut self, policy: Object) -> Self {
        self.filter = Some((Filtered::Attributes, policy));
        self
    }

    /// Delivers only messages whose body, a JSON object, matches the filter policy.
    pub fn filter_body(mut self, policy: Object) -> Self {
        self.filter = Some((Filtered::Body, policy));
        self
    }

    /// Sends what cannot be delivered to this queue. Default: it is lost.
    pub fn dead_letters(mut self, queue: &impl RefersTo<QueueArn>) -> Self {
        self.dead_letters = Some(queue.reference());
        self
    }

    fn check(&self, body: &mut Body) {
        if self.raw && matches!(self.protocol, Protocol::Email | Protocol::Function) {
            body.report(Problem::error(
                "raw-delivery",
                format!("SNS has no raw delivery to `{}`", self.protocol.name()),
                "remove `.raw()`: only queues and URLs take it",
            ));
        }
        let Some(endpoint) = self.endpoint.as_literal() else { return };
        if self.protocol == Protocol::Email && !is_address(endpoint) {
            body.report(Problem::error(
                "invalid-email",
                format!("`{endpoint}` is not an e-mail address"),
                "write one address, such as `ops@jiki.io`; each further one is a subscription of its own",
            ));
        }
        if self.protocol == Protocol::Https && !endpoint.starts_with("https://") {
            body.report(Problem::error(
                "not-https",
                format!("`{endpoint}` does not begin with `https://`"),
                "give the whole URL, with its scheme",
            ));
        }
    }
}

/// One `@`, something before it, and after it a domain with a dot. The rest is for SNS to check.
fn is_address(text: &str) -> bool {
    let has_blank = text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';'));
    let domain = text.split_once('@').filter(|(local, _)| !local.is_empty()).map(|(_, domain)| domain);
    !has_blank
        && domain.is_some_and(|domain| {
            !domain.contains('@') && domain.contains('.') && domain.split('.').all(|label| !label.is_empty())
        })
}

impl Resource for TopicSubscription {
    type Handle = TopicSubscriptionHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TopicSubscriptionHandle {
        let mut body = Body::new();
        self.check(&mut body);
        match &self.topic {
            Source::Standard(topic) => body.reference("topic_arn", topic),
            Source::Fifo(topic) => body.reference("topic_arn", topic),
        }
        body.set("protocol", self.protocol.name());
        body.set("endpoint", self.endpoint);
        body.set_opt("raw_message_delivery", self.raw.then_some(true));
        let (scope, policy) = self.filter.unzip();
        body.set_opt("filter_policy", policy.map(jsonencode));
        body.set_opt("filter_policy_scope", scope.map(Filtered::name));
        let redrive = self.dead_letters.map(|queue| Object::new().set("deadLetterTargetArn", queue));
        body.set_opt("redrive_policy", redrive.map(jsonencode));
        TopicSubscriptionHandle { node: stack.add(&SUBSCRIPTION, label, body) }
    }
}

/// A declared subscription.
#[derive(Clone, Debug)]
pub struct TopicSubscriptionHandle {
    node: Node,
}

impl Handle for TopicSubscriptionHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
