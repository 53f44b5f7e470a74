//! writes: the time in the name of a cache's final snapshot
//! costs: every plan shows a change, and nobody looks for the real ones any more
//! elsewhere: nobody
//! stops: compile
use terrane_core::{Expr, Invalid, Text};
use terrane_data::ReplicationGroup;

fn kept(queue: ReplicationGroup) -> Result<ReplicationGroup, Invalid> {
    let now = Text::from_expr(Expr::raw("timestamp()")?);
    Ok(queue.final_snapshot(now))
}

fn main() {}
