//! Depth and size: what is too deep is a problem and no overflow, and a message quotes no more than anybody
//! reads.

use terrane_core::{
    Body, Custom, Declare, Expr, Object, ProviderSource, ResourceType, Stack, Text, Value, both, call,
    equals, jsonencode, not,
};

const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
const VPC: ResourceType = ResourceType::resource("aws_vpc", "network").of_provider(&AWS);

fn report(value: impl Into<Expr>) -> Vec<(&'static str, String)> {
    let mut stack = Stack::new("s");
    Custom::new(&VPC).set("value", value).declare(&mut stack, "a");
    stack.check().iter().map(|problem| (problem.rule, problem.message.clone())).collect()
}

fn nested(depth: usize, wrap: impl Fn(Expr) -> Expr) -> Expr {
    (0..depth).fold(Expr::from("innermost"), |inner, _| wrap(inner))
}

#[test]
fn any_depth_is_emitted_or_reported() {
    let workspace = || Text::from_expr(Expr::raw("terraform.workspace").expect("an expression"));
    let wraps: [(&str, &dyn Fn(Expr) -> Expr); 7] = [
        ("list", &|inner| Expr::list([inner])),
        ("object", &|inner| Object::new().set("key", inner).into()),
        ("computed key", &|inner| Object::new().set(call("upper", [inner]).into_text(), 1u32).into()),
        ("call", &|inner| jsonencode(inner).into()),
        ("conditional", &|inner| Text::when(equals(workspace(), "a"), inner.into_text(), "b").into()),
        ("not", &|inner| not(Value::Given(inner)).into()),
        ("and", &|inner| both(Value::Given(inner), equals(workspace(), "a")).into()),
    ];
    for (name, wrap) in wraps {
        assert_eq!(report(nested(50, wrap)), [], "{name}");
        for depth in [1_000, 100_000] {
            let problems = report(nested(depth, wrap));
            assert_eq!(problems.len(), 1, "{name}: {problems:?}");
            assert_eq!(problems[0].0, "deep-nesting", "{name}");
            assert!(problems[0].1.contains("more than 256 levels deep"), "{problems:?}");
        }
    }
    let deepest = usize::from(Expr::DEEPEST);
    assert_eq!(report(nested(deepest, |inner| Expr::list([inner]))), []);
    assert_eq!(report(nested(deepest + 1, |inner| Expr::list([inner]))).len(), 1);
    // A chain of texts is not deep.
    let long = (0..100_000).fold(workspace(), |text, _| text.then("x").then(workspace()));
    assert_eq!(report(Expr::from(long)), []);
}

trait IntoText {
    fn into_text(self) -> Text;
}

impl IntoText for Expr {
    fn into_text(self) -> Text {
        Text::from_expr(self)
    }
}

#[test]
fn blocks_are_nested_as_deep_as_is_documented() {
    fn fill(body: &mut Body, depth: usize) {
        if depth > 0 {
            body.block("b", |inner| fill(inner, depth - 1));
        }
    }
    for (depth, valid) in [(10, true), (usize::from(Body::DEEPEST), true), (65, false), (1_000_000, false)] {
        let mut stack = Stack::new("s");
        let mut body = Body::new();
        fill(&mut body, depth);
        stack.add(&VPC, "a", body);
        let problems = stack.check();
        assert_eq!(problems.iter().count(), usize::from(!valid), "{depth}: {problems}");
        assert!(problems.iter().all(|problem| problem.rule == "deep-nesting"), "{problems}");
    }
}

#[test]
fn raw_expressions_of_any_depth_are_read_or_refused() {
    for unit in [
        ("[", "]"),
        ("\"${", "}\""),
        ("(", ")"),
        ("!", ""),
        ("-", ""),
        ("f(", ")"),
        ("{a=", "}"),
        ("true ? true : ", ""),
        ("1 + ", ""),
    ] {
        for depth in [10usize, 100, 1_000, 100_000] {
            let source = unit.0.repeat(depth) + "terraform.workspace" + &unit.1.repeat(depth);
            if let Ok(expr) = Expr::raw(&source) {
                let _ = report(expr);
            }
        }
    }
}

#[test]
fn a_message_quotes_a_line_of_a_long_value_at_most() {
    let long = "x".repeat(100_000);
    let mut stack = Stack::new("s");
    stack.add(&VPC, &long, Body::new());
    stack.add(&VPC, "a\nb\nc `d` e", Body::new());
    let node = stack.add(&VPC, "a", Body::new());
    stack.amend(&node).moved_from(format!("{long}\n{long}"));
    stack.declared_by_hand([format!("{long} {long}")]);
    stack.output(format!("{long} {long}"), "x");
    for problem in &stack.check() {
        assert!(problem.message.len() < 700 && problem.help.len() < 700, "{problem:?}");
        assert!(
            !problem.message.contains(char::is_control) && !problem.help.contains(char::is_control),
            "{problem:?}"
        );
        let shown = problem.to_string();
        assert!(shown.lines().count() == 3 && shown.len() < 1_500, "{shown}");
    }
    let error = Expr::raw(&format!("{long} {long}")).expect_err("two words").to_string();
    assert!(error.len() < 400, "{error}");
}
