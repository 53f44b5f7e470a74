//! The law of joining: joining texts and then evaluating them is evaluating them and then joining.

mod common;

use std::fs;

use hcl::edit::expr::Expression;
use hcl::edit::structure::Body;
use hcl::edit::template::{Directive, Element};
use proptest::prelude::*;
use terrane_core::{Expr, Stack, Text, Value, concatenate, equals};

/// A text as a stack's author could put it together.
#[derive(Clone, Debug)]
enum Recipe {
    Literal(String),
    /// `local.x`, which is `X`.
    Reference,
    /// `local.odd`, which holds what a template could stumble over.
    OddReference,
    /// A raw template around a reference.
    Raw(&'static str, &'static str),
    /// A number.
    Number(i64),
    When(bool, Box<Recipe>, Box<Recipe>),
    Then(Box<Recipe>, Box<Recipe>),
    Concatenate(Vec<Recipe>),
}

const ODD: &str = "${x}%{if}\"\\$";

fn raw(source: &str) -> Text {
    Text::from_expr(Expr::raw(source).unwrap_or_else(|error| panic!("{source}: {error}")))
}

impl Recipe {
    fn text(&self) -> Text {
        match self {
            Recipe::Literal(text) => Text::from(text),
            Recipe::Reference => raw("local.x"),
            Recipe::OddReference => raw("local.odd"),
            Recipe::Raw(source, _) => raw(source),
            Recipe::Number(number) => Text::from_expr((*number).into()),
            Recipe::When(holds, then, otherwise) => {
                let condition: Value<bool> = equals(raw("local.x"), if *holds { "X" } else { "Y" });
                Text::when(condition, then.text(), otherwise.text())
            }
            Recipe::Then(first, second) => first.text().then(second.text()),
            Recipe::Concatenate(all) => concatenate(all.iter().map(Recipe::text)),
        }
    }

    fn value(&self) -> String {
        match self {
            Recipe::Literal(text) => text.clone(),
            Recipe::Reference => "X".into(),
            Recipe::OddReference => ODD.into(),
            Recipe::Raw(_, value) => (*value).into(),
            Recipe::Number(number) => number.to_string(),
            Recipe::When(holds, then, otherwise) => if *holds { then } else { otherwise }.value(),
            Recipe::Then(first, second) => first.value() + &second.value(),
            Recipe::Concatenate(all) => all.iter().map(Recipe::value).collect(),
        }
    }
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let raws = [
        ("\"$${a}$\"", "${a}$"),
        ("\"%${local.x}%\"", "%X%"),
        ("\"{${local.x}\"", "{X"),
        ("\"${local.x ~} a\"", "Xa"),
        ("\"a ${~ local.x ~} b\"", "aXb"),
        ("\"%{ if local.x == \"X\" }$%{ endif }\"", "$"),
        ("\"\\u0024{\"", "${"),
        ("\" ${~ local.x}\"", "X"),
        ("\"${local.x ~} \"", "X"),
        ("\"\\n${~ local.x ~}\\n\"", "X"),
        ("\"%{ if local.x == \"X\" }a%{ endif ~} \"", "a"),
        ("\"a\"", "a"),
    ];
    let leaf = prop_oneof![
        4 => "[$%{}\"\\\\a\n]{0,4}".prop_map(Recipe::Literal),
        1 => any::<String>().prop_map(Recipe::Literal),
        2 => Just(Recipe::Reference),
        1 => Just(Recipe::OddReference),
        1 => proptest::sample::select(raws.to_vec()).prop_map(|(source, value)| Recipe::Raw(source, value)),
        1 => any::<i64>().prop_map(Recipe::Number),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        prop_oneof![
            4 => (boxed(), boxed()).prop_map(|(first, second)| Recipe::Then(first, second)),
            1 => (any::<bool>(), boxed(), boxed()).prop_map(|(holds, a, b)| Recipe::When(holds, a, b)),
            2 => proptest::collection::vec(inner, 0..4).prop_map(Recipe::Concatenate),
        ]
    })
}

fn stack_of(texts: impl Into<Text>) -> Stack {
    let mut stack = Stack::new("joining");
    stack.declared_by_hand(["local.x", "local.odd"]);
    stack.output("texts", texts);
    stack
}

/// What a text is once it is computed, from the tree that hcl-edit reads.
fn evaluated(text: Text) -> String {
    let terraform = stack_of(text).finish().expect("nothing here breaks a rule");
    let file = terraform.file("outputs.tf").expect("an output");
    let body: Body = file.parse().unwrap_or_else(|error| panic!("{error}\n{file}"));
    let output = body.get_blocks("output").next().expect("an output");
    value(&output.body.get_attribute("value").expect("a value").value)
}

fn value(expression: &Expression) -> String {
    match expression {
        Expression::String(text) => text.to_string(),
        Expression::Number(number) => number.value().to_string(),
        Expression::Parenthesis(inner) => value(inner.inner()),
        Expression::StringTemplate(template) => elements(template.iter()),
        Expression::Traversal(traversal) => match traversal.operators[0].value() {
            hcl::edit::expr::TraversalOperator::GetAttr(name) if name.as_str() == "x" => "X".into(),
            _ => ODD.into(),
        },
        Expression::BinaryOp(of) => (value(&of.lhs_expr) == value(&of.rhs_expr)).to_string(),
        Expression::Conditional(of) if value(&of.cond_expr) == "true" => value(&of.true_expr),
        Expression::Conditional(of) => value(&of.false_expr),
        other => panic!("{other:?}"),
    }
}

