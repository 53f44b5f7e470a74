//! What guards Terraform's syntax: it is reported, and nothing that the author says makes it pass.

use terrane_core::{
    Body, Custom, Declare, EphemeralText, Expr, Node, Object, OutputValue, Provider, ProviderSource,
    ResourceType, Stack, Text, Value, Variable, call, jsonencode,
};

const RANDOM: ProviderSource = ProviderSource::new("random", "hashicorp/random", "~> 3.7");
const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
const VPC: ResourceType = ResourceType::resource("aws_vpc", "network").of_provider(&AWS);
const PASSWORD: ResourceType = ResourceType::ephemeral("random_password", "data").of_provider(&RANDOM);

fn vpc(stack: &mut Stack, label: &str, value: impl Into<Expr>) -> Node {
    Custom::new(&VPC).set("value", value).declare(stack, label)
}

/// The rules that the stack breaks, each once.
fn rules(stack: &Stack) -> Vec<&'static str> {
    let mut rules: Vec<_> = stack.check().iter().map(|problem| problem.rule).collect();
    rules.dedup();
    rules
}

fn of(build: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    let mut stack = Stack::new("s");
    build(&mut stack);
    rules(&stack)
}

fn value(value: impl Into<Expr>) -> Vec<&'static str> {
    of(|stack| drop(vpc(stack, "a", value)))
}

fn raw(source: &str) -> Expr {
    Expr::raw(source).unwrap_or_else(|error| panic!("{source}: {error}"))
}

type Build<'a> = &'a dyn Fn(&mut Stack) -> Node;

#[test]
fn what_guards_syntax_cannot_be_allowed() {
    const EVIL: ResourceType = ResourceType::resource("aws_thing", "../../evil").of_provider(&AWS);
    let label = "x\" {\n}\n\nresource \"random_pet\" \"evil";
    let mut other = Stack::new("other");
    let foreign = other.add(&VPC, "main", Body::new());
    let cases: [(&str, Build); 9] = [
        ("invalid-label", &|stack| stack.add(&VPC, label, Body::new())),
        ("invalid-type", &|stack| stack.add(&EVIL, "a", Body::new())),
        ("invalid-argument-name", &|stack| Custom::new(&VPC).set("a b", 1u32).declare(stack, "a")),
        ("invalid-argument-name", &|stack| {
            Custom::new(&VPC).block("a", |block| block.set("x = 1\n}", 1u32)).declare(stack, "a")
        }),
        ("invalid-argument-name", &|stack| {
            Custom::new(&VPC).block("a", |block| block.block("b {\n}", |_| {})).declare(stack, "a")
        }),
        ("foreign-reference", &|stack| vpc(stack, "a", foreign.expression("id"))),
        ("unresolved-reference", &|stack| vpc(stack, "a", raw("aws_vpc.gone.id"))),
        ("invalid-function-name", &|stack| vpc(stack, "a", call("a(b) + c", []))),
        ("invalid-word", &|stack| vpc(stack, "a", Expr::word("a b"))),
    ];
    for (rule, build) in cases {
        let mut stack = Stack::new("s");
        let node = build(&mut stack);
        assert_eq!(rules(&stack), [rule]);
        stack.amend(&node).allow(rule, "legacy name");
        let problems = stack.check();
        let still = problems.iter().find(|problem| problem.rule == rule).expect("it is still reported");
        assert!(
            still.help.ends_with("it cannot be allowed: Terraform would refuse or misread it"),
            "{still}"
        );
        assert!(problems.iter().any(|problem| problem.rule == "unused-allow"), "{problems}");
        assert!(stack.finish().is_err());
    }
}

