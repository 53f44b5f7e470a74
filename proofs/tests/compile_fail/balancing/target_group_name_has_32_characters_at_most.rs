//! writes: a target group's name of 33 characters
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: const

use terrane_core::{Name, literal};
use terrane_edge::TargetGroup;

fn name() -> Name {
    literal!(Name, TargetGroup::NAME, "jiki-production-api-web-targets-1")
}

fn main() {}
