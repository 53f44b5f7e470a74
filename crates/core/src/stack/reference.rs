//! Typed references.

use std::fmt;
use std::marker::PhantomData;

use crate::lang::node::{Handle, Node};
use crate::lang::operator::conditional;
use crate::lang::text::Text;
use crate::lang::tree::Expr;
use crate::lang::value::Value;
use crate::validity::problem::Invalid;

/// What a [`Ref`](crate::Ref) names.
///
/// A layer of your own adds a kind with an empty type:
///
/// ```
/// use terrane_core::Kind;
///
/// /// The ARN of a Kinesis stream.
/// #[derive(Debug)]
/// pub enum StreamArn {}
/// impl Kind for StreamArn {
///     const NOUN: &'static str = "Kinesis stream ARN";
///     const ID_PREFIX: &'static str = "arn:";
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of reference",
    label = "expected a kind: an empty type that says what is named"
)]
pub trait Kind {
    /// What a person calls it, in the singular: "VPC id".
    const NOUN: &'static str;
    /// How every literal of this kind begins; empty where nothing is fixed.
    const ID_PREFIX: &'static str = "";
}

/// A reference that says what it names: `Ref<VpcId>` is the id of a VPC and nothing else.
///
/// It comes from the handle of a declared resource (`vpc.id()`), from a variable
/// ([`Variable::reference`](crate::Variable::reference)), from a data source, or from something that exists
/// already ([`Ref::existing`]).
///
/// ```
/// use terrane_core::{Kind, Ref};
///
/// enum VpcId {}
/// impl Kind for VpcId {
///     const NOUN: &'static str = "VPC id";
///     const ID_PREFIX: &'static str = "vpc-";
/// }
///
/// let vpc: Ref<VpcId> = Ref::existing("vpc-0a1b2c3d");
/// ```
///
/// A VPC is not a subnet:
///
/// ```compile_fail,E0308
/// # use terrane_core::{Kind, Ref};
/// # enum VpcId {}
/// # impl Kind for VpcId { const NOUN: &'static str = "VPC id"; }
/// # enum SubnetId {}
/// # impl Kind for SubnetId { const NOUN: &'static str = "subnet id"; }
/// let vpc: Ref<VpcId> = Ref::existing("vpc-0a1b2c3d");
/// let subnet: Ref<SubnetId> = vpc;
/// ```
pub struct Ref<K> {
    expr: Expr,
    kind: PhantomData<fn() -> K>,
}

/// What stands for a thing of kind `K`: a [`Ref<K>`](Ref), or the handle of a resource that is one.
///
/// Builders take it, so that one writes `.encrypted_with(&key)` and not `.encrypted_with(&key.arn())`.
/// Authors of handles implement it for each kind by which others name their resource.
///
/// ```
/// use terrane_core::{Kind, Node, Ref, RefersTo};
///
/// enum ServerId {}
/// impl Kind for ServerId {
///     const NOUN: &'static str = "server id";
/// }
///
/// struct ServerHandle(Node);
///
/// impl RefersTo<ServerId> for ServerHandle {
///     fn reference(&self) -> Ref<ServerId> {
///         self.0.attribute("id")
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not stand for a `{K}`",
    label = "expected `Ref<{K}>`, or the handle of a resource that is one"
)]
pub trait RefersTo<K> {
    /// The reference.
    fn reference(&self) -> Ref<K>;
}

impl<K> RefersTo<K> for Ref<K> {
    fn reference(&self) -> Ref<K> {
        self.clone()
    }
}

impl Node {
    /// One attribute of the resource as a reference of kind `K`.
    ///
    /// This is for authors of resources: they vouch that the attribute is of that kind. `path` is the
    /// attribute's name, and where it stands deeper also indices and names: `endpoint[0].address`.
    pub fn attribute<K: Kind>(&self, path: &'static str) -> Ref<K> {
        Ref::from_expr(Expr::attribute(self, path))
    }

    /// One attribute of the resource, of no particular kind.
    pub fn expression(&self, path: &'static str) -> Expr {
        Expr::attribute(self, path)
    }
}

