//! writes: an alarm on the ACUs of a database that has none (data to observability)
//! costs: the alarm waits for data for ever
//! elsewhere: nobody
//! stops: compile
use terrane_data::{AuroraClusterHandle, ProvisionedCapacity};
use terrane_observability::{Alarm, Threshold};

fn alarm(database: &AuroraClusterHandle<ProvisionedCapacity>) -> Alarm {
    Alarm::new("database-acu-high", database.acu_utilization(), Threshold::above(90.0))
}

fn main() {}
