//! Terraform's functions and operators, as far as a stack needs them.

use std::borrow::Cow;

use super::functions;
use super::identifier::{invalid_path, is_identifier};
use super::operator::{binary, negated};
use super::text::Text;
use super::tree::{BinaryOperator, Call, Expr, For, Step, Tree};
use super::value::Value;

/// `name(arguments…)`: any function of Terraform, by its name; one of a provider as
/// `provider::aws::arn_parse`.
///
/// A name that no function can have is reported where the value is set (`invalid-function-name`), and so is a
/// function that Terraform does not have (`unknown-function`).
///
/// ```
/// use terrane_core::{Text, call};
///
/// let lower = Text::from_expr(call("lower", ["Jiki".into()]));
/// ```
pub fn call(name: &'static str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    called(name.into(), arguments.into_iter().collect(), false)
}

pub(crate) fn called(name: Cow<'static, str>, arguments: Vec<Expr>, expands: bool) -> Expr {
    if let Some(problem) = functions::invalid_name(&name) {
        return Expr::fault(problem);
    }
    Expr::nested(Tree::Call(Box::new(Call { name, arguments, expands })))
}

/// `jsonencode(value)`: the value as JSON text. See [`Object`](crate::Object) for an example.
pub fn jsonencode(value: impl Into<Expr>) -> Text {
    Text::from_expr(call("jsonencode", [value.into()]))
}

/// `trimsuffix(text, suffix)`: without the suffix, where it is there.
///
/// ```
/// use terrane_core::{Stack, Text, Variable, trimsuffix};
///
/// let mut stack = Stack::new("docs");
/// let name: Text = stack.variable(Variable::text("name", "api.jiki.io."));
/// let without_dot = trimsuffix(name, ".");
/// ```
pub fn trimsuffix(text: impl Into<Text>, suffix: &'static str) -> Text {
    Text::from_expr(call("trimsuffix", [text.into().into(), suffix.into()]))
}

/// `urlencode(text)`: fit for the user or password part of a URL.
///
/// ```
/// use terrane_core::{Stack, Text, Variable, urlencode};
///
/// let mut stack = Stack::new("docs");
/// let user: Text = stack.variable(Variable::text("user", "jiki"));
/// let url = Text::from("https://").then(urlencode(user)).then("@example.com");
/// ```
pub fn urlencode(text: impl Into<Text>) -> Text {
    Text::from_expr(call("urlencode", [text.into().into()]))
}

/// `one(list)`: the only element of a list of one.
pub fn one(list: impl Into<Expr>) -> Expr {
    call("one", [list.into()])
}

/// `[for item in list : item.wanted if item.key == value]`: one attribute of those items whose key has a
/// value.
pub fn pick(list: Expr, wanted: &'static str, key: &'static str, value: impl Into<Text>) -> Expr {
    if let Some(name) = [wanted, key].into_iter().find(|name| !is_identifier(name)) {
        return Expr::fault(invalid_path(name));
    }
    let item = || Box::new(Expr::leaf(Tree::Word("item".into())));
    let of = |name: &'static str| Expr::nested(Tree::Path(item(), vec![Step::Attribute(name.into())]));
    let condition = binary(BinaryOperator::Eq, of(key), value.into().into());
    Expr::nested(Tree::For(Box::new(For {
        key: None,
        value: "item".into(),
        collection: list,
        result_key: None,
        result: of(wanted),
        grouping: false,
        condition: Some(condition),
    })))
}

/// `left == right`.
///
/// ```
/// use terrane_core::{Stack, Text, Variable, equals};
///
/// let mut stack = Stack::new("docs");
/// let environment: Text = stack.variable(Variable::text("environment", "production"));
/// let host = Text::when(equals(environment, "production"), "jiki.io", "staging.jiki.io");
/// ```
pub fn equals(left: impl Into<Text>, right: impl Into<Text>) -> Value<bool> {
    Value::Given(binary(BinaryOperator::Eq, left.into().into(), right.into().into()))
}

/// `left != right`.
pub fn differs(left: impl Into<Text>, right: impl Into<Text>) -> Value<bool> {
    Value::Given(binary(BinaryOperator::NotEq, left.into().into(), right.into().into()))
}

/// `!condition`.
pub fn not(condition: Value<bool>) -> Value<bool> {
    Value::Given(negated(condition.into()))
}

/// `left && right`.
pub fn both(left: Value<bool>, right: Value<bool>) -> Value<bool> {
    Value::Given(binary(BinaryOperator::And, left.into(), right.into()))
}

/// `left || right`.
pub fn either(left: Value<bool>, right: Value<bool>) -> Value<bool> {
    Value::Given(binary(BinaryOperator::Or, left.into(), right.into()))
}

/// `contains([options…], text)`: whether the text is one of the options. See also
/// [`Variable::one_of`](crate::Variable).
///
/// ```
/// use terrane_core::{Stack, Text, Value, Variable, one_of};
///
/// let mut stack = Stack::new("docs");
/// let environment: Text = stack.variable(Variable::text("environment", "production"));
/// let tasks = Value::<u32>::when(one_of(environment, ["production", "demo"]), 2, 1);
/// ```
pub fn one_of(text: impl Into<Text>, options: impl IntoIterator<Item = impl Into<Text>>) -> Value<bool> {
    let options = Expr::list(options.into_iter().map(Into::into));
    Value::Given(call("contains", [options, text.into().into()]))
}

/// `can(regex(pattern, text))`: whether the text matches a pattern of RE2.
pub fn matches(text: impl Into<Text>, pattern: &'static str) -> Value<bool> {
    let found = call("regex", [pattern.into(), text.into().into()]);
    Value::Given(call("can", [found]))
}
