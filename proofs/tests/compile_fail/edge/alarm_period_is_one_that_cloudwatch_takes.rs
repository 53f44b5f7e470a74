//! writes: an alarm's period of 45 seconds
//! costs: `terraform validate` fails in CI
//! elsewhere: validate; a period of 0 at `apply`
//! stops: const

use terrane_core::literal;
use terrane_observability::{Alarm, Period};

fn often(alarm: Alarm) -> Alarm {
    alarm.period(literal!(Period, 45))
}

fn main() {}
