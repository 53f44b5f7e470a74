//! `aws_rds_cluster_parameter_group`

use terrane_core::{Body, Handle, Kind, NameRule, Node, Ref, RefersTo, Resource, Stack, Text, Type};

use crate::AuroraFamily;
use crate::parameter_group::{self, Known, Parameter, ParameterGroup};

const GROUP: Type = terrane_aws::resource("aws_rds_cluster_parameter_group", "data").named_once("name");

/// The name of a parameter group for an Aurora cluster.
#[derive(Clone, Copy, Debug)]
pub enum ClusterParameterGroupName {}

impl Kind for ClusterParameterGroupName {
    const NOUN: &'static str = "cluster parameter group name";
}

/// Parameters of the engine for an Aurora cluster: what holds for all of its instances.
///
/// Reported: `invalid-name`, and a parameter that is set twice (`duplicate-parameter`). A group of another family than the
/// cluster's engine is reported there (`parameter-group-of-other-family`).
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_data::{AuroraFamily, ClusterParameterGroup};
///
/// let mut stack = Stack::new("docs");
/// let group = ClusterParameterGroup::new("jiki-production", AuroraFamily::Postgresql(16))
///         .parameter("log_min_duration_statement", 1000)
///         .parameter_at_reboot("rds.logical_replication", 1).declare(&mut stack, "main");
/// # stack.output("group", group.name());
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Left out: `name_prefix` (use `stack.amend(&x).attribute(…)`). A group of another family replaces this one: for an
/// upgrade, declare a second group under another name.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ClusterParameterGroup {
    group: ParameterGroup,
}

impl ClusterParameterGroup {
    /// The name of a parameter group.
    pub const NAME: NameRule = parameter_group::NAME;

    /// A group of the family's default parameters; see [`ClusterParameterGroup::NAME`] and
    /// [`AuroraEngine::family`](crate::AuroraEngine::family).
    pub fn new(name: impl Into<Text>, family: AuroraFamily) -> Self {
        Self { group: ParameterGroup::new(name.into(), family) }
    }

    /// What the group is for. Default: Terraform's own "Managed by Terraform".
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.group.description = Some(text.into());
        self
    }

    /// Sets a dynamic parameter: it holds at once.
    pub fn parameter(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.group.parameters.push(Parameter { name, value: value.into(), at_reboot: false });
        self
    }

    /// Sets a static parameter: it holds once the instances have been restarted.
    pub fn parameter_at_reboot(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.group.parameters.push(Parameter { name, value: value.into(), at_reboot: true });
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.group.tags.set(key, value);
        self
    }
}

impl Resource for ClusterParameterGroup {
    type Handle = ClusterParameterGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ClusterParameterGroupHandle {
        let known = self.group.known();
        let body: Body = self.group.into_body();
        let handle = ClusterParameterGroupHandle { node: stack.add(&GROUP, label, body) };
        if let Some(memory) = stack.remember::<Known, _>(&handle.name()) {
            *memory = known;
        }
        handle
    }
}

/// A declared parameter group for an Aurora cluster.
#[derive(Clone, Debug)]
pub struct ClusterParameterGroupHandle {
    node: Node,
}

impl ClusterParameterGroupHandle {
    /// The name: what a cluster takes.
    pub fn name(&self) -> Ref<ClusterParameterGroupName> {
        self.node.attribute("name")
    }
}

impl RefersTo<ClusterParameterGroupName> for ClusterParameterGroupHandle {
    fn reference(&self) -> Ref<ClusterParameterGroupName> {
        self.name()
    }
}

impl Handle for ClusterParameterGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
