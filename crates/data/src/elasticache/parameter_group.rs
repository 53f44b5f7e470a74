//! `aws_elasticache_parameter_group`: the parameters of a cache's engine.

use terrane_aws::Tags;
use terrane_core::{Body, Handle, Kind, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::{CacheFamily, EvictionPolicy};
use crate::names::{check_parameters, words_with_dashes};

const TYPE: ResourceType = terrane_aws::resource("aws_elasticache_parameter_group", "data")
    .named_once("name")
    .must_be_used("give it to a replication group: `.parameter_group(&group.name())`");

/// The name of an ElastiCache parameter group.
#[derive(Clone, Copy, Debug)]
pub enum CacheParameterGroupName {}

impl Kind for CacheParameterGroupName {
    const NOUN: &'static str = "ElastiCache parameter group name";
}

/// Parameters of the engine that several replication groups share.
///
/// A [`ReplicationGroup`](crate::ReplicationGroup) makes one of its own from
/// [`parameter`](crate::ReplicationGroup::parameter), in the family of its engine; that is the simpler way
/// where nothing is shared.
///
/// Emits `aws_elasticache_parameter_group.{label}`. By default the parameters are those of the family.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`CacheParameterGroup::NAME`] |
/// | `duplicate-parameter` | a parameter that is set twice |
/// | `unused` | a group that no replication group uses |
///
/// # Example
///
/// ```
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{CacheFamily, CacheParameterGroup, EvictionPolicy, NodeType, ReplicationGroup};
///
/// # let mut stack = Stack::new("docs");
/// let settings = CacheParameterGroup::new("jiki-caches", CacheFamily::Valkey8)
///     .eviction_policy(EvictionPolicy::AllKeysLru);
/// let settings = settings.declare(&mut stack, "caches");
/// let pages = ReplicationGroup::new("jiki-pages", NodeType::T4G_SMALL, "Rendered pages")
///     .parameter_group(&settings);
/// pages.declare(&mut stack, "pages");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_elasticache_parameter_group")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct CacheParameterGroup {
    name: Text,
    family: CacheFamily,
    description: Option<Text>,
    parameters: Vec<(Text, Text)>,
    tags: Tags,
}

impl CacheParameterGroup {
    /// The name of a cache parameter group.
    pub const NAME: NameRule = words_with_dashes(
        "a cache parameter group's name has 1 to 255 lower-case letters, digits and `-`, \
         a letter first, no `--` and no `-` at its end",
        255,
    )
    .lower();

    /// A group of the family's default settings. Name and family cannot change later without a new group.
    pub fn new(name: impl Into<Text>, family: CacheFamily) -> Self {
        let (description, parameters, tags) = (None, Vec::new(), Tags::default());
        Self { name: name.into(), family, description, parameters, tags }
    }

    /// What the group is for. Default: Terraform's own "Managed by Terraform".
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Sets a parameter. One that is set twice is reported (`duplicate-parameter`).
    pub fn parameter(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// What a node does once its memory is full: the parameter `maxmemory-policy`.
    pub fn eviction_policy(self, policy: EvictionPolicy) -> Self {
        self.parameter(EvictionPolicy::PARAMETER, policy.name())
    }

    /// For groups with several shards: the parameter `cluster-enabled`.
    pub fn cluster_mode(self) -> Self {
        self.parameter("cluster-enabled", "yes")
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn known(&self) -> Known {
        let has = |name: &str, value: &str| {
            let is = |(n, v): &(Text, Text)| n.as_literal() == Some(name) && v.as_literal() == Some(value);
            self.parameters.iter().any(is)
        };
        Known {
            family: Some(self.family),
            keeps_everything: has(EvictionPolicy::PARAMETER, EvictionPolicy::NoEviction.name()),
            cluster_mode: has("cluster-enabled", "yes"),
        }
    }

    /// Replaces the tags.
    pub(super) fn tags(mut self, tags: Tags) -> Self {
        self.tags = tags;
        self
    }

    fn check(&self, body: &mut Body) {
        check_parameters(body, self.parameters.iter().filter_map(|(name, _)| name.as_literal()));
    }
}

impl Resource for CacheParameterGroup {
    type Handle = CacheParameterGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CacheParameterGroupHandle {
        let known = self.known();
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        body.set_opt("description", self.description);
        body.set("family", self.family);
        self.tags.write(&mut body);
        for (name, value) in self.parameters {
            body.block("parameter", |parameter| {
                parameter.set("name", name);
                parameter.set("value", value);
            });
        }
        let handle = CacheParameterGroupHandle { node: stack.add(&TYPE, label, body) };
        if let Some(memory) = stack.remember(&handle.name()) {
            *memory = known;
        }
        handle
    }
}

/// What a replication group must know of the group that it is given.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) family: Option<CacheFamily>,
    pub(super) keeps_everything: bool,
    pub(super) cluster_mode: bool,
}

/// A declared [`CacheParameterGroup`].
#[derive(Clone, Debug)]
pub struct CacheParameterGroupHandle {
    node: Node,
}

impl CacheParameterGroupHandle {
    /// The name.
    pub fn name(&self) -> Ref<CacheParameterGroupName> {
        self.node.attribute("name")
    }
}

impl RefersTo<CacheParameterGroupName> for CacheParameterGroupHandle {
    fn reference(&self) -> Ref<CacheParameterGroupName> {
        self.name()
    }
}

impl Handle for CacheParameterGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
