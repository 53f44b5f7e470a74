//! The values of a DynamoDB item.

use terrane_core::{Body, Expr, Object, Port, Problem, Ref, Text, Value, call};

/// A value of an item, with DynamoDB's type: what `{"S": "…"}` says in its JSON.
///
/// Text, references, numbers and truth values turn into one by themselves.
#[derive(Clone, Debug)]
pub enum AttributeValue {
    /// A string (`S`).
    String(Text),
    /// A number (`N`) of up to 38 digits, written in decimal.
    Number(Text),
    /// Bytes (`B`), in Base64.
    Binary(Text),
    /// A truth value (`BOOL`).
    Bool(Value<bool>),
    /// Nothing (`NULL`).
    Null,
    /// Values in order (`L`).
    List(Vec<AttributeValue>),
    /// Values by name (`M`).
    Map(Attributes),
    /// Different strings without order (`SS`), at least one.
    StringSet(Vec<Text>),
    /// Different numbers without order (`NS`), at least one.
    NumberSet(Vec<Text>),
}

/// Values by name: the attributes of an item beside its key, or those of a map in it.
///
/// ```
/// use terrane_data::{Attributes, AttributeValue};
///
/// let attributes = Attributes::new()
///     .set("value", "https://jiki.io")
///     .set("retries", 3)
///     .set("enabled", true)
///     .set("regions", AttributeValue::StringSet(vec!["eu-west-1".into()]));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Attributes(Vec<(Text, AttributeValue)>);

impl Attributes {
    /// No attribute.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets an attribute; one that is set twice is reported (`duplicate-attribute`).
    #[must_use]
    pub fn set(mut self, name: impl Into<Text>, value: impl Into<AttributeValue>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Whether this attribute is set.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other.as_literal() == Some(name))
    }

    pub(super) fn write(self, object: Object) -> Object {
        self.0.into_iter().fold(object, |object, (name, value)| object.set(name, value))
    }

    pub(super) fn check(&self, body: &mut Body) {
        for (at, (name, value)) in self.0.iter().enumerate() {
            if let Some(name) = name.as_literal() {
                if self.0[..at].iter().any(|(other, _)| other.as_literal() == Some(name)) {
                    body.report(Problem::error(
                        "duplicate-attribute",
                        format!("the attribute `{name}` is set twice"),
                        "keep one of the two values",
                    ));
                }
                if name.is_empty() || name.len() > 65_535 {
                    body.report(Problem::error(
                        "attribute-name",
                        format!(
                            "an attribute's name has {} bytes, but DynamoDB accepts 1 to 65535",
                            name.len()
                        ),
                        "name the attribute",
                    ));
                }
            }
            value.check(body);
        }
    }
}

impl AttributeValue {
    /// DynamoDB's letters for the type.
    pub(super) const fn letters(&self) -> &'static str {
        match self {
            AttributeValue::String(_) => "S",
            AttributeValue::Number(_) => "N",
            AttributeValue::Binary(_) => "B",
            AttributeValue::Bool(_) => "BOOL",
            AttributeValue::Null => "NULL",
            AttributeValue::List(_) => "L",
            AttributeValue::Map(_) => "M",
            AttributeValue::StringSet(_) => "SS",
            AttributeValue::NumberSet(_) => "NS",
        }
    }

    /// The literal, of what can be a key.
    pub(super) fn as_literal(&self) -> Option<&str> {
        match self {
            AttributeValue::String(text) | AttributeValue::Number(text) | AttributeValue::Binary(text) => {
                text.as_literal()
            }
            _ => None,
        }
    }

    pub(super) fn check(&self, body: &mut Body) {
        match self {
            AttributeValue::Number(number) => check_number(body, number),
            AttributeValue::List(values) => {
                for value in values {
                    value.check(body);
                }
            }
            AttributeValue::Map(attributes) => attributes.check(body),
            AttributeValue::StringSet(members) => check_set(body, members),
            AttributeValue::NumberSet(members) => {
                check_set(body, members);
                for number in members {
                    check_number(body, number);
                }
            }
            _ => {}
        }
    }
}

