//! What clients speak to a listener.

use terrane_aws::kind::ValidatedCertificateArn;
use terrane_core::{Body, Port, Problem, Ref, Text};

use super::ssl_policy::SslPolicy;
use super::target_group_handle::TargetGroupHandle;

/// What clients speak to a listener: [`Http`] or [`Https`].
pub trait ListenerProtocol: sealed::Sealed {
    /// The port unless another is set.
    #[doc(hidden)]
    const PORT: Port;

    /// Reports what AWS refuses; `target` is the target group that the listener forwards to.
    #[doc(hidden)]
    fn check(&self, target: Option<&TargetGroupHandle>, body: &mut Body);

    /// Writes the protocol, and what encryption needs.
    #[doc(hidden)]
    fn write(self, body: &mut Body);
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Http {}
    impl Sealed for super::Https {}
}

/// HTTP: not encrypted.
#[derive(Clone, Copy, Debug)]
pub struct Http;

/// HTTPS: with a certificate and a TLS policy.
#[derive(Clone, Debug)]
pub struct Https {
    pub(super) certificate: Ref<ValidatedCertificateArn>,
    pub(super) policy: SslPolicy,
    pub(super) strict_transport_security: Option<Text>,
}

impl ListenerProtocol for Http {
    const PORT: Port = Port::HTTP;

    fn check(&self, target: Option<&TargetGroupHandle>, body: &mut Body) {
        if target.is_some_and(|target| target.needs_https) {
            body.report(Problem::error(
                "grpc-needs-https",
                "the target group speaks gRPC, which AWS forwards from HTTPS listeners alone",
                "forward to it from an `HttpsListener`",
            ));
        }
    }

    fn write(self, body: &mut Body) {
        body.set("protocol", "HTTP");
    }
}

impl ListenerProtocol for Https {
    const PORT: Port = Port::HTTPS;

    fn check(&self, _: Option<&TargetGroupHandle>, body: &mut Body) {
        if self.policy.is_weak() {
            body.report(Problem::warning(
                "weak-tls",
                format!("`{}` accepts TLS 1.0 or 1.1", self.policy.name()),
                "choose `SslPolicy::Tls13_1_2_2021_06`, unless clients are known that cannot do TLS 1.2",
            ));
        }
    }

    fn write(self, body: &mut Body) {
        body.set("protocol", "HTTPS");
        body.set("ssl_policy", self.policy.name());
        body.reference("certificate_arn", self.certificate);
        body.set_opt(
            "routing_http_response_strict_transport_security_header_value",
            self.strict_transport_security,
        );
    }
}
