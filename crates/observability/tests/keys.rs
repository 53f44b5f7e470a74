//! What a key's policy must say before CloudWatch can use it.

use terrane_aws::kind::KeyArn;
use terrane_aws::{Action, KeyPolicy, Metric, Principal, Statement, Statistic};
use terrane_core::{Body, Declare, Node, Ref, ResourceType, Stack};
use terrane_observability::{Alarm, LogGroup, Retention, Threshold, Topic};

const KEY: ResourceType = terrane_aws::resource("aws_kms_key", "data");

/// A key whose policy lets the service in.
fn key(stack: &mut Stack, service: &'static str) -> Ref<KeyArn> {
    const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");
    let key: Node = stack.add(&KEY, "main", Body::new());
    let statement = Statement::allow_on_everything([DECRYPT]).principal(Principal::service(service));
    KeyPolicy::record(stack, &key, &[statement]);
    key.attribute("arn")
}

fn problems(stack: &Stack) -> Vec<(&'static str, String, String)> {
    let problems = stack.check();
    problems.iter().map(|it| (it.rule, it.address.clone(), it.help.clone())).collect()
}

#[test]
fn of_log_groups() {
    let encrypted = |service| {
        let mut stack = Stack::new("tests");
        let key = key(&mut stack, service);
        let group = LogGroup::new("/ecs/web", Retention::Days7).encrypted_with(&key);
        group.declare(&mut stack, "web");
        let problems = problems(&stack);
        problems.into_iter().filter(|(rule, ..)| *rule != "unused").collect::<Vec<_>>()
    };
    assert_eq!(encrypted("logs.eu-west-1.amazonaws.com"), []);
    let remedy = "say `.allow_logs(&region)` of the key".to_owned();
    let address = "aws_cloudwatch_log_group.web".to_owned();
    assert_eq!(encrypted("s3.amazonaws.com"), [("key-not-for-logs", address, remedy)]);
}

#[test]
fn of_topics_that_alarms_notify() {
    let notified = |service| {
        let mut stack = Stack::new("tests");
        let key = key(&mut stack, service);
        let topic = Topic::new("alarms").encrypted_with(&key).declare(&mut stack, "alarms");
        let metric = Metric::new("AWS/ECS", "CPUUtilization", Statistic::Average);
        let alarm = Alarm::new("cpu", metric, Threshold::above(80.0)).notify(&topic);
        alarm.notify_ok(&topic.arn()).declare(&mut stack, "cpu");
        problems(&stack)
    };
    assert_eq!(notified("cloudwatch.amazonaws.com"), []);
    let remedy = "say `.allow_cloudwatch_alarms()` of the key".to_owned();
    let address = "aws_cloudwatch_metric_alarm.cpu".to_owned();
    assert_eq!(notified("sns.amazonaws.com"), [("key-not-for-alarms", address, remedy)]);
}
