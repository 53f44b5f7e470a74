//! Input variables and outputs.

use std::marker::PhantomData;

use crate::lang::function::is_name;
use crate::lang::inline::inline;
use crate::lang::mentions::{What, mentions};
use crate::lang::tree::{Step, Tree};
use crate::stack::{duplicate, invalid_label};
use crate::{Body, EphemeralText, Expr, Kind, Problem, Ref, Stack, Text, Value};

/// What no variable may be called, because modules have arguments of these names.
const RESERVED: [&str; 8] =
    ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

/// An input variable whose values are of type `T`: [`Text`], [`Value<u32>`](Value), [`Value<bool>`](Value), a
/// [`Ref`], or an [`EphemeralText`].
///
/// ```
/// use terrane_core::{Stack, Text, Variable};
///
/// let mut stack = Stack::new("docs");
/// let tag: Text = stack.variable(
///     Variable::text("image_tag", "3f2a91c")
///         .description("The tag of the image to run.")
///         .refuse("latest", "name the image that you tested"),
/// );
/// ```
#[derive(Debug)]
#[must_use]
pub struct Variable<T> {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) example: Expr,
    pub(crate) default: Option<Expr>,
    pub(crate) description: Option<String>,
    pub(crate) sensitive: bool,
    pub(crate) ephemeral: bool,
    pub(crate) validations: Vec<(Value<bool>, String)>,
    /// What the validations say of literals, so that a default or an example can be held against them.
    literals: Vec<Literals>,
    make: fn(Expr) -> T,
    value: PhantomData<fn() -> T>,
}

#[derive(Debug)]
enum Literals {
    OneOf(Vec<Box<str>>),
    NotThis(&'static str),
}

impl Literals {
    fn take(&self, given: &str) -> bool {
        match self {
            Literals::OneOf(options) => options.iter().any(|option| **option == *given),
            Literals::NotThis(refused) => given != *refused,
        }
    }
}

impl<T> Variable<T> {
    fn new(name: impl Into<String>, kind: &'static str, example: Expr, make: fn(Expr) -> T) -> Self {
        Self {
            name: name.into(),
            kind,
            example,
            default: None,
            description: None,
            sensitive: false,
            ephemeral: false,
            validations: Vec::new(),
            literals: Vec::new(),
            make,
            value: PhantomData,
        }
    }

    /// What the variable is for.
    pub fn description(self, text: impl Into<String>) -> Self {
        Self { description: Some(text.into()), ..self }
    }

    /// Kept out of what Terraform prints. It is still in the state: see [`Variable::ephemeral_text`].
    pub fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// A condition that every value must meet, and the message for one that does not.
    pub fn validate(mut self, condition: Value<bool>, message: impl Into<String>) -> Self {
        self.validations.push((condition, message.into()));
        self
    }

    /// The variable itself, for use in a condition.
    pub fn itself(&self) -> Expr {
        let root = Expr::leaf(Tree::Word("var".into()));
        Expr::nested(Tree::Path(Box::new(root), vec![Step::Attribute(self.name.clone().into())]))
    }

    pub(crate) fn value(&self) -> T {
        (self.make)(self.itself())
    }
}

impl Variable<Text> {
    /// A string. Without a default, `example` goes into `example.tfvars`: a value that plans.
    pub fn text(name: impl Into<String>, example: impl Into<Text>) -> Self {
        Self::new(name, "string", example.into().into(), Text::from_expr)
    }

    /// The value where none is given.
    pub fn default(self, value: impl Into<Text>) -> Self {
        Self { default: Some(value.into().into()), ..self }
    }

    /// Only these values.
    pub fn one_of<O: Into<Text>>(self, options: impl IntoIterator<Item = O>) -> Self {
        let options: Vec<Text> = options.into_iter().map(Into::into).collect();
        let names: Vec<&str> = options.iter().filter_map(Text::as_literal).collect();
        let known = (names.len() == options.len()).then(|| names.iter().map(|&name| name.into()).collect());
        let message = format!("{} is one of {}.", self.name, names.join(", "));
        let itself = Text::from_expr(self.itself());
        let mut variable = self.validate(crate::one_of(itself, options), message);
        variable.literals.extend(known.map(Literals::OneOf));
        variable
    }

    /// Any value but this one; `instead` says what to give.
    pub fn refuse(self, value: &'static str, instead: &str) -> Self {
        let itself = Text::from_expr(self.itself());
        let message = format!("{} must not be {value}: {instead}.", self.name);
        let mut variable = self.validate(crate::differs(itself, value), message);
        variable.literals.push(Literals::NotThis(value));
        variable
    }

    /// Only values that match a pattern of RE2.
    pub fn matches(self, pattern: &'static str, message: impl Into<String>) -> Self {
        let itself = Text::from_expr(self.itself());
        self.validate(crate::matches(itself, pattern), message)
    }
}

impl Variable<Value<u32>> {
    /// A whole number.
    pub fn number(name: impl Into<String>, example: u32) -> Self {
        Self::new(name, "number", example.into(), Value::Given)
    }

    /// The value where none is given.
    pub fn default(self, value: u32) -> Self {
        Self { default: Some(value.into()), ..self }
    }
}

impl Variable<Value<bool>> {
    /// A switch.
    pub fn switch(name: impl Into<String>, example: bool) -> Self {
        Self::new(name, "bool", example.into(), Value::Given)
    }

