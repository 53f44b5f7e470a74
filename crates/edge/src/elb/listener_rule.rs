//! `aws_lb_listener_rule`.

use terrane_aws::kind::ListenerArn;
use terrane_aws::{ForwardedTargetGroup, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, Resource, ResourceType, Stack, Text, Value};

use super::fixed_response::FixedResponse;
use super::forwarded::{check_vpc, forwarded};
use super::listener_action::{Answering, Forwarding, ListenerAction, Redirecting};
use super::listener_handle::ListenerHandle;
use super::load_balancer_handle::LoadBalancerHandle;
use super::redirect::Redirect;
use super::rule_condition::RuleCondition;
use super::target_group_handle::TargetGroupHandle;
use crate::layer::FILE;

const LISTENER_RULE: ResourceType = terrane_aws::resource("aws_lb_listener_rule", FILE);

/// What a listener does with some requests: AWS follows the first rule whose conditions hold, the lowest
/// priority first.
///
/// Emits `aws_lb_listener_rule.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `out-of-range` | a priority outside of 1 to 50000 |
/// | `duplicate-priority` | a priority that another rule of the listener has |
/// | `rule-without-condition` | no condition |
/// | `repeated-condition` | two conditions of a kind that AWS accepts once |
/// | `too-many-condition-values`, `too-many-wildcards` | more than 5 values, or more than 6 wildcards |
/// | `condition-without-value`, `invalid-condition` | conditions that cannot match |
/// | `redirect-loop` | a redirect that changes nothing |
/// | `fixed-response-status`, `fixed-response-too-long` | an answer that AWS refuses |
/// | `target-group-of-other-vpc` | a target group in another VPC than the load balancer |
///
/// # Not covered
///
/// Forwarding to several groups by weight, authentication, regular expressions, rewriting: use
/// `stack.amend(&rule).block(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack, literal};
/// use terrane_edge::{
///     FixedResponse, HttpListener, HttpPath, ListenerRule, LoadBalancerLookup, RuleCondition, TargetGroup,
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
#[doc(alias = "aws_lb_listener_rule")]
#[doc(alias = "aws_alb_listener_rule")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ListenerRule<A> {
    listener: Ref<ListenerArn>,
    alb: LoadBalancerHandle,
    priority: Value<u32>,
    conditions: Vec<RuleCondition>,
    action: A,
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

impl<A: ListenerAction> ListenerRule<A> {
    fn new<L>(
        listener: &ListenerHandle<L>,
        priority: Value<u32>,
        conditions: impl IntoIterator<Item = RuleCondition>,
        action: A,
    ) -> Self {
        Self {
            listener: listener.arn(),
            alb: listener.alb.clone(),
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

    fn check(&self, body: &mut Body) {
        if self.conditions.is_empty() {
            body.report(Problem::error(
                "rule-without-condition",
                "the rule has no condition, and AWS accepts no rule that matches every request",
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
                    format!("the rule has two conditions on `{}`, and AWS accepts one", field.block()),
                    "put the values into one condition: one of them is enough to match",
                ));
            }
        }
        let values: usize = self.conditions.iter().map(RuleCondition::len).sum();
        if values > 5 {
            body.report(Problem::error(
                "too-many-condition-values",
                format!("the rule's conditions have {values} values, but AWS accepts 5 for each rule"),
                "split it into several rules that do the same",
            ));
        }
        let wildcards: usize = self.conditions.iter().map(RuleCondition::wildcards).sum();
        if wildcards > 6 {
            body.report(Problem::error(
                "too-many-wildcards",
                format!("the rule's conditions have {wildcards} wildcards, but AWS accepts 6 for each rule"),
                "split it into several rules that do the same",
            ));
        }
        for condition in &self.conditions {
            condition.check(body);
        }
        self.action.check(body);
        if let Some(target) = self.action.target() {
            check_vpc(body, &self.alb, target);
        }
    }
}

impl<A: ListenerAction> Resource for ListenerRule<A> {
    type Handle = ListenerRuleHandle<A>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerRuleHandle<A> {
        let mut body = Body::new();
        self.check(&mut body);
        let known = self.priority.known().copied();
        body.reference("listener_arn", &self.listener);
        body.number("priority", self.priority, 1..=50_000);
        body.block("action", |block| self.action.write(block));
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

/// A declared rule. If it forwards, it gives the target group that a service registers with.
#[derive(Clone, Debug)]
pub struct ListenerRuleHandle<A> {
    node: Node,
    alb: LoadBalancerHandle,
    action: A,
}

impl ListenerRuleHandle<Forwarding> {
    /// The target group, for a service: it waits for this rule.
    pub fn target_group(&self) -> ForwardedTargetGroup {
        forwarded(&self.action.target, &self.alb, self)
    }
}

impl<A> Handle for ListenerRuleHandle<A> {
    fn node(&self) -> &Node {
        &self.node
    }
}