fn check_set(body: &mut Body, members: &[Text]) {
    let repeats = |(at, member): (usize, &Text)| {
        let literal = member.as_literal();
        literal.is_some() && members[..at].iter().any(|other| other.as_literal() == literal)
    };
    let what = if members.is_empty() {
        "a set has no member"
    } else if members.iter().enumerate().any(repeats) {
        "a set has the same member twice"
    } else {
        return;
    };
    body.report(Problem::error("invalid-set", what, "use a list, which may be empty and may repeat"));
}

fn check_number(body: &mut Body, number: &Text) {
    if let Some(literal) = number.as_literal()
        && !is_number(literal)
    {
        body.report(Problem::error(
            "not-a-number",
            format!("`{literal}` is not a number of up to 38 digits"),
            "write it in decimal, such as `-1.5` or `2e10`, or make it a string",
        ));
    }
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let significant = [whole, fraction].concat();
    let significant = significant.trim_matches('0').len();
    let exponent = exponent.is_none_or(|e| is_digits(e.strip_prefix(['-', '+']).unwrap_or(e)));
    is_digits(whole) && is_digits(fraction) && significant <= 38 && exponent
}

impl From<AttributeValue> for Expr {
    fn from(value: AttributeValue) -> Self {
        let letters = value.letters();
        let inner: Expr = match value {
            AttributeValue::String(text) | AttributeValue::Number(text) | AttributeValue::Binary(text) => {
                text.into()
            }
            AttributeValue::Bool(value) => value.into(),
            AttributeValue::Null => true.into(),
            AttributeValue::List(values) => Expr::list(values),
            AttributeValue::Map(attributes) => attributes.write(Object::new()).into(),
            AttributeValue::StringSet(members) | AttributeValue::NumberSet(members) => Expr::list(members),
        };
        Object::new().set(letters, inner).into()
    }
}

impl From<Value<u32>> for AttributeValue {
    /// DynamoDB's JSON has numbers as strings.
    fn from(number: Value<u32>) -> Self {
        AttributeValue::Number(match number {
            Value::Known(number) => number.into(),
            Value::Given(expr) => Text::from_expr(call("tostring", [expr])),
        })
    }
}

impl From<Value<bool>> for AttributeValue {
    fn from(value: Value<bool>) -> Self {
        AttributeValue::Bool(value)
    }
}

impl From<bool> for AttributeValue {
    fn from(value: bool) -> Self {
        AttributeValue::Bool(value.into())
    }
}

impl From<Attributes> for AttributeValue {
    fn from(attributes: Attributes) -> Self {
        AttributeValue::Map(attributes)
    }
}

impl From<Vec<AttributeValue>> for AttributeValue {
    fn from(values: Vec<AttributeValue>) -> Self {
        AttributeValue::List(values)
    }
}

impl<K> From<Ref<K>> for AttributeValue {
    fn from(reference: Ref<K>) -> Self {
        AttributeValue::String(reference.into())
    }
}

impl<K> From<&Ref<K>> for AttributeValue {
    fn from(reference: &Ref<K>) -> Self {
        AttributeValue::String(reference.into())
    }
}

macro_rules! from {
    ($variant:ident: $($source:ty),*) => {$(
        impl From<$source> for AttributeValue {
            fn from(value: $source) -> Self {
                AttributeValue::$variant(value.into())
            }
        }
    )*};
}

from!(String: &'static str, String, Text, &Text);
from!(Number: u32, Port);

/// A literal number is an `i32`.
macro_rules! from_signed {
    ($($source:ty),*) => {$(
        impl From<$source> for AttributeValue {
            fn from(number: $source) -> Self {
                AttributeValue::Number(number.to_string().into())
            }
        }
    )*};
}

from_signed!(i32, i64);
