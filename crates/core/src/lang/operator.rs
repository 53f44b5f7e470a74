//! Operators over values of any type: what the typed ones are made of, with the parentheses that they need.

use super::tree::{BinaryOperator, Expr, Tree, UnaryOperator};

/// `condition ? then : otherwise`, of one type on both sides: `Text::when`, `Value::when`, `Ref::when`.
pub(crate) fn conditional(condition: Expr, then: Expr, otherwise: Expr) -> Expr {
    // Every operator binds closer than `? :`.
    let inner = |expr: Expr| match expr.tree {
        Tree::Conditional(_) => group(expr),
        _ => expr,
    };
    let three = [inner(condition), inner(then), inner(otherwise)];
    Expr::nested(Tree::Conditional(Box::new(three)))
}

/// `!operand`
pub(super) fn negated(value: Expr) -> Expr {
    Expr::nested(Tree::Unary(UnaryOperator::Not, Box::new(operand(value))))
}

/// `left == right`, and the like.
pub(super) fn binary(operator: BinaryOperator, left: Expr, right: Expr) -> Expr {
    Expr::nested(Tree::Binary(operator, Box::new([operand(left), operand(right)])))
}

/// Nested operations keep their grouping: nothing else would write the parentheses.
fn operand(expr: Expr) -> Expr {
    match expr.tree {
        Tree::Binary(..) | Tree::Unary(..) | Tree::Conditional(_) => group(expr),
        _ => expr,
    }
}

fn group(expr: Expr) -> Expr {
    Expr::nested(Tree::Group(Box::new(expr)))
}
