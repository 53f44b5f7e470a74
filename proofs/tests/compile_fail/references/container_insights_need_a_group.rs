//! writes: Container Insights, and no log group for them
//! costs: AWS makes the group itself and keeps every event for ever
//! elsewhere: nobody
//! stops: compile

use terrane_compute::{Cluster, ContainerInsights};
use terrane_core::{Declare, Stack};

fn cluster(stack: &mut Stack) {
    Cluster::new("jiki-production").container_insights(ContainerInsights::Enabled).declare(stack, "main");
}

fn main() {}
