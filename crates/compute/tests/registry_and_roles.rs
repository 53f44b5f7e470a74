//! The limits and rules of repositories and roles, each at its edge.

mod common;

use common::{base, container, passes, problem, reports, rules};
use terrane_aws::kind::TopicArn;
use terrane_aws::{Action, Environment, Principal, Secret, Statement};
use terrane_compute::{
    ExistingExecutionRole, FargateSize, ImageDigest, ImageSelection, LifecycleRules, Repository,
    RepositoryLifecycle, Role, RolePolicy, TaskDefinition,
};
use terrane_core::{Days, Declare, Ref, Seconds, Stack, literal};

fn repository(name: impl Into<String>) -> Stack {
    let mut stack = Stack::new("tests");
    Repository::new(name.into()).declare(&mut stack, "api");
    stack
}

fn lifecycle(rules: impl Into<LifecycleRules>) -> Stack {
    let mut stack = Stack::new("tests");
    Repository::new("jiki/api").lifecycle(rules).declare(&mut stack, "api");
    stack
}

fn role(change: impl FnOnce(Role) -> Role) -> Stack {
    let mut stack = Stack::new("tests");
    change(Role::for_ecs_tasks("role")).declare(&mut stack, "role");
    stack
}

#[test]
fn names_of_repositories() {
    for good in ["ab", "jiki/api", "a-b.c_d__e/f", "a--b", &"a".repeat(256)] {
        passes(&repository(good));
    }
    for bad in [
        "a",
        "Jiki",
        "a//b",
        "/a",
        "a/",
        "-a",
        "a-",
        "a..b",
        "a___b",
        "a-.b",
        "a/-b",
        "a b",
        &"a".repeat(257),
    ] {
        assert_eq!(rules(&repository(bad)), ["invalid-name aws_ecr_repository.api"], "{bad}");
    }
}

#[test]
fn rules_of_a_lifecycle() {
    let new = RepositoryLifecycle::new;
    passes(&lifecycle(new().keep_last_of_any(1)));
    passes(&lifecycle(new().expire_untagged(Days(1))));
    for bad in [new().keep_last_of_any(0), new().expire_any(Days(0)), new().keep_last_untagged(0).into()] {
        reports(&lifecycle(bad), "out-of-range", "`countNumber` is 0", "choose a value");
    }
    reports(&lifecycle(new()), "empty-lifecycle-policy", "no rule", ".keep_last_of_any(10)");
    let twice = new().expire_untagged(Days(1)).keep_last_untagged(1);
    reports(&lifecycle(twice), "duplicate-untagged-rule", "more than one", "keep one of");
}

#[test]
fn selections_of_a_lifecycle() {
    let of = |selection| lifecycle(RepositoryLifecycle::new().keep_last(selection, 1));
    passes(&of(ImageSelection::patterns(["*a*b*c*"])));
    let stack = of(ImageSelection::patterns(["*a*b*c*d*"]));
    reports(&stack, "too-many-wildcards", "`*a*b*c*d*`", "a shorter pattern");
    for empty in [ImageSelection::prefixes::<&str>([]), ImageSelection::prefixes([""])] {
        reports(&of(empty), "empty-image-selection", "names no tag", "a rule on any image");
    }
    let long = ImageSelection::prefixes((0..300).map(|at| format!("{at:0>128}")));
    reports(&of(long), "lifecycle-policy-too-long", "30720", "a few patterns");
}