fn elements<'a>(all: impl Iterator<Item = &'a Element>) -> String {
    let mut text = String::new();
    let mut strips = false;
    for element in all {
        match element {
            Element::Literal(literal) if strips => text.push_str(literal.trim_start()),
            Element::Literal(literal) => text.push_str(literal),
            Element::Interpolation(of) => {
                if of.strip.strip_start() {
                    text.truncate(text.trim_end().len());
                }
                text.push_str(&value(&of.expr));
                strips = of.strip.strip_end();
                continue;
            }
            Element::Directive(directive) => match &**directive {
                Directive::If(of) if value(&of.if_expr.cond_expr) == "true" => {
                    // hcl-edit leaves escapes within a directive as they are written.
                    text.push_str(&elements(of.if_expr.template.iter()).replace("\\u0024", "$"));
                    strips = of.endif_expr.strip.strip_end();
                    continue;
                }
                other => panic!("{other:?}"),
            },
        }
        strips = false;
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn joining_and_then_evaluating_is_evaluating_and_then_joining(recipe in recipe()) {
        // A number alone stays one.
        let recipe = Recipe::Then(Box::new(Recipe::Literal("|".into())), Box::new(recipe));
        prop_assert_eq!(evaluated(recipe.text()), recipe.value());
    }

    #[test]
    fn how_texts_are_grouped_says_nothing(a in recipe(), b in recipe(), c in recipe()) {
        let [a, b, c] = [a, b, c].map(|recipe| recipe.text());
        let left = a.clone().then(b.clone()).then(c.clone()).then("|");
        let right = a.clone().then(b.clone().then(c.clone())).then("|");
        let left = evaluated(left);
        prop_assert_eq!(&left, &evaluated(right));
        prop_assert_eq!(&left, &evaluated(concatenate([a, b, c, "|".into()])));
    }
}

#[test]
fn text_that_ends_in_a_marker_does_not_make_code_of_what_is_behind_it() {
    let user = "{nonsensitive(var.db_password)}".to_owned();
    let banner = raw("local.x").then(": $").then(user);
    assert_eq!(evaluated(banner), "X: ${nonsensitive(var.db_password)}");
    let price = Text::from("US$").then(raw("local.x").then(" EUR"));
    assert_eq!(evaluated(price), "US$X EUR");
}

/// Two literals and a reference, in every order and grouping, and a template within a template.
fn forms(first: &str, second: &str) -> Vec<(Text, String)> {
    let reference = || raw("local.x");
    let (one, two) = (|| Text::from(first.to_owned()), || Text::from(second.to_owned()));
    let is_x = || equals(reference(), "X");
    vec![
        (reference().then(one()).then(two()), format!("X{first}{second}")),
        (reference().then(one().then(two())), format!("X{first}{second}")),
        (one().then(reference()).then(two()), format!("{first}X{second}")),
        (one().then(reference().then(two())), format!("{first}X{second}")),
        (one().then(two()).then(reference()), format!("{first}{second}X")),
        (one().then(two().then(reference())), format!("{first}{second}X")),
        (concatenate([reference(), one(), two().then(reference())]), format!("X{first}{second}X")),
        (concatenate([one().then(two()), reference(), two()]), format!("{first}{second}X{second}")),
        (one().then(one().then(reference())).then(two()), format!("{first}{first}X{second}")),
        (Text::when(is_x(), one().then(reference()), two()).then(two()), format!("{first}X{second}")),
        (one().then(two()), format!("{first}{second}")),
    ]
}

/// How many texts Terraform is asked for at once.
const BATCH: usize = 40_000;

/// Every string of up to `longest` characters, split at every place, in each form, through the real
/// Terraform.
fn exhaust(longest: usize) {
    if !common::has_terraform() {
        return;
    }
    let all = common::adversarial(longest);
    let splits = all.iter().flat_map(|text| (0..=text.len()).map(|at| text.split_at(at)));
    let mut forms = splits.flat_map(|(a, b)| forms(a, b)).peekable();
    let mut count = 0;
    while forms.peek().is_some() {
        let (texts, expected): (Vec<Text>, Vec<String>) = forms.by_ref().take(BATCH).unzip();
        let stack = stack_of(Text::from_expr(Expr::list(texts)));
        let terraform = stack.finish().expect("nothing here breaks a rule");
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("outputs.tf"), terraform.file("outputs.tf").expect("an output"))
            .expect("writable");
        fs::write(folder.path().join("locals.tf"), "locals {\n  x = \"X\"\n}\n").expect("writable");
        common::terraform(folder.path(), &["apply", "-auto-approve", "-no-color"]);
        let read = common::terraform(folder.path(), &["output", "-json", "texts"]);
        let read: Vec<String> = serde_json::from_slice(&read).expect("a list of strings");
        assert_eq!(read.len(), expected.len());
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(read, expected);
        }
        count += read.len();
    }
    println!("{count} texts were read back by Terraform as they were joined");
}

#[test]
fn short_strings_are_joined_as_the_real_terraform_reads_them() {
    exhaust(2);
}

#[test]
#[ignore = "minutes: every string of up to four characters; `.ci/run` runs it"]
fn every_string_of_four_characters_is_joined_as_the_real_terraform_reads_it() {
    exhaust(4);
}
