//! What is known of a declared service scaling.

use terrane_core::{Handle, Node};

/// A declared [`ServiceScaling`](crate::ServiceScaling).
#[derive(Clone, Debug)]
pub struct ServiceScalingHandle {
    pub(super) node: Node,
    pub(super) policies: Vec<Node>,
    pub(super) schedules: Vec<Node>,
}

impl Handle for ServiceScalingHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl ServiceScalingHandle {
    /// The policies, in the order in which they were given.
    pub fn policies(&self) -> &[Node] {
        &self.policies
    }

    /// The scheduled actions, in the order in which they were given.
    pub fn schedules(&self) -> &[Node] {
        &self.schedules
    }
}
