//! What Terraform refuses is refused, and what it takes is taken: the edges between the two, as Terraform
//! 1.11.4 has them.

use terrane_core::{
    Body, Custom, Declare, Expr, Node, Object, OutputValue, Provider, ProviderSource, ResourceType, Stack,
    Text, Value, Variable, call, jsonencode, pick,
};

const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
const VPC: ResourceType = ResourceType::resource("aws_vpc", "network").of_provider(&AWS);

fn vpc(stack: &mut Stack, label: &str, value: impl Into<Expr>) -> Node {
    Custom::new(&VPC).set("value", value).declare(stack, label)
}

fn of(build: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    let mut stack = Stack::new("s");
    build(&mut stack);
    let mut rules: Vec<_> = stack.check().iter().map(|problem| problem.rule).collect();
    rules.dedup();
    rules
}

fn raw(source: &str) -> Expr {
    Expr::raw(source).unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn text(source: &str) -> Text {
    Text::from_expr(raw(source))
}

/// What a stack says of an output, where `var.v` is sensitive and `aws_vpc.a` was given it as `value.a`.
fn shown(value: impl FnOnce(&Node) -> Expr) -> Vec<&'static str> {
    of(|stack| {
        let secret: Text = stack.variable(Variable::text("v", "example").sensitive());
        let node = vpc(stack, "a", Object::new().set("a", secret).set("b", "plain"));
        stack.output("shown", OutputValue::new(Text::from_expr(value(&node))));
    })
}

#[test]
fn an_output_shows_what_is_sensitive_in_it_and_nothing_else() {
    for source in [
        "var.v",
        "upper(var.v)",
        "[var.v]",
        "\"${var.v}\"",
        "length(var.v)",
        "var.v == \"a\" ? \"b\" : \"c\"",
        "jsonencode({ a = var.v })",
        "aws_vpc.a.value.a",
        "resource.aws_vpc.a.value.a",
        "jsonencode(aws_vpc.a)",
        "aws_vpc.a",
        "aws_vpc.a.value",
        "sensitive(\"a\")",
        "join(\",\", [var.v])",
    ] {
        // A name alone is a resource here.
        assert_eq!(shown(|_| raw(source)), ["sensitive-output"], "{source}");
    }
    for source in [
        "length([var.v])",
        "can(var.v)",
        "keys({ a = var.v })",
        "[var.v, \"a\"][1]",
        "{ a = var.v, b = 1 }.b",
        "try(\"a\", var.v)",
        "lookup({ a = var.v, b = \"b\" }, \"b\")",
        "[for x in [var.v] : \"a\"]",
        "nonsensitive(var.v)",
        "issensitive(var.v)",
        "aws_vpc.a.value.b",
        "aws_vpc.a.id",
    ] {
        assert_eq!(shown(|_| raw(source)), [""; 0], "{source}");
    }
    for (path, reported) in
        [("value", true), ("value.a", true), ("value.b", false), ("", true), ("id", false)]
    {
        let expected: &[&str] = if reported { &["sensitive-output"] } else { &[] };
        assert_eq!(shown(|node| node.expression(path)), expected, "{path}");
    }
}

#[test]
fn a_long_chain_of_resources_is_no_overflow() {
    let mut stack = Stack::new("s");
    let secret: Text = stack.variable(Variable::text("v", "example").sensitive());
    let mut last = vpc(&mut stack, "first", secret);
    for at in 0..100_000 {
        last = vpc(&mut stack, &format!("next_{at}"), last.expression("value"));
    }
    stack.output("last", Text::from_expr(last.expression("value")));
    let rules: Vec<_> = stack.check().iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["sensitive-output"]);

    let mut stack = Stack::new("s");
    for at in 0..100_000 {
        vpc(&mut stack, &format!("n_{at}"), raw(&format!("aws_vpc.n_{}.id", (at + 1) % 100_000)));
    }
    let problems = stack.check();
    assert_eq!(problems.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["reference-cycle"]);
}

#[test]
fn an_address_that_a_resource_had_is_one() {
    for (address, valid) in [
        ("aws_vpc.b", true),
        ("module.m.aws_vpc.b", true),
        ("module.m[0].module.n[\"a\"].aws_vpc.b[1]", true),
        ("aws_vpc.a-b", true),
        ("aws_vpc.b.id", false),
        ("module.m", false),
        ("var.x", false),
        ("local.x", false),
        ("data.aws_vpc.b", false),
        ("aws_vpc.b[1.5]", false),
        ("aws_vpc[0].b", false),
        ("tags[\"a.b\"]", false),
        ("each.key", false),
        ("aws_vpc.b[0][1]", false),
    ] {
        let rules = of(|stack| {
            let node = vpc(stack, "a", 1u32);
            stack.amend(&node).moved_from(address);
        });
        let expected: &[&str] = if valid { &[] } else { &["invalid-address"] };
        assert_eq!(rules, expected, "{address}");
    }
}

