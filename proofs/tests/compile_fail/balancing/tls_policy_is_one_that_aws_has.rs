//! writes: a TLS policy that AWS does not have
//! costs: `apply` stops half way: `SSLPolicyNotFound`
//! elsewhere: apply
//! stops: compile

use terrane_edge::{Forwarding, HttpsListener, SslPolicy};

fn policy(listener: HttpsListener<Forwarding>) -> HttpsListener<Forwarding> {
    listener.ssl_policy(SslPolicy::Tls13_1_2_2012_06)
}

fn main() {}
