//! Generated stacks: whatever is put together is emitted so that it parses and is formatted, or it is
//! reported.

#[expect(dead_code, reason = "the other tests of this crate use the rest")]
mod common;

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use terrane_core::{
    Body, Custom, Declare, EphemeralText, Expr, Node, Object, OutputValue, Problem, Provider, ProviderSource,
    ResourceType, Stack, Terraform, Text, Value, Variable, both, call, concatenate, either, equals,
    jsonencode, not, one_of, pick,
};

const RANDOM: ProviderSource = ProviderSource::new("random", "hashicorp/random", "~> 3.7");
const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
const THING: ResourceType = ResourceType::resource("aws_thing", "network").of_provider(&AWS);
const OTHER: ResourceType = ResourceType::data("aws_other", "compute").of_provider(&AWS);
const SECRET: ResourceType = ResourceType::ephemeral("random_secret", "data").of_provider(&RANDOM);

/// A value, as a stack's author could put it together.
#[derive(Clone, Debug)]
enum Recipe {
    Text(String),
    Bool(bool),
    Number(i64),
    Fraction(f64),
    Null,
    /// An attribute of one of the stack's nodes; of another stack's where there is no such node.
    Attribute(usize),
    Raw(String),
    List(Vec<Recipe>),
    Object(Vec<(Recipe, Recipe)>),
    Call(&'static str, Vec<Recipe>),
    Json(Box<Recipe>),
    Join(Vec<Recipe>),
    When(Box<Recipe>, Box<Recipe>, Box<Recipe>),
    Pick(Box<Recipe>, Box<Recipe>),
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z ]{0,12}",
        1 => "[a-z ]{40,90}",
        2 => "[$%{}\"\\\\a\n]{0,6}",
        2 => any::<String>(),
        1 => "[äß漢🎈क्षि\u{200d}\u{301}]{0,4}",
        1 => Just("x\"\n}\nresource \"a\" \"b\" {}\n".to_owned()),
        1 => Just("checkov:skip=CKV_AWS_1:no".to_owned()),
    ]
}

/// An expression in Terraform's own language.
fn raw() -> impl Strategy<Value = String> {
    let word = |word: &str| Just(word.to_owned());
    let leaf = prop_oneof![
        20 => word("terraform.workspace"),
        20 => word("data.aws_other.base.list"),
        20 => word("var.given"),
        1 => word("data.aws_other.gone.id"),
        1 => word("var.undeclared"),
        20 => word("null"),
        20 => word("\"text ${terraform.workspace}\""),
        20 => word("\"ü$${x}%%{y}\\n\""),
        20 => any::<bool>().prop_map(|value| value.to_string()),
        20 => (-100i64..100).prop_map(|number| number.to_string()),
        20 => (0u32..9).prop_map(|number| format!("{number}.5e{number}")),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let two = || (inner.clone(), inner.clone());
        let three = || (inner.clone(), inner.clone(), inner.clone());
        prop_oneof![
            two().prop_map(|(a, b)| format!("[{a}, {b}]")),
            two().prop_map(|(a, b)| format!("{{a = {a}, \"b ü\" = {b}}}")),
            two().prop_map(|(a, b)| format!("{{({a}) = {b}, \"k${{{a}}}\" : {b}, c={{}}}}")),
            two().prop_map(|(a, b)| format!("({a}) - -({b})")),
            (
                two(),
                proptest::sample::select(vec!["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||"])
            )
                .prop_map(|((a, b), operator)| format!("{a}{operator}{b}")),
            inner.clone().prop_map(|a| format!("-{a}")),
            inner.clone().prop_map(|a| format!("!{a}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("upper({a})")),
            inner.clone().prop_map(|a| format!("merge({a}...)")),
            inner.clone().prop_map(|a| format!("provider::aws::f({{ a = {a} }}, {a})")),
            three().prop_map(|(a, b, c)| format!("{a}?{b}:{c}")),
            three().prop_map(|(a, b, c)| format!("[for x in {a}:{b} if {c}]")),
            three().prop_map(|(a, b, c)| format!("{{for k,v in {a}:{b}=>{c}...}}")),
            two().prop_map(|(a, b)| format!("{{ for k in {a} : k => {b} if {a} }}")),
            two().prop_map(|(a, b)| format!("({a})[{b}].c[*].d.0")),
            inner.clone().prop_map(|a| format!("data.aws_other.base.list.*[{a}]")),
            inner.clone().prop_map(|a| format!("\"${{{a}}}\"")),
            inner.clone().prop_map(|a| format!("\"a${{~ {a} ~}} ${{{a}}}\"")),
            three().prop_map(|(a, b, c)| format!(
                "\"%{{ if {a} ~}} ${{{b}}} %{{ else }}${{{c}}}%{{ endif }}$\""
            )),
            two().prop_map(|(a, b)| format!("\"%{{ for k, v in {a} }}${{{b}}}%{{~ endfor }}\"")),
        ]
    })
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let leaf = prop_oneof![
        4 => text().prop_map(Recipe::Text),
        1 => any::<bool>().prop_map(Recipe::Bool),
        1 => any::<i64>().prop_map(Recipe::Number),
        1 => prop_oneof![9 => proptest::num::f64::NORMAL, 1 => any::<f64>()].prop_map(Recipe::Fraction),
        1 => Just(Recipe::Null),
        3 => (0usize..30).prop_map(Recipe::Attribute),
        3 => raw().prop_map(Recipe::Raw),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 0..4);
        let boxed = || inner.clone().prop_map(Box::new);
        let known = vec!["upper", "concat", "provider::aws::f", "core::max", "nonsensitive"];
        let functions = prop_oneof![
            30 => proptest::sample::select(known),
            1 => proptest::sample::select(vec!["no_such", "a b"]),
        ];
        prop_oneof![
            some().prop_map(Recipe::List),
            proptest::collection::vec((inner.clone(), inner.clone()), 0..4).prop_map(Recipe::Object),
            (functions, some()).prop_map(|(name, all)| Recipe::Call(name, all)),
            boxed().prop_map(Recipe::Json),
            some().prop_map(Recipe::Join),
            (boxed(), boxed(), boxed()).prop_map(|(a, b, c)| Recipe::When(a, b, c)),
            (boxed(), boxed()).prop_map(|(a, b)| Recipe::Pick(a, b)),
        ]
    })
}

