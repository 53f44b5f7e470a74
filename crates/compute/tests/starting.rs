//! What keeps a container from starting, from working or from keeping its secrets: each rule and where it
//! ends.

mod common;

use common::{base, passes, problem, reports};
use terrane_aws::kind::{DbClusterId, LogGroupName, SecretArn};
use terrane_aws::traffic::pauses_when_idle;
use terrane_aws::{Environment, Secret};
use terrane_compute::{Cluster, ContainerInsights, HealthCheck};
use terrane_core::{Declare, Node, Ref, ResourceType, Severity, Stack};

const DATABASE: ResourceType = terrane_aws::resource("aws_rds_cluster", "data");
const LOG_GROUP: ResourceType = terrane_aws::resource("aws_cloudwatch_log_group", "observability");

fn checked(check: HealthCheck) -> Stack {
    base().running(|it| it.health_check(check))
}

fn with(name: &'static str, value: &'static str) -> Stack {
    base().running(|it| it.environment(Environment::new().set(name, value)))
}

#[test]
fn words_of_a_shell_want_a_shell() {
    let rule = "shell-words-without-shell";
    reports(&checked(HealthCheck::exec(["curl -f http://localhost/up"])), rule, "`curl -f", "each word");
    let line = ["curl", "-f", "http://localhost/up", "||", "exit", "1"];
    reports(&checked(HealthCheck::exec(line)), rule, "understands `||`", "HealthCheck::shell(line)");
    passes(&checked(HealthCheck::exec(["/up"])));
    passes(&checked(HealthCheck::exec(["find", "/tmp", "-exec", "true", "{}", ";"])));
    passes(&checked(HealthCheck::shell("curl -f http://localhost/up || exit 1")));

    let stack = base().running(|it| it.command(["bundle exec sidekiq"]));
    reports(&stack, rule, "the command of `web`", "[\"sh\", \"-c\", line]");
    assert_eq!(problem(&stack).severity, Severity::Warning);
    passes(&base().running(|it| it.command(["bundle", "exec", "sidekiq"])));
    passes(&base().running(|it| it.entry_point(["sh", "-c"]).command(["bundle exec sidekiq"])));
}

#[test]
fn secrets_are_not_delivered_in_the_open() {
    let rule = "secret-in-plain-environment";
    for name in ["DATABASE_PASSWORD", "RAILS_MASTER_KEY", "SECRET_KEY_BASE", "pgpassword"] {
        reports(&with(name, "hunter2"), rule, &format!("`{name}`"), "`.set(name, declared.secret())`");
    }
    reports(&with("DATABASE_URL", "postgres://jiki:hunter2@host/jiki"), rule, "`DATABASE_URL`", "secret");
    for url in ["postgres://jiki@host/jiki", "postgres://jiki:@host", "https://host/a:b@c", "a:b@c"] {
        passes(&with("DATABASE_URL", url));
    }
    passes(&with("ALLOW_EMPTY_PASSWORD", "yes"));
    passes(&with("DATABASE_PASSWORD_FILE", "/run/password"));
    let arn: Ref<SecretArn> = Ref::existing("arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf");
    let secret = Environment::new().set("DATABASE_PASSWORD", Secret::new(arn));
    passes(&base().running(|it| it.environment(secret)));
}

#[test]
fn a_health_check_keeps_awake_what_it_asks() {
    let asking = |pauses: bool| {
        let mut base = base();
        let database: Node = base.stack.add(&DATABASE, "main", terrane_core::Body::new());
        if pauses {
            pauses_when_idle(&mut base.stack, &database);
        }
        let check = HealthCheck::exec(["/up"]).queries(&database.attribute::<DbClusterId>("id"));
        base.running(|it| it.health_check(check))
    };
    passes(&asking(false));
    reports(&asking(true), "probe-keeps-awake", "`aws_rds_cluster.main`", "does not query the database");
}

#[test]
fn container_insights_write_to_the_group_of_their_name() {
    let watched = |name: &'static str| {
        let mut stack = Stack::new("tests");
        let mut body = terrane_core::Body::new();
        body.set("name", name);
        let group: Ref<LogGroupName> = stack.add(&LOG_GROUP, "insights", body).attribute("name");
        Cluster::new("jiki")
            .container_insights(ContainerInsights::Enabled, &group)
            .declare(&mut stack, "main");
        stack
    };
    passes(&watched("/aws/ecs/containerinsights/jiki/performance"));
    reports(
        &watched("/ecs/insights"),
        "log-group-of-other-name",
        "not to `/ecs/insights`",
        "`/aws/ecs/containerinsights/jiki/performance`",
    );
}
