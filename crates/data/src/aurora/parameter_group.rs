//! `aws_rds_cluster_parameter_group` and `aws_db_parameter_group`: parameters of Aurora's engines.

use std::marker::PhantomData;

use terrane_aws::Tags;
use terrane_core::{
    Body, Handle, Kind, NameRule, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

use super::AuroraFamily;
use crate::names::{check_parameters, words_with_dashes};

const CLUSTER: ResourceType =
    terrane_aws::resource("aws_rds_cluster_parameter_group", "data").named_once("name");
const INSTANCES: ResourceType = terrane_aws::resource("aws_db_parameter_group", "data").named_once("name");

/// The name of a parameter group for an Aurora cluster.
#[derive(Clone, Copy, Debug)]
pub enum ClusterParameterGroupName {}

impl Kind for ClusterParameterGroupName {
    const NOUN: &'static str = "cluster parameter group name";
}

/// The name of a parameter group for the instances of a cluster.
#[derive(Clone, Copy, Debug)]
pub enum DbParameterGroupName {}

impl Kind for DbParameterGroupName {
    const NOUN: &'static str = "DB parameter group name";
}

/// What a parameter group is for, by the kind of its name: a cluster, or the instances of one.
pub trait ParameterGroupOf: Kind {
    /// The Terraform type.
    #[doc(hidden)]
    const TYPE: &'static ResourceType;
}

impl ParameterGroupOf for ClusterParameterGroupName {
    const TYPE: &'static ResourceType = &CLUSTER;
}

impl ParameterGroupOf for DbParameterGroupName {
    const TYPE: &'static ResourceType = &INSTANCES;
}

/// Parameters of the engine for an Aurora cluster: what holds for all of its instances. See
/// [`ParameterGroup`].
#[doc(alias = "aws_rds_cluster_parameter_group")]
pub type ClusterParameterGroup = ParameterGroup<ClusterParameterGroupName>;

/// A declared parameter group for an Aurora cluster.
pub type ClusterParameterGroupHandle = ParameterGroupHandle<ClusterParameterGroupName>;

/// Parameters of the engine for the instances of a cluster, beside those of the cluster. See
/// [`ParameterGroup`].
#[doc(alias = "aws_db_parameter_group")]
pub type DbParameterGroup = ParameterGroup<DbParameterGroupName>;

/// A declared parameter group for the instances of a cluster.
pub type DbParameterGroupHandle = ParameterGroupHandle<DbParameterGroupName>;

/// Parameters of the engine: a [`ClusterParameterGroup`], or a [`DbParameterGroup`] for the instances.
///
/// Emits `aws_rds_cluster_parameter_group.{label}` or `aws_db_parameter_group.{label}`.
///
/// By default the parameters are those of the family. A group of another family replaces this one: for an
/// upgrade, declare a second group under another name.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`ClusterParameterGroup::NAME`] |
/// | `duplicate-parameter` | a parameter that is set twice |
/// | `parameter-group-of-other-family` | reported at a cluster of another engine or major version |
///
/// # Not covered
///
/// `name_prefix`, and `skip_destroy` of `aws_db_parameter_group`: use `stack.amend(&group).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_data::{AuroraFamily, ClusterParameterGroup, DbParameterGroup};
///
/// let mut stack = Stack::new("docs");
/// let family = AuroraFamily::Postgresql(16);
/// let cluster = ClusterParameterGroup::new("jiki-production", family)
///     .parameter("log_min_duration_statement", 1000)
///     .parameter_at_reboot("rds.logical_replication", 1)
///     .declare(&mut stack, "main");
/// let instances = DbParameterGroup::new("jiki-production", family)
///     .parameter_at_reboot("max_connections", 200)
///     .declare(&mut stack, "main");
/// # stack.output("cluster", cluster.name());
/// # stack.output("instances", instances.name());
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_rds_cluster_parameter_group")]
#[doc(alias = "aws_db_parameter_group")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ParameterGroup<K> {
    name: Text,
    family: AuroraFamily,
    description: Option<Text>,
    parameters: Vec<Parameter>,
    tags: Tags,
    kind: PhantomData<fn() -> K>,
}

#[derive(Debug)]
struct Parameter {
    name: &'static str,
    value: Text,
    at_reboot: bool,
}

