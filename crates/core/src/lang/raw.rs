//! Values that are written in Terraform's own language.

use hcl::edit::expr::{Expression, ObjectKey, TraversalOperator};
use hcl::edit::template::{Directive, Element};

use super::function::called;
use super::mentions::{What, mentions};
use super::tree::{Expr, For, ForDirective, If, Key, Part, Step, Strip, Tree};
use crate::validity::problem::Invalid;

impl Expr {
    /// An expression written in Terraform's own language, for what has no typed form.
    ///
    /// What it names is found and checked like any other reference: a resource, a variable or a function that
    /// there is not is reported where the value is set. What a file of your own declares is made known with
    /// [`Stack::declared_by_hand`](crate::Stack::declared_by_hand).
    ///
    /// # Errors
    ///
    /// Where the text is not one expression, is a heredoc or a word alone (see [`Expr::word`]), has names
    /// outside of ASCII, or an escape within `%{if}` or `%{for}`.
    ///
    /// ```
    /// use terrane_core::Expr;
    ///
    /// assert!(Expr::raw("cidrsubnet(aws_vpc.main.cidr_block, 8, 1)").is_ok());
    /// assert!(Expr::raw("cidrsubnet(").is_err());
    /// ```
    pub fn raw(source: &str) -> Result<Self, Invalid> {
        let expression: Expression = source.trim().parse().map_err(|error: hcl::edit::parser::Error| {
            let (column, why) = (error.location().column(), error.message());
            Invalid::new(format!("`{source}` is not a Terraform expression: column {column}: {why}"))
        })?;
        let expr = converted(expression)?;
        let mut alone = None;
        mentions(&expr, &mut |mention| {
            if let What::Name(name, _) = mention.what
                && !name.contains('.')
            {
                alone.get_or_insert(name);
            }
        });
        match alone {
            Some(word) => Err(Invalid::new(format!(
                "`{word}` alone is not a value: name an attribute of it, or use `Expr::word`"
            ))),
            None => Ok(expr),
        }
    }
}

/// The name of an argument or the address of a resource, as it stands where Terraform takes one without
/// computing it: `tags`, `tags["Name"]`, `module.network.aws_vpc.old[0]`.
pub(crate) fn address(source: &str) -> Option<Expr> {
    let expr = converted(source.parse().ok()?).ok()?;
    let is_fixed = |step: &Step| match step {
        Step::Attribute(_) | Step::LegacyIndex(_) => true,
        Step::Index(index) => matches!(index.tree, Tree::Number(_) | Tree::Text(_)),
        _ => false,
    };
    let is_address = match &expr.tree {
        Tree::Word(_) => true,
        Tree::Path(root, steps) => matches!(root.tree, Tree::Word(_)) && steps.iter().all(is_fixed),
        _ => false,
    };
    is_address.then_some(expr)
}

fn converted(expression: Expression) -> Result<Expr, Invalid> {
    let boxed = |expression| converted(expression).map(Box::new);
    let tree = match expression {
        Expression::Null(_) => Tree::Null,
        Expression::Bool(value) => Tree::Bool(*value),
        Expression::Number(number) => {
            let written =
                number.as_repr().map_or_else(|| number.value().to_string(), |repr| repr.to_string());
            if !survives(&written, *number.value()) {
                return Err(Invalid::new(format!(
                    "the number `{written}` would lose digits: write it as text, which Terraform turns into the number"
                )));
            }
            Tree::Number(*number.value())
        }
        Expression::String(text) => Tree::Text(text.value().clone().into()),
        Expression::StringTemplate(template) => {
            let mut parts = template.into_iter().map(part).collect::<Result<Vec<_>, _>>()?;
            match (parts.len(), parts.pop()) {
                // `"${x}"` alone is `x`, as the formatter of Terraform would have it.
                (1, Some(Part::Value(value, _))) => return Ok(value),
                (_, last) => parts.extend(last),
            }
            if strips(&parts) { Tree::StrippedTemplate(parts) } else { Tree::Template(parts) }
        }
        Expression::HeredocTemplate(_) => {
            return Err(Invalid::new("a heredoc is not taken here: write the text as a quoted template"));
        }
        Expression::Array(array) => Tree::List(array.into_iter().map(converted).collect::<Result<_, _>>()?),
        Expression::Object(object) => {
            let entries = object.into_iter().map(|(key, value)| {
                let value = converted(value.into_expr())?;
                let key = match key {
                    ObjectKey::Ident(name) | ObjectKey::Expression(Expression::Variable(name)) => {
                        Key::Literal(named(&name)?.into())
                    }
                    ObjectKey::Expression(Expression::String(text)) => {
                        Key::Literal(text.value().clone().into())
                    }
                    // Without parentheses these are names, too.
                    ObjectKey::Expression(Expression::Null(_)) => Key::Literal("null".into()),
                    ObjectKey::Expression(Expression::Bool(value)) => Key::Literal(value.to_string().into()),
                    ObjectKey::Expression(key) => Key::Computed(boxed(key)?),
                };
                Ok((key, value))
            });
            Tree::Object(entries.collect::<Result<_, Invalid>>()?)
        }
        Expression::Parenthesis(inner) => Tree::Group(boxed(inner.into_inner())?),
        Expression::Variable(name) => Tree::Word(root(&name)?.into()),
        Expression::Traversal(traversal) => {
            let steps = traversal.operators.into_iter().map(|operator| match operator.into_value() {
                TraversalOperator::AttrSplat(_) => Ok(Step::AttributeSplat),
                TraversalOperator::FullSplat(_) => Ok(Step::FullSplat),
                TraversalOperator::GetAttr(name) => Ok(Step::Attribute(named(&name)?.into())),
                TraversalOperator::Index(index) => Ok(Step::Index(converted(index)?)),
                TraversalOperator::LegacyIndex(index) => Ok(Step::LegacyIndex(*index)),
            });
            Tree::Path(boxed(traversal.expr)?, steps.collect::<Result<_, Invalid>>()?)
        }
        Expression::FuncCall(call) => {
            let spaces = call.name.namespace.iter().map(|part| &***part);
            let name = spaces.chain([&**call.name.name]).collect::<Vec<_>>().join("::");
            let expands = call.args.expand_final();
            let arguments = call.args.into_iter().map(converted).collect::<Result<_, _>>()?;
            return Ok(called(name.into(), arguments, expands));
        }
        Expression::Conditional(of) => {
            let three = [converted(of.cond_expr)?, converted(of.true_expr)?, converted(of.false_expr)?];
            Tree::Conditional(Box::new(three))
        }
        Expression::UnaryOp(of) => Tree::Unary(*of.operator.value(), boxed(of.expr)?),
        Expression::BinaryOp(of) => {
            let both = [converted(of.lhs_expr)?, converted(of.rhs_expr)?];
            Tree::Binary(*of.operator.value(), Box::new(both))
        }
        Expression::ForExpr(of) => Tree::For(Box::new(For {
            key: of.intro.key_var.as_ref().map(|name| root(name)).transpose()?,
            value: root(&of.intro.value_var)?.into(),
            collection: converted(of.intro.collection_expr)?,
            result_key: of.key_expr.map(converted).transpose()?,
            result: converted(of.value_expr)?,
            grouping: of.grouping,
            condition: of.cond.map(|cond| converted(cond.expr)).transpose()?,
        })),
    };
    Ok(Expr::nested(tree))
}

