//! `aws_lb_listener_rule`

use terrane_aws::kind::ListenerArn;
use terrane_aws::{ForwardedTargetGroup, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, Resource, ResourceType, Stack, Text, Value};

use super::listener::forwarded;
use super::{
    Answering, FixedResponse, Forwarding, ListenerAction, ListenerHandle, LoadBalancerHandle, Redirect,
    Redirecting, RuleCondition, TargetGroupHandle,
};
use crate::layer::FILE;

const LISTENER_RULE: ResourceType = terrane_aws::resource("aws_lb_listener_rule", FILE);

/// What a listener does with some requests: the first rule whose conditions hold is taken, the lowest priority first.
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack, literal};
/// use terrane_edge::{
///     RuleCondition, FixedResponse, HttpListener, HttpPath, ListenerRule, LoadBalancerLookup, TargetGroup,
///     TargetHealth,
/// };
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let http = HttpListener::respond(&alb, FixedResponse::new(404)).declare(&mut stack, "http");
/// let health = TargetHealth::http(literal!(HttpPath, "/health"));
/// let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health)
///     .declare(&mut stack, "web");
/// let conditions = [RuleCondition::host(["api.jiki.io"]), RuleCondition::path(["/v2/*"])];
/// let rule = ListenerRule::forward(&http, 10, conditions, &target).declare(&mut stack, "api");
/// let registers_with = rule.target_group();
/// assert!(stack.finish().is_ok());
/// ```
///
/// Reported: a priority outside of 1 to 50000 (`out-of-range`), one that another rule of the listener has
/// (`duplicate-priority`), no condition (`rule-without-condition`), two of a kind that AWS takes once
/// (`repeated-condition`), more than 5 values (`too-many-condition-values`) or 6 wildcards (`too-many-wildcards`), and what
/// cannot match (`condition-without-value`, `invalid-condition`), and a target group of another VPC
/// (`target-group-of-other-vpc`).
///
/// Left out: forwarding to several groups by weight, authentication, regular expressions, rewriting (use
/// `stack.amend(&x).block(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ListenerRule<D> {
    listener: Ref<ListenerArn>,
    alb: LoadBalancerHandle,
    priority: Value<u32>,
    conditions: Vec<RuleCondition>,
    action: D,
    tags: Tags,
}

impl ListenerRule<Forwarding> {
    /// Forwards to a target group.
    pub fn forward<L>(
        listener: &ListenerHandle<L>,
        priority: impl Into<Value<u32>>,
        conditions: impl IntoIterator<Item = RuleCondition>,
        target: &TargetGroupHandle,
    ) -> Self {
        Self::new(listener, priority.into(), conditions, Forwarding { target: target.clone() })
    }
}

impl ListenerRule<Redirecting> {
    /// Sends the client elsewhere.
    pub fn redirect<L>(
        listener: &ListenerHandle<L>,
        priority: impl Into<Value<u32>>,
        conditions: impl IntoIterator<Item = RuleCondition>,
        redirect: Redirect,
    ) -> Self {
        Self::new(listener, priority.into(), conditions, Redirecting { redirect })
    }
}

impl ListenerRule<Answering> {
    /// Answers by itself.
    pub fn respond<L>(
        listener: &ListenerHandle<L>,
        priority: impl Into<Value<u32>>,
        conditions: impl IntoIterator<Item = RuleCondition>,
        response: FixedResponse,
    ) -> Self {
        Self::new(listener, priority.into(), conditions, Answering { response })
    }
}

impl<D: ListenerAction> ListenerRule<D> {
    fn new<L>(
        listener: &ListenerHandle<L>,
        priority: Value<u32>,
        conditions: impl IntoIterator<Item = RuleCondition>,
        action: D,
    ) -> Self {
        Self {
            listener: listener.arn(),
            alb: listener.alb().clone(),
            priority,
            conditions: conditions.into_iter().collect(),
            action,
            tags: Tags::default(),
        }
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn report(&self, body: &mut Body) {
        if self.conditions.is_empty() {
            body.report(Problem::error(
                "rule-without-condition",
                "the rule has no condition, and AWS takes none that is about every request",
                "give it a condition, or make it the listener's own action",
            ));
        }
        let fields = || self.conditions.iter().map(RuleCondition::field);
        let mut reported = None;
        for (at, field) in fields().enumerate() {
            if !field.is_repeatable()
                && reported != Some(field)
                && fields().take(at).any(|other| other == field)
            {
                reported = Some(field);
                body.report(Problem::error(
                    "repeated-condition",
                    format!("the rule has two conditions on `{}`, and AWS takes one", field.block()),
                    "put the values into one condition: one of them is enough to match",
                ));
            }
        }
        let values: usize = self.conditions.iter().map(RuleCondition::len).sum();
        if values > 5 {
            body.report(Problem::error(
                "too-many-condition-values",
                format!("the rule's conditions have {values} values, but AWS takes 5 for each rule"),
                "split it into several rules that do the same",
            ));
        }
        let wildcards: usize = self.conditions.iter().map(RuleCondition::wildcards).sum();
        if wildcards > 6 {
            body.report(Problem::error(
                "too-many-wildcards",
                format!("the rule's conditions have {wildcards} wildcards, but AWS takes 6 for each rule"),
                "split it into several rules that do the same",
            ));
        }
    }
}

impl<D: ListenerAction> Resource for ListenerRule<D> {
    type Handle = ListenerRuleHandle<D>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerRuleHandle<D> {
        let mut body = Body::new();
        self.report(&mut body);
        let known = self.priority.known().copied();
        body.reference("listener_arn", &self.listener);
        body.number("priority", self.priority, 1..=50_000);
        body.block("action", |block| self.action.write(block));
        if let Some(problem) = self.action.target().and_then(|target| self.alb.misses(target)) {
            body.report(problem);
        }
        for condition in self.conditions {
            condition.write(&mut body);
        }
        self.tags.write(&mut body);
        let node = stack.add(&LISTENER_RULE, label, body);
        if let Some(priority) = known {
            stack.claim(&node, "duplicate-priority", &self.listener, format!("priority {priority}"));
        }
        ListenerRuleHandle { node, alb: self.alb, action: self.action }
    }
}

/// A declared rule. Where it forwards, it gives the target group that a service registers with.
#[derive(Clone, Debug)]
pub struct ListenerRuleHandle<D> {
    node: Node,
    alb: LoadBalancerHandle,
    action: D,
}

impl ListenerRuleHandle<Forwarding> {
    /// The target group, for a service: it waits for this rule.
    pub fn target_group(&self) -> ForwardedTargetGroup {
        forwarded(&self.action.target, &self.alb, self)
    }
}

impl<D> Handle for ListenerRuleHandle<D> {
    fn node(&self) -> &Node {
        &self.node
    }
}
