//! The rules that core itself has, each with its id and its remedy.

use terrane_aws::kind::{SecurityGroupId, VpcId};
use terrane_aws::traffic::{
    allow_egress, allow_ingress, deny_egress_by_default, health_check_queries, pauses_when_idle,
    require_traffic,
};
use terrane_aws::{AwsProvider, Ipv4Cidr, PortRange, Region, RequiredTraffic, TrafficPeer, Zone};
use terrane_core::{
    Body, Custom, Declare, Expr, Invalid, NameRule, Node, Port, Problem, Provider, ProviderSource, Ref,
    ResourceType, Severity, Stack, Text, UnprivilegedPort, Variable, literal,
};

const HCLOUD: ProviderSource = ProviderSource::new("hcloud", "hetznercloud/hcloud", "~> 1.50");
const VPC: ResourceType = terrane_aws::resource("aws_vpc", "network");
const SUBNET: ResourceType = terrane_aws::resource("aws_subnet", "network");
const GROUP: ResourceType = terrane_aws::resource("aws_security_group", "network")
    .of_provider(&terrane_aws::AWS)
    .must_be_used("give it to a service");

fn add(stack: &mut Stack, kind: &'static ResourceType, label: &str) -> Node {
    stack.add(kind, label, Body::new())
}

/// The rule ids and addresses of every problem.
fn problems(stack: &Stack) -> Vec<(&'static str, String)> {
    stack.check().iter().map(|problem| (problem.rule, problem.address.clone())).collect()
}

fn only(stack: &Stack) -> Problem {
    let problems = stack.check();
    let all: Vec<&Problem> = problems.iter().collect();
    assert_eq!(all.len(), 1, "{problems}");
    all[0].clone()
}

#[test]
fn a_label_is_given_once_per_type() {
    let mut stack = Stack::new("s");
    add(&mut stack, &VPC, "main");
    add(&mut stack, &SUBNET, "main");
    assert_eq!(problems(&stack), []);
    add(&mut stack, &VPC, "main");
    let problem = only(&stack);
    assert_eq!((problem.rule, &*problem.address), ("duplicate-label", "aws_vpc.main"));
    assert!(problem.help.contains("declare it once and pass its handle on"), "{problem}");
}

#[test]
fn a_label_is_an_identifier() {
    for (label, valid) in
        [("a_1", true), ("_", true), ("1a", false), ("a-b", true), ("", false), ("ä", false), ("a\nb", false)]
    {
        let mut stack = Stack::new("s");
        add(&mut stack, &VPC, label);
        assert_eq!(problems(&stack).is_empty(), valid, "{label:?}");
    }
}

#[test]
fn another_stacks_resource_is_reported_by_its_name() {
    let mut other = Stack::new("other");
    let vpc = add(&mut other, &VPC, "elsewhere");
    let mut stack = Stack::new("s");
    add(&mut stack, &VPC, "main");
    let mut body = Body::new();
    body.reference("vpc_id", vpc.attribute::<VpcId>("id"));
    stack.add(&SUBNET, "a", body);
    let problem = only(&stack);
    assert_eq!((problem.rule, &*problem.address), ("foreign-reference", "aws_subnet.a"));
    assert!(problem.message.contains("`aws_vpc.elsewhere` of another stack"), "{problem}");
    assert!(problem.help.contains("Ref::existing"), "{problem}");
}

#[test]
fn another_stacks_resource_cannot_be_amended_waited_for_or_output() {
    let mut other = Stack::new("other");
    let vpc = add(&mut other, &VPC, "elsewhere");
    let mut stack = Stack::new("s");
    let own = add(&mut stack, &VPC, "main");
    stack.amend(&vpc).prevent_destroy();
    stack.amend(&own).depends_on(&vpc);
    stack.output("id", Text::from_expr(vpc.expression("id")));
    let rules: Vec<_> = problems(&stack).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["foreign-reference"; 3]);
}

