//! writes: an HTTPS listener with a certificate that is not validated
//! costs: `apply` stops half way: `UnsupportedCertificate`, on the first run and not on the second
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_edge::{CertificateHandle, HttpsListener, LoadBalancerHandle, TargetGroupHandle};

fn listener(
    stack: &mut Stack,
    alb: &LoadBalancerHandle,
    certificate: &CertificateHandle,
    target: &TargetGroupHandle,
) {
    HttpsListener::forward(alb, certificate, target).declare(stack, "https");
}

fn main() {}
