//! Input variables.

use std::marker::PhantomData;

use super::body::Body;
use super::reference::{Kind, Ref};
use super::refusals::invalid_label;
use crate::lang::function::{differs, matches, one_of};
use crate::lang::identifier::is_name;
use crate::lang::inline::inline;
use crate::lang::mentions::{What, mentions};
use crate::lang::text::Text;
use crate::lang::tree::{Expr, Step, Tree};
use crate::lang::value::{EphemeralText, Value};
use crate::validity::problem::Problem;

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
    kind: &'static str,
    example: Expr,
    default: Option<Expr>,
    description: Option<String>,
    sensitive: bool,
    ephemeral: bool,
    validations: Vec<(Value<bool>, String)>,
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

    /// What Terraform would refuse of the name.
    pub(crate) fn check_name(&self) -> Vec<Problem> {
        let name = &self.name;
        let mut problems = Vec::new();
        if !is_name(name) {
            problems.push(invalid_label(name));
        }
        if RESERVED.contains(&name.as_str()) {
            let what = format!("Terraform keeps the name `{name}` for itself");
            problems.push(Problem::syntax("reserved-name", what, "choose another name"));
        }
        problems
    }

    /// What is wrong with the default, or with the example where there is none.
    pub(crate) fn check_given(&self) -> Vec<Problem> {
        let given = self.default.as_ref().unwrap_or(&self.example);
        let mut problems = Vec::new();
        if !matches!(given.tree, Tree::Null | Tree::Text(_) | Tree::Bool(_) | Tree::Number(_)) {
            let what = "the default or example is computed, and Terraform takes nothing but a literal there";
            let remedy = "give a literal, or use what it is computed from instead of the variable";
            problems.push(Problem::syntax("computed-default", what, remedy));
        }
        if let Some(given) = given.as_literal()
            && self.literals.iter().any(|literals| !literals.take(given))
        {
            let what = format!("the default or example `{given}` breaks the variable's own validation");
            let remedy = "give one that it takes: every plan would fail, before anybody sets the variable";
            problems.push(Problem::error("default-refused", what, remedy));
        }
        problems
    }

    /// Validations that Terraform would refuse.
    pub(crate) fn check_validations(&self) -> Vec<Problem> {
        let itself = format!("var.{}", self.name);
        let mut problems = Vec::new();
        for (condition, _) in &self.validations {
            let mut names_itself = false;
            mentions(&Expr::from(condition), &mut |mention| {
                names_itself |= matches!(mention.what, What::Name(named, _) if named == itself);
            });
            if !names_itself {
                let what = "a validation says nothing of the variable itself, which Terraform refuses";
                let remedy = "build the condition from `variable.itself()`";
                problems.push(Problem::syntax("validation-of-nothing", what, remedy));
            }
        }
        problems
    }

    /// The variable as the stack keeps it.
    pub(crate) fn into_declared(self) -> Declared {
        let Self { name, sensitive, ephemeral, .. } = self;
        let mut body = Body::new();
        body.set("type", Expr::word(self.kind));
        body.set_opt("description", self.description);
        let mut example = None;
        match self.default {
            Some(default) => body.set("default", default),
            None => inline(&self.example, example.get_or_insert_default()),
        }
        body.set_opt("sensitive", sensitive.then_some(true));
        body.set_opt("ephemeral", ephemeral.then_some(true));
        for (condition, message) in self.validations {
            body.block("validation", |block| {
                block.set("condition", condition);
                block.set("error_message", message);
            });
        }
        Declared { name, body, example, sensitive, ephemeral }
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
        let mut variable = self.validate(one_of(itself, options), message);
        variable.literals.extend(known.map(Literals::OneOf));
        variable
    }

    /// Any value but this one; `instead` says what to give.
    pub fn refuse(self, value: &'static str, instead: &str) -> Self {
        let itself = Text::from_expr(self.itself());
        let message = format!("{} must not be {value}: {instead}.", self.name);
        let mut variable = self.validate(differs(itself, value), message);
        variable.literals.push(Literals::NotThis(value));
        variable
    }

    /// Only values that match a pattern of RE2.
    pub fn matches(self, pattern: &'static str, message: impl Into<String>) -> Self {
        let itself = Text::from_expr(self.itself());
        self.validate(matches(itself, pattern), message)
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
