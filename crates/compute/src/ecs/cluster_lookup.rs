//! `data "aws_ecs_cluster"`.

use terrane_core::{Body, Resource, ResourceType, Stack, Text};

use super::cluster::Cluster;
use super::cluster_handle::ClusterHandle;

const LOOKUP: ResourceType = terrane_aws::data("aws_ecs_cluster", "compute");

/// A cluster that another stack declares, looked up by its name.
///
/// Emits `data.aws_ecs_cluster.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Cluster::NAME`] |
///
/// # Not covered
///
/// How the cluster encrypts and records the sessions of `aws ecs execute-command`: the rights that its
/// services need for that are not known.
///
/// # Example
///
/// ```
/// use terrane_compute::ClusterLookup;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = ClusterLookup::new("shared").declare(&mut stack, "shared");
/// assert!(stack.finish()?.file("compute.tf").unwrap().contains("data \"aws_ecs_cluster\" \"shared\" {"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_ecs_cluster")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ClusterLookup {
    name: Text,
}

impl ClusterLookup {
    /// The cluster of this name.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into() }
    }
}

impl Resource for ClusterLookup {
    type Handle = ClusterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ClusterHandle {
        let mut body = Body::new();
        body.name("cluster_name", &Cluster::NAME, self.name);
        ClusterHandle { node: stack.add(&LOOKUP, label, body), name: "cluster_name", exec_rights: Vec::new() }
    }
}