    /// The value where none is given.
    pub fn default(self, value: bool) -> Self {
        Self { default: Some(value.into()), ..self }
    }
}

impl<K: Kind> Variable<Ref<K>> {
    /// The id, name or ARN of something outside of the stack.
    pub fn reference(name: impl Into<String>, example: impl Into<String>) -> Self {
        Self::new(name, "string", Expr::text(example.into()), Ref::from_expr)
    }

    /// The value where none is given.
    pub fn default(self, value: impl Into<String>) -> Self {
        Self { default: Some(Expr::text(value.into())), ..self }
    }
}

impl Variable<EphemeralText> {
    /// A secret that Terraform keeps in neither state nor plan: only write-only arguments take it.
    pub fn ephemeral_text(name: impl Into<String>, example: impl Into<Text>) -> Self {
        let variable = Self::new(name, "string", example.into().into(), EphemeralText::from_expr);
        Self { ephemeral: true, sensitive: true, ..variable }
    }
}

/// An input variable, as the stack keeps it.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) body: Body,
    /// The value in `example.tfvars`, where there is no default.
    pub(crate) example: Option<String>,
    pub(crate) sensitive: bool,
    pub(crate) ephemeral: bool,
}

/// An output of the root module.
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
/// Ephemeral values have no place here: they do not turn into an [`Expr`] that this takes by accident, and Terraform
/// refuses them in a root module.
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

    pub(crate) fn into_body(self) -> Body {
        let mut body = Body::new();
        body.maybe("description", self.description);
        body.set("value", self.value);
        body.maybe("sensitive", self.sensitive.then_some(true));
        body
    }
}

/// What an output can show: text, a reference, or an [`OutputValue`] that says more.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an output",
    label = "expected text, a reference or an `OutputValue`",
    note = "what is ephemeral, such as a password, is in no state, and an output would put it there"
)]
pub trait Show {
    /// The value, with what there is to say about it.
    fn show(self) -> OutputValue;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Text>> Show for T {
    fn show(self) -> OutputValue {
        OutputValue::new(self)
    }
}

impl Show for OutputValue {
    fn show(self) -> OutputValue {
        self
    }
}

impl Stack {
    /// Adds an input variable and returns what stands for its value.
    pub fn variable<T>(&mut self, variable: Variable<T>) -> T {
        let value = variable.value();
        let Variable {
            name,
            kind,
            example,
            default,
            description,
            sensitive,
            ephemeral,
            validations,
            literals,
            ..
        } = variable;
        let address = format!("var.{name}");
        if !is_name(&name) {
            self.problems.push(invalid_label(&name).at(&address));
        }
        if RESERVED.contains(&name.as_str()) {
            let what = format!("Terraform keeps the name `{name}` for itself");
            self.problems.push(Problem::syntax("reserved-name", what, "choose another name").at(&address));
        }
        if !self.variable_names.insert(name.clone()) {
            self.problems.push(duplicate("variable").at(&address));
        }
        let given = &default.as_ref().unwrap_or(&example).tree;
        if !matches!(given, Tree::Null | Tree::Text(_) | Tree::Bool(_) | Tree::Number(_)) {
            let what = "the default or example is computed, and Terraform takes nothing but a literal there";
            let remedy = "give a literal, or use what it is computed from instead of the variable";
            self.problems.push(Problem::syntax("computed-default", what, remedy).at(&address));
        }
        if let Some(given) = default.as_ref().unwrap_or(&example).as_literal()
            && literals.iter().any(|literals| !literals.take(given))
        {
            let what = format!("the default or example `{given}` breaks the variable's own validation");
            let remedy = "give one that it takes: every plan would fail, before anybody sets the variable";
            self.problems.push(Problem::error("default-refused", what, remedy).at(&address));
        }
        let mut body = Body::new();
        body.set("type", Expr::word(kind));
        body.maybe("description", description);
        let mut assignment = None;
        match default {
            Some(default) => body.set("default", default),
            None => {
                let mut text = String::new();
                inline(&example, &mut text);
                assignment = Some(text);
            }
        }
        body.maybe("sensitive", sensitive.then_some(true));
        body.maybe("ephemeral", ephemeral.then_some(true));
        for (condition, message) in validations {
            let condition = Expr::from(condition);
            let mut names_itself = false;
            mentions(&condition, &mut |mention| {
                names_itself |= matches!(mention.what, What::Name(named, _) if named == address);
            });
            if !names_itself {
                let what = "a validation says nothing of the variable itself, which Terraform refuses";
                let remedy = "build the condition from `variable.itself()`";
                self.problems.push(Problem::syntax("validation-of-nothing", what, remedy).at(&address));
            }
            body.block("validation", |block| {
                block.set("condition", condition);
                block.set("error_message", message);
            });
        }
        self.variables.push(Declared { name, body, example: assignment, sensitive, ephemeral });
        value
    }

    /// Adds an output of the root module.
    pub fn output(&mut self, name: impl Into<String>, value: impl Show) {
        let name = name.into();
        let address = format!("output.{name}");
        if !is_name(&name) {
            self.problems.push(invalid_label(&name).at(&address));
        }
        if !self.output_names.insert(name.clone()) {
            self.problems.push(duplicate("output").at(&address));
        }
        let value = value.show();
        let sensitive = value.sensitive;
        self.outputs.push(Output { name, body: value.into_body(), sensitive });
    }
}