impl Recipe {
    fn expr(&self, nodes: &[Node]) -> Expr {
        let text = |recipe: &Recipe| Text::from_expr(recipe.expr(nodes));
        let all = |recipes: &[Recipe]| recipes.iter().map(|recipe| recipe.expr(nodes)).collect::<Vec<_>>();
        match self {
            Recipe::Text(text) => text.clone().into(),
            Recipe::Bool(value) => (*value).into(),
            Recipe::Number(number) => (*number).into(),
            Recipe::Fraction(number) => (*number).into(),
            Recipe::Null => Expr::null(),
            Recipe::Attribute(29) => nodes[0].expression("value"),
            Recipe::Attribute(at) => {
                nodes[1 + at % (nodes.len() - 1)].expression(["id", "list[0].id", ""][at % 3])
            }
            // What hcl-rs does not read is refused before anything is written.
            Recipe::Raw(source) => Expr::raw(source).unwrap_or_else(|_| Expr::null()),
            Recipe::List(items) => Expr::list(all(items)),
            Recipe::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| (text(key), value.expr(nodes)));
                entries.fold(Object::new(), |object, (key, value)| object.set(key, value)).into()
            }
            Recipe::Call(name, arguments) => call(name, all(arguments)),
            Recipe::Json(inner) => jsonencode(inner.expr(nodes)).into(),
            Recipe::Join(parts) => {
                let is_text = |part: &Recipe| {
                    !matches!(part, Recipe::Null | Recipe::List(_) | Recipe::Object(_) | Recipe::Pick(..))
                };
                let part = |part| if is_text(part) { text(part) } else { jsonencode(part.expr(nodes)) };
                concatenate(parts.iter().map(part)).into()
            }
            Recipe::When(a, b, c) => {
                let is = equals(text(a), text(b));
                let condition = either(both(is.clone(), not(is)), one_of(text(c), [text(a), text(b)]));
                Text::when(condition, text(b), text(c)).into()
            }
            Recipe::Pick(list, value) => pick(list.expr(nodes), "name", "key", text(value)),
        }
    }
}

/// What a generated stack has beside the values of its arguments.
#[derive(Clone, Debug)]
struct Shape {
    values: Vec<Recipe>,
    words: Vec<String>,
    choices: Vec<u8>,
}

fn shape() -> impl Strategy<Value = Shape> {
    let values = proptest::collection::vec(recipe(), 1..5);
    let words = proptest::collection::vec(text(), 6);
    let choices = proptest::collection::vec(any::<u8>(), 6);
    (values, words, choices).prop_map(|(values, words, choices)| Shape { values, words, choices })
}

