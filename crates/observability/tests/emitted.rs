//! What a stack with every builder and most setters looks like.

use terrane_aws::kind::TopicArn;
use terrane_aws::{Action, AwsProvider, Metric, Principal, Region, Statement, Statistic, policy_document};
use terrane_core::{Body, Declare, Object, Ref, ResourceType, Stack, literal};
use terrane_observability::{
    Alarm, CustomMetric, DatapointsToAlarm, Evaluation, EvaluationPeriods, FifoTopic, LogClass, LogGroup,
    LogMetricFilter, MissingData, Percentile, Period, Retention, Threshold, Topic, TopicPolicy,
    TopicSubscription,
};

const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");
const POLICY: ResourceType = terrane_aws::resource("aws_iam_policy", "observability");

fn stack() -> Stack {
    let mut stack = Stack::new("everything");
    stack.provider(AwsProvider::new(&Region::EU_WEST_1));
    let key = Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/1");

    let web = LogGroup::new("/ecs/jiki-api-web", Retention::Days7)
        .encrypted_with(&key)
        .tag("Name", "jiki-api-web-logs")
        .declare(&mut stack, "web");
    let database = LogGroup::aurora("jiki-production", "postgresql", Retention::Never).skip_destroy();
    let database = database.declare(&mut stack, "database");
    let insights =
        LogGroup::container_insights("jiki-production", Retention::Days30).class(LogClass::Standard);
    let insights = insights.declare(&mut stack, "insights");
    let mut rights = Body::new();
    rights.set("name", "write-logs");
    let writes = [web.write(), database.write(), insights.write()].concat();
    rights.set("policy", policy_document(writes));
    stack.add(&POLICY, "write_logs", rights);

    let errors = CustomMetric::new("Jiki", "WebErrors").default_value(0.0).unit("Count");
    let errors = LogMetricFilter::new("web-errors", &web.name(), "?ERROR ?FATAL", errors)
        .declare(&mut stack, "web_errors");
    let slow = CustomMetric::new("Jiki", "Duration").value("$.duration").dimension("Path", "$.path");
    let slow = LogMetricFilter::new("web-duration", &web.name(), "{ $.duration = * }", slow)
        .declare(&mut stack, "web_duration");

    let topic = Topic::new("jiki-api-alarms").display_name("Jiki").encrypted_with(&key).traced();
    let topic = topic.tag("Name", "jiki-api-alarms").declare(&mut stack, "alarms");
    let events =
        Statement::allow([PUBLISH], [topic.arn()]).principal(Principal::service("events.amazonaws.com"));
    TopicPolicy::new(&topic.arn(), [events]).declare(&mut stack, "alarms");
    TopicSubscription::email(&topic.arn(), "ops@jiki.io").declare(&mut stack, "alarms_email");
    TopicSubscription::https(&topic.arn(), "https://pager.example.com/hook")
        .raw()
        .declare(&mut stack, "alarms_pager");
    let queue = Ref::existing("arn:aws:sqs:eu-west-1:111122223333:alarms");
    let filter = Object::new().set("kind", vec!["alarm"]);
    TopicSubscription::queue(&topic.arn(), &queue)
        .filter_attributes(filter)
        .declare(&mut stack, "alarms_queue");
    let function = Ref::existing("arn:aws:lambda:eu-west-1:111122223333:function:alarms");
    TopicSubscription::function(&topic.arn(), &function)
        .dead_letters(&queue)
        .declare(&mut stack, "alarms_function");
    let orders =
        FifoTopic::new("jiki-orders").deduplicate_by_content().tag("Name", "o").declare(&mut stack, "orders");
    let fifo_queue = Ref::existing("arn:aws:sqs:eu-west-1:111122223333:orders.fifo");
    TopicSubscription::queue_in_order(&orders.arn(), &fifo_queue).declare(&mut stack, "orders");

    let cpu = Metric::new("AWS/ECS", "CPUUtilization", Statistic::Average)
        .dimension("ClusterName", "jiki-production")
        .dimension("ServiceName", "jiki-api-web");
    let cpu = Alarm::new("jiki-web-cpu-high", cpu, Threshold::above(80.0))
        .description("This metric monitors ECS web service CPU utilization")
        .period(Period::MINUTES_5)
        .evaluate(literal!(Evaluation, DatapointsToAlarm(2), EvaluationPeriods(2)))
        .notify(&topic)
        .notify_ok(&topic.arn())
        .notify_insufficient(&topic.arn())
        .tag("Name", "jiki-web-cpu-high");
    cpu.declare(&mut stack, "web_cpu_high");
    Alarm::new("jiki-web-errors", errors.metric(), Threshold::at_least(2.5))
        .statistic(Statistic::Maximum)
        .missing_data(MissingData::Ignore)
        .evaluate(literal!(Evaluation, DatapointsToAlarm(2), EvaluationPeriods(3)))
        .notify(&topic)
        .declare(&mut stack, "web_errors");
    Alarm::new("jiki-web-slow", slow.metric().dimension("Path", "/courses"), Threshold::above(750.0))
        .percentile(literal!(Percentile, 99.5))
        .ignore_low_samples()
        .period(literal!(Period, 120))
        .notify(&topic)
        .declare(&mut stack, "web_slow");
    let silent = Alarm::new("jiki-no-logs", web.incoming_events(), Threshold::below(1.0)).silenced();
    silent.declare(&mut stack, "no_logs");
    let bytes = Alarm::new("jiki-many-logs", web.incoming_bytes(), Threshold::at_most(0.0)).silenced();
    bytes.declare(&mut stack, "many_logs");
    let failed =
        Alarm::new("jiki-lost-alarms", topic.failed_notifications(), Threshold::above(0.0)).silenced();
    failed.declare(&mut stack, "lost_alarms");
    stack
}

#[test]
fn everything() {
    let terraform = stack().finish().unwrap();
    assert_eq!(terraform.warnings().iter().count(), 0);
    insta::assert_snapshot!(terraform.to_string());
}

#[test]
fn publishing_needs_the_topics_key() {
    let mut stack = Stack::new("test");
    let plain = Topic::new("plain").declare(&mut stack, "plain");
    let key = Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/1");
    let encrypted = Topic::new("encrypted").encrypted_with(&key).declare(&mut stack, "encrypted");
    let orders = FifoTopic::new("orders").encrypted_with(&key).declare(&mut stack, "orders");
    assert_eq!([plain.publish().len(), encrypted.publish().len(), orders.publish().len()], [1, 2, 2]);
}
