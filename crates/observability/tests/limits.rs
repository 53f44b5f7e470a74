//! Every limit at its edge: the last value that passes, and the first that is reported.

use terrane_aws::{Metric, Statistic};
use terrane_core::{Declare, Expr, Object, Problem, Ref, Severity, Stack, Value, literal};
use terrane_observability::{
    Alarm, CustomMetric, DatapointsToAlarm, Evaluation, EvaluationPeriods, FifoTopic, LogGroup,
    LogMetricFilter, Percentile, Period, Retention, Threshold, Topic, TopicPolicy, TopicSubscription,
};

fn problems(declare: impl FnOnce(&mut Stack)) -> Vec<Problem> {
    let mut stack = Stack::new("test");
    declare(&mut stack);
    stack.check().iter().cloned().collect()
}

/// The rules that are broken, but for what the test leaves unused on purpose.
fn rules(declare: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    let rules = problems(declare).into_iter().map(|problem| problem.rule);
    rules.filter(|rule| *rule != "unused" && *rule != "alarm-tells-nobody").collect()
}

#[track_caller]
fn only(declare: impl FnOnce(&mut Stack), rule: &str, remedy: &str) {
    let found = problems(declare);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, found[0].help.as_str()), (rule, remedy));
}

fn metric() -> Metric {
    Metric::new("AWS/ECS", "CPUUtilization", Statistic::Average)
}

fn topic() -> Ref<terrane_aws::kind::TopicArn> {
    Ref::existing("arn:aws:sns:eu-west-1:111122223333:alarms")
}

fn alarm() -> Alarm {
    Alarm::new("a", metric(), Threshold::above(1.0)).notify(&topic())
}

#[test]
fn log_group_names() {
    let group = |name: String| rules(|stack| drop(LogGroup::new(name, Retention::Days1).declare(stack, "x")));
    assert!(group("a".repeat(512)).is_empty());
    assert_eq!(group("a".repeat(513)), ["invalid-name"]);
    assert!(group("/ecs/jiki-api.web_1#2".into()).is_empty());
    assert!(group("/aws/rds/cluster/x".into()).is_empty());
    for name in ["", "a b", "a:b", "aws/rds"] {
        assert_eq!(group(name.into()), ["invalid-name"], "{name}");
    }
}

#[test]
fn retention_is_one_of_the_supported_periods() {
    for retention in Retention::ALL.into_iter().filter(|retention| *retention != Retention::Never) {
        assert_eq!(Retention::days(retention.number()), Ok(retention));
    }
    for days in [0, 2, 6, 8, 364, 366, 730, 3654] {
        assert!(Retention::days(days).is_err(), "{days}");
    }
    let error = Retention::days(10).unwrap_err().to_string();
    assert!(error.starts_with("10 days: CloudWatch keeps logs for 1, 3, 5, 7,"), "{error}");
}

#[test]
fn a_log_group_that_nothing_writes_to_is_reported() {
    only(
        |stack| drop(LogGroup::new("/ecs/x", Retention::Days1).declare(stack, "x")),
        "unused",
        "give its name to what writes to it (a container, a cluster), or remove it",
    );
    let filtered = |stack: &mut Stack| {
        let logs = LogGroup::new("/ecs/x", Retention::Days1).declare(stack, "x");
        LogMetricFilter::new("x", &logs.name(), "", CustomMetric::new("Jiki", "X")).declare(stack, "x");
    };
    assert_eq!(problems(filtered)[0].rule, "unused", "a filter reads a group and writes nothing to it");
}

#[test]
fn metric_filters() {
    let filter = |pattern: String, metric| {
        rules(|stack| {
            drop(LogMetricFilter::new("x", &Ref::existing("/ecs/x"), pattern, metric).declare(stack, "x"));
        })
    };
    let metric = || CustomMetric::new("Jiki", "X");
    assert!(filter("x".repeat(1024), metric()).is_empty());
    assert_eq!(filter("x".repeat(1025), metric()), ["pattern-too-long"]);
    let dimensions = |n: usize| {
        ["a", "b", "c", "d"][..n].iter().fold(metric(), |metric, name| metric.dimension(name, "$.x"))
    };
    assert!(filter(String::new(), dimensions(3)).is_empty());
    assert_eq!(filter(String::new(), dimensions(4)), ["out-of-range"]);
    assert_eq!(filter(String::new(), dimensions(1).default_value(0.0)), ["default-value-with-dimensions"]);
    assert_eq!(filter(String::new(), CustomMetric::new("AWS/ECS", "X")), ["reserved-namespace"]);
    assert_eq!(filter(String::new(), CustomMetric::new("Jiki", "a:b")), ["invalid-name"]);
    let named = |name: &'static str| {
        rules(|stack| {
            drop(LogMetricFilter::new(name, &Ref::existing("/ecs/x"), "", metric()).declare(stack, "x"));
        })
    };
    assert!(named("worker errors").is_empty());
    assert_eq!(named("worker:errors"), ["invalid-name"]);
    only(
        |stack| {
            let metric = metric().dimension("a", "$.a").default_value(1.0);
            LogMetricFilter::new("x", &Ref::existing("/ecs/x"), "", metric).declare(stack, "x");
        },
        "default-value-with-dimensions",
        "remove the dimensions or the default value",
    );
}

