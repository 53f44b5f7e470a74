//! writes: a target group's name of 33 characters
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: const

use terrane_core::{Name, literal};
use terrane_edge::TARGET_GROUP_NAME;

fn name() -> Name {
    literal!(Name, TARGET_GROUP_NAME, "jiki-production-api-web-targets-1")
}

fn main() {}
