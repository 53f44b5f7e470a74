//! Which alarms there are, and whom they notify.

use terrane::prelude::*;

use crate::data::Data;
use crate::edge::Edge;
use crate::services::Services;
use crate::settings::Settings;

/// One period of five minutes.
const ONCE: Evaluation = Evaluation::ONE;
/// Two periods of five minutes in a row.
const TWICE: Evaluation = Evaluation::literal(DatapointsToAlarm(2), EvaluationPeriods(2));

pub(crate) fn declare(
    stack: &mut Stack,
    settings: &Settings,
    data: &Data,
    edge: &Edge,
    services: &Services,
    key: &KeyHandle,
) {
    let topic_name = &settings.name("api-alarms");
    let topic = Topic::new(topic_name).encrypted_with(key).tag("Name", topic_name).declare(stack, "alarms");
    if let Some(address) = settings.alarm_email {
        TopicSubscription::email(&topic, address).declare(stack, "alarms_email");
    }
    let name = |name: &str| settings.name(name);
    let above = Threshold::above;
    let (web, sidekiq, database, queue) = (&services.web, &services.sidekiq, &data.database, &data.queue);

    Alarm::new(name("web-cpu-high"), web.cpu_utilization(), above(80.0))
        .evaluate(TWICE)
        .description("Web tasks are short of CPU")
        .notify(&topic)
        .declare(stack, "web_cpu_high");
    Alarm::new(name("web-5xx-errors"), edge.target.target_5xx(&edge.balancer), above(10.0))
        .evaluate(ONCE)
        .description("The API answers with 5xx")
        .notify(&topic)
        .declare(stack, "web_5xx_errors");
    Alarm::new(name("alb-5xx-errors"), edge.balancer.elb_5xx(), above(10.0))
        .evaluate(ONCE)
        .description("The load balancer itself answers with 5xx: it finds no healthy task")
        .notify(&topic)
        .declare(stack, "alb_5xx_errors");
    Alarm::new(name("web-unhealthy-hosts"), edge.target.unhealthy_hosts(&edge.balancer), above(0.0))
        .evaluate(TWICE)
        .description("Web tasks fail their health check")
        .notify(&topic)
        .declare(stack, "web_unhealthy_hosts");
    for (label, service) in [("web", web), ("sidekiq", sidekiq)] {
        let running = service.running_tasks();
        Alarm::new(name(&format!("{label}-running-tasks")), running, Threshold::below(1.0))
            .evaluate(ONCE)
            // No task reports nothing: missing data is what this alarm is about.
            .missing_data(MissingData::Breaching)
            .description("No task of the service runs")
            .notify(&topic)
            .declare(stack, format!("{label}_running_tasks"));
    }

    // Four fifths of what the database takes at its largest size.
    let most = database.max_connections().map_or(80.0, |most| (f64::from(most) * 0.8).floor());
    Alarm::new(name("database-connection-errors"), database.connections(), above(most))
        .evaluate(ONCE)
        .description("Database connections are at four fifths of the maximum")
        .notify(&topic)
        .declare(stack, "database_connections");
    Alarm::new(name("queue-memory-high"), queue.memory_usage(), above(80.0))
        .evaluate(ONCE)
        .description("The job queue evicts nothing: once it is full, it refuses jobs")
        .notify(&topic)
        .declare(stack, "queue_memory");
    Alarm::new(name("queue-evictions"), queue.evictions(), above(0.0))
        .evaluate(ONCE)
        .description("The job queue evicts: jobs are being lost")
        .notify(&topic)
        .declare(stack, "queue_evictions");
    Alarm::new(name("cache-throttled"), data.cache.throttled_commands(), above(0.0))
        .evaluate(TWICE)
        .description("The cache is at its limit of requests")
        .notify(&topic)
        .declare(stack, "cache_throttled");
}