#[test]
fn digests_of_images() {
    let hex = "0f".repeat(32);
    assert!(ImageDigest::new(format!("sha256:{hex}")).is_ok());
    for bad in
        [hex.clone(), format!("sha256:{hex}0"), format!("sha256:{}", hex.to_uppercase()), "sha256:".into()]
    {
        assert!(ImageDigest::new(bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn names_and_limits_of_roles() {
    let named = |name: String| {
        let mut stack = Stack::new("tests");
        Role::for_ecs_tasks(name).declare(&mut stack, "role");
        stack
    };
    passes(&named("a".repeat(64)));
    passes(&named("a_+=,.@-".into()));
    for bad in [String::new(), "a".repeat(65), "a b".into(), "a/b".into()] {
        assert_eq!(rules(&named(bad)), ["invalid-name aws_iam_role.role"]);
    }
    passes(&role(|it| it.description("a".repeat(1000)).max_session(Seconds(3600)).path("/")));
    passes(&role(|it| it.max_session(Seconds(43_200)).path("/service/")));
    assert_eq!(problem(&role(|it| it.description("a".repeat(1001)))).rule, "invalid-name");
    for seconds in [3599, 43_201] {
        let stack = role(|it| it.max_session(Seconds(seconds)));
        reports(&stack, "out-of-range", "`max_session_duration`", "3600 to 43200");
    }
    for path in ["service", "/service", "service/", ""] {
        reports(&role(|it| it.path(path)), "invalid-path", "two `/`", "as in `/service/`");
    }
    let mut stack = Stack::new("tests");
    Role::with_trust("role", []).declare(&mut stack, "role");
    reports(&stack, "role-without-trust", "no statement", "name a principal");
}

#[test]
fn who_comes_from_an_identity_provider_is_named() {
    let provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let trusts = |conditions: &[(&'static str, &'static str)]| {
        let trust = Statement::trust(Principal::federated(provider));
        let trust = conditions.iter().fold(trust, |trust, (key, value)| {
            trust.when("StringEquals", format!("token.actions.githubusercontent.com:{key}"), [*value])
        });
        let mut stack = Stack::new("tests");
        Role::with_trust("role", [trust]).declare(&mut stack, "role");
        stack
    };
    let audience = ("aud", "sts.amazonaws.com");
    for everybody in [&[][..], &[audience]] {
        let stack = trusts(everybody);
        reports(&stack, "federated-trust-without-condition", "any repository", "repo:OWNER/NAME");
    }
    passes(&trusts(&[audience, ("sub", "repo:jiki/api:ref:refs/heads/main")]));
    passes(&trusts(&[("aud", "a-client-of-our-own")]));
}

#[test]
fn names_of_policies() {
    const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");
    let named = |name: String| {
        let mut stack = Stack::new("tests");
        let statement = Statement::allow([PUBLISH], [Ref::existing("arn:aws:sns:eu-west-1:1:jiki")]);
        RolePolicy::of(name, &Ref::existing("role")).allow([statement]).declare(&mut stack, "policy");
        stack
    };
    passes(&named("a".repeat(128)));
    for bad in [String::new(), "a".repeat(129), "a b".into()] {
        assert_eq!(rules(&named(bad)), ["invalid-name aws_iam_role_policy.policy"]);
    }
}

#[test]
fn a_role_has_each_policy_name_once() {
    let mut base = base();
    let role = Role::for_ecs_tasks("task").declare(&mut base.stack, "task");
    RolePolicy::new("s3", &role).declare(&mut base.stack, "a");
    RolePolicy::of("s3", &base.execution.name()).declare(&mut base.stack, "b");
    passes(&base.stack);
    RolePolicy::new("s3", &role).declare(&mut base.stack, "c");
    reports(&base.stack, "duplicate-policy-name", "`s3` of this role", "give each its own");
}

#[test]
fn the_execution_role_reads_the_secrets_of_its_tasks_and_no_others() {
    let secret =
        |name: &str| Secret::new(Ref::existing(format!("arn:aws:secretsmanager:eu-west-1:1:secret:{name}")));
    let unused = secret("unused");
    let stack = base().running(|it| {
        it.environment(Environment::new().set("A", secret("one")).set("B", secret("two").json_key("key")))
    });
    let terraform = stack.finish().unwrap();
    let compute = terraform.file("compute.tf").unwrap();
    let policy = compute.split("resource ").find(|it| it.contains("execution_secrets\" {")).unwrap();
    assert!(policy.contains("secret:one\""), "{policy}");
    // The right is to the whole secret: IAM knows no keys within it.
    assert!(policy.contains("secret:two\""), "{policy}");
    assert!(!compute.contains(unused.arn().as_literal().unwrap()));
}

#[test]
fn a_policy_without_statements_is_left_out() {
    let terraform = base().running(|it| it).finish().unwrap();
    assert!(!terraform.file("compute.tf").unwrap().contains("aws_iam_role_policy\""));
}

#[test]
fn an_existing_execution_role_must_trust_ecs() {
    let mut base = base();
    let other =
        Role::new("other", Principal::service("events.amazonaws.com")).declare(&mut base.stack, "other");
    let execution = ExistingExecutionRole::new(&other, "secrets").declare(&mut base.stack, "other");
    let size = literal!(FargateSize, 256, 512);
    TaskDefinition::new("web", size, &execution, container("web")).declare(&mut base.stack, "web");
    reports(&base.stack, "role-not-for-tasks", "execution role", "Role::for_ecs_tasks");
}
