//! `aws_lb_listener` with HTTPS.

use terrane_aws::kind::ValidatedCertificateArn;
use terrane_core::{RefersTo, Text};

use super::fixed_response::FixedResponse;
use super::listener::Listener;
use super::listener_action::{Answering, Forwarding, ListenerAction, Redirecting};
use super::listener_protocol::Https;
use super::load_balancer_handle::LoadBalancerHandle;
use super::redirect::Redirect;
use super::ssl_policy::SslPolicy;
use super::target_group_handle::TargetGroupHandle;

/// A listener that decrypts, with a certificate that has been validated.
///
/// Emits `aws_lb_listener.{label}`. By default the port is 443, and clients speak TLS 1.3 or 1.2.
///
/// # Rules
///
/// Those of every [`Listener`], and as a warning `weak-tls`: a policy with TLS 1.0 or 1.1.
///
/// # Not covered
///
/// Mutual TLS, and what [`Listener`] says.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack, literal};
/// use terrane_edge::{
///     CertificateLookup, HttpPath, HttpsListener, LoadBalancerLookup, SslPolicy, TargetGroup, TargetHealth,
/// };
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let certificate = CertificateLookup::new("api.jiki.io").declare(&mut stack, "api");
/// let health = TargetHealth::http(literal!(HttpPath, "/health"));
/// let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health)
///     .declare(&mut stack, "web");
/// let https = HttpsListener::forward(&alb, &certificate.arn(), &target)
///     .ssl_policy(SslPolicy::Tls13_1_2_2021_06)
///     .declare(&mut stack, "https");
/// let registers_with = https.target_group();
/// assert!(stack.finish().is_ok());
/// ```
///
/// Without a certificate it does not compile:
///
/// ```compile_fail,E0061
/// # use terrane_edge::{HttpsListener, LoadBalancerHandle, TargetGroupHandle};
/// fn listener(alb: &LoadBalancerHandle, target: &TargetGroupHandle) {
///     let https = HttpsListener::forward(alb, target);
/// }
/// ```
///
/// Nor with one that may not be issued yet:
///
/// ```compile_fail,E0277
/// # use terrane_edge::{CertificateHandle, HttpsListener, LoadBalancerHandle, TargetGroupHandle};
/// fn listener(alb: &LoadBalancerHandle, certificate: &CertificateHandle, target: &TargetGroupHandle) {
///     let https = HttpsListener::forward(alb, &certificate.arn(), target);
/// }
/// ```
#[doc(alias = "aws_lb_listener")]
pub type HttpsListener<A> = Listener<Https, A>;

impl HttpsListener<Forwarding> {
    /// Forwards every request that no rule matches to a target group.
    pub fn forward(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        target: &TargetGroupHandle,
    ) -> Self {
        Self::with(alb, certificate, Forwarding { target: target.clone() })
    }
}

impl HttpsListener<Answering> {
    /// Answers every request that no rule matches: for listeners whose rules forward.
    pub fn respond(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        response: FixedResponse,
    ) -> Self {
        Self::with(alb, certificate, Answering { response })
    }
}

impl HttpsListener<Redirecting> {
    /// Sends every client elsewhere.
    pub fn redirect(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        redirect: Redirect,
    ) -> Self {
        Self::with(alb, certificate, Redirecting { redirect })
    }
}

impl<A: ListenerAction> HttpsListener<A> {
    fn with(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        action: A,
    ) -> Self {
        let (certificate, policy) = (certificate.reference(), SslPolicy::Tls13_1_2_2021_06);
        Self::new(Https { certificate, policy, strict_transport_security: None }, alb, action)
    }

    /// The TLS versions and ciphers. Default: [`SslPolicy::Tls13_1_2_2021_06`].
    pub fn ssl_policy(mut self, policy: SslPolicy) -> Self {
        self.protocol.policy = policy;
        self
    }

    /// Adds a `strict-transport-security` header to every answer, such as `max-age=31536000`.
    #[doc(alias = "HSTS")]
    pub fn strict_transport_security(mut self, value: impl Into<Text>) -> Self {
        self.protocol.strict_transport_security = Some(value.into());
        self
    }
}