#[test]
fn what_nothing_uses_is_reported_unless_allowed_with_a_reason() {
    let mut stack = Stack::new("s");
    let group = add(&mut stack, &GROUP, "web");
    let mut rule = Body::new();
    rule.set_parent("security_group_id", &group.attribute::<SecurityGroupId>("id"));
    stack.add(&SUBNET, "rule", rule);
    let problem = only(&stack);
    assert_eq!(
        (problem.rule, &*problem.address, &*problem.help),
        ("unused", "aws_security_group.web", "give it to a service")
    );
    stack.amend(&group).allow("unused", "the office's VPN uses it");
    assert_eq!(problems(&stack), []);
    let text = stack.finish().expect("allowed").to_string();
    assert!(
        text.contains("# Allowed, unused: the office's VPN uses it\nresource \"aws_security_group\" \"web\""),
        "{text}"
    );
}

#[test]
fn an_allowance_needs_a_reason_and_something_to_allow() {
    let mut stack = Stack::new("s");
    let vpc = add(&mut stack, &VPC, "main");
    let group = add(&mut stack, &GROUP, "web");
    stack.amend(&vpc).allow("unused", "we like it");
    stack.amend(&group).allow("unused", " ");
    assert_eq!(
        problems(&stack),
        [
            ("unused", "aws_security_group.web".to_owned()),
            ("unused-allow", "aws_vpc.main".to_owned()),
            ("unused-allow", "aws_security_group.web".to_owned()),
        ]
    );
}

#[test]
fn a_cycle_through_overrides_is_reported_once_with_all_its_members() {
    let mut stack = Stack::new("s");
    let a = add(&mut stack, &VPC, "a");
    let mut body = Body::new();
    body.set("vpc", a.expression("id"));
    let b = stack.add(&SUBNET, "b", body);
    stack.amend(&a).attribute("description", Expr::raw("upper(aws_subnet.b.arn)").expect("an expression"));
    let problem = only(&stack);
    assert_eq!((problem.rule, &*problem.address), ("reference-cycle", "aws_vpc.a"));
    assert!(problem.message.contains("`aws_vpc.a`, `aws_subnet.b`"), "{problem}");

    let mut itself = Stack::new("s");
    let vpc = add(&mut itself, &VPC, "a");
    itself.amend(&vpc).depends_on(&vpc);
    assert_eq!(only(&itself).rule, "reference-cycle");
    let _ = b;
}

#[test]
fn a_raw_expression_names_only_what_is_declared() {
    let mut stack = Stack::new("s");
    let vpc = add(&mut stack, &VPC, "a");
    stack.amend(&vpc).attribute("x", Expr::raw("\"${aws_subnet.gone.id}-${var.x}\"").expect("an expression"));
    stack.declared_by_hand(["var.x"]);
    let problem = only(&stack);
    assert_eq!(problem.rule, "unresolved-reference");
    assert!(problem.message.contains("`aws_subnet.gone`"), "{problem}");
    stack.declared_by_hand(["aws_subnet.gone"]);
    assert_eq!(problems(&stack), []);
}

#[test]
fn a_literal_id_begins_as_its_kind_does() {
    let mut stack = Stack::new("s");
    let mut body = Body::new();
    body.reference("vpc_id", Ref::<VpcId>::existing("subnet-1"));
    stack.add(&SUBNET, "a", body);
    let problem = only(&stack);
    assert_eq!(problem.rule, "malformed-id");
    assert!(problem.message.contains("no VPC id: one begins with `vpc-`"), "{problem}");
}

#[test]
fn a_provider_without_a_source_is_reported_once() {
    const ROBOT: ResourceType = ResourceType::resource("hcloud_server", "other");
    let mut stack = Stack::new("s");
    Custom::new(&ROBOT).declare(&mut stack, "a");
    Custom::new(&ROBOT).declare(&mut stack, "b");
    let problem = only(&stack);
    assert_eq!(problem.rule, "unknown-provider");
    assert!(problem.help.contains("ProviderSource::new(\"hcloud\""), "{problem}");
    stack.provider(Provider::new(&HCLOUD));
    assert_eq!(problems(&stack), []);
}

