//! Values that are known now, or that Terraform will know.

use super::operator::conditional;
use super::tree::Expr;

/// A number or a truth value: known now, so that its range is checked here, or given by Terraform (a
/// variable, a conditional).
///
/// ```
/// use terrane_core::{Stack, Value, Variable};
///
/// let mut stack = Stack::new("docs");
/// let known: Value<u32> = 2.into();
/// let given: Value<u32> = stack.variable(Variable::number("tasks", 2));
/// assert_eq!(known.known(), Some(&2));
/// assert_eq!(given.known(), None);
/// ```
#[derive(Clone, Debug)]
pub enum Value<T> {
    /// Known while the stack is built.
    Known(T),
    /// Known to Terraform alone.
    Given(Expr),
}

impl<T> Value<T> {
    /// The value, where it is known here.
    pub fn known(&self) -> Option<&T> {
        match self {
            Value::Known(value) => Some(value),
            Value::Given(_) => None,
        }
    }
}

impl<T: Into<Expr>> Value<T> {
    /// The one value where the condition holds, else the other.
    #[must_use]
    pub fn when(condition: Value<bool>, then: impl Into<Value<T>>, otherwise: impl Into<Value<T>>) -> Self {
        Value::Given(conditional(condition.into(), then.into().into(), otherwise.into().into()))
    }
}

impl<T> From<T> for Value<T> {
    fn from(value: T) -> Self {
        Value::Known(value)
    }
}

impl<T: Into<Expr>> From<Value<T>> for Expr {
    fn from(value: Value<T>) -> Self {
        match value {
            Value::Known(value) => value.into(),
            Value::Given(expr) => expr,
        }
    }
}

impl<T: Into<Expr> + Clone> From<&Value<T>> for Expr {
    fn from(value: &Value<T>) -> Self {
        value.clone().into()
    }
}

/// A string that must reach neither state nor plan: only write-only arguments take it.
///
/// It comes from an ephemeral resource or an ephemeral variable. It is no [`Text`](crate::Text), so no output
/// takes it:
///
/// ```compile_fail,E0277
/// use terrane_core::{Stack, Variable};
///
/// let mut stack = Stack::new("docs");
/// let password = stack.variable(Variable::ephemeral_text("password", "example"));
/// stack.output("password", password);
/// ```
#[derive(Clone, Debug)]
pub struct EphemeralText(Expr);

impl EphemeralText {
    /// What an ephemeral resource yields: you vouch that the expression is ephemeral.
    pub fn from_expr(expr: Expr) -> Self {
        Self(expr)
    }
}

impl From<EphemeralText> for Expr {
    fn from(text: EphemeralText) -> Self {
        text.0
    }
}