#[test]
fn topic_names() {
    let named = |name: String| rules(|stack| drop(Topic::new(name).declare(stack, "x")));
    assert!(named("a".repeat(256)).is_empty());
    assert_eq!(named("a".repeat(257)), ["invalid-name"]);
    assert_eq!(named("a.fifo".into()), ["invalid-name"], "a FIFO topic is of another type");
    let fifo = |name: String| rules(|stack| drop(FifoTopic::new(name).declare(stack, "x")));
    assert!(fifo("a".repeat(251)).is_empty());
    assert_eq!(fifo("a".repeat(252)), ["invalid-name"]);
    assert_eq!(fifo("a.fifo".into()), ["invalid-name"], "the end is added");
}

#[test]
fn subscriptions() {
    let email = |address: &'static str| {
        rules(|stack| drop(TopicSubscription::email(&topic(), address).declare(stack, "x")))
    };
    assert!(email("ops+alarms@mail.jiki.io").is_empty());
    for address in ["", "ops", "@jiki.io", "ops@jiki", "a@b@c.io", "a@jiki.io, b@jiki.io", "ops@jiki..io"] {
        assert_eq!(email(address), ["invalid-email"], "{address}");
    }
    only(
        |stack| drop(TopicSubscription::https(&topic(), "http://pager.example.com").declare(stack, "x")),
        "not-https",
        "give the whole URL, with its scheme",
    );
    only(
        |stack| drop(TopicSubscription::email(&topic(), "ops@jiki.io").raw().declare(stack, "x")),
        "raw-delivery",
        "remove `.raw()`: only queues and URLs take it",
    );
    let queue = Ref::existing("arn:aws:sqs:eu-west-1:111122223333:q");
    let filtered =
        TopicSubscription::queue(&topic(), &queue).raw().filter_body(Object::new().set("kind", "x"));
    assert!(rules(|stack| drop(filtered.declare(stack, "x"))).is_empty());
    only(
        |stack| drop(TopicPolicy::new(&topic(), []).declare(stack, "x")),
        "empty-policy",
        "add a statement, or remove the policy: the account may publish without one",
    );
}

#[test]
fn alarm_names() {
    let named = |name: String| {
        rules(|stack| drop(Alarm::new(name, metric(), Threshold::above(1.0)).declare(stack, "x")))
    };
    assert!(named("a".repeat(255)).is_empty());
    assert_eq!(named("a".repeat(256)), ["invalid-name"]);
    assert!(named("CPU über 80 %".into()).is_empty());
    assert_eq!(named("a\nb".into()), ["invalid-name"]);
    assert_eq!(named(String::new()), ["invalid-name"]);
}

#[test]
fn periods() {
    for seconds in [10, 20, 30, 60, 120, 86_400, 604_800] {
        assert!(Period::new(seconds).is_ok(), "{seconds}");
    }
    for seconds in [0, 1, 5, 40, 59, 61, 90, 604_860] {
        assert!(Period::new(seconds).is_err(), "{seconds}");
    }
}

#[test]
fn evaluations() {
    let datapoints_of =
        |datapoints, periods| Evaluation::new(DatapointsToAlarm(datapoints), EvaluationPeriods(periods));
    assert_eq!(datapoints_of(1, 1), Ok(Evaluation::ONE));
    assert!(datapoints_of(2, 3).is_ok());
    assert!(datapoints_of(3, 2).is_err());
    assert!(datapoints_of(0, 1).is_err());
    assert!(datapoints_of(0, 0).is_err());
    let lasting = |period, periods| {
        let evaluation = datapoints_of(periods, periods).unwrap();
        rules(|stack| drop(alarm().period(period).evaluate(evaluation).declare(stack, "x")))
    };
    assert!(lasting(Period::MINUTES_5, 288).is_empty());
    assert_eq!(lasting(Period::MINUTES_5, 289), ["evaluation-too-long"]);
    assert!(lasting(Period::HOUR_1, 168).is_empty());
    assert_eq!(lasting(Period::HOUR_1, 169), ["evaluation-too-long"]);
    assert_eq!(lasting(Period::DAY_1, u32::MAX), ["evaluation-too-long"]);
    only(
        |stack| {
            let eight = literal!(Evaluation, DatapointsToAlarm(8), EvaluationPeriods(8));
            alarm().period(Period::DAY_1).evaluate(eight).declare(stack, "x");
        },
        "evaluation-too-long",
        "take fewer periods; a period of an hour or more looks back a week, a shorter one a day",
    );
}

