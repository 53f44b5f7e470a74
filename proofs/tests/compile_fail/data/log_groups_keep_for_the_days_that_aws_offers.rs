//! writes: a retention that CloudWatch does not offer: 31 days
//! costs: CloudWatch refuses it
//! elsewhere: validate
//! stops: compile
use terrane_core::Days;
use terrane_observability::LogGroup;

fn group() -> LogGroup {
    LogGroup::new("/ecs/jiki-web", Days(31))
}

fn main() {}
