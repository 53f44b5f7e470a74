//! writes: an alarm on a service, without saying on which of its metrics
//! costs: an alarm that stays in `INSUFFICIENT_DATA` and never rings
//! elsewhere: nobody
//! stops: compile

use terrane_compute::ServiceHandle;
use terrane_core::Stack;
use terrane_observability::{Alarm, Threshold};

fn alarm(stack: &mut Stack, web: &ServiceHandle) {
    stack.declare("web_cpu", Alarm::new("jiki-web-cpu", web.name(), Threshold::above(80.0)));
}

fn main() {}
