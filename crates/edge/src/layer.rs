//! The file that the layer writes.

/// Everything of the layer goes to `edge.tf`.
pub(crate) const FILE: &str = "edge";
