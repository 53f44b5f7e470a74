//! `data "aws_lb"`.

use terrane_aws::kind::SecurityGroupId;
use terrane_core::{Body, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::load_balancer::LoadBalancer;
use super::load_balancer_handle::LoadBalancerHandle;
use crate::layer::FILE;

const LOOKUP: ResourceType = terrane_aws::data("aws_lb", FILE);

/// A load balancer that exists already, looked up by its name: one that several services share.
///
/// Emits `data.aws_lb.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name that AWS refuses |
///
/// # Not covered
///
/// Lookups by ARN or by tags, and load balancers that are not application load balancers.
///
/// # Example
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
#[doc(alias = "aws_lb")]
#[doc(alias = "ALB")]
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
        body.name("name", &LoadBalancer::NAME, self.name);
        LoadBalancerHandle {
            node: stack.add(&LOOKUP, label, body),
            security_groups: vec![self.security_group],
            internet_facing: false,
            vpc: None,
        }
    }
}