#[test]
fn providers_have_names_aliases_sources_and_versions_that_terraform_reads() {
    let of = |provider| of(|stack| drop(stack.provider(provider)));
    let custom = |name, source, version| Provider::new(&ProviderSource::new(name, source, version));
    assert_eq!(of(Provider::new(&AWS).alias("a b")), ["invalid-alias"]);
    assert_eq!(of(Provider::new(&AWS).alias("a\" {")), ["invalid-alias"]);
    assert_eq!(of(custom("data dog", "datadog/datadog", "~> 3.0")), ["invalid-provider"]);
    for source in ["datadog", "", "a/b/c/d", "data dog/datadog", "/datadog", "datadog/"] {
        assert_eq!(of(custom("datadog", source, "~> 3.0")), ["invalid-provider"], "{source}");
    }
    for version in ["", "latest", "~> ", "~> 3.x", "3..0", ">= 5.100 < 7", "~>3.0,", "==3", "3.0-"] {
        assert_eq!(of(custom("datadog", "datadog/datadog", version)), ["invalid-version"], "{version}");
    }
    for version in
        ["3", "= 3.1.4", "~>3.0", "~> 3.0", ">= 5.100, < 7", "!= 3.1.4-beta1, > 3", "3.1.4+build.5"]
    {
        assert_eq!(
            of(custom("datadog", "registry.example.com/data-dog/datadog", version)),
            [""; 0],
            "{version}"
        );
    }
    let attribute = Provider::new(&AWS).attribute("a b", 1u32);
    assert_eq!(of(attribute), ["invalid-argument-name"]);
}

#[test]
fn the_provider_that_is_in_terraform_needs_no_version() {
    const DATA: ResourceType = ResourceType::resource("terraform_data", "compute");
    const STATE: ResourceType = ResourceType::data("terraform_remote_state", "compute");
    let mut stack = Stack::new("s");
    Custom::new(&DATA).set("input", 1u32).declare(&mut stack, "a");
    Custom::new(&STATE).set("backend", "s3").declare(&mut stack, "b");
    let terraform = stack.finish().expect("a valid stack");
    assert!(
        !terraform.file("terraform.tf").expect("always there").contains("required_providers"),
        "{terraform}"
    );
}

#[test]
fn a_raw_expression_names_what_is_declared() {
    for source in [
        "var.x",
        "local.x",
        "module.x.y",
        "each.key",
        "count.index",
        "self.id",
        "path.nowhere",
        "terraform.x",
        "aws_vpc.gone.id",
        "data.aws_vpc.gone.id",
        "ephemeral.random_password.gone.result",
        "\"${local.x}\"",
        "upper(local.x)",
        "[for x in local.y : x]",
        "[1][local.x]",
        "\"%{if var.x}a%{endif}\"",
        "\"%{for v in local.x}${v}%{endfor}\"",
    ] {
        assert_eq!(value(raw(source)), ["unresolved-reference"], "{source}");
    }
    for source in
        ["path.module", "terraform.workspace", "[for x in [] : x.y]", "\"%{for v in []}${v.x}%{endfor}\""]
    {
        assert_eq!(value(raw(source)), [""; 0], "{source}");
    }
    let by_hand = |name: &'static str, source: &str| {
        of(|stack| {
            stack.declared_by_hand([name]);
            vpc(stack, "a", raw(source));
        })
    };
    for (name, source) in [
        ("local.zones", "local.zones"),
        ("var.x", "var.x"),
        ("module.network", "module.network.vpc_id"),
        ("aws_vpc.legacy", "aws_vpc.legacy.id"),
        ("data.aws_ami.base", "data.aws_ami.base.id"),
    ] {
        assert_eq!(by_hand(name, source), [""; 0], "{name}");
    }
    for name in ["local", "local.a.b", "aws_vpc.", "a b.c", "data.aws_ami"] {
        assert_eq!(by_hand(name, "terraform.workspace"), ["invalid-address"], "{name}");
    }
    // `each` and `count` are what the resource itself says.
    for (argument, source) in [("for_each", "each.value.name"), ("count", "count.index")] {
        let mut stack = Stack::new("s");
        let node = vpc(&mut stack, "a", raw(source));
        stack.amend(&node).attribute(argument, raw("length(terraform.workspace)"));
        assert_eq!(rules(&stack), [""; 0], "{source}");
    }
    // A variable of another stack is none of this one's.
    let theirs: Text = Stack::new("other").variable(Variable::text("theirs", "x"));
    assert_eq!(value(Expr::from(theirs)), ["unresolved-reference"]);
}

