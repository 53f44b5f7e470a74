//! What a listener gives to others.

use terrane_aws::ForwardedTargetGroup;
use terrane_aws::kind::ListenerArn;
use terrane_core::{Handle, Node, Ref, RefersTo};

use super::forwarded::forwarded;
use super::listener_action::Forwarding;
use super::load_balancer_handle::LoadBalancerHandle;

/// A listener, declared or looked up. If it forwards, it gives the target group that a service registers
/// with.
#[derive(Clone, Debug)]
pub struct ListenerHandle<A> {
    pub(super) node: Node,
    pub(super) alb: LoadBalancerHandle,
    pub(super) action: A,
}

impl<A> ListenerHandle<A> {
    /// The ARN.
    pub fn arn(&self) -> Ref<ListenerArn> {
        self.node.attribute("arn")
    }
}

impl ListenerHandle<Forwarding> {
    /// The target group, for a service: it waits for this listener.
    pub fn target_group(&self) -> ForwardedTargetGroup {
        forwarded(&self.action.target, &self.alb, self)
    }
}

impl<A> RefersTo<ListenerArn> for ListenerHandle<A> {
    fn reference(&self) -> Ref<ListenerArn> {
        self.arn()
    }
}

impl<A> Handle for ListenerHandle<A> {
    fn node(&self) -> &Node {
        &self.node
    }
}
