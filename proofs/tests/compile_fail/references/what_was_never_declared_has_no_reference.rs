//! writes: the ARN of a topic that was built but never declared
//! costs: a reference that leads nowhere: `terraform validate` fails in CI
//! elsewhere: validate
//! stops: compile

use terrane_observability::{Alarm, Topic};

fn told(alarm: Alarm) -> Alarm {
    let topic = Topic::new("jiki-api-alarms");
    alarm.notify(&topic.arn())
}

fn main() {}
