//! `aws_lb_listener_certificate`.

use terrane_aws::kind::{ListenerArn, ValidatedCertificateArn};
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack};

use super::listener_handle::ListenerHandle;
use crate::layer::FILE;

const LISTENER_CERTIFICATE: ResourceType = terrane_aws::resource("aws_lb_listener_certificate", FILE);

/// A further certificate of an HTTPS listener: clients get the one that has the host name of their request.
///
/// Emits `aws_lb_listener_certificate.{label}`.
///
/// # Rules
///
/// None of its own.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack};
/// use terrane_edge::{CertificateLookup, ListenerCertificate, ListenerLookup, LoadBalancerLookup};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let https = ListenerLookup::new(&alb, Port::HTTPS).declare(&mut stack, "https");
/// let certificate = CertificateLookup::new("api.jiki.io").declare(&mut stack, "api");
/// ListenerCertificate::new(&https, &certificate.arn()).declare(&mut stack, "api");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_lb_listener_certificate")]
#[doc(alias = "SNI")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ListenerCertificate {
    listener: Ref<ListenerArn>,
    certificate: Ref<ValidatedCertificateArn>,
}

impl ListenerCertificate {
    /// Adds a certificate to a listener. It must have been validated, like the listener's own.
    pub fn new<A>(
        listener: &ListenerHandle<A>,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
    ) -> Self {
        Self { listener: listener.arn(), certificate: certificate.reference() }
    }
}

impl Resource for ListenerCertificate {
    type Handle = ListenerCertificateHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerCertificateHandle {
        let mut body = Body::new();
        body.reference("listener_arn", self.listener);
        body.reference("certificate_arn", self.certificate);
        ListenerCertificateHandle { node: stack.add(&LISTENER_CERTIFICATE, label, body) }
    }
}

/// A further certificate of a listener.
#[derive(Clone, Debug)]
pub struct ListenerCertificateHandle {
    node: Node,
}

impl Handle for ListenerCertificateHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