#[test]
fn a_replacement_is_triggered_by_a_resource() {
    for (trigger, valid) in [
        (raw("aws_vpc.b.id"), true),
        (raw("aws_vpc.b"), true),
        (Expr::text("a"), false),
        (raw("var.x"), false),
        (raw("path.module"), false),
        (raw("upper(aws_vpc.b.id)"), false),
        (raw("\"${aws_vpc.b.id}-\""), false),
        (5u32.into(), false),
    ] {
        let said = trigger.to_string();
        let rules = of(|stack| {
            stack.declared_by_hand(["var.x"]);
            vpc(stack, "b", 1u32);
            let node = vpc(stack, "a", 1u32);
            stack.amend(&node).replace_triggered_by(trigger);
        });
        let expected: &[&str] = if valid { &[] } else { &["invalid-trigger"] };
        assert_eq!(rules, expected, "{said}");
    }
}

#[test]
fn names_may_have_a_dash_where_terraform_takes_one() {
    const BETA: ProviderSource = ProviderSource::new("google-beta", "hashicorp/google-beta", "~> 6.0");
    let rules = of(|stack| {
        stack.provider(Provider::new(&BETA));
        stack.provider(Provider::new(&AWS).alias("us-east-1"));
        vpc(stack, "a-b", 1u32);
        let _: Text = stack.variable(Variable::text("a-b", "x"));
        stack.output("a-b", "x");
    });
    assert_eq!(rules, [""; 0]);
    for label in ["-a", "a b", "a.b", "1a", ""] {
        assert_eq!(of(|stack| drop(vpc(stack, label, 1u32))), ["invalid-label"], "{label:?}");
    }
}

#[test]
fn where_a_provider_comes_from_and_its_versions_have_their_form() {
    let source =
        |source| of(|stack| drop(stack.provider(Provider::new(&ProviderSource::new("x", source, "~> 3.0")))));
    for good in
        ["hashicorp/aws", "registry.terraform.io/hashicorp/aws", "localhost.localdomain:8080/a/b", "a-b/c_d"]
    {
        assert_eq!(source(good), [""; 0], "{good}");
    }
    for bad in [
        "hashicorp/terraform-provider-aws",
        "hashi.corp/aws",
        "hashicorp/a--b",
        "-hashicorp/aws",
        "a:b/aws",
        "hashicorp/aws:1",
        "registry..io/hashicorp/aws",
        "-/aws",
        "localhost/a/b",
        "a/b/c/d",
    ] {
        assert_eq!(source(bad), ["invalid-provider"], "{bad}");
    }
    let version =
        |version| of(|stack| drop(stack.provider(Provider::new(&ProviderSource::new("x", "a/b", version)))));
    for bad in ["3.7.2.0", ">= 3.7.2-a..b", "3.7.2-", "v3"] {
        assert_eq!(version(bad), ["invalid-version"], "{bad}");
    }
    let alias = of(|stack| drop(stack.provider(Provider::new(&AWS).attribute("alias", "y"))));
    assert_eq!(alias, ["invalid-alias"]);
}

#[test]
fn functions_of_providers_need_their_provider() {
    let rules = of(|stack| {
        stack.output("x", text("provider::hcloud::f(\"a\")"));
    });
    assert_eq!(rules, ["unknown-provider"]);
    let mut stack = Stack::new("s");
    stack.output("x", text("provider::terraform::encode_expr(\"a\")"));
    let terraform = stack.finish().expect("Terraform has it").to_string();
    assert!(terraform.contains("source = \"terraform.io/builtin/terraform\""), "{terraform}");
}

#[test]
fn raw_numbers_keep_their_digits_or_are_refused() {
    for source in [
        "12345678901234567890123456789",
        "18446744073709551616",
        "9007199254740993.0",
        "0.1234567890123456789",
        "1e-400",
        "1e400",
    ] {
        assert!(Expr::raw(source).is_err(), "{source}");
    }
    for (source, written) in [
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("123456789012345", "123456789012345"),
        ("18446744073709551615", "18446744073709551615"),
        ("  1 ", "1"),
        ("0.000000000000001", "0.000000000000001"),
        ("100000000000000000000", "100000000000000000000"),
    ] {
        let number: f64 = written.parse().expect("a number");
        let said = raw(source).to_string();
        assert!(said == written || said.parse::<f64>() == Ok(number), "{source}: {said}");
    }
}

