//! Laws of emission: whatever is declared parses back to itself, is formatted as Terraform formats it, and
//! comes out the same every time.

use std::process::Command;

use hcl::expr::{Expression, Object as HclObject, ObjectKey};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use terrane_core::{Body, Expr, Object, ProviderSource, ResourceType, Stack, Terraform, jsonencode};

const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
const THING: ResourceType = ResourceType::resource("aws_thing", "network").of_provider(&AWS);
const OTHER: ResourceType = ResourceType::data("aws_other", "compute").of_provider(&AWS);

/// A value that can be set, and nothing else.
#[derive(Clone, Debug)]
enum Tree {
    Text(String),
    Bool(bool),
    Number(i64),
    Fraction(f64),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    Json(Box<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Tree::Text),
        "[a-z ]{0,60}".prop_map(Tree::Text),
        any::<bool>().prop_map(Tree::Bool),
        (-1_000_000_000i64..1_000_000_000).prop_map(Tree::Number),
        (0u32..1000).prop_map(|n| Tree::Fraction(f64::from(n) + 0.5)),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof!["[a-z_]{1,12}", any::<String>()];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Tree::List),
            proptest::collection::vec((key, inner.clone()), 0..6).prop_map(Tree::Map),
            inner.prop_map(|inner| Tree::Json(Box::new(inner))),
        ]
    })
}

impl Tree {
    fn expr(&self) -> Expr {
        match self {
            Tree::Text(text) => text.clone().into(),
            Tree::Bool(value) => (*value).into(),
            Tree::Number(number) => (*number).into(),
            Tree::Fraction(number) => (*number).into(),
            Tree::List(items) => Expr::list(items.iter().map(Tree::expr)),
            Tree::Map(entries) => entries
                .iter()
                .fold(Object::new(), |object, (key, value)| object.set(key.clone(), value.expr()))
                .into(),
            Tree::Json(inner) => Expr::from(jsonencode(inner.expr())),
        }
    }

    /// What reading it back must give.
    fn expected(&self) -> Expression {
        match self {
            Tree::Text(text) => Expression::String(text.clone()),
            Tree::Bool(value) => Expression::Bool(*value),
            // The grammar has no negative numbers: `-1` is an operation on `1`.
            Tree::Number(number) => number.to_string().parse().expect("a number"),
            Tree::Fraction(number) => Expression::from(*number),
            Tree::List(items) => Expression::Array(items.iter().map(Tree::expected).collect()),
            Tree::Map(entries) => {
                let mut object = HclObject::new();
                for (key, value) in entries {
                    object.insert(ObjectKey::from(key.as_str()), value.expected());
                }
                Expression::Object(normal(object))
            }
            Tree::Json(inner) => {
                hcl::expr::FuncCall::builder("jsonencode").arg(inner.expected()).build().into()
            }
        }
    }
}

/// Keys as strings, whether or not they stand in quotes.
fn normal(object: HclObject<ObjectKey, Expression>) -> HclObject<ObjectKey, Expression> {
    let key = |key: ObjectKey| match key {
        ObjectKey::Identifier(name) => ObjectKey::Expression(Expression::String(name.to_string())),
        other => other,
    };
    object.into_iter().map(|(k, v)| (key(k), normal_value(v))).collect()
}

fn normal_value(value: Expression) -> Expression {
    match value {
        Expression::Object(object) => Expression::Object(normal(object)),
        Expression::Array(items) => Expression::Array(items.into_iter().map(normal_value).collect()),
        Expression::FuncCall(mut call) => {
            call.args = call.args.into_iter().map(normal_value).collect();
            Expression::FuncCall(call)
        }
        other => other,
    }
}

fn stack(trees: &[Tree]) -> Terraform {
    let mut stack = Stack::new("laws");
    for (index, tree) in trees.iter().enumerate() {
        let mut body = Body::new();
        body.set("value", tree.expr());
        body.set("a_longer_name", "x");
        body.comment("why\nindeed");
        body.block("nested", |nested| {
            nested.set("value", tree.expr());
            nested.block("empty", |_| {});
        });
        let first = stack.add(&THING, &format!("thing_{index}"), body);
        let mut body = Body::new();
        body.set("thing", first.expression("list[0].id"));
        stack.add(&OTHER, &format!("other_{index}"), body);
    }
    stack.finish().expect("nothing here breaks a rule")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_declared_stack_parses_back_to_itself(trees in proptest::collection::vec(tree(), 1..4)) {
        let terraform = stack(&trees);
        for (name, text) in terraform.files().filter(|(name, _)| *name != "example.tfvars") {
            prop_assert!(hcl::parse(text).is_ok(), "{name}:\n{text}");
        }
        let body = hcl::parse(terraform.file("network.tf").expect("a file of the layer")).expect("it parses");
        for (block, tree) in body.blocks().zip(&trees) {
            let nested = block.body.blocks().next().expect("the nested block");
            for body in [&block.body, &nested.body] {
                let value = body.attributes().find(|attribute| attribute.key() == "value").expect("the value");
                prop_assert_eq!(normal_value(value.expr.clone()), normal_value(tree.expected()));
            }
        }
    }

    #[test]
    fn the_same_stack_gives_the_same_bytes(trees in proptest::collection::vec(tree(), 1..4)) {
        prop_assert_eq!(stack(&trees).to_string(), stack(&trees).to_string());
    }
}

#[test]
fn what_is_emitted_is_formatted_as_terraform_formats_it() {
    if Command::new("terraform").arg("version").output().is_err() {
        println!("SKIPPED: terraform is not installed");
        return;
    }
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = proptest::collection::vec(tree(), 200);
    let trees = strategy.new_tree(&mut runner).expect("the strategy rejects nothing").current();
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in stack(&trees).files() {
        std::fs::write(folder.path().join(name), text).expect("the folder is writable");
    }
    let output = Command::new("terraform")
        .args(["fmt", "-check", "-diff", "-no-color"])
        .arg(folder.path())
        .output()
        .expect("terraform runs");
    let diff: String =
        String::from_utf8_lossy(&output.stdout).lines().take(40).collect::<Vec<_>>().join("\n");
    assert!(output.status.success(), "{diff}");
}
