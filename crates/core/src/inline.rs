//! Values on one line.

use std::fmt::Write;

use hcl::expr::{
    Expression, ForExpr, FuncCall, ObjectKey, Operation, TemplateExpr, Traversal, TraversalOperator,
    UnaryOperator,
};

use crate::escape;

/// Appends a value on the current line.
pub(crate) fn inline(value: &Expression, out: &mut String) {
    match value {
        Expression::Null => out.push_str("null"),
        Expression::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Expression::Number(number) => write_to(out, format_args!("{number}")),
        Expression::String(text) => {
            out.push('"');
            escape::literal(text, out);
            out.push('"');
        }
        Expression::TemplateExpr(template) => match &**template {
            TemplateExpr::QuotedString(raw) => {
                out.push('"');
                out.push_str(raw);
                out.push('"');
            }
            // None is made here, and `Expr::raw` takes none.
            TemplateExpr::Heredoc(heredoc) => {
                out.push('"');
                escape::literal(&heredoc.template, out);
                out.push('"');
            }
        },
        Expression::Array(elements) => {
            out.push('[');
            separated(elements, out);
            out.push(']');
        }
        Expression::Object(entries) if entries.is_empty() => out.push_str("{}"),
        Expression::Object(entries) => {
            out.push_str("{ ");
            for (i, (key, value)) in entries.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                object_key(key, out);
                out.push_str(" = ");
                inline(value, out);
            }
            out.push_str(" }");
        }
        Expression::Variable(name) => out.push_str(name.as_str()),
        Expression::Traversal(traversal) => path(traversal, out),
        Expression::FuncCall(call) => {
            function(call, out);
            separated(&call.args, out);
            if call.expand_final {
                out.push_str("...");
            }
            out.push(')');
        }
        Expression::Parenthesis(inner) => {
            out.push('(');
            inline(inner, out);
            out.push(')');
        }
        Expression::Conditional(conditional) => {
            inline(&conditional.cond_expr, out);
            out.push_str(" ? ");
            inline(&conditional.true_expr, out);
            out.push_str(" : ");
            inline(&conditional.false_expr, out);
        }
        Expression::Operation(operation) => match &**operation {
            Operation::Unary(unary) => {
                out.push_str(if unary.operator == UnaryOperator::Neg { "-" } else { "!" });
                inline(&unary.expr, out);
            }
            Operation::Binary(binary) => {
                inline(&binary.lhs_expr, out);
                write_to(out, format_args!(" {} ", binary.operator));
                inline(&binary.rhs_expr, out);
            }
        },
        Expression::ForExpr(for_expr) => comprehension(for_expr, out),
        // hcl-rs may add forms of its own; none can be made here.
        other => out.push_str(&other.to_string()),
    }
}

/// Appends a call up to its arguments: `provider::aws::arn_parse(`.
pub(crate) fn function(call: &FuncCall, out: &mut String) {
    for part in &call.name.namespace {
        out.push_str(part.as_str());
        out.push_str("::");
    }
    out.push_str(call.name.name.as_str());
    out.push('(');
}

fn path(traversal: &Traversal, out: &mut String) {
    inline(&traversal.expr, out);
    for operator in &traversal.operators {
        match operator {
            TraversalOperator::AttrSplat => out.push_str(".*"),
            TraversalOperator::FullSplat => out.push_str("[*]"),
            TraversalOperator::GetAttr(name) => {
                out.push('.');
                out.push_str(name.as_str());
            }
            TraversalOperator::Index(index) => {
                out.push('[');
                inline(index, out);
                out.push(']');
            }
            TraversalOperator::LegacyIndex(index) => write_to(out, format_args!(".{index}")),
        }
    }
}

fn comprehension(comprehension: &ForExpr, out: &mut String) {
    let (open, close) = if comprehension.key_expr.is_some() { ('{', '}') } else { ('[', ']') };
    out.push(open);
    out.push_str("for ");
    if let Some(key) = &comprehension.key_var {
        out.push_str(key.as_str());
        out.push_str(", ");
    }
    out.push_str(comprehension.value_var.as_str());
    out.push_str(" in ");
    inline(&comprehension.collection_expr, out);
    out.push_str(" : ");
    if let Some(key) = &comprehension.key_expr {
        inline(key, out);
        out.push_str(" => ");
    }
    inline(&comprehension.value_expr, out);
    if comprehension.grouping {
        out.push_str("...");
    }
    if let Some(condition) = &comprehension.cond_expr {
        out.push_str(" if ");
        inline(condition, out);
    }
    out.push(close);
}

fn separated(elements: &[Expression], out: &mut String) {
    for (i, element) in elements.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        inline(element, out);
    }
}

fn write_to(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}

/// Appends the key of an object, in ASCII.
pub(crate) fn object_key(key: &ObjectKey, out: &mut String) {
    match key {
        ObjectKey::Identifier(name) => out.push_str(name.as_str()),
        ObjectKey::Expression(Expression::String(literal)) => {
            out.push('"');
            escape::ascii(literal, out);
            out.push('"');
        }
        ObjectKey::Expression(other) => inline(other, out),
        // hcl-rs may add forms of its own; none can be made here.
        other => out.push_str(&other.to_string()),
    }
}
