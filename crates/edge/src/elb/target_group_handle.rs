//! What a target group gives to others.

use terrane_aws::kind::{TargetGroupArn, VpcId};
use terrane_core::{Handle, Node, Port, Ref, RefersTo, Text};

/// A declared target group.
///
/// A service does not register with it, but with what the handle of a listener or of a rule gives:
/// [`ForwardedTargetGroup`](terrane_aws::ForwardedTargetGroup).
#[derive(Clone, Debug)]
pub struct TargetGroupHandle {
    pub(super) node: Node,
    pub(super) port: Port,
    pub(super) vpc: Ref<VpcId>,
    /// The port of the health check, where that is another one than the requests'.
    pub(super) health_port: Option<Port>,
    /// Whether only an HTTPS listener can forward to it.
    pub(super) needs_https: bool,
}

impl TargetGroupHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<TargetGroupArn> {
        self.node.attribute("arn")
    }

    /// What metrics call the group: `targetgroup/…`.
    pub fn arn_suffix(&self) -> Text {
        Text::from_expr(self.node.expression("arn_suffix"))
    }

    /// The port of the targets.
    pub fn port(&self) -> Port {
        self.port
    }
}

impl RefersTo<TargetGroupArn> for TargetGroupHandle {
    fn reference(&self) -> Ref<TargetGroupArn> {
        self.arn()
    }
}

impl Handle for TargetGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
