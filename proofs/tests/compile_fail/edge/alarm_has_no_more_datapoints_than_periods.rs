//! writes: 3 datapoints of 2 periods
//! costs: `apply` stops half way: the alarm could never ring
//! elsewhere: apply
//! stops: const

use terrane_observability::{Alarm, Evaluation};

fn patient(alarm: Alarm) -> Alarm {
    alarm.evaluate(const { Evaluation::periods(2).datapoints_to_alarm(3) })
}

fn main() {}