#[test]
fn traffic_that_must_get_through_needs_a_rule_that_admits_it() {
    let group = |stack: &mut Stack, label| add(stack, &VPC, label).attribute::<SecurityGroupId>("id");
    let build = |source: fn(&Ref<SecurityGroupId>) -> TrafficPeer, port: u16| {
        let mut stack = Stack::new("s");
        let (alb, tasks) = (group(&mut stack, "alb"), group(&mut stack, "tasks"));
        allow_ingress(&mut stack, &tasks, source(&alb), PortRange::from(Port::new(port).expect("a port")));
        let service = add(&mut stack, &SUBNET, "web");
        let otherwise = "the load balancer cannot reach `web`".to_owned();
        let (from, to, port) = (vec![alb], vec![tasks], literal!(Port, 3000));
        require_traffic(
            &mut stack,
            &service,
            RequiredTraffic { rule: "load-balancer-not-admitted", from, to, port, consequence: otherwise },
        );
        stack
    };
    assert_eq!(problems(&build(|alb| TrafficPeer::Group(alb.clone()), 3000)), []);
    assert_eq!(problems(&build(|_| TrafficPeer::Addresses, 3000)), []);
    let problem = only(&build(|alb| TrafficPeer::Group(alb.clone()), 3001));
    assert_eq!((problem.rule, &*problem.address), ("load-balancer-not-admitted", "aws_subnet.web"));
    assert!(problem.help.contains("add an ingress rule for port 3000 to aws_vpc.tasks"), "{problem}");
    assert_eq!(only(&build(|_| TrafficPeer::Itself, 3000)).rule, "load-balancer-not-admitted");
}

#[test]
fn traffic_that_must_get_through_needs_a_rule_that_lets_it_out() {
    let group = |stack: &mut Stack, label| add(stack, &VPC, label).attribute::<SecurityGroupId>("id");
    let to_tasks: fn(&Ref<SecurityGroupId>) -> TrafficPeer = |tasks| TrafficPeer::Group(tasks.clone());
    let build = |to_aws: bool, to: fn(&Ref<SecurityGroupId>) -> TrafficPeer, ports: PortRange| {
        let mut stack = Stack::new("s");
        let (alb, tasks) = (group(&mut stack, "alb"), group(&mut stack, "tasks"));
        deny_egress_by_default(&mut stack, &alb);
        allow_ingress(&mut stack, &tasks, TrafficPeer::Addresses, PortRange::ALL);
        allow_egress(&mut stack, &alb, to(&tasks), ports);
        let service = add(&mut stack, &SUBNET, "web");
        let otherwise = "the load balancer cannot reach `web`".to_owned();
        let to = if to_aws { Vec::new() } else { vec![tasks] };
        require_traffic(
            &mut stack,
            &service,
            RequiredTraffic {
                rule: "x",
                from: vec![alb],
                to,
                port: literal!(Port, 3000),
                consequence: otherwise,
            },
        );
        stack
    };
    let on = |port| PortRange::from(Port::new(port).expect("a port"));
    let problem = only(&build(false, to_tasks, on(3001)));
    assert_eq!((problem.rule, &*problem.address), ("not-let-out", "aws_subnet.web"));
    assert!(problem.help.contains("add an egress rule for port 3000 to aws_vpc.alb"), "{problem}");
    assert_eq!(only(&build(false, |_| TrafficPeer::Itself, on(3000))).rule, "not-let-out");
    assert_eq!(problems(&build(false, to_tasks, on(3000))), []);
    assert_eq!(problems(&build(false, |_| TrafficPeer::Addresses, PortRange::ALL)), []);
    // To AWS, any way out on the port will do.
    assert_eq!(problems(&build(true, to_tasks, on(3000))), []);
    assert_eq!(only(&build(true, to_tasks, on(3001))).rule, "not-let-out");
    // A group of which nothing is known lets out everything.
    let mut open = Stack::new("s");
    let (alb, web) = (group(&mut open, "alb"), add(&mut open, &SUBNET, "web"));
    let (from, port, otherwise) = (vec![alb], literal!(Port, 3000), String::new());
    require_traffic(
        &mut open,
        &web,
        RequiredTraffic { rule: "x", from, to: Vec::new(), port, consequence: otherwise },
    );
    assert_eq!(problems(&open), []);
}