#[test]
fn words_are_names_where_they_are_keys() {
    assert_eq!(
        raw("{ null = 1, true = 2, (terraform.workspace) = 3 }").to_string(),
        "{ \"null\" = 1, \"true\" = 2, (terraform.workspace) = 3 }"
    );
}

#[test]
fn an_argument_is_set_once() {
    let twice = of(|stack| {
        let mut body = Body::new();
        body.set("a", 1u32);
        body.block("b", |block| block.set("c", 1u32));
        body.block("b", |block| block.set("c", 1u32));
        body.set("a", 2u32);
        stack.add(&VPC, "a", body);
    });
    assert_eq!(twice, ["duplicate-argument"]);
    let nested = of(|stack| {
        let mut body = Body::new();
        body.block("b", |block| {
            block.set("c", 1u32);
            block.set("c", 1u32);
        });
        stack.add(&VPC, "a", body);
    });
    assert_eq!(nested, ["duplicate-argument"]);
    let many = of(|stack| {
        let mut body = Body::new();
        for _ in 0..100 {
            body.block("rule", |rule| rule.set("number", 1u32));
        }
        stack.add(&VPC, "a", body);
    });
    assert_eq!(many, [""; 0]);
}

#[test]
fn a_path_names_an_attribute() {
    for (path, valid) in [
        ("id", true),
        ("list[0].id", true),
        ("list[*].id", true),
        ("a.b.c", true),
        ("", true),
        ("list.*.id", true),
        ("a[0][1]", true),
    ] {
        let rules = of(|stack| {
            let node = vpc(stack, "a", 1u32);
            stack.output("x", Text::from_expr(node.expression(path)));
        });
        assert_eq!(rules.is_empty(), valid, "{path}");
    }
    for path in ["id\n}\nresource \"x\" \"y\" {", "a b", ".id", "id.", "a[]", "a[x]", "a[0", "a]", "\"a\""] {
        let rules = of(|stack| {
            let node = vpc(stack, "a", 1u32);
            stack.output("x", Text::from_expr(node.expression(path)));
        });
        assert_eq!(rules, ["invalid-attribute"], "{path}");
    }
    let picked = |wanted, key| {
        of(|stack| stack.output("x", Text::from_expr(pick(raw("terraform.workspace"), wanted, key, "v"))))
    };
    assert_eq!(picked("name", "type"), [""; 0]);
    assert_eq!(picked("a b", "type"), ["invalid-attribute"]);
    assert_eq!(picked("name", "}"), ["invalid-attribute"]);
}

#[test]
fn a_validation_is_about_its_variable() {
    let of = |condition: Value<bool>| {
        of(|stack| drop::<Text>(stack.variable(Variable::text("x", "a").validate(condition, "No."))))
    };
    assert_eq!(of(Value::Known(true)), ["validation-of-nothing"]);
    assert_eq!(of(Value::Given(raw("terraform.workspace == \"a\""))), ["validation-of-nothing"]);
    assert_eq!(of(Value::Given(raw("var.x == \"a\""))), [""; 0]);
}

#[test]
fn what_is_ephemeral_by_itself_is_seen() {
    assert_eq!(of(|stack| drop(vpc(stack, "a", raw("terraform.applying")))), ["ephemeral-value-kept"]);
    assert_eq!(
        of(|stack| drop(vpc(stack, "a", call("ephemeralasnull", [raw("terraform.applying")])))),
        [""; 0]
    );
    let json = |expr: Expr| Expr::from(jsonencode(Object::new().set("a", expr)));
    assert_eq!(of(|stack| drop(vpc(stack, "a", json(raw("terraform.applying"))))), ["ephemeral-value-kept"]);
}

#[test]
fn each_and_count_are_not_known_where_they_are_made() {
    let of = |argument: &'static str, source: &str| {
        of(|stack| {
            let node = vpc(stack, "a", 1u32);
            stack.amend(&node).attribute(argument, raw(source));
        })
    };
    assert_eq!(of("for_each", "[each.key]"), ["unresolved-reference"]);
    assert_eq!(of("count", "count.index"), ["unresolved-reference"]);
}
