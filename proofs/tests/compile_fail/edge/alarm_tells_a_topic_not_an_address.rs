//! writes: an e-mail address as an alarm's action
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: compile

use terrane_core::Stack;
use terrane_observability::Alarm;

fn told(stack: &mut Stack, alarm: Alarm) {
    stack.declare("web_5xx", alarm.notify("ops@jiki.io"));
}

fn main() {}
