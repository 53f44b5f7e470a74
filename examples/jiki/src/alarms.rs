//! What somebody is told of, and where.

use terrane_core::{Declare, Stack, literal};
use terrane_data::KeyHandle;
use terrane_observability::{Alarm, Evaluation, MissingData, Threshold, Topic, TopicSubscription};

use crate::data::Data;
use crate::edge::Edge;
use crate::services::Services;
use crate::settings::Settings;

/// One period of five minutes.
const ONCE: Evaluation = literal!(Evaluation, 1, 1);
/// Two periods of five minutes in a row.
const TWICE: Evaluation = literal!(Evaluation, 2, 2);

pub(crate) fn declare(
    stack: &mut Stack,
    settings: &Settings,
    data: &Data,
    edge: &Edge,
    services: &Services,
    key: &KeyHandle,
) {
    let name = settings.name("api-alarms");
    let topic =
        Topic::new(name.clone()).encrypted_with(&key.arn()).tag("Name", name).declare(stack, "alarms");
    if let Some(address) = settings.alarm_email {
        TopicSubscription::email(&topic.arn(), address).declare(stack, "alarms_email");
    }
    let name = |name: &str| settings.name(name);
    let mut raise = |label: &str, alarm: Alarm| drop(alarm.notify(&topic.arn()).declare(stack, label));
    let above = Threshold::above;
    let (web, sidekiq, database, queue) = (&services.web, &services.sidekiq, &data.database, &data.queue);

    let alarm = Alarm::new(name("web-cpu-high"), web.cpu_utilization(), above(80.0)).evaluate(TWICE);
    raise("web_cpu_high", alarm.description("Web tasks are short of CPU"));
    let alarm = Alarm::new(name("web-5xx-errors"), edge.target.target_5xx(&edge.balancer), above(10.0));
    raise("web_5xx_errors", alarm.evaluate(ONCE).description("The API answers with 5xx"));
    let alarm = Alarm::new(name("alb-5xx-errors"), edge.balancer.elb_5xx(), above(10.0)).evaluate(ONCE);
    raise(
        "alb_5xx_errors",
        alarm.description("The load balancer itself answers with 5xx: it finds no healthy task"),
    );
    let alarm =
        Alarm::new(name("web-unhealthy-hosts"), edge.target.unhealthy_hosts(&edge.balancer), above(0.0));
    raise("web_unhealthy_hosts", alarm.evaluate(TWICE).description("Web tasks fail their health check"));
    for (label, service) in [("web", web), ("sidekiq", sidekiq)] {
        let running = service.running_tasks();
        let alarm = Alarm::new(name(&format!("{label}-running-tasks")), running, Threshold::below(1.0));
        // No task reports nothing: missing data is what this alarm is about.
        let alarm = alarm.evaluate(ONCE).missing_data(MissingData::Breaching);
        raise(&format!("{label}_running_tasks"), alarm.description("No task of the service runs"));
    }

    // Four fifths of what the database takes at its largest size.
    let most = database.max_connections().map_or(80.0, |most| (f64::from(most) * 0.8).floor());
    let alarm =
        Alarm::new(name("database-connection-errors"), database.connections(), above(most)).evaluate(ONCE);
    raise(
        "database_connections",
        alarm.description("Database connections are at four fifths of the maximum"),
    );
    let alarm = Alarm::new(name("queue-memory-high"), queue.memory_usage(), above(80.0)).evaluate(ONCE);
    raise(
        "queue_memory",
        alarm.description("The job queue evicts nothing: once it is full, it refuses jobs"),
    );
    let alarm = Alarm::new(name("queue-evictions"), queue.evictions(), above(0.0)).evaluate(ONCE);
    raise("queue_evictions", alarm.description("The job queue evicts: jobs are being lost"));
    let alarm =
        Alarm::new(name("cache-throttled"), data.cache.throttled_commands(), above(0.0)).evaluate(TWICE);
    raise("cache_throttled", alarm.description("The cache is at its limit of requests"));
}