#[test]
fn a_value_is_claimed_once_within_its_scope() {
    let mut stack = Stack::new("s");
    let scope: Ref<VpcId> = add(&mut stack, &VPC, "listener").attribute("arn");
    for (label, priority) in [("a", 10), ("b", 20), ("c", 10)] {
        let rule = add(&mut stack, &SUBNET, label);
        stack.claim(&rule, "duplicate-priority", &scope, format!("priority {priority}"));
    }
    let problem = only(&stack);
    assert_eq!((problem.rule, &*problem.address), ("duplicate-priority", "aws_subnet.c"));
    assert!(problem.message.contains("priority 10 is taken by `aws_subnet.a` already"), "{problem}");
}

#[test]
fn what_is_expected_is_claimed_by_something() {
    const LOOKUP: ResourceType = terrane_aws::data("aws_lb", "edge");
    let build = |kind: &'static ResourceType, claimed: Option<&str>| {
        let mut stack = Stack::new("s");
        let scope: Ref<VpcId> = add(&mut stack, kind, "alb").attribute("arn");
        let redirect = add(&mut stack, &SUBNET, "redirect");
        let problem = Problem::error("redirect-to-nowhere", "it leads nowhere", "add a listener");
        stack.expect(&redirect, "duplicate-listener-port", &scope, "port 443", problem);
        if let Some(claimed) = claimed {
            let https = add(&mut stack, &SUBNET, "https");
            stack.claim(&https, "duplicate-listener-port", &scope, claimed);
        }
        stack
    };
    assert_eq!(problems(&build(&VPC, Some("port 443"))), []);
    for stack in [build(&VPC, None), build(&VPC, Some("port 80"))] {
        let problem = only(&stack);
        assert_eq!((problem.rule, &*problem.address), ("redirect-to-nowhere", "aws_subnet.redirect"));
    }
    assert_eq!(problems(&build(&LOOKUP, None)), []);
}

#[test]
fn references_that_are_known_to_differ() {
    const LOOKUP: ResourceType = terrane_aws::data("aws_vpc", "network");
    let mut stack = Stack::new("s");
    let mut vpc = |kind, label| add(&mut stack, kind, label).attribute::<VpcId>("id");
    let (one, two, found) = (vpc(&VPC, "one"), vpc(&VPC, "two"), vpc(&LOOKUP, "found"));
    let existing = |id: &str| Ref::<VpcId>::existing(id);
    let computed = Ref::<VpcId>::raw("var.vpc").expect("an expression");
    assert!(one.differs_from(&two) && existing("vpc-1").differs_from(&existing("vpc-2")));
    for (left, right) in
        [(&one, &one), (&one, &found), (&one, &existing("vpc-1")), (&one, &computed), (&computed, &computed)]
    {
        assert!(!left.differs_from(right) && !right.differs_from(left), "{left:?} {right:?}");
    }
    assert!(!existing("vpc-1").differs_from(&existing("vpc-1")));
}

#[test]
fn a_health_check_of_what_pauses_is_reported() {
    let mut stack = Stack::new("s");
    let database = add(&mut stack, &VPC, "database");
    let target = add(&mut stack, &SUBNET, "target");
    health_check_queries(&mut stack, &target, &database.attribute::<VpcId>("id"));
    assert_eq!(problems(&stack), []);
    pauses_when_idle(&mut stack, &database);
    let problem = only(&stack);
    assert_eq!((problem.rule, &*problem.address), ("probe-keeps-awake", "aws_subnet.target"));
    assert!(problem.help.contains("does not query the database"), "{problem}");
}

#[test]
fn warnings_stop_nothing_and_are_told() {
    let mut stack = Stack::new("s");
    let vpc = add(&mut stack, &VPC, "main");
    stack.report(&vpc, Problem::warning("costly", "this costs", "do without"));
    let terraform = stack.finish().expect("a warning stops nothing");
    let warning = terraform.warnings().iter().next().expect("it is told");
    assert_eq!((warning.severity, &*warning.address), (Severity::Warning, "aws_vpc.main"));
    assert_eq!(warning.to_string(), "warning[costly] aws_vpc.main\n  this costs\n  help: do without");
}

