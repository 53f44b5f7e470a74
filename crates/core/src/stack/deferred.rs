//! Arguments whose value is known once the stack is finished.

use std::any::Any;
use std::fmt;

use crate::lang::tree::Expr;

/// An argument that collects what others add to it, until the stack is finished.
pub(crate) struct Deferred {
    pub(crate) key: &'static str,
    collected: Box<dyn Any + Send + Sync>,
    value: Value,
}

/// Makes the argument of what has been collected.
type Value = Box<dyn Fn(&dyn Any) -> Option<Expr> + Send + Sync>;

impl Deferred {
    /// An argument of which `value` is made of what a `C` collects, empty at first.
    pub(crate) fn new<C: Any + Default + Send + Sync>(
        key: &'static str,
        value: impl Fn(&C) -> Option<Expr> + Send + Sync + 'static,
    ) -> Self {
        let value = move |collected: &dyn Any| collected.downcast_ref().and_then(&value);
        Self { key, collected: Box::<C>::default(), value: Box::new(value) }
    }

    /// What collects, where that is a `C`.
    pub(crate) fn collected<C: Any>(&mut self) -> Option<&mut C> {
        self.collected.downcast_mut()
    }

    /// The value of what has been collected; `None` where the whole resource is left out.
    pub(crate) fn value(&self) -> Option<Expr> {
        (self.value)(&*self.collected)
    }
}

impl fmt::Debug for Deferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deferred").field("key", &self.key).finish_non_exhaustive()
    }
}
