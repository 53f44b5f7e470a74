//! writes: a load balancer's name of 34 characters
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: const

use terrane_core::{Name, literal};
use terrane_edge::LoadBalancer;

fn name() -> Name {
    literal!(Name, LoadBalancer::NAME, "jiki-production-api-load-balancer1")
}

fn main() {}
