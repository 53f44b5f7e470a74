//! writes: a lifecycle rule that does nothing
//! costs: S3 refuses it at apply
//! elsewhere: apply
//! stops: compile
use terrane_data::LifecycleRule;

fn rule() -> LifecycleRule {
    LifecycleRule::expire("old-versions")
}

fn main() {}
