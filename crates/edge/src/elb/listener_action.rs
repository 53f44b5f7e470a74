//! What a listener or a rule does with a request.

use terrane_core::Body;

use super::fixed_response::FixedResponse;
use super::redirect::Redirect;
use super::target_group_handle::TargetGroupHandle;

/// What a listener or one of its rules does: [`Forwarding`], [`Redirecting`] or [`Answering`].
pub trait ListenerAction: sealed::Sealed {
    /// Reports what AWS refuses.
    #[doc(hidden)]
    fn check(&self, _body: &mut Body) {}

    /// Writes the action into its block.
    #[doc(hidden)]
    fn write(&self, block: &mut Body);

    /// The target group that it forwards to.
    #[doc(hidden)]
    fn target(&self) -> Option<&TargetGroupHandle> {
        None
    }

    /// Whether it sends clients to the same load balancer's port 443.
    #[doc(hidden)]
    fn leads_to_https(&self) -> bool {
        false
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Forwarding {}
    impl Sealed for super::Redirecting {}
    impl Sealed for super::Answering {}
}

/// Forwards to a target group, which services then register with.
#[derive(Clone, Debug)]
pub struct Forwarding {
    pub(super) target: TargetGroupHandle,
}

/// Redirects the client.
#[derive(Clone, Debug)]
pub struct Redirecting {
    pub(super) redirect: Redirect,
}

/// Answers by itself.
#[derive(Clone, Debug)]
pub struct Answering {
    pub(super) response: FixedResponse,
}

impl ListenerAction for Forwarding {
    fn write(&self, block: &mut Body) {
        block.set("type", "forward");
        block.reference("target_group_arn", self.target.arn());
    }

    fn target(&self) -> Option<&TargetGroupHandle> {
        Some(&self.target)
    }
}

impl ListenerAction for Redirecting {
    fn check(&self, body: &mut Body) {
        self.redirect.check(body);
    }

    fn write(&self, block: &mut Body) {
        block.set("type", "redirect");
        self.redirect.write(block);
    }

    fn leads_to_https(&self) -> bool {
        self.redirect.leads_to_https()
    }
}

impl ListenerAction for Answering {
    fn check(&self, body: &mut Body) {
        self.response.check(body);
    }

    fn write(&self, block: &mut Body) {
        block.set("type", "fixed-response");
        self.response.write(block);
    }
}
