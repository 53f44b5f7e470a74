//! Roles and what their trust policies say.

use terrane_aws::kind::{RoleArn, TopicArn};
use terrane_aws::{Action, Principal, Role, RolePolicy, Statement, Trust};
use terrane_core::{Declare, Ref, ResourceType, Stack, Variable};

const TASKS: &str = "ecs-tasks.amazonaws.com";
const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");
const RUNNER: ResourceType = terrane_aws::resource("aws_scheduler_schedule", "compute");

fn rules(declare: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    let mut stack = Stack::new("roles");
    declare(&mut stack);
    match stack.finish() {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| problem.rule).collect(),
    }
}

fn of(statement: Statement) -> Vec<&'static str> {
    rules(|stack| drop(Role::with_trust("role", [statement]).declare(stack, "role")))
}

#[test]
fn whom_a_role_trusts_follows_from_its_statements() {
    let mut stack = Stack::new("roles");
    let events = || Role::new("events", Principal::service("events.amazonaws.com"));
    let roles = [
        (Role::for_ecs_tasks("a"), Trust::Tasks),
        (Role::new("b", Principal::service(TASKS)), Trust::Tasks),
        (events().trust(Statement::trust(Principal::service(TASKS))), Trust::Tasks),
        (events(), Trust::Others),
    ];
    for (number, (role, trust)) in roles.into_iter().enumerate() {
        assert_eq!(role.declare(&mut stack, format!("role_{number}")).trust(), trust, "{number}");
    }
}

#[test]
fn a_trust_policy_names_whom_it_is_for() {
    let anybody = || Statement::trust(Principal::aws("*"));
    assert_eq!(of(anybody()), ["public-trust"]);
    assert!(of(anybody().when("StringEquals", "aws:PrincipalOrgID", ["o-1"])).is_empty());

    let topic: Ref<TopicArn> = Ref::existing("arn:aws:sns:eu-west-1:111122223333:jobs");
    assert_eq!(of(Statement::allow([PUBLISH], [topic])), ["trust-without-principal"]);

    let github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let trust = || Statement::trust(Principal::federated(github));
    let subject = "token.actions.githubusercontent.com:sub";
    assert_eq!(of(trust().when("StringLike", subject, ["*"])), ["federated-trust-without-condition"]);
    assert!(of(trust().when("StringLike", subject, ["repo:jiki/api:*"])).is_empty());
}

#[test]
fn no_condition_is_lost() {
    let tasks = || Statement::trust(Principal::service(TASKS));
    let twice = tasks().when("ArnLike", "aws:SourceArn", ["a"]).when("ArnLike", "aws:SourceArn", ["b"]);
    assert_eq!(of(twice), ["duplicate-condition"]);
    let two = tasks().when("ArnLike", "aws:SourceArn", ["a"]).when("ArnEquals", "aws:SourceArn", ["b"]);
    assert!(of(two).is_empty());
}

#[test]
fn descriptions_and_paths_are_those_that_iam_takes() {
    let role = || Role::for_ecs_tasks("role");
    let described =
        |text: &str| rules(|stack| drop(role().description(text.to_owned()).declare(stack, "role")));
    assert!(described(&"é".repeat(1000)).is_empty());
    assert!(described("two\nlines").is_empty());
    for refused in ["what it does – and why", "…", &"e".repeat(1001)] {
        assert_eq!(described(refused), ["invalid-name"], "{refused}");
    }
    let at = |path: &str| rules(|stack| drop(role().path(path.to_owned()).declare(stack, "role")));
    assert!(at("/").is_empty() && at("/service/").is_empty());
    for refused in ["//", "service", "/service", ""] {
        assert_eq!(at(refused), ["invalid-path"], "{refused}");
    }
}

#[test]
fn what_assumes_one_of_two_roles_waits_for_the_policies_of_both() {
    const LIST: Action<RoleArn> = Action::new("iam:GetRole");
    let mut stack = Stack::new("roles");
    let mut roles = ["blue", "green"].into_iter().map(|name| {
        let role = Role::for_ecs_tasks(name).declare(&mut stack, name);
        RolePolicy::new(name, &role)
            .allow([Statement::allow([LIST], [role.arn()])])
            .declare(&mut stack, name);
        role.arn()
    });
    let (blue, green) = (roles.next().expect("blue"), roles.next().expect("green"));
    drop(roles);
    let is_blue = stack.variable(Variable::switch("is_blue", true));
    let chosen = Ref::when(is_blue, blue, green);
    let mut body = terrane_core::Body::new();
    body.set("role_arn", &chosen);
    body.assumes_role(&chosen);
    stack.add(&RUNNER, "nightly", body);
    let terraform = stack.finish().expect("nothing is wrong");
    let compute = terraform.file("compute.tf").unwrap_or_default();
    assert!(
        compute.contains("depends_on = [aws_iam_role_policy.blue, aws_iam_role_policy.green]"),
        "{compute}"
    );
}
