//! The three arguments by which a policy or a scheduled action names its target.

use terrane_core::{Body, Node};

pub(super) fn write_scalable_target(target: &Node, body: &mut Body) {
    for argument in ["resource_id", "scalable_dimension", "service_namespace"] {
        body.set(argument, target.expression(argument));
    }
}