/// Whether a template takes white space away around its values.
fn strips(parts: &[Part]) -> bool {
    let strips = |strip: &Strip| strip.strip_start() || strip.strip_end();
    parts.iter().any(|part| match part {
        Part::Literal(_) => false,
        Part::Value(_, strip) => strips(strip),
        Part::If(of) => of.strips.iter().any(strips),
        Part::For(of) => of.strips.iter().any(strips),
    })
}

/// Whether a number is the same once it is read and written: up to 15 digits always are.
fn survives(written: &str, number: hcl::Number) -> bool {
    let mantissa = written.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0').trim_end_matches('0');
    let vanishes = !digits.is_empty() && number.as_f64() == Some(0.0);
    !vanishes && (digits.len() <= 15 || number.to_string() == written)
}

fn part(element: Element) -> Result<Part, Invalid> {
    Ok(match element {
        Element::Literal(text) => Part::Literal(text.into_value().into()),
        Element::Interpolation(of) => Part::Value(converted(of.expr)?, of.strip),
        Element::Directive(directive) => match *directive {
            Directive::If(of) => {
                let otherwise = of.else_expr.map(|of| Ok((of.strip, parts(of.template)?)));
                let otherwise = otherwise.transpose()?;
                let strips = [
                    of.if_expr.strip,
                    otherwise.as_ref().map_or(Strip::None, |of| of.0),
                    of.endif_expr.strip,
                ];
                let condition = converted(of.if_expr.cond_expr)?;
                let then = parts(of.if_expr.template)?;
                let otherwise = otherwise.map(|(_, parts)| parts);
                Part::If(Box::new(If { condition, then, otherwise, strips }))
            }
            Directive::For(of) => Part::For(Box::new(ForDirective {
                key: of.for_expr.key_var.as_ref().map(|name| root(name)).transpose()?,
                value: root(&of.for_expr.value_var)?,
                collection: converted(of.for_expr.collection_expr)?,
                inner: parts(of.for_expr.template)?,
                strips: [of.for_expr.strip, of.endfor_expr.strip],
            })),
        },
    })
}

/// What stands within a directive. hcl-edit reads escapes there as the characters that they are made of, and
/// a quotation mark as a part of the text.
fn parts(template: hcl::edit::template::Template) -> Result<Vec<Part>, Invalid> {
    let has_escape = |element: &Element| element.as_literal().is_some_and(|text| text.contains(['\\', '"']));
    if template.iter().any(has_escape) {
        return Err(Invalid::new(
            "a text within `%{if}` or `%{for}` has an escape: use a conditional or `join` instead of the directive",
        ));
    }
    template.into_iter().map(part).collect()
}

/// A name that begins an expression; the words of the language do not.
fn root(name: &str) -> Result<String, Invalid> {
    if matches!(name, "for" | "if" | "in") {
        return Err(Invalid::new(format!("`{name}` is a word of Terraform's language, not a name")));
    }
    named(name)
}

/// A name in ASCII: what is aligned by its width needs no Unicode tables then.
fn named(name: &str) -> Result<String, Invalid> {
    if name.is_ascii() {
        return Ok(name.to_owned());
    }
    Err(Invalid::new(format!(
        "the name `{name}` has letters outside of ASCII: rename it where it is declared"
    )))
}
