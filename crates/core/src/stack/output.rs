//! Outputs of the root module.

use super::body::Body;
use crate::lang::text::Text;
use crate::lang::tree::Expr;

/// An output, as the stack keeps it.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) body: Body,
    pub(crate) sensitive: bool,
}

/// A value to show after `terraform apply`, with what there is to say about it.
///
/// ```
/// use terrane_core::{OutputValue, Stack};
///
/// let mut stack = Stack::new("docs");
/// stack.output("region", "eu-west-1");
/// stack.output("zones", OutputValue::list(["eu-west-1a", "eu-west-1b"]).description("Where it runs."));
/// ```
///
/// Ephemeral values have no place here: they do not turn into an [`Expr`] that this takes by accident, and
/// Terraform refuses them in a root module.
#[derive(Debug)]
#[must_use]
pub struct OutputValue {
    value: Expr,
    description: Option<String>,
    sensitive: bool,
}

impl OutputValue {
    /// The value.
    pub fn new(value: impl Into<Text>) -> Self {
        Self { value: value.into().into(), description: None, sensitive: false }
    }

    /// A list of values.
    pub fn list<T: Into<Text>>(values: impl IntoIterator<Item = T>) -> Self {
        let values = values.into_iter().map(Into::into);
        Self { value: Expr::list(values), description: None, sensitive: false }
    }

    /// What the value is for.
    pub fn description(self, text: impl Into<String>) -> Self {
        Self { description: Some(text.into()), ..self }
    }

    /// Kept out of what Terraform prints.
    pub fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// The output as the stack keeps it.
    pub(crate) fn lower(self, name: String) -> Output {
        let mut body = Body::new();
        body.set_opt("description", self.description);
        body.set("value", self.value);
        body.set_opt("sensitive", self.sensitive.then_some(true));
        Output { name, body, sensitive: self.sensitive }
    }
}

/// What an output can show: text, a reference, or an [`OutputValue`] that says more.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an output",
    label = "expected text, a reference or an `OutputValue`",
    note = "what is ephemeral, such as a password, is in no state, and an output would put it there"
)]
pub trait IntoOutput {
    /// The value, with what there is to say about it.
    fn into_output(self) -> OutputValue;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Text>> IntoOutput for T {
    fn into_output(self) -> OutputValue {
        OutputValue::new(self)
    }
}

impl IntoOutput for OutputValue {
    fn into_output(self) -> OutputValue {
        self
    }
}
