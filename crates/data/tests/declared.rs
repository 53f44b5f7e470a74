//! Rules about what is declared elsewhere in the stack: log groups by their names, and whom a key serves.

use terrane_aws::kind::{KeyArn, LogGroupName};
use terrane_aws::{Action, KeyPolicy, Principal, Region, Statement};
use terrane_core::{Body, Declare, Ref, ResourceType, Stack, literal};
use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, AuroraLog, Credentials, Key};

const LOG_GROUP: ResourceType = terrane_aws::resource("aws_cloudwatch_log_group", "observability");

fn log_group(stack: &mut Stack, name: &'static str) -> Ref<LogGroupName> {
    let mut body = Body::new();
    body.set("name", name);
    stack.add(&LOG_GROUP, "postgresql", body).attribute("name")
}

#[test]
fn a_declared_log_group_has_the_name_that_aurora_writes_to() {
    let rules = |name| {
        let mut stack = Stack::new("tests");
        let group = log_group(&mut stack, name);
        let (engine, range) = (AuroraEngine::postgresql("16.6"), literal!(AcuRange, 0.5, 1.0));
        let cluster = AuroraCluster::serverless("jiki", engine, range, Credentials::managed_by_rds("jiki"));
        cluster.export_log(AuroraLog::Postgresql, &group).declare(&mut stack, "main");
        stack.check().iter().map(|problem| (problem.rule, problem.help.clone())).collect::<Vec<_>>()
    };
    assert_eq!(rules("/aws/rds/cluster/jiki/postgresql"), []);
    let remedy = "declare and pass the log group `/aws/rds/cluster/jiki/postgresql`";
    assert_eq!(rules("/aws/rds/cluster/other/postgresql"), [("log-group-of-other-name", remedy.to_owned())]);
}

#[test]
fn a_key_serves_whom_it_says() {
    let serves = |key: Key| {
        let mut stack = Stack::new("tests");
        let key = key.account(&Ref::existing("111122223333")).declare(&mut stack, "main");
        ["logs.", "cloudwatch."].map(|service| KeyPolicy::allows(&mut stack, &key.arn(), service))
    };
    assert_eq!(serves(Key::new("jiki")), [Some(false), Some(false)]);
    assert_eq!(serves(Key::new("jiki").allow_logs(&Region::EU_WEST_1)), [Some(true), Some(false)]);
    assert_eq!(serves(Key::new("jiki").allow_cloudwatch_alarms()), [Some(false), Some(true)]);
    let decrypt: Action<KeyArn> = Action::new("kms:Decrypt");
    let statement = Statement::allow_on_everything([decrypt]);
    let everybody = statement.clone().principal(Principal::service("logs.amazonaws.com"));
    assert_eq!(serves(Key::new("jiki").statement(everybody)), [Some(true), Some(false)]);
    let administrator = statement.principal(Principal::aws("arn:aws:iam::111122223333:role/admin"));
    assert_eq!(serves(Key::new("jiki").statement(administrator)), [Some(false), Some(false)]);
}

#[test]
fn a_keys_statements_are_about_keys() {
    let mut stack = Stack::new("tests");
    let action: Action<KeyArn> = Action::new("s3:GetObject");
    let statement = Statement::allow_on_everything([action]).principal(Principal::aws("*"));
    Key::new("jiki").statement(statement).declare(&mut stack, "main");
    let problems = stack.check();
    let found: Vec<_> = problems.iter().map(|problem| (problem.rule, &*problem.address)).collect();
    assert_eq!(found, [("action-of-other-service", "aws_kms_key_policy.main")]);
}
