//! `data "aws_lb"`

use terrane_aws::kind::SecurityGroupId;
use terrane_core::{Body, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::{LOAD_BALANCER_NAME, LoadBalancerHandle};
use crate::layer::FILE;

const LOOKUP: ResourceType = terrane_aws::data("aws_lb", FILE);

/// A load balancer that exists already, looked up by its name: one that several services share.
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::LoadBalancerLookup;
///
/// let mut stack = Stack::new("docs");
/// let shared = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// stack.output("alb_dns_name", shared.dns_name());
/// assert!(stack.finish().is_ok());
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct LoadBalancerLookup {
    name: Text,
    security_group: Ref<SecurityGroupId>,
}

impl LoadBalancerLookup {
    /// The load balancer of this name. You vouch for its security group, which tasks must admit.
    pub fn new(name: impl Into<Text>, security_group: &impl RefersTo<SecurityGroupId>) -> Self {
        Self { name: name.into(), security_group: security_group.reference() }
    }
}

impl Resource for LoadBalancerLookup {
    type Handle = LoadBalancerHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> LoadBalancerHandle {
        let mut body = Body::new();
        body.name("name", &LOAD_BALANCER_NAME, self.name);
        LoadBalancerHandle::new(stack.add(&LOOKUP, label, body), vec![self.security_group], false)
    }
}
