//! writes: what a probe asks as a name, which nothing can compare with a database that pauses (data to edge)
//! costs: the database never pauses, and nothing says why
//! elsewhere: nobody
//! stops: compile
use terrane_core::literal;
use terrane_edge::{HttpPath, TargetHealth};

fn health() -> TargetHealth {
    TargetHealth::http(literal!(HttpPath, "/health")).queries("jiki-production")
}

fn main() {}
