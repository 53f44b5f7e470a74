//! writes: an alarm on a target group's metric without the dimension of its load balancer
//! costs: an alarm that stays in `INSUFFICIENT_DATA` and never rings
//! elsewhere: nobody
//! stops: compile

use terrane_edge::TargetGroupHandle;
use terrane_observability::{Alarm, Threshold};

fn alarm(target: &TargetGroupHandle) -> Alarm {
    Alarm::new("jiki-web-5xx", target.target_5xx(), Threshold::above(10.0))
}

fn main() {}
