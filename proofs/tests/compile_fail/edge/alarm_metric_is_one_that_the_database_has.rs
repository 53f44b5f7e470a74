//! writes: an alarm on a metric that the resource does not have
//! costs: an alarm that stays in `INSUFFICIENT_DATA` and never rings
//! elsewhere: nobody
//! stops: compile

use terrane_data::AuroraClusterHandle;
use terrane_observability::{Alarm, Threshold};

fn alarm(database: &AuroraClusterHandle) -> Alarm {
    Alarm::new("jiki-database-memory", database.memory_utilization(), Threshold::above(80.0))
}

fn main() {}
