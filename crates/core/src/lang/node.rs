//! Where a declared resource stands, and the handle that proves that it was declared.

use std::sync::Arc;

/// A resource's place: which stack, and which declaration in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId {
    pub(crate) stack: u32,
    pub(crate) index: u32,
}

/// A declared resource, data source or ephemeral resource.
///
/// Only [`Stack::add`](crate::Stack::add) makes one, so what holds a node, or a [`Ref`](crate::Ref) that
/// came from it, holds something that is in the stack.
#[derive(Clone, Debug)]
pub struct Node {
    pub(crate) id: NodeId,
    pub(crate) address: Arc<str>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Node {}

impl std::hash::Hash for Node {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl Node {
    /// Whether Terraform makes it, and does not only read it.
    pub fn is_managed(&self) -> bool {
        !self.address.starts_with("data.") && !self.address.starts_with("ephemeral.")
    }

    /// The Terraform address, such as `aws_vpc.main` or `data.aws_vpc.main`.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// What `declare` returns: the typed attributes of a resource, and the node behind them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the handle of a declared resource",
    label = "expected the handle that `.declare(…)` returned",
    note = "a reference such as `server.id()` names one attribute; pass the handle itself: `&server`"
)]
pub trait Handle {
    /// The declared resource; for a component, its principal resource.
    fn node(&self) -> &Node;
}

impl Handle for Node {
    fn node(&self) -> &Node {
        self
    }
}
