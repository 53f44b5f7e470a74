//! writes: an HTTPS listener without a certificate
//! costs: `apply` stops half way: `CertificateNotFound`
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_edge::{HttpsListener, LoadBalancerHandle, TargetGroupHandle};

fn listener(stack: &mut Stack, alb: &LoadBalancerHandle, target: &TargetGroupHandle) {
    HttpsListener::forward(alb, target).declare(stack, "https");
}

fn main() {}
