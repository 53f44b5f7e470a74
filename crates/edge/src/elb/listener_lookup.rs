//! `data "aws_lb_listener"`.

use terrane_core::{Body, Port, Resource, ResourceType, Stack};

use super::listener_handle::ListenerHandle;
use super::load_balancer_handle::LoadBalancerHandle;
use crate::layer::FILE;

const LOOKUP: ResourceType = terrane_aws::data("aws_lb_listener", FILE);

/// The action of a listener that was looked up: it is defined outside of this stack.
#[derive(Clone, Copy, Debug)]
pub struct UnknownAction;

/// A listener that exists already, looked up by its port: a service adds its own rules to it.
///
/// Emits `data.aws_lb_listener.{label}`.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// Lookups by ARN.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack, literal};
/// use terrane_edge::{
///     HttpPath, ListenerLookup, ListenerRule, LoadBalancerLookup, RuleCondition, TargetGroup, TargetHealth,
/// };
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let https = ListenerLookup::new(&alb, Port::HTTPS).declare(&mut stack, "https");
/// let health = TargetHealth::http(literal!(HttpPath, "/health"));
/// let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health)
///     .declare(&mut stack, "web");
/// let rule = ListenerRule::forward(&https, 10, [RuleCondition::host(["api.jiki.io"])], &target)
///     .declare(&mut stack, "api");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_lb_listener")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ListenerLookup {
    alb: LoadBalancerHandle,
    port: Port,
}

impl ListenerLookup {
    /// The load balancer's listener on a port.
    pub fn new(alb: &LoadBalancerHandle, port: impl Into<Port>) -> Self {
        Self { alb: alb.clone(), port: port.into() }
    }
}

impl Resource for ListenerLookup {
    type Handle = ListenerHandle<UnknownAction>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerHandle<UnknownAction> {
        let mut body = Body::new();
        body.reference("load_balancer_arn", self.alb.arn());
        body.set("port", self.port);
        ListenerHandle { node: stack.add(&LOOKUP, label, body), alb: self.alb, action: UnknownAction }
    }
}
