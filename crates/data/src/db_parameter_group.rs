//! `aws_db_parameter_group`

use terrane_core::{Body, Handle, Kind, NameRule, Node, Ref, RefersTo, Resource, Stack, Text, Type};

use crate::AuroraFamily;
use crate::parameter_group::{self, Known, Parameter, ParameterGroup};

const GROUP: Type = terrane_aws::resource("aws_db_parameter_group", "data").named_once("name");

/// The name of a parameter group for the instances of a cluster.
#[derive(Clone, Copy, Debug)]
pub enum DbParameterGroupName {}

impl Kind for DbParameterGroupName {
    const NOUN: &'static str = "DB parameter group name";
}

/// Parameters of the engine for the instances of a cluster, beside those of the cluster.
///
/// Reported: `invalid-name`, and a parameter that is set twice (`duplicate-parameter`). A group of another family than the
/// cluster's engine is reported there (`parameter-group-of-other-family`).
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_data::{AuroraFamily, DbParameterGroup};
///
/// let mut stack = Stack::new("docs");
/// let group = DbParameterGroup::new("jiki-production", AuroraFamily::Postgresql(16))
///         .parameter("log_min_duration_statement", 1000)
///         .parameter_at_reboot("max_connections", 200).declare(&mut stack, "main");
/// # stack.output("group", group.name());
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Left out: `name_prefix` and `skip_destroy` (use `stack.amend(&x).attribute(…)`). A group of another family replaces
/// this one: for an upgrade, declare a second group under another name.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct DbParameterGroup {
    group: ParameterGroup,
}

impl DbParameterGroup {
    /// The name of a parameter group.
    pub const NAME: NameRule = parameter_group::NAME;

    /// A group of the family's default parameters; see [`DbParameterGroup::NAME`] and
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

impl Resource for DbParameterGroup {
    type Handle = DbParameterGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> DbParameterGroupHandle {
        let known = self.group.known();
        let body: Body = self.group.into_body();
        let handle = DbParameterGroupHandle { node: stack.add(&GROUP, label, body) };
        if let Some(memory) = stack.remember::<Known, _>(&handle.name()) {
            *memory = known;
        }
        handle
    }
}

/// A declared parameter group for the instances of a cluster.
#[derive(Clone, Debug)]
pub struct DbParameterGroupHandle {
    node: Node,
}

impl DbParameterGroupHandle {
    /// The name: what a cluster takes.
    pub fn name(&self) -> Ref<DbParameterGroupName> {
        self.node.attribute("name")
    }
}

impl RefersTo<DbParameterGroupName> for DbParameterGroupHandle {
    fn reference(&self) -> Ref<DbParameterGroupName> {
        self.name()
    }
}

impl Handle for DbParameterGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
