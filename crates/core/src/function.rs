//! Terraform's functions and operators, as far as a stack needs them.

use hcl::Identifier;
use hcl::expr::{
    BinaryOp, BinaryOperator, Conditional, Expression, ForExpr, FuncCall, FuncName, Object as HclObject,
    ObjectKey, Operation, TemplateExpr, Traversal, TraversalOperator, UnaryOp, UnaryOperator, Variable,
};

use crate::expr::{Edge, Repr};
use crate::{Expr, Node, Text, Value, escape, inline};

/// `name(arguments…)`: any function of Terraform, by its name.
///
/// ```
/// use terrane_core::{Text, call};
///
/// let lower = Text::from_expr(call("lower", ["Jiki".into()]));
/// ```
pub fn call(name: &'static str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    let (mut edges, mut needs) = (Vec::new(), Vec::new());
    let args = arguments.into_iter().map(|argument| argument.lower(&mut edges, &mut needs)).collect();
    let name = FuncName::new(Identifier::unchecked(name));
    Expr::tree(Expression::FuncCall(Box::new(FuncCall { name, args, expand_final: false })), edges, needs)
}

/// `jsonencode(value)`: the value as JSON text. See [`Object`] for an example.
pub fn jsonencode(value: impl Into<Expr>) -> Text {
    Text::from_expr(call("jsonencode", [value.into()]))
}

/// `trimsuffix(text, suffix)`: without the suffix, where it is there.
///
/// ```
/// use terrane_core::{Ref, kind::HostName, trimsuffix};
///
/// let name: Ref<HostName> = Ref::existing("_x.api.jiki.io.");
/// let without_dot = trimsuffix(&name, ".");
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

/// `[for item in list : item.wanted if item.key == value]`: one attribute of those items whose key has a value.
pub fn pick(list: Expr, wanted: &'static str, key: &'static str, value: impl Into<Text>) -> Expr {
    let item = Identifier::unchecked("item");
    let of = |name: &'static str| {
        let operators = vec![TraversalOperator::GetAttr(Identifier::unchecked(name))];
        Expression::Traversal(Box::new(Traversal {
            expr: Expression::Variable(Variable::unchecked("item")),
            operators,
        }))
    };
    let (mut edges, mut needs) = (Vec::new(), Vec::new());
    let collection_expr = list.lower(&mut edges, &mut needs);
    let value = Expr::from(value.into()).lower(&mut edges, &mut needs);
    let is_wanted = BinaryOp { lhs_expr: of(key), operator: BinaryOperator::Eq, rhs_expr: value };
    let expression = Expression::ForExpr(Box::new(ForExpr {
        key_var: None,
        value_var: item,
        collection_expr,
        key_expr: None,
        value_expr: of(wanted),
        grouping: false,
        cond_expr: Some(Expression::Operation(Box::new(Operation::Binary(is_wanted)))),
    }));
    Expr::tree(expression, edges, needs)
}

/// One text after the other: a template such as `"rediss://${…}:6379"`, or a plain literal where all parts are.
pub fn concatenate(parts: impl IntoIterator<Item = Text>) -> Text {
    let mut parts = parts.into_iter().map(Expr::from).peekable();
    let mut literal = String::new();
    while let Some(text) = parts.peek().and_then(Expr::as_literal) {
        literal.push_str(text);
        parts.next();
    }
    if parts.peek().is_none() {
        return Text::from(literal);
    }
    let mut template = String::new();
    escape::literal(&literal, &mut template);
    let (mut edges, mut needs) = (Vec::new(), Vec::new());
    let mut only = literal.is_empty().then_some(None);
    for part in parts {
        if let Some(text) = part.as_literal() {
            escape::literal(text, &mut template);
            only = if text.is_empty() { only } else { None };
            continue;
        }
        only = match only {
            Some(None) => Some(Some(part.clone())),
            _ => None,
        };
        match part.lower(&mut edges, &mut needs) {
            // A template within a template is one template.
            Expression::TemplateExpr(inner) => match *inner {
                TemplateExpr::QuotedString(raw) => template.push_str(&raw),
                heredoc @ TemplateExpr::Heredoc(_) => {
                    interpolate(&Expression::TemplateExpr(Box::new(heredoc)), &mut template);
                }
            },
            expression => interpolate(&expression, &mut template),
        }
    }
    // `"${x}"` alone is `x`, as the formatter of Terraform would have it.
    if let Some(Some(part)) = only {
        return Text::from_expr(part);
    }
    let template = Expression::TemplateExpr(Box::new(TemplateExpr::QuotedString(template)));
    Text::from_expr(Expr::tree(template, edges, needs))
}

