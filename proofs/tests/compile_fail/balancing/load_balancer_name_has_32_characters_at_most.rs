//! writes: a load balancer's name of 34 characters
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: const

use terrane_core::{Name, literal};
use terrane_edge::LOAD_BALANCER_NAME;

fn name() -> Name {
    literal!(Name, LOAD_BALANCER_NAME, "jiki-production-api-load-balancer1")
}

fn main() {}