#[test]
fn at_most_five_actions_of_a_state() {
    let with =
        |n: usize| (0..n).fold(Alarm::new("a", metric(), Threshold::above(1.0)), |a, _| a.notify(&topic()));
    assert!(rules(|stack| drop(with(5).declare(stack, "x"))).is_empty());
    only(
        |stack| drop(with(6).declare(stack, "x")),
        "too-many-actions",
        "notify one topic, and subscribe to it as often as needed",
    );
    let ok = (0..6).fold(alarm(), |a, _| a.notify_ok(&topic()));
    assert_eq!(rules(|stack| drop(ok.declare(stack, "x"))), ["too-many-actions"]);
    let unknown = (0..6).fold(alarm(), |a, _| a.notify_insufficient(&topic()));
    assert_eq!(rules(|stack| drop(unknown.declare(stack, "x"))), ["too-many-actions"]);
}

#[test]
fn an_alarm_that_tells_nobody_is_a_warning() {
    let found = problems(|stack| drop(Alarm::new("a", metric(), Threshold::above(1.0)).declare(stack, "x")));
    assert_eq!((found[0].rule, found[0].severity), ("alarm-tells-nobody", Severity::Warning));
    assert_eq!(found[0].help, "add `.notify(&topic)`, or `.silenced()` where a dashboard shows it");
    let silenced = Alarm::new("a", metric(), Threshold::above(1.0)).silenced();
    assert!(problems(|stack| drop(silenced.declare(stack, "x"))).is_empty());
}

#[test]
fn periods_below_a_minute_are_for_metrics_of_ones_own() {
    let found = problems(|stack| drop(alarm().period(Period::SECONDS_30).declare(stack, "x")));
    assert_eq!((found[0].rule, found[0].severity), ("period-below-resolution", Severity::Warning));
    assert_eq!(found[0].help, "take a period of 60 s or more");
    let own = Metric::new("Jiki", "Latency", Statistic::Average);
    let own = Alarm::new("a", own, Threshold::above(1.0)).period(Period::SECONDS_10).notify(&topic());
    assert!(problems(|stack| drop(own.declare(stack, "x"))).is_empty());
}

#[test]
fn descriptions() {
    let described = |n| rules(|stack| drop(alarm().description("x".repeat(n)).declare(stack, "x")));
    assert!(described(1024).is_empty());
    assert_eq!(described(1025), ["description-too-long"]);
}

#[test]
fn percentiles() {
    assert!(Percentile::new(100.0).is_ok());
    for refused in [100.01, 101.0, -0.01, 99.005, f64::NAN, f64::INFINITY] {
        assert!(Percentile::new(refused).is_err(), "{refused}");
    }
    for hundredths in 0..=10_000_u32 {
        assert!(Percentile::new(f64::from(hundredths) / 100.0).is_ok(), "{hundredths}");
    }
    for (percentile, text) in [(0.0, "p0"), (99.05, "p99.05"), (99.99, "p99.99"), (99.9, "p99.9")] {
        assert_eq!(Percentile::new(percentile).unwrap().to_string(), text);
    }
    only(
        |stack| drop(alarm().ignore_low_samples().declare(stack, "x")),
        "low-samples-without-percentile",
        "add `.percentile(…)`, or remove `.ignore_low_samples()`",
    );
    let with = alarm().percentile(Percentile::P99).ignore_low_samples();
    assert!(rules(|stack| drop(with.declare(stack, "x"))).is_empty());
}

#[test]
fn thresholds() {
    only(
        |stack| {
            Alarm::new("a", metric(), Threshold::above(f64::NAN)).notify(&topic()).declare(stack, "x");
        },
        "not-a-number",
        "give a finite number; look at the division that this came from",
    );
    let given: Value<f64> = Value::Given(Expr::raw("length(terraform.workspace)").unwrap());
    let given = Alarm::new("a", metric(), Threshold::above(given)).notify(&topic());
    assert!(rules(|stack| drop(given.declare(stack, "x"))).is_empty());
}

/// Where AWS records no zero, missing data means what a zero would mean.
#[test]
fn missing_data_of_a_metric_without_zeros_counts_as_zero() {
    let emitted = |threshold: Threshold, absent: bool| {
        let metric = if absent { metric().absent_at_zero() } else { metric() };
        let mut stack = Stack::new("test");
        Alarm::new("a", metric, threshold).notify(&topic()).declare(&mut stack, "x");
        stack.finish().unwrap().file("observability.tf").unwrap().to_owned()
    };
    assert!(emitted(Threshold::above(10.0), true).contains("treat_missing_data  = \"notBreaching\""));
    assert!(emitted(Threshold::at_least(1.0), true).contains("\"notBreaching\""));
    assert!(emitted(Threshold::below(1.0), true).contains("\"breaching\""));
    assert!(emitted(Threshold::at_most(0.0), true).contains("\"breaching\""));
    assert!(!emitted(Threshold::above(10.0), false).contains("treat_missing_data"));
}