impl<K: ParameterGroupOf> ParameterGroup<K> {
    /// The name of a parameter group.
    pub const NAME: NameRule = words_with_dashes(
        "a parameter group's name has 1 to 255 lower-case letters, digits and `-`, a letter first, no `--`, \
         no `-` at the end",
        255,
    )
    .lower();

    /// A group of the family's default parameters; see [`AuroraEngine::family`](crate::AuroraEngine::family).
    pub fn new(name: impl Into<Text>, family: AuroraFamily) -> Self {
        Self {
            name: name.into(),
            family,
            description: None,
            parameters: Vec::new(),
            tags: Tags::default(),
            kind: PhantomData,
        }
    }

    /// What the group is for. Default: Terraform's own "Managed by Terraform".
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Sets a dynamic parameter: it applies at once.
    pub fn parameter(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.parameters.push(Parameter { name, value: value.into(), at_reboot: false });
        self
    }

    /// Sets a static parameter: it applies once the instances have been restarted.
    pub fn parameter_at_reboot(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.parameters.push(Parameter { name, value: value.into(), at_reboot: true });
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        check_parameters(body, self.parameters.iter().map(|parameter| parameter.name));
    }

    fn known(&self) -> Known {
        let value = |name: &str| {
            self.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| &parameter.value)
        };
        Known {
            noun: K::NOUN,
            family: Some(self.family),
            max_connections: value("max_connections").cloned(),
            logical_replication: value("rds.logical_replication").and_then(Text::as_literal) == Some("1"),
        }
    }
}

impl Parameter {
    fn write(self, body: &mut Body) {
        body.set("name", self.name);
        body.set("value", self.value);
        body.set_opt("apply_method", self.at_reboot.then_some("pending-reboot"));
    }
}

impl<K: ParameterGroupOf> Resource for ParameterGroup<K> {
    type Handle = ParameterGroupHandle<K>;

    fn lower(self, stack: &mut Stack, label: &str) -> ParameterGroupHandle<K> {
        let known = self.known();
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        body.set("family", self.family);
        body.set_opt("description", self.description);
        self.tags.write(&mut body);
        for parameter in self.parameters {
            body.block("parameter", |block| parameter.write(block));
        }
        let handle = ParameterGroupHandle { node: stack.add(K::TYPE, label, body), kind: PhantomData };
        if let Some(memory) = stack.remember::<Known, _>(&handle.name()) {
            *memory = known;
        }
        handle
    }
}

/// What a cluster must know of the groups that it is given.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    noun: &'static str,
    family: Option<AuroraFamily>,
    pub(super) max_connections: Option<Text>,
    pub(super) logical_replication: bool,
}

impl Known {
    /// What is known of a group; `None` where it is from outside of the stack.
    pub(super) fn of<K: ParameterGroupOf>(stack: &mut Stack, group: &Ref<K>) -> Option<Known> {
        stack.remember(group).cloned()
    }

    /// Reports a group of another family than the engine's.
    pub(super) fn check_family(&self, engine: Option<AuroraFamily>, body: &mut Body) {
        let (Some(theirs), Some(ours)) = (self.family, engine) else { return };
        let (theirs, ours) = (Text::from(theirs), Text::from(ours));
        let (theirs, ours) = (theirs.as_literal().unwrap_or_default(), ours.as_literal().unwrap_or_default());
        if theirs != ours {
            let noun = self.noun;
            body.report(Problem::error(
                "parameter-group-of-other-family",
                format!("the {noun} names a group of the family `{theirs}`, but the engine's is `{ours}`"),
                format!("make the group of the family `{ours}`: `engine.family()`"),
            ));
        }
    }
}

/// A declared [`ParameterGroup`].
#[derive(Clone, Debug)]
pub struct ParameterGroupHandle<K> {
    node: Node,
    kind: PhantomData<fn() -> K>,
}

impl<K: ParameterGroupOf> ParameterGroupHandle<K> {
    /// The name.
    pub fn name(&self) -> Ref<K> {
        self.node.attribute("name")
    }
}

impl<K: ParameterGroupOf> RefersTo<K> for ParameterGroupHandle<K> {
    fn reference(&self) -> Ref<K> {
        self.name()
    }
}

impl<K> Handle for ParameterGroupHandle<K> {
    fn node(&self) -> &Node {
        &self.node
    }
}