impl<K: Kind> Ref<K> {
    /// Something that exists outside of this stack, by its literal id, name or ARN.
    ///
    /// Where the provider gives this kind a fixed beginning (`vpc-`, `arn:`), another one is reported as
    /// `malformed-id` by [`Stack::finish`](crate::Stack::finish).
    pub fn existing(id: impl Into<String>) -> Self {
        Self::from_expr(Expr::text(id.into()))
    }

    /// The one where the condition holds, else the other; both are of one kind.
    #[must_use]
    pub fn when(condition: Value<bool>, then: Self, otherwise: Self) -> Self {
        Self::from_expr(conditional(condition.into(), then.expr, otherwise.expr))
    }

    /// What Terraform computes by other means: you vouch for its kind.
    ///
    /// For authors of resources, and for [`Expr::raw`].
    pub fn from_expr(expr: Expr) -> Self {
        Self { expr, kind: PhantomData }
    }

    /// An expression in Terraform's own language: you vouch for its kind.
    ///
    /// # Errors
    ///
    /// Where `source` is not one expression.
    pub fn raw(source: &str) -> Result<Self, Invalid> {
        Expr::raw(source).map(Self::from_expr)
    }
}

impl<K> Ref<K> {
    /// The same reference, of use only once `handle` exists: whatever takes it also waits for that.
    ///
    /// This is how a listener hands on a target group that it forwards to.
    #[must_use]
    pub fn after(self, handle: &impl Handle) -> Self {
        Self { expr: self.expr.after(handle.node()), kind: PhantomData }
    }

    /// The same reference, without what [`Ref::after`] added: for what does not use it yet.
    #[must_use]
    pub fn without_dependencies(self) -> Self {
        Self { expr: self.expr.without_dependencies(), kind: PhantomData }
    }

    /// The literal that this is, where it is not a reference.
    pub fn as_literal(&self) -> Option<&str> {
        self.expr.as_literal()
    }

    pub(crate) fn expr(&self) -> &Expr {
        &self.expr
    }

    /// What two references have in common that name the same attribute of the same resource, or the same
    /// literal; `None` for what Terraform computes, which may be anything.
    pub fn identity(&self) -> Option<String> {
        match self.expr.attribute_of() {
            Some((node, path)) => Some(format!("{}/{}.{path}", node.id.stack, node.id.index)),
            None => self.as_literal().map(|literal| format!("\"{literal}")),
        }
    }

    /// Whether both name the same attribute of the same resource, or the same literal.
    pub fn same_as(&self, other: &Self) -> bool {
        match (self.expr.attribute_of(), other.expr.attribute_of()) {
            (Some((mine, path)), Some((theirs, other))) => mine.id == theirs.id && path == other,
            (None, None) => self.as_literal().is_some() && self.as_literal() == other.as_literal(),
            _ => false,
        }
    }
}

impl<K> Ref<K> {
    /// Whether both are known to name different things: two resources that are declared, or two literals.
    ///
    /// What is looked up, given by a variable or computed may be anything.
    pub fn differs_from(&self, other: &Self) -> bool {
        let is_declared = |node: &Node| !node.address().starts_with("data.");
        match (self.expr.attribute_of(), other.expr.attribute_of()) {
            (Some((mine, _)), Some((theirs, _))) => {
                mine.id != theirs.id && is_declared(mine) && is_declared(theirs)
            }
            (None, None) => {
                self.as_literal().zip(other.as_literal()).is_some_and(|(mine, theirs)| mine != theirs)
            }
            _ => false,
        }
    }
}

impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        Self { expr: self.expr.clone(), kind: PhantomData }
    }
}

impl<K: Kind> fmt::Debug for Ref<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(K::NOUN).field(&self.expr).finish()
    }
}

impl<K> From<Ref<K>> for Expr {
    fn from(reference: Ref<K>) -> Self {
        reference.expr
    }
}

impl<K> From<&Ref<K>> for Expr {
    fn from(reference: &Ref<K>) -> Self {
        reference.expr.clone()
    }
}

impl<K> From<Ref<K>> for Text {
    fn from(reference: Ref<K>) -> Self {
        Text::from_expr(reference.expr)
    }
}

impl<K> From<&Ref<K>> for Text {
    fn from(reference: &Ref<K>) -> Self {
        Text::from_expr(reference.expr.clone())
    }
}
