//! writes: 3 datapoints of 2 periods
//! costs: `apply` stops half way: the alarm could never ring
//! elsewhere: apply
//! stops: const

use terrane_core::literal;
use terrane_observability::{Alarm, DatapointsToAlarm, Evaluation, EvaluationPeriods};

fn patient(alarm: Alarm) -> Alarm {
    alarm.evaluate(literal!(Evaluation, DatapointsToAlarm(3), EvaluationPeriods(2)))
}

fn main() {}
