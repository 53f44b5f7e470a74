//! writes: 3 datapoints of 2 periods
//! costs: `apply` stops half way: the alarm could never ring
//! elsewhere: apply
//! stops: const

use terrane_observability::{Alarm, Evaluation};

const PATIENT: Evaluation = Evaluation::periods(2).datapoints_to_alarm(3);

fn patient(alarm: Alarm) -> Alarm {
    alarm.evaluate(PATIENT)
}

fn main() {}
