//! The rules of keys and secrets: each at its edge.

use terrane_aws::kind::AccountId;
use terrane_core::{Body, Days, Declare, Handle, Problem, Ref, Resource, ResourceType, Severity, Stack};
use terrane_data::{DeclaredSecret, GeneratedSecret, Key, Password, SecretReading};

/// What a stack of this resource reports, but for what would use it.
fn report(resource: impl Resource) -> Vec<Problem> {
    let mut stack = Stack::new("test");
    resource.declare(&mut stack, "main");
    stack.check().iter().filter(|problem| problem.rule != "unused").cloned().collect()
}

fn rules(resource: impl Resource) -> Vec<&'static str> {
    report(resource).iter().map(|problem| problem.rule).collect()
}

fn none() -> Vec<&'static str> {
    Vec::new()
}

fn key() -> Key {
    Key::new("Encrypts Jiki's data at rest")
}

#[test]
fn times_of_keys() {
    for days in [7, 30] {
        assert_eq!(rules(key().deletion_window(Days(days))), none());
    }
    for days in [6, 31] {
        assert_eq!(rules(key().deletion_window(Days(days))), ["out-of-range"]);
    }
    for days in [90, 2560] {
        assert_eq!(rules(key().rotate_every(Days(days))), none());
    }
    for days in [89, 2561] {
        assert_eq!(rules(key().rotate_every(Days(days))), ["out-of-range"]);
    }
    let report = report(key().deletion_window(Days(31)));
    assert_eq!(report[0].help, "choose a value from 7 to 30");
    assert_eq!(report[0].address, "aws_kms_key.main");
}

#[test]
fn names_of_keys() {
    assert_eq!(rules(key().alias("jiki/production_1-a")), none());
    assert_eq!(rules(key().alias("a".repeat(250))), none());
    for alias in ["aws/jiki", "alias/jiki", "jiki production", "", &"a".repeat(251)] {
        assert_eq!(rules(key().alias(alias.to_owned())), ["invalid-name"], "{alias}");
    }
    assert_eq!(rules(Key::new("a".repeat(8192))), none());
    assert_eq!(rules(Key::new("a".repeat(8193))), ["invalid-name"]);
}

#[test]
fn what_is_encrypted_waits_for_the_policy() {
    const THING: ResourceType = terrane_aws::resource("aws_sns_topic", "observability");
    let mut stack = Stack::new("test");
    let key = key().account(&Ref::existing("111122223333")).declare(&mut stack, "main");
    let mut body = Body::new();
    body.set("kms_master_key_id", key.arn());
    stack.add(&THING, "alarms", body);
    let terraform = stack.finish().unwrap();
    assert!(terraform.file("observability.tf").unwrap().contains("depends_on = [aws_kms_key_policy.main]"));
    // An account that is given is not looked up.
    assert!(!terraform.file("data.tf").unwrap().contains("aws_caller_identity"));
}

#[test]
fn the_account_may_be_a_reference() {
    let mut stack = Stack::new("test");
    let account = terrane_core::Variable::<Ref<AccountId>>::reference("account", "111122223333");
    let account = stack.variable(account);
    let handle = key().account(&account).declare(&mut stack, "main");
    assert!(handle.alias().is_none());
    assert_eq!(handle.policy().address(), "aws_kms_key_policy.main");
    let terraform = stack.finish().unwrap();
    assert!(terraform.file("data.tf").unwrap().contains("\"arn:aws:iam::${var.account}:root\""));
}

#[test]
fn names_of_secrets() {
    assert_eq!(rules(DeclaredSecret::new("jiki/production/a_b+c=d.e@f")), none());
    assert_eq!(rules(DeclaredSecret::new("a".repeat(512))), none());
    for name in ["jiki secret", "jiki:secret", "", &"a".repeat(513)] {
        assert_eq!(rules(DeclaredSecret::new(name.to_owned())), ["invalid-name"], "{name}");
    }
    for name in ["jiki/rails-master-key", "jiki/five-abcde", "jiki/seven-abcdefg", "abcdef"] {
        assert_eq!(rules(DeclaredSecret::new(name)), none(), "{name}");
    }
    let report = report(DeclaredSecret::new("jiki/app-secret"));
    assert_eq!((report[0].rule, report[0].severity), ("secret-name-like-arn", Severity::Warning));
    assert_eq!(
        report[0].help,
        "choose another end: AWS may take the name for part of an ARN when the secret is looked up"
    );
}

#[test]
fn recovery_of_secrets() {
    for days in [0, 7, 30] {
        assert_eq!(rules(DeclaredSecret::new("jiki/key").recovery_window(Days(days))), none(), "{days}");
    }
    for days in [1, 6, 31] {
        assert_eq!(
            rules(DeclaredSecret::new("jiki/key").recovery_window(Days(days))),
            ["out-of-range"],
            "{days}"
        );
    }
}

#[test]
fn generated_passwords() {
    let secret =
        |length, rotation: u32| GeneratedSecret::new("jiki/password", Password::length(length), rotation);
    assert_eq!(rules(secret(8, 1)), none());
    assert_eq!(rules(secret(128, u32::MAX / 2)), none());
    assert_eq!(rules(secret(7, 1)), ["out-of-range"]);
    assert_eq!(rules(secret(129, 1)), ["out-of-range"]);
    assert_eq!(rules(secret(32, 0)), ["out-of-range"]);
    let mut stack = Stack::new("test");
    let handle = secret(32, 1).declare(&mut stack, "main");
    assert_eq!(handle.node().address(), "aws_secretsmanager_secret.main");
    assert_eq!(handle.password().address(), "ephemeral.random_password.main");
    assert_eq!(handle.version().address(), "aws_secretsmanager_secret_version.main");
    assert_eq!(handle.read_back().address(), "ephemeral.aws_secretsmanager_secret_version.main");
}

#[test]
fn a_secret_that_nothing_uses() {
    let remedy = "give `.secret()` to the container that reads it, \
                  give a password's `.value()` to the cluster, or remove it";
    let unused = |stack: &Stack| {
        let report = stack.check();
        report.iter().map(|problem| (problem.rule, problem.help.clone())).collect::<Vec<_>>()
    };
    let mut stack = Stack::new("test");
    DeclaredSecret::new("jiki/key").declare(&mut stack, "main");
    assert_eq!(unused(&stack), [("unused", remedy.to_owned())]);
    // Its own version and the reading of it are no use.
    let mut stack = Stack::new("test");
    GeneratedSecret::new("jiki/password", Password::length(32), 1).declare(&mut stack, "main");
    assert_eq!(unused(&stack), [("unused", remedy.to_owned())]);
}

#[test]
fn a_container_waits_for_the_generated_value() {
    const TASK: ResourceType = terrane_aws::resource("aws_ecs_task_definition", "compute");
    let mut stack = Stack::new("test");
    let password = GeneratedSecret::new("jiki/password", Password::length(32), 1).declare(&mut stack, "main");
    let mut body = Body::new();
    body.set("container_definitions", password.secret().value_from());
    stack.add(&TASK, "web", body);
    let terraform = stack.finish().unwrap();
    assert!(
        terraform
            .file("compute.tf")
            .unwrap()
            .contains("depends_on = [aws_secretsmanager_secret_version.main]")
    );
}

#[test]
fn a_reading_wants_an_arn() {
    assert_eq!(rules(SecretReading::new(&Ref::existing("jiki/password"))), ["malformed-id"]);
}