#[test]
fn every_problem_is_reported_without_dependencies() {
    let mut stack = Stack::new("s");
    for label in ["1", "2", "3"] {
        let mut body = Body::new();
        body.number("port", 0, 1..=65535);
        stack.add(&VPC, label, body);
    }
    let problems = stack.finish().expect_err("there are problems");
    assert_eq!(problems.iter().count(), 6, "{problems}");
    assert!(problems.to_string().ends_with("6 errors, 0 warnings"), "{problems}");
}

#[test]
fn variables_and_outputs_have_names_of_their_own() {
    let mut stack = Stack::new("s");
    stack.variable(Variable::text("a", "x"));
    stack.variable(Variable::text("a", "x"));
    stack.variable(Variable::text("not a name", "x"));
    stack.output("o", "x");
    stack.output("o", "x");
    let expected =
        [("duplicate-label", "var.a"), ("invalid-label", "var.not a name"), ("duplicate-label", "output.o")];
    assert_eq!(problems(&stack), expected.map(|(rule, address)| (rule, address.to_owned())));
}

#[test]
fn name_rules_hold_at_their_edges() {
    const RULE: NameRule = NameRule::new("the rule", 2, 5)
        .letters()
        .digits()
        .also("-.")
        .begins_with_letter()
        .ends_alphanumeric()
        .never_begins(&["xn-"])
        .never_ends(&["s3"])
        .never_has(&["--", ".."]);
    for good in ["ab", "abcde", "a-b", "A.1", "ax-n"] {
        assert_eq!(RULE.check(good), Ok(()), "{good}");
    }
    for bad in ["a", "abcdef", "1ab", "-ab", "ab-", "a--b", "a..b", "xn-a", "as3", "a_b", "aé", "", "a b"] {
        assert_eq!(RULE.check(bad), Err("the rule"), "{bad}");
    }
    assert_eq!(
        RULE.checked("a_b").map_err(|error: Invalid| error.to_string()),
        Err("`a_b`: the rule".into())
    );
}

#[test]
fn quantities_hold_at_their_edges() {
    assert!(Port::new(0).is_err() && Port::new(1).is_ok() && Port::new(65535).is_ok());
    assert!(UnprivilegedPort::new(1023).is_err() && UnprivilegedPort::new(1024).is_ok());
    let (low, high) = (literal!(Port, 10), literal!(Port, 11));
    assert!(PortRange::new(high, low).is_err());
    assert!(PortRange::new(low, high).is_ok_and(|range| range.contains(low) && !range.contains(Port::HTTP)));
    assert_eq!(Region::EU_WEST_1.zone('b').letter(), "b");
    for (code, valid) in [
        ("ap-southeast-2", true),
        ("us-gov-west-1", true),
        ("europe", false),
        ("eu-west-1a", false),
        ("", false),
    ] {
        assert_eq!(Region::new(code).is_ok(), valid, "{code}");
    }
    let zone: Zone = Region::EU_WEST_1.zone('c');
    assert_eq!(zone.name(), "eu-west-1c");
    let vpc = literal!(Ipv4Cidr, [10, 1, 0, 0], 16);
    assert_eq!(vpc.part(20, 15).map(|part| part.to_string()), Ok("10.1.240.0/20".into()));
    assert_eq!(
        Ipv4Cidr::ANYWHERE.part(32, u32::MAX).map(|part| part.to_string()),
        Ok("255.255.255.255/32".into())
    );
    assert_eq!(Ipv4Cidr::ANYWHERE.part(0, 0), Ok(Ipv4Cidr::ANYWHERE));
    assert!(Ipv4Cidr::ANYWHERE.part(0, 1).is_err() && vpc.part(255, 0).is_err());
    assert!(vpc.part(20, 16).is_err() && vpc.part(8, 0).is_err() && vpc.part(33, 0).is_err());
    for (text, valid) in
        [("10.1.0.0/16", true), ("10.1.0.0/15", false), ("10.1.0.0", false), ("10.1.0.0/33", false)]
    {
        assert_eq!(text.parse::<Ipv4Cidr>().is_ok(), valid, "{text}");
    }
}

