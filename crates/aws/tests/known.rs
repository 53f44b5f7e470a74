//! What is known of resources while others are declared, and of actions by their names.

use terrane_aws::kind::{BucketArn, KeyArn, LogGroupName, ObjectsArn, RoleName};
use terrane_aws::{Action, CollectedPolicy, KeyPolicy, Principal, Statement};
use terrane_core::{Body, Node, Ref, ResourceType, Stack, Text};

const KEY: ResourceType = terrane_aws::resource("aws_kms_key", "data");
const LOG_GROUP: ResourceType =
    ResourceType::resource("aws_cloudwatch_log_group", "observability").of_provider(&terrane_aws::AWS);
const POLICY: ResourceType = terrane_aws::resource("aws_iam_role_policy", "compute");

fn log_group(stack: &mut Stack, name: impl Into<Text>) -> Ref<LogGroupName> {
    let mut body = Body::new();
    body.set("name", name.into());
    stack.add(&LOG_GROUP, "web", body).attribute("name")
}

#[test]
fn the_text_behind_a_reference() {
    let mut stack = Stack::new("s");
    let name = log_group(&mut stack, "/ecs/jiki");
    assert_eq!(stack.known_text(&name), Some("/ecs/jiki"));
    assert_eq!(stack.known_text(&Ref::<LogGroupName>::existing("/ecs/other")), Some("/ecs/other"));
    let another = Stack::new("t");
    assert_eq!(another.known_text(&name), None);
    let mut stack = Stack::new("u");
    let computed = Text::from_expr(terrane_core::Expr::raw("var.name").unwrap());
    let name = log_group(&mut stack, computed);
    assert_eq!(stack.known_text(&name), None);
}

#[test]
fn whom_a_key_serves() {
    const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");
    let arn = |key: &Node| key.attribute::<KeyArn>("arn");
    let mut stack = Stack::new("s");
    let key = stack.add(&KEY, "main", Body::new());
    assert_eq!(KeyPolicy::allows(&mut stack, &arn(&key), "logs."), None);
    KeyPolicy::record(&mut stack, &key, &[]);
    assert_eq!(KeyPolicy::allows(&mut stack, &arn(&key), "logs."), Some(false));
    let logs = Principal::service("logs.eu-west-1.amazonaws.com");
    let statement = Statement::allow_on_everything([DECRYPT]).principal(logs);
    KeyPolicy::record(&mut stack, &key, std::slice::from_ref(&statement));
    assert_eq!(KeyPolicy::allows(&mut stack, &arn(&key), "logs."), Some(true));
    assert_eq!(KeyPolicy::allows(&mut stack, &arn(&key), "cloudwatch."), Some(false));
    let existing = Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/1");
    assert_eq!(KeyPolicy::allows(&mut stack, &existing, "logs."), None);
}

#[test]
fn a_name_of_which_there_is_one() {
    const BUCKET: ResourceType =
        ResourceType::resource("aws_s3_bucket", "data").of_provider(&terrane_aws::AWS).named_once("bucket");
    let mut stack = Stack::new("s");
    let mut add = |label, name: &'static str| {
        let mut body = Body::new();
        body.set("bucket", name);
        stack.add(&BUCKET, label, body);
    };
    add("one", "jiki");
    add("two", "jiki-two");
    add("three", "jiki");
    let problems = stack.check();
    let found: Vec<_> = problems.iter().map(|it| (it.rule, &*it.address, &*it.message)).collect();
    let what = "`bucket` is `jiki`, which is the name of `aws_s3_bucket.one` already";
    assert_eq!(found, [("duplicate-name", "aws_s3_bucket.three", what)]);
    assert!(problems.to_string().contains("give each a name of its own"), "{problems}");
}

#[test]
fn an_action_is_of_the_service_of_what_it_is_about() {
    let rules = |statement: Statement| {
        let mut stack = Stack::new("s");
        let policy = stack.add(&POLICY, "web", Body::new());
        CollectedPolicy::grant(&mut stack, &policy, statement);
        let problems = stack.check();
        assert!(problems.iter().all(|problem| problem.address == "aws_iam_role_policy.web"), "{problems}");
        problems.iter().map(|problem| (problem.rule, problem.message.clone())).collect::<Vec<_>>()
    };
    let bucket = || Ref::<BucketArn>::existing("arn:aws:s3:::jiki");
    let objects = Ref::<ObjectsArn>::existing("arn:aws:s3:::jiki/*");
    assert_eq!(rules(Statement::allow([Action::new("s3:ListBucket")], [bucket()])), []);
    assert_eq!(rules(Statement::allow([Action::new("s3:*")], [objects])), []);
    assert_eq!(rules(Statement::deny([Action::new("*")], [bucket()])), []);
    let role = Ref::<RoleName>::existing("of no fixed service");
    assert_eq!(rules(Statement::allow([Action::new("sts:AssumeRole")], [role])), []);
    let found = rules(Statement::allow([Action::new("kms:Decrypt")], [bucket()]));
    let what = "`kms:Decrypt` grants nothing on S3 bucket ARNs: the actions on them begin with `s3:`";
    assert_eq!(found, [("action-of-other-service", what.to_owned())]);
}
