//! `data "aws_lb_listener"`

use terrane_core::{Body, Port, Resource, ResourceType, Stack};

use super::{ListenerHandle, LoadBalancerHandle};
use crate::layer::FILE;

const LOOKUP: ResourceType = terrane_aws::data("aws_lb_listener", FILE);

/// What a listener does is defined outside of this stack.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere;

/// A listener that exists already, looked up by its port: a service adds its own rules to it.
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack, literal};
/// use terrane_edge::{
///     RuleCondition, HttpPath, ListenerLookup, ListenerRule, LoadBalancerLookup, TargetGroup, TargetHealth,
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
    type Handle = ListenerHandle<Elsewhere>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerHandle<Elsewhere> {
        let mut body = Body::new();
        body.reference("load_balancer_arn", self.alb.arn());
        body.set("port", self.port);
        ListenerHandle::new(stack.add(&LOOKUP, label, body), self.alb, Elsewhere)
    }
}
