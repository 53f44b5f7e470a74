//! `aws_sns_topic_policy`.

use terrane_aws::kind::TopicArn;
use terrane_aws::{Statement, policy_document};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack};

use crate::FILE;

const TOPIC_POLICY: ResourceType = terrane_aws::resource("aws_sns_topic_policy", FILE);

/// The access policy of a topic: which services, such as EventBridge, and which other accounts may use it.
///
/// Emits `aws_sns_topic_policy.{label}`.
///
/// It replaces the policy that AWS gives every topic, which allows the account itself everything. Alarms of
/// the same account need no policy.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `empty-policy` | a policy without a statement |
///
/// # Not covered
///
/// Policies of a [`FifoTopic`](crate::FifoTopic): use [`Custom`](terrane_core::Custom).
///
/// # Example
///
/// ```
/// use terrane_aws::{Action, Principal, Statement, kind::TopicArn};
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{Topic, TopicPolicy};
///
/// const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
/// let events =
///     Statement::allow([PUBLISH], [topic.arn()]).principal(Principal::service("events.amazonaws.com"));
/// TopicPolicy::new(&topic, [events]).declare(&mut stack, "alarms");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_sns_topic_policy")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TopicPolicy {
    topic: Ref<TopicArn>,
    statements: Vec<Statement>,
}

impl TopicPolicy {
    /// The policy of a topic. Each statement names its principals.
    pub fn new(topic: &impl RefersTo<TopicArn>, statements: impl IntoIterator<Item = Statement>) -> Self {
        Self { topic: topic.reference(), statements: statements.into_iter().collect() }
    }

    fn check(&self, body: &mut Body) {
        if self.statements.is_empty() {
            body.report(Problem::error(
                "empty-policy",
                "the topic's policy has no statement, which AWS refuses",
                "add a statement, or remove the policy: the account may publish without one",
            ));
        }
    }
}

impl Resource for TopicPolicy {
    type Handle = TopicPolicyHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TopicPolicyHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.set_parent("arn", &self.topic);
        body.set("policy", policy_document(self.statements));
        TopicPolicyHandle { node: stack.add(&TOPIC_POLICY, label, body) }
    }
}

/// A declared topic policy.
#[derive(Clone, Debug)]
pub struct TopicPolicyHandle {
    node: Node,
}

impl Handle for TopicPolicyHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
