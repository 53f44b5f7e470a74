//! writes: an alarm on a service, without saying on which of its metrics
//! costs: an alarm that stays in `INSUFFICIENT_DATA` and never rings
//! elsewhere: nobody
//! stops: compile

use terrane_compute::ServiceHandle;
use terrane_core::{Declare, Stack};
use terrane_observability::{Alarm, Threshold};

fn alarm(stack: &mut Stack, web: &ServiceHandle) {
    Alarm::new("jiki-web-cpu", web.name(), Threshold::above(80.0)).declare(stack, "web_cpu");
}

fn main() {}
