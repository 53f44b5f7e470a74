//! What an author says of a resource: where it stands in what is emitted, and what it is refused.

use terrane_core::{
    Body, Declare, Expr, Kind, Node, Object, OutputValue, Provider, ProviderSource, Ref, ResourceType, Stack,
    Text, Variable,
};

const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
const GROUP: ResourceType = ResourceType::resource("aws_security_group", "network").of_provider(&AWS);
const RULE: ResourceType = ResourceType::resource("aws_security_group_rule", "network").of_provider(&AWS);

enum GroupId {}

impl Kind for GroupId {
    const NOUN: &'static str = "security group id";
}

fn group(stack: &mut Stack, label: &str) -> Node {
    terrane_core::Custom::new(&GROUP).set("name", label.to_owned()).declare(stack, label)
}

fn rule(stack: &mut Stack, label: &str, owner: &Node, peer: &Ref<GroupId>) -> Node {
    let mut body = Body::new();
    body.set_parent("security_group_id", &owner.attribute::<GroupId>("id"));
    body.set_peer("referenced_security_group_id", peer);
    stack.add(&RULE, label, body)
}

fn network(stack: Stack) -> String {
    stack.finish().expect("nothing is wrong").file("network.tf").unwrap_or_default().to_owned()
}

#[test]
fn a_rule_is_made_where_its_group_is_and_not_where_its_peer_is() {
    let mut stack = Stack::new("s");
    stack.provider(Provider::new(&AWS));
    let other = stack.provider(Provider::new(&AWS).alias("peer"));
    let (here, there) = (group(&mut stack, "here"), group(&mut stack, "there"));
    stack.amend(&there).provider(&other);
    rule(&mut stack, "in", &here, &there.attribute("id"));
    rule(&mut stack, "out", &there, &here.attribute("id"));
    let text = network(stack);
    let of =
        |label: &str| text.split("\nresource ").find(|part| part.contains(label)).expect("it is emitted");
    assert!(!of("\"in\"").contains("provider ="), "{text}");
    assert!(of("\"out\"").contains("provider = aws.peer"), "{text}");
}

#[test]
fn what_a_condition_chooses_is_waited_for() {
    let mut stack = Stack::new("s");
    let nodes = [group(&mut stack, "blue"), group(&mut stack, "green")];
    let is_blue = stack.variable(Variable::switch("is_blue", true));
    let chosen: Ref<GroupId> = Ref::when(is_blue, nodes[0].attribute("id"), nodes[1].attribute("id"));
    let mut body = Body::new();
    body.after_reference(&chosen);
    stack.add(&GROUP, "last", body);
    let text = network(stack);
    assert!(text.contains("depends_on = [aws_security_group.blue, aws_security_group.green]"), "{text}");
}

#[test]
fn a_resource_has_one_lifecycle() {
    let mut stack = Stack::new("s");
    let node = group(&mut stack, "main");
    stack.amend(&node).prevent_destroy().block("lifecycle", |lifecycle| {
        lifecycle.block("precondition", |it| {
            it.set("condition", Expr::raw("terraform.workspace == \"default\"").expect("it parses"));
            it.set("error_message", "not here");
        });
    });
    let text = network(stack);
    assert_eq!(text.matches("lifecycle {").count(), 1, "{text}");
    let lifecycle = text.split("lifecycle {").nth(1).unwrap_or_default();
    assert!(lifecycle.contains("prevent_destroy = true") && lifecycle.contains("precondition {"), "{text}");
    assert!(!text.contains("Set by name"), "{text}");
}

#[test]
fn a_lifecycle_says_each_thing_once() {
    let mut stack = Stack::new("s");
    let node = group(&mut stack, "main");
    let keep = |lifecycle: &mut Body| lifecycle.set("prevent_destroy", false);
    stack.amend(&node).prevent_destroy().block("lifecycle", keep);
    let other = group(&mut stack, "other");
    stack.amend(&other).block("lifecycle", keep).block("lifecycle", keep);
    let found: Vec<_> = stack.check().iter().map(|problem| (problem.rule, problem.address.clone())).collect();
    let at = |label: &str| ("duplicate-argument", format!("aws_security_group.{label}"));
    assert_eq!(found, [at("main"), at("other")]);
}

#[test]
fn what_cannot_be_written_as_said_is_refused() {
    let rules = |build: &dyn Fn(&mut Stack)| {
        let mut stack = Stack::new("s");
        build(&mut stack);
        stack.check().iter().map(|problem| problem.rule).collect::<Vec<_>>()
    };
    for name in ["depends_on", "provider"] {
        let said = |stack: &mut Stack| {
            let node = group(stack, "main");
            stack.amend(&node).attribute(name, Expr::list(Vec::<Expr>::new()));
        };
        assert_eq!(rules(&said), ["meta-argument-by-name"], "{name}");
    }
    for block in ["provisioner", "dynamic"] {
        let said = |stack: &mut Stack| {
            let mut body = Body::new();
            body.block(block, |_| {});
            stack.add(&GROUP, "main", body);
        };
        assert_eq!(rules(&said), ["block-without-label"], "{block}");
    }
}

#[test]
fn an_output_that_only_waits_names_nothing_that_is_left_out() {
    #[derive(Default)]
    struct Nothing;
    let mut stack = Stack::new("s");
    let node = group(&mut stack, "left_out");
    stack.defer(&node, "ingress", |_: &Nothing| None);
    let kept = Ref::<GroupId>::existing("sg-1").after(&node);
    stack.output("group", OutputValue::new(Text::from(&kept)));
    assert_eq!(stack.check().iter().count(), 0, "{}", stack.check());
}

#[test]
fn a_deferred_argument_stands_as_the_others_do() {
    #[derive(Default)]
    struct Rules;
    let mut stack = Stack::new("s");
    let mut body = Body::new();
    body.set("a", true);
    body.block("timeouts", |timeouts| timeouts.set("create", "10m"));
    let node = stack.add(&GROUP, "main", body);
    stack.defer(&node, "ingress", |_: &Rules| Some(Object::new().set("from", true).into()));
    let text = network(stack);
    assert!(text.contains("  }\n\n  ingress = {\n"), "{text}");
}
