//! writes: an e-mail address as an alarm's action
//! costs: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_observability::Alarm;

fn told(stack: &mut Stack, alarm: Alarm) {
    alarm.notify("ops@jiki.io").declare(stack, "web_5xx");
}

fn main() {}