fn interpolate(expression: &Expression, template: &mut String) {
    // `$${` would be an escaped marker, not a dollar sign and a value.
    if let Some(last @ ('$' | '%')) = template.chars().last() {
        template.pop();
        escape::unicode(last, template);
    }
    template.push_str("${");
    inline::inline(expression, template);
    template.push('}');
}

/// `condition ? then : otherwise`, of one type on both sides: [`Text::when`], [`Value::when`], [`Ref::when`](crate::Ref::when).
pub(crate) fn conditional(condition: Value<bool>, then: Expr, otherwise: Expr) -> Expr {
    let (mut edges, mut needs) = (Vec::new(), Vec::new());
    // Every operator binds closer than `? :`.
    let mut lower = |expr: Expr| match expr.lower(&mut edges, &mut needs) {
        inner @ Expression::Conditional(_) => Expression::Parenthesis(Box::new(inner)),
        inner => inner,
    };
    let cond_expr = lower(condition.into());
    let true_expr = lower(then);
    let false_expr = lower(otherwise);
    let expression = Expression::Conditional(Box::new(Conditional { cond_expr, true_expr, false_expr }));
    Expr::tree(expression, edges, needs)
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
    let (mut edges, mut needs) = (Vec::new(), Vec::new());
    let expr = grouped(Expr::from(condition).lower(&mut edges, &mut needs));
    let expression =
        Expression::Operation(Box::new(Operation::Unary(UnaryOp { operator: UnaryOperator::Not, expr })));
    Value::Given(Expr::tree(expression, edges, needs))
}

/// `left && right`.
pub fn both(left: Value<bool>, right: Value<bool>) -> Value<bool> {
    Value::Given(binary(BinaryOperator::And, left.into(), right.into()))
}

/// `left || right`.
pub fn either(left: Value<bool>, right: Value<bool>) -> Value<bool> {
    Value::Given(binary(BinaryOperator::Or, left.into(), right.into()))
}

/// `contains([options…], text)`: whether the text is one of the options. See also [`Variable::one_of`](crate::Variable).
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

fn binary(operator: BinaryOperator, left: Expr, right: Expr) -> Expr {
    let (mut edges, mut needs) = (Vec::new(), Vec::new());
    let lhs_expr = grouped(left.lower(&mut edges, &mut needs));
    let rhs_expr = grouped(right.lower(&mut edges, &mut needs));
    let operation = Operation::Binary(BinaryOp { lhs_expr, operator, rhs_expr });
    Expr::tree(Expression::Operation(Box::new(operation)), edges, needs)
}

/// Nested operations keep their grouping: nothing else would write the parentheses.
fn grouped(expression: Expression) -> Expression {
    match expression {
        Expression::Operation(_) | Expression::Conditional(_) => {
            Expression::Parenthesis(Box::new(expression))
        }
        other => other,
    }
}

/// An object, in the order in which its keys are set: what [`jsonencode`] takes, or a map argument.
///
/// ```
/// use terrane_core::{Object, jsonencode};
///
/// let document = jsonencode(Object::new().set("Version", "2012-10-17").set("Statement", Vec::<String>::new()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: HclObject<ObjectKey, Expression>,
    edges: Vec<Edge>,
    needs: Vec<Node>,
}

impl Object {
    /// An object without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing has been set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets a key; the last value of a key that is set twice holds.
    #[must_use]
    pub fn set(mut self, key: impl Into<Text>, value: impl Into<Expr>) -> Self {
        let key = match Expr::from(key.into()) {
            Expr { repr: Repr::Text(text), .. } if is_identifier(&text) => {
                ObjectKey::Identifier(Identifier::unchecked(&*text))
            }
            key => match key.lower(&mut self.edges, &mut self.needs) {
                literal @ (Expression::String(_) | Expression::TemplateExpr(_)) => {
                    ObjectKey::Expression(literal)
                }
                computed => ObjectKey::Expression(Expression::Parenthesis(Box::new(computed))),
            },
        };
        let value = value.into().lower(&mut self.edges, &mut self.needs);
        self.entries.insert(key, value);
        self
    }

    /// Sets a key where there is a value.
    #[must_use]
    pub fn maybe(self, key: impl Into<Text>, value: Option<impl Into<Expr>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }
}

impl From<Object> for Expr {
    fn from(object: Object) -> Self {
        Expr::tree(Expression::Object(object.entries), object.edges, object.needs)
    }
}

/// Whether Terraform reads the word as a name, and as nothing else.
pub(crate) fn is_identifier(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !matches!(word, "true" | "false" | "null" | "for" | "if" | "in")
}
