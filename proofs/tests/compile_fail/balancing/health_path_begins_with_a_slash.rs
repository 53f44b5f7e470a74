//! writes: a health check's path without `/`
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: const

use terrane_core::literal;
use terrane_edge::{HttpPath, TargetHealth};

fn main() {
    drop(TargetHealth::http(literal!(HttpPath, "health")));
}