fn stack(shape: &Shape) -> Result<Terraform, Vec<&'static str>> {
    let Shape { values, words, choices } = shape;
    let rarely = |at: usize| choices[at] < 16;
    let mut stack = Stack::new(&words[0]);
    stack.provider(Provider::new(&AWS).block("default_tags", |block| {
        block.set("tags", Object::new().set(words[1].clone(), words[2].clone()));
    }));
    let secret = stack.add(&SECRET, "secret", Body::new());
    let mut nodes = vec![secret.clone(), stack.add(&OTHER, "base", Body::new())];
    if rarely(0) {
        nodes.push(Stack::new("another").add(&THING, "foreign", Body::new()));
    }
    let given: Text = stack.variable(Variable::text("given", words[3].clone()).description(words[4].clone()));
    let sensitive: Value<u32> = stack.variable(Variable::number("sensitive", 1).sensitive());
    for (at, value) in values.iter().enumerate() {
        let mut body = Body::new();
        body.set("value", value.expr(&nodes));
        body.set("a_longer_name", &given);
        body.comment(words[5].clone());
        body.block("nested", |nested| {
            nested.set("value", value.expr(&nodes));
            nested.comment(words[4].clone());
            nested.block("empty", |_| {});
        });
        body.set("secret_wo", EphemeralText::from_expr(secret.expression("value")));
        let label = if rarely(1) { words[0].clone() } else { format!("thing_{at}") };
        nodes.push(stack.add(&THING, &label, body));
        let other =
            Custom::new(&OTHER).set("thing", value.expr(&nodes)).block("b", |block| block.set("c", true));
        let other = other.declare(&mut stack, format!("other_{at}"));
        if at % 2 == 0 {
            stack.amend(&nodes[nodes.len() - 1]).comment(words[1].clone()).ignore_changes(["tags[\"a b\"]"]);
            stack.amend(&other).depends_on(&nodes[nodes.len() - 1]).skip_checkov("CKV_AWS_1", &words[2]);
        }
        if rarely(2) {
            stack.report(&other, Problem::error("made-up", words[3].clone(), words[4].clone()));
            stack.amend(&other).allow("made-up", words[5].clone());
        }
    }
    stack.output(
        "shown",
        OutputValue::new(Text::from_expr(values[0].expr(&nodes))).description(words[5].clone()),
    );
    if rarely(3) {
        stack.output("number", Text::from_expr(sensitive.into()));
    }
    stack.finish().map_err(|problems| problems.iter().map(|problem| problem.rule).collect())
}

/// Builds that many stacks; what was emitted parses. Returns the files of the first so many that were
/// emitted, and those that only Terraform can read.
fn generate(count: usize, kept: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let strategy = shape();
    let mut files = Vec::new();
    let (mut emitted, mut sampled, mut doubtful) = (0, 0, 0);
    let mut refused = BTreeMap::<_, u32>::new();
    for _ in 0..count {
        let shape = strategy.new_tree(&mut runner).expect("nothing is rejected").current();
        let terraform = match stack(&shape) {
            Ok(terraform) => terraform,
            Err(rules) => {
                for rule in rules {
                    *refused.entry(rule).or_default() += 1;
                }
                continue;
            }
        };
        emitted += 1;
        for (name, text) in terraform.files() {
            if let Err(error) = text.parse::<hcl::edit::structure::Body>() {
                // hcl-edit takes `f([1]) + b`, a new line, and a key in parentheses for the call `b(key)`.
                let has_such_a_key = text.lines().any(|line| line.trim_start().starts_with('('));
                assert!(has_such_a_key, "{name}: {error}\n{text}\n{shape:?}");
                doubtful += 1;
                files.push(text.to_owned());
            }
        }
        if sampled < kept {
            sampled += 1;
            let texts = terraform.files().map(|(_, text)| text);
            files.extend(texts.filter(|text| text.contains("aws_")).map(str::to_owned));
        }
    }
    println!("{count} stacks: {emitted} emitted, {} refused ({refused:?})", count - emitted);
    println!("all of them parse, {doubtful} files by Terraform alone");
    assert!(doubtful * 500 < count, "hcl-edit reads nearly all of them");
    assert!(emitted * 3 > count, "enough of what is generated is valid");
    files
}

/// The real Terraform finds nothing to format.
fn check_format(files: &[String]) {
    if !common::has_terraform() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (at, text) in files.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.tf")), text).expect("the folder is writable");
    }
    common::terraform(folder.path(), &["fmt", "-check", "-diff", "-no-color"]);
    println!("{} files are as `terraform fmt` has them", files.len());
}

#[test]
fn generated_stacks_are_emitted_formatted_or_reported() {
    check_format(&generate(400, 120));
}

#[test]
#[ignore = "minutes: 100,000 stacks; `.ci/run` runs it"]
fn a_hundred_thousand_generated_stacks_are_emitted_or_reported() {
    check_format(&generate(100_000, 5_000));
}