#[test]
fn a_function_is_one_that_terraform_has() {
    let mut stack = Stack::new("s");
    let node = vpc(&mut stack, "a", raw("trimsufix(\"a.\", \".\")"));
    let problems = stack.check();
    let problem = problems.iter().next().expect("a problem");
    assert_eq!(problem.rule, "unknown-function");
    assert!(problem.message.contains("`trimsufix`") && problem.help.contains("`trimsuffix`"), "{problem}");
    // A later Terraform may have it.
    stack.amend(&node).allow("unknown-function", "Terraform 1.15 has it");
    assert_eq!(rules(&stack), [""; 0]);
    for source in ["upper(\"a\")", "core::upper(\"a\")", "provider::aws::arn_parse(\"a\")"] {
        assert_eq!(value(raw(source)), [""; 0], "{source}");
    }
    for source in ["provider::aws(\"a\")", "core::arn_parse(\"a\")"] {
        assert_eq!(value(raw(source)), ["unknown-function"], "{source}");
    }
    for name in ["", "a b", "::a", "a::", "1a"] {
        assert_eq!(value(call(name, [])), ["invalid-function-name"], "{name}");
    }
}

#[test]
fn numbers_are_finite() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut stack = Stack::new("s");
        vpc(&mut stack, "a", Object::new().set("nested", number));
        let problems = stack.check();
        let problem = problems.iter().next().expect("a problem");
        assert_eq!((problem.rule, &*problem.address), ("not-a-number", "aws_vpc.a"));
        assert!(problem.message.starts_with(&format!("`value`: `{number}` is not a number")), "{problem}");
    }
    assert_eq!(value(0.1), [""; 0]);
    assert_eq!(value(f64::MAX), [""; 0]);
}

#[test]
fn what_is_no_text_is_not_joined_with_any() {
    for expr in [Expr::null(), Expr::list(["a"]), Object::new().into(), raw("[for x in [] : x]")] {
        assert_eq!(value(Expr::from(Text::from("a").then(Text::from_expr(expr.clone())))), ["not-text"]);
        assert_eq!(value(Object::new().set(Text::from_expr(expr), 1u32)), ["not-text"]);
    }
}

#[test]
fn an_id_to_import_is_not_empty() {
    for (id, valid) in [("vpc-1", true), ("", false), (" \n", false)] {
        let mut stack = Stack::new("s");
        let node = vpc(&mut stack, "a", 1u32);
        stack.amend(&node).import(id);
        assert_eq!(rules(&stack), if valid { &[""; 0][..] } else { &["invalid-import"] }, "{id:?}");
    }
}

#[test]
fn ignored_changes_are_names_of_arguments() {
    for (name, valid) in [
        ("tags", true),
        ("tags[\"a b\"]", true),
        ("settings[0].name", true),
        ("all", true),
        ("a b", false),
        ("{}", false),
        ("a\u{5c8}", false),
        ("tags[var.x]", false),
        ("", false),
        ("1", false),
        ("a(b)", false),
    ] {
        let mut stack = Stack::new("s");
        let node = vpc(&mut stack, "a", 1u32);
        stack.amend(&node).ignore_changes([name, name]);
        let expected: &[&str] = if valid { &[] } else { &["invalid-argument-name"] };
        assert_eq!(rules(&stack), expected, "{name:?}");
        if valid {
            let text = stack.finish().expect("valid").to_string();
            assert_eq!(
                text.matches(name).count(),
                1 + usize::from(name == "all" && text.contains("allow")),
                "{text}"
            );
        }
    }
}

#[test]
fn a_file_of_the_stack_is_not_one_of_terrane_or_one_that_terraform_merges() {
    const TAKEN: [ResourceType; 6] = [
        ResourceType::resource("aws_a", "terraform").of_provider(&AWS),
        ResourceType::resource("aws_b", "override").of_provider(&AWS),
        ResourceType::resource("aws_c", "network_override").of_provider(&AWS),
        ResourceType::resource("aws_d", "terrane_incomplete").of_provider(&AWS),
        ResourceType::resource("aws_e", "a.b").of_provider(&AWS),
        ResourceType::resource("aws_f", "").of_provider(&AWS),
    ];
    for kind in &TAKEN {
        let mut stack = Stack::new("s");
        stack.report(
            &Stack::new("t").add(&VPC, "a", Body::new()),
            terrane_core::Problem::warning("w", "w", "w"),
        );
        let kind: &'static ResourceType = kind;
        stack.add(kind, "a", Body::new());
        assert!(rules(&stack).contains(&"invalid-type"), "{kind:?}");
    }
}

