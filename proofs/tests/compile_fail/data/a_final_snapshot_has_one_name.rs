//! writes: a snapshot name that changes in every plan: the time in the name of the final snapshot
//! costs: every plan shows a change, and nobody looks for the real ones any more
//! elsewhere: nobody
//! stops: compile
use terrane_core::{Expr, Invalid, Text};
use terrane_data::AuroraCluster;

fn kept(cluster: AuroraCluster) -> Result<AuroraCluster, Invalid> {
    let now = Text::from_expr(Expr::raw("timestamp()")?);
    Ok(cluster.final_snapshot(Text::from("jiki-").then(now)))
}

fn main() {}
