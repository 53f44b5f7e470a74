//! writes: 3 datapoints of 2 periods
//! costs: `apply` stops half way: the alarm could never ring
//! elsewhere: apply
//! stops: const

use terrane_core::literal;
use terrane_observability::{Alarm, Evaluation};

fn patient(alarm: Alarm) -> Alarm {
    alarm.evaluate(literal!(Evaluation, 3, 2))
}

fn main() {}