fn secret(stack: &mut Stack) -> (Node, EphemeralText) {
    let node = stack.add(&PASSWORD, "main", Body::new());
    let text = EphemeralText::from_expr(node.expression("result"));
    (node, text)
}

#[test]
fn an_ephemeral_value_goes_to_write_only_arguments_alone() {
    let kept = |build: &dyn Fn(&mut Stack, EphemeralText)| {
        of(|stack| {
            let (_, text) = secret(stack);
            build(stack, text);
        })
    };
    let json = |text: EphemeralText| jsonencode(Object::new().set("password", text));
    let declare = |stack: &mut Stack, custom: Custom| drop(custom.declare(stack, "a"));
    let nothing = [""; 0];
    assert_eq!(kept(&|s, t| declare(s, Custom::new(&VPC).set("secret_string_wo", json(t)))), nothing);
    assert_eq!(
        kept(&|s, t| declare(s, Custom::new(&VPC).block("auth", |b| b.set("password_wo", t)))),
        nothing
    );
    let object =
        |key: &'static str, t: EphemeralText| Custom::new(&VPC).set("auth", Object::new().set(key, t));
    assert_eq!(kept(&|s, t| declare(s, object("password_wo", t))), nothing);
    assert_eq!(kept(&|s, t| drop(Custom::new(&PASSWORD).set("keepers", json(t)).declare(s, "b"))), nothing);
    assert_eq!(
        kept(&|s, t| drop(s.provider(Provider::new(&AWS).attribute("token", Expr::from(t))))),
        nothing
    );
    let null = |t: EphemeralText| call("ephemeralasnull", [t.into()]);
    assert_eq!(kept(&|s, t| declare(s, Custom::new(&VPC).set("password", null(t)))), nothing);

    let reported = ["ephemeral-value-kept"];
    assert_eq!(kept(&|s, t| declare(s, Custom::new(&VPC).set("password", t))), reported);
    assert_eq!(kept(&|s, t| declare(s, Custom::new(&VPC).set("secret_string", json(t)))), reported);
    assert_eq!(kept(&|s, t| declare(s, Custom::new(&VPC).block("auth", |b| b.set("password", t)))), reported);
    assert_eq!(kept(&|s, t| declare(s, object("password", t))), reported);
    assert_eq!(kept(&|s, t| s.output("password", json(t))), reported);
    let raw_one = || raw("ephemeral.random_password.main.result");
    assert_eq!(kept(&|s, _| declare(s, Custom::new(&VPC).set("password", raw_one()))), reported);
    let in_json =
        |t| Custom::new(&VPC).set("json", jsonencode(Object::new().set("password_wo", Expr::from(t))));
    assert_eq!(kept(&|s, t: EphemeralText| declare(s, in_json(t))), reported);
    let amended = |s: &mut Stack, t: EphemeralText| {
        let node = vpc(s, "a", 1u32);
        s.amend(&node).attribute("password", Expr::from(t));
    };
    assert_eq!(kept(&amended), reported);

    let variable = |name: &'static str| {
        of(|stack| {
            let text = stack.variable(Variable::ephemeral_text("password", "example"));
            Custom::new(&VPC)
                .set(name, Text::from("x").then(Text::from_expr(text.into())))
                .declare(stack, "a");
        })
    };
    assert_eq!(variable("password"), reported);
    assert_eq!(variable("password_wo"), nothing);
}

