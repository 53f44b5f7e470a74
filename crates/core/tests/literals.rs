//! Any literal survives: emitted, and read back by hcl-rs and by the real Terraform, it is the same string.

mod common;

use std::fmt::Write;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use terrane_core::{Expr, Object, Stack, Text};

/// The line that assigns the text, as a stack emits it.
fn assignment(text: impl Into<Text>) -> String {
    let mut stack = Stack::new("literals");
    stack.declared_by_hand(["local.x"]);
    stack.output("text", text.into());
    let terraform = stack.finish().expect("an output alone has no problems");
    let file = terraform.file("outputs.tf").expect("there is an output");
    let line = file.lines().find_map(|line| line.trim().strip_prefix("value = "));
    line.expect("an output has a value").to_owned()
}

fn read_by_hcl(expression: &str) -> String {
    match expression.parse().unwrap_or_else(|error| panic!("{expression}: {error}")) {
        hcl::Expression::String(text) => text,
        other => panic!("{expression} is read as {other:?}"),
    }
}

#[test]
fn every_short_adversarial_string_is_read_back_by_hcl() {
    for text in common::adversarial(4) {
        assert_eq!(read_by_hcl(&assignment(text.clone())), text);
    }
}

proptest! {
    #[test]
    fn any_string_is_read_back_by_hcl(text in any::<String>()) {
        prop_assert_eq!(read_by_hcl(&assignment(text.clone())), text);
    }

    #[test]
    fn any_string_is_read_back_as_a_key(key in any::<String>()) {
        let mut stack = Stack::new("keys");
        let object = Object::new().set(key.clone(), "value").set("another", "value");
        stack.output("map", Text::from_expr(object.into()));
        let file = stack.finish().expect("no problems").file("outputs.tf").expect("an output").to_owned();
        let body = hcl::parse(&file).expect("the file parses");
        let value = &body.blocks().next().expect("one output").body.attributes().next().expect("one value").expr;
        let hcl::Expression::Object(entries) = value else { panic!("{value:?}") };
        let first = entries.keys().next().expect("a first key").to_string();
        let read = match entries.keys().next().expect("a first key") {
            hcl::expr::ObjectKey::Identifier(name) => name.to_string(),
            hcl::expr::ObjectKey::Expression(hcl::Expression::String(text)) => text.clone(),
            _ => first,
        };
        prop_assert_eq!(read, key);
    }
}

/// Several thousand strings through the real Terraform, where it is installed: short adversarial ones, and
/// arbitrary ones in the form (NFC) that Terraform gives to every string.
#[test]
fn strings_survive_the_real_terraform() {
    if !common::has_terraform() {
        return;
    }
    let mut texts = common::adversarial(4);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let arbitrary = proptest::collection::vec(
        proptest::char::ranges(
            vec![
                '\u{1}'..='\u{7e}',
                '\u{a1}'..='\u{2ff}',
                '\u{2010}'..='\u{2050}',
                '\u{1f300}'..='\u{1f5ff}',
            ]
            .into(),
        ),
        0..40,
    );
    for _ in 0..2_000 {
        let tree = arbitrary.new_tree(&mut runner).expect("the strategy rejects nothing");
        texts.push(tree.current().into_iter().collect());
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut file = "locals {\n  x = \"X\"\n}\n\noutput \"texts\" {\n  value = [\n".to_owned();
    for text in &texts {
        let x = Text::from_expr(Expr::raw("local.x").expect("an expression"));
        let around = Text::from(text.clone()).then(x).then(text.clone());
        writeln!(file, "    {},\n    {},", assignment(text.clone()), assignment(around))
            .expect("writing to a string");
    }
    file.push_str("  ]\n}\n");
    std::fs::write(folder.path().join("main.tf"), file).expect("the folder is writable");
    common::terraform(folder.path(), &["apply", "-auto-approve", "-no-color"]);
    let read = common::terraform(folder.path(), &["output", "-json", "texts"]);
    let read: Vec<String> = serde_json::from_slice(&read).expect("a list of strings");
    for (text, read) in texts.iter().zip(read.chunks(2)) {
        assert_eq!(read, [text.clone(), format!("{text}X{text}")]);
    }
    assert_eq!(read.len(), 2 * texts.len());
}
