//! `aws_lb_listener` with HTTP.

use super::fixed_response::FixedResponse;
use super::listener::Listener;
use super::listener_action::{Answering, Forwarding, Redirecting};
use super::listener_protocol::Http;
use super::load_balancer_handle::LoadBalancerHandle;
use super::redirect::Redirect;
use super::target_group_handle::TargetGroupHandle;

/// A listener without encryption: it redirects to HTTPS, answers by itself, or stands behind something that
/// encrypts.
///
/// Emits `aws_lb_listener.{label}`. By default the port is 80.
///
/// # Rules
///
/// Those of every [`Listener`], and `grpc-needs-https`: a target group for gRPC.
///
/// # Not covered
///
/// See [`Listener`].
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{HttpListener, LoadBalancerLookup};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// HttpListener::redirect_to_https(&alb).declare(&mut stack, "http");
/// assert!(stack.finish().is_ok());
/// ```
///
/// A service has nothing to register with at a listener that redirects:
///
/// ```compile_fail,E0599
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{HttpListener, LoadBalancerLookup};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let http = HttpListener::redirect_to_https(&alb).declare(&mut stack, "http");
/// let target = http.target_group();
/// ```
#[doc(alias = "aws_lb_listener")]
pub type HttpListener<A> = Listener<Http, A>;

impl HttpListener<Redirecting> {
    /// Sends every client to the same URL with HTTPS on port 443, for good (301).
    pub fn redirect_to_https(alb: &LoadBalancerHandle) -> Self {
        Self::redirect(alb, Redirect::to_https())
    }

    /// Sends every client elsewhere.
    pub fn redirect(alb: &LoadBalancerHandle, redirect: Redirect) -> Self {
        Self::new(Http, alb, Redirecting { redirect })
    }
}

impl HttpListener<Answering> {
    /// Answers every request that no rule matches.
    pub fn respond(alb: &LoadBalancerHandle, response: FixedResponse) -> Self {
        Self::new(Http, alb, Answering { response })
    }
}

impl HttpListener<Forwarding> {
    /// Forwards without encryption: for a load balancer behind something that encrypts. Named so that a
    /// review can search for it.
    pub fn forward_unencrypted(alb: &LoadBalancerHandle, target: &TargetGroupHandle) -> Self {
        Self::new(Http, alb, Forwarding { target: target.clone() })
    }
}