#[test]
fn an_output_says_that_it_shows_what_is_sensitive() {
    fn output(show: impl FnOnce(&mut Stack, Text) -> OutputValue) -> Vec<&'static str> {
        of(|stack| {
            let password: Text = stack.variable(Variable::text("password", "example").sensitive());
            let shown = show(stack, password);
            stack.output("shown", shown);
        })
    }
    let (reported, nothing) = (["sensitive-output"], [""; 0]);
    assert_eq!(output(|_, password| OutputValue::new(password)), reported);
    assert_eq!(output(|_, password| OutputValue::new(password).sensitive()), nothing);
    assert_eq!(output(|_, password| OutputValue::new(Text::from("x").then(password))), reported);
    assert_eq!(output(|_, password| OutputValue::new(jsonencode(Expr::from(password)))), reported);
    assert_eq!(output(|_, _| OutputValue::new(Text::from_expr(raw("upper(var.password)")))), reported);
    let plain = raw("nonsensitive(var.password)");
    assert_eq!(output(|_, _| OutputValue::new(Text::from_expr(plain))), nothing);
    let called = |password: Text| call("nonsensitive", [password.into()]);
    assert_eq!(output(|_, password| OutputValue::new(Text::from_expr(called(password)))), nothing);
    // An attribute that reads back what it was given, also by way of another resource.
    assert_eq!(
        output(|stack, password| {
            let first = vpc(stack, "a", &password);
            let second = vpc(stack, "b", first.expression("value"));
            OutputValue::new(Text::from_expr(second.expression("value")))
        }),
        reported
    );
    assert_eq!(
        output(|stack, password| {
            let node = vpc(stack, "a", &password);
            OutputValue::new(Text::from_expr(node.expression("id")))
        }),
        nothing
    );
    assert_eq!(
        output(|stack, password| {
            let custom = Custom::new(&VPC).block("auth", |auth| {
                auth.set("user", "jiki");
                auth.set("password", &password);
            });
            let node = custom.declare(stack, "a");
            stack.output("user", Text::from_expr(node.expression("auth[0].user")));
            OutputValue::new(Text::from_expr(node.expression("auth[0].password")))
        }),
        reported
    );
    let number: fn(&mut Stack) = |stack| {
        let number: Value<u32> = stack.variable(Variable::number("pin", 1).sensitive());
        stack.output("pin", Text::from_expr(number.into()));
    };
    assert_eq!(of(number), reported);
}

#[test]
fn no_text_of_the_authors_silences_a_scanner() {
    let mut stack = Stack::new("checkov:skip=CKV_AWS_1:name");
    let node = vpc(&mut stack, "a", "checkov:skip=CKV_AWS_2:value");
    stack.amend(&node).comment(
        "Owner: bob\ncheckov:skip=CKV_AWS_3:no\n# tfsec:ignore:* trivy:ignore:AVD-1 tflint-ignore: all",
    );
    stack
        .amend(&node)
        .comment("see Checkov:Skip=CKV_AWS_4 kics-scan ignore, nosemgrep, bridgecrew:skip=CKV_AWS_5:x");
    stack
        .amend(&node)
        .attribute("tags", Object::new().set("checkov:skip=CKV_AWS_6", "checkov:skip=CKV_AWS_7"));
    stack.amend(&node).skip_checkov("CKV_AWS_18", "logs\ncheckov:skip=CKV_AWS_8: are elsewhere");
    let text = stack.finish().expect("a valid stack").file("network.tf").expect("a file").to_owned();
    let lower = text.to_lowercase();
    let directives = [
        "checkov:skip",
        "tfsec:ignore",
        "trivy:ignore",
        "tflint-ignore",
        "kics-scan",
        "nosemgrep",
        "bridgecrew:skip",
    ];
    let found: Vec<&str> = directives.into_iter().flat_map(|directive| lower.matches(directive)).collect();
    assert_eq!(found, ["checkov:skip"], "the one that is meant: {text}");
    assert!(
        text.contains("  #checkov:skip=CKV_AWS_18: logs checkov: skip=CKV_AWS_8: are elsewhere\n"),
        "{text}"
    );
    assert!(text.contains("\"checkov\\u003askip=CKV_AWS_2:value\""), "the value is the same: {text}");

    for id in ["CKV_AWS_1: x\n}", "", "CKV-1"] {
        let mut stack = Stack::new("s");
        let node = vpc(&mut stack, "a", 1u32);
        stack.amend(&node).skip_checkov(id, "a reason");
        assert_eq!(rules(&stack), ["invalid-check-id"], "{id}");
    }
}
