//! What a stack can declare.

use super::amend::Amend;
use super::stack::Stack;
use crate::lang::node::Handle;

/// What a stack can declare: a builder for one resource, or for a component of several.
///
/// Authors of resources implement this; users call [`Declare::declare`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not something that a stack can declare",
    label = "expected a builder such as `Server::new(…)`"
)]
pub trait Resource {
    /// What declaring it returns.
    type Handle;

    /// Adds the resource to the stack under a label, and returns its handle.
    fn lower(self, stack: &mut Stack, label: &str) -> Self::Handle;
}

/// How a builder ends: it is declared, and its handle is what other builders take.
///
/// ```
/// use terrane_core::{Custom, Declare, Stack, ResourceType};
///
/// const QUEUE: ResourceType = ResourceType::resource("aws_sqs_queue", "queues");
///
/// let mut stack = Stack::new("shop-production");
/// let orders = Custom::new(&QUEUE)
///     .set("name", "shop-orders")
///     .amend(|queue| queue.prevent_destroy().comment("Orders are in no other place."))
///     .declare(&mut stack, "orders");
/// assert_eq!(orders.address(), "aws_sqs_queue.orders");
/// ```
pub trait Declare: Resource + Sized {
    /// Declares the resource or component under a label, and returns its handle.
    ///
    /// The label is the second word of the Terraform address: letters, digits and `_`. Together with the type
    /// it must be unique in the stack.
    fn declare(self, stack: &mut Stack, label: impl AsRef<str>) -> Self::Handle {
        stack.together(|stack| self.lower(stack, label.as_ref()))
    }

    /// Sets meta-arguments: lifecycle, comments, imports, allowed rules, arguments without a setter. Of a
    /// component it is the principal resource that is amended; its parts are reached with [`Stack::amend`].
    fn amend<F>(self, change: F) -> Amended<Self, F>
    where
        Self::Handle: Handle,
        F: FnOnce(Amend<'_>) -> Amend<'_>,
    {
        Amended { resource: self, change }
    }
}

impl<R: Resource> Declare for R {}

/// A resource together with the meta-arguments that it gets: what [`Declare::amend`] returns.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Amended<R, F> {
    resource: R,
    change: F,
}

impl<R, F> Resource for Amended<R, F>
where
    R: Resource<Handle: Handle>,
    F: FnOnce(Amend<'_>) -> Amend<'_>,
{
    type Handle = R::Handle;

    fn lower(self, stack: &mut Stack, label: &str) -> R::Handle {
        let handle = self.resource.lower(stack, label);
        (self.change)(stack.amend(&handle));
        handle
    }
}