#[test]
fn raw_expressions_refuse_what_could_not_be_written_back() {
    for source in [
        "<<EOT\nx\nEOT\n",
        "1 +",
        "",
        "a b",
        "for",
        "[for, 1]",
        "all",
        "var",
        "f(x)",
        "var[0]",
        "local.ü",
        r#""%{if true}\n%{endif}""#,
    ] {
        assert!(Expr::raw(source).is_err(), "{source}");
    }
}

#[test]
fn names_that_terraform_would_refuse_are_reported() {
    const BAD_FILE: ResourceType = terrane_aws::resource("aws_thing", "outputs");
    const OUTSIDE: ResourceType = terrane_aws::resource("aws_other", "../elsewhere");
    let mut stack = Stack::new("s");
    let vpc = add(&mut stack, &VPC, "main");
    stack.amend(&vpc).attribute("not a name", "x").ignore_changes(["a b", "tags[\"Name\"]"]);
    Custom::new(&BAD_FILE).set("1st", 1u32).declare(&mut stack, "a");
    Custom::new(&OUTSIDE).declare(&mut stack, "b");
    stack.variable(Variable::text("count", "1"));
    stack.provider(AwsProvider::new(&Region::EU_WEST_1));
    stack.provider(AwsProvider::new(&Region::US_EAST_1));
    stack.provider(AwsProvider::new(&Region::US_EAST_1).alias("virginia"));
    stack.output("gone", Text::from_expr(Expr::raw("aws_vpc.gone.id").expect("an expression")));
    let mut rules: Vec<_> = problems(&stack).into_iter().map(|(rule, _)| rule).collect();
    rules.sort_unstable();
    let expected = [
        "duplicate-provider",
        "invalid-argument-name",
        "invalid-argument-name",
        "invalid-argument-name",
        "invalid-type",
        "invalid-type",
        "reserved-name",
        "unresolved-reference",
    ];
    assert_eq!(rules, expected);
}

#[test]
fn conditions_choose_between_values_of_one_type() {
    let mut stack = Stack::new("s");
    let environment: Text = stack.variable(Variable::text("environment", "production"));
    let is_production = || terrane_core::equals(environment.clone(), "production");
    let vpc = Ref::<VpcId>::when(is_production(), Ref::existing("vpc-1"), Ref::existing("vpc-2"));
    let text = Text::when(terrane_core::both(is_production(), terrane_core::not(is_production())), "a", "b");
    stack.output("vpc", vpc);
    stack.output("text", text);
    let outputs = stack.finish().expect("no problems").file("outputs.tf").expect("outputs").to_owned();
    assert!(
        outputs.contains("value = var.environment == \"production\" ? \"vpc-1\" : \"vpc-2\""),
        "{outputs}"
    );
    let nested =
        "(var.environment == \"production\") && (!(var.environment == \"production\")) ? \"a\" : \"b\"";
    assert!(outputs.contains(nested), "{outputs}");
}

#[test]
fn facts_about_another_stacks_resource_are_not_taken_for_ones_own() {
    let mut other = Stack::new("other");
    let foreign = add(&mut other, &VPC, "first");
    let mut stack = Stack::new("s");
    // Each stands where the other stack's resource stands.
    let database = add(&mut stack, &VPC, "database");
    let group: Ref<SecurityGroupId> = add(&mut stack, &SUBNET, "group").attribute("id");
    let target = add(&mut stack, &SUBNET, "target");
    pauses_when_idle(&mut stack, &foreign);
    health_check_queries(&mut stack, &target, &database.attribute::<VpcId>("id"));
    health_check_queries(&mut stack, &foreign, &database.attribute::<VpcId>("id"));
    let (from, to, port) = (vec![group.clone()], vec![group], literal!(Port, 3000));
    require_traffic(
        &mut stack,
        &foreign,
        RequiredTraffic { rule: "not-admitted", from, to, port, consequence: "it fails".to_owned() },
    );
    assert_eq!(problems(&stack), []);
}
