//! `aws_sns_topic_subscription`

use terrane_aws::kind::TopicArn;
use terrane_core::{
    Body, Handle, Kind, Node, Object, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text, jsonencode,
};

use crate::{FILE, FifoTopicArn};

const SUBSCRIPTION: ResourceType = terrane_aws::resource("aws_sns_topic_subscription", FILE);

/// The ARN of an SQS queue.
#[derive(Clone, Copy, Debug)]
pub enum QueueArn {}

impl Kind for QueueArn {
    const NOUN: &'static str = "SQS queue ARN";
    const ID_PREFIX: &'static str = "arn:";
}

/// The ARN of a Lambda function.
#[derive(Clone, Copy, Debug)]
pub enum FunctionArn {}

impl Kind for FunctionArn {
    const NOUN: &'static str = "Lambda function ARN";
    const ID_PREFIX: &'static str = "arn:";
}

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

/// A subscription to a topic.
///
/// Whoever owns an e-mail address must confirm it: SNS sends a link that is good for three days, and until then nothing is
/// delivered. Terraform cannot delete a subscription that nobody confirmed; SNS does after a few days.
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{Topic, TopicSubscription};
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
/// TopicSubscription::email(&topic.arn(), "ops@jiki.io").declare(&mut stack, "alarms_email");
/// TopicSubscription::https(&topic.arn(), "https://pager.example.com/hook")
///     .declare(&mut stack, "alarms_pager");
/// assert!(stack.finish().is_ok());
/// ```
///
/// Reported: what is no address (`invalid-email`), a URL without `https://` (`not-https`), raw delivery to what does not
/// take it (`raw-delivery`). A queue's and a function's own policy must admit `sns.amazonaws.com`.
///
/// Left out: `email-json`, plain `http`, SMS, Firehose and mobile push, delivery policies, replay, automatic confirmation
/// (use `stack.amend(&x).attribute(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TopicSubscription {
    topic: Topic,
    protocol: Protocol,
    endpoint: Text,
    raw: bool,
    filter: Option<(Object, bool)>,
    dead_letters: Option<Ref<QueueArn>>,
}

/// Either sort of topic.
#[derive(Debug)]
enum Topic {
    Standard(Ref<TopicArn>),
    Fifo(Ref<FifoTopicArn>),
}

impl TopicSubscription {
    fn new(topic: Topic, protocol: Protocol, endpoint: Text) -> Self {
        Self { topic, protocol, endpoint, raw: false, filter: None, dead_letters: None }
    }

    /// E-mails to an address.
    pub fn email(topic: &impl RefersTo<TopicArn>, address: impl Into<Text>) -> Self {
        Self::new(Topic::Standard(topic.reference()), Protocol::Email, address.into())
    }

    /// Posts to a URL that begins with `https://`. The endpoint must answer SNS's request to confirm.
    pub fn https(topic: &impl RefersTo<TopicArn>, url: impl Into<Text>) -> Self {
        Self::new(Topic::Standard(topic.reference()), Protocol::Https, url.into())
    }

    /// Messages into an SQS queue.
    pub fn queue(topic: &impl RefersTo<TopicArn>, queue: &impl RefersTo<QueueArn>) -> Self {
        let queue = &queue.reference();
        Self::new(Topic::Standard(topic.reference()), Protocol::Queue, queue.into())
    }

    /// Messages of a FIFO topic into an SQS queue.
    pub fn queue_in_order(topic: &impl RefersTo<FifoTopicArn>, queue: &impl RefersTo<QueueArn>) -> Self {
        let queue = &queue.reference();
        Self::new(Topic::Fifo(topic.reference()), Protocol::Queue, queue.into())
    }

    /// Calls of a Lambda function.
    pub fn function(topic: &impl RefersTo<TopicArn>, function: &impl RefersTo<FunctionArn>) -> Self {
        let function = &function.reference();
        Self::new(Topic::Standard(topic.reference()), Protocol::Function, function.into())
    }

    /// Delivers the message as it was published, without SNS's envelope: to a queue or a URL.
    pub fn raw(mut self) -> Self {
        self.raw = true;
        self
    }

    /// Delivers only messages whose attributes match the filter policy.
    pub fn filter_attributes(mut self, policy: Object) -> Self {
        self.filter = Some((policy, false));
        self
    }

    /// Delivers only messages whose body, a JSON object, matches the filter policy.
    pub fn filter_body(mut self, policy: Object) -> Self {
        self.filter = Some((policy, true));
        self
    }

    /// What cannot be delivered goes to this queue.
    pub fn dead_letters(mut self, queue: &impl RefersTo<QueueArn>) -> Self {
        self.dead_letters = Some(queue.reference());
        self
    }

    fn report(&self, body: &mut Body) {
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

/// One `@`, something before it, and a domain with a dot behind it. More is for SNS to find out.
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
        self.report(&mut body);
        if self.raw && matches!(self.protocol, Protocol::Email | Protocol::Function) {
            body.report(Problem::error(
                "raw-delivery",
                format!("SNS has no raw delivery to `{}`", self.protocol.name()),
                "remove `.raw()`: only queues and URLs take it",
            ));
        }
        match &self.topic {
            Topic::Standard(topic) => body.reference("topic_arn", topic),
            Topic::Fifo(topic) => body.reference("topic_arn", topic),
        }
        body.set("protocol", self.protocol.name());
        body.set("endpoint", self.endpoint);
        body.set_opt("raw_message_delivery", self.raw.then_some(true));
        if let Some((policy, is_body)) = self.filter {
            body.set("filter_policy", jsonencode(policy));
            body.set("filter_policy_scope", if is_body { "MessageBody" } else { "MessageAttributes" });
        }
        if let Some(queue) = self.dead_letters {
            body.set("redrive_policy", jsonencode(Object::new().set("deadLetterTargetArn", queue)));
        }
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
