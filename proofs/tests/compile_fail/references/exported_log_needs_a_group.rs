//! writes: a database that exports a log, and no log group for it
//! costs: AWS makes the group itself and keeps the log for ever
//! elsewhere: nobody
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_data::{AuroraCluster, AuroraLog};

fn logged(stack: &mut Stack, cluster: AuroraCluster) {
    cluster.export_log(AuroraLog::Postgresql).declare(stack, "main");
}

fn main() {}
