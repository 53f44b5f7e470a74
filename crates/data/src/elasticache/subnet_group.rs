//! `aws_elasticache_subnet_group`: where the nodes of a cache may be.

use terrane_aws::kind::CacheSubnetGroupName;
use terrane_aws::{Access, Any, Subnets, Tags};
use terrane_core::{
    Body, Handle, NameRule, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

const TYPE: ResourceType =
    terrane_aws::resource("aws_elasticache_subnet_group", "data").named_once("name").must_be_used(
        "give it to a replication group: `.subnet_group(&group.name())`; a serverless cache has none",
    );

/// The subnets that the nodes of a [`ReplicationGroup`](crate::ReplicationGroup) may be in.
///
/// Emits `aws_elasticache_subnet_group.{label}`. Nodes neither reach out nor are reached from outside, so the
/// subnets may be of any kind.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`CacheSubnetGroup::NAME`]; `default` is AWS's own |
/// | `no-subnets` | a group without a subnet |
/// | `unused` | a group that no replication group uses |
///
/// # Example
///
/// ```
/// # use terrane_aws::{Public, Region, Subnets};
/// # use terrane_core::{Declare, Ref, Stack};
/// use terrane_data::{CacheSubnetGroup, NodeType, ReplicationGroup};
///
/// # let region = Region::EU_WEST_1;
/// # let mut stack = Stack::new("docs");
/// # let subnets = [(region.zone('a'), Ref::existing("subnet-1"))];
/// # let subnets = Subnets::<Public>::existing(Ref::existing("vpc-1"), subnets);
/// let group = CacheSubnetGroup::new("jiki-main", &subnets).declare(&mut stack, "main");
/// let pages = ReplicationGroup::new("jiki-pages", NodeType::T4G_MICRO, "Rendered pages");
/// pages.subnet_group(&group).declare(&mut stack, "pages");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_elasticache_subnet_group")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct CacheSubnetGroup {
    name: Text,
    subnets: Subnets<Any>,
    description: Option<Text>,
    tags: Tags,
}

impl CacheSubnetGroup {
    /// The name of a cache subnet group.
    pub const NAME: NameRule = NameRule::new(
        "a cache subnet group's name has 1 to 255 lower-case letters, digits and `-`, \
         no `-` at its end, and is not `default`",
        1,
        255,
    )
    .lower()
    .digits()
    .also("-")
    .begins_alphanumeric()
    .ends_alphanumeric();

    /// A group of these subnets. The name must be unique in the account and region.
    pub fn new<A: Access>(name: impl Into<Text>, subnets: &Subnets<A>) -> Self {
        Self { name: name.into(), subnets: subnets.any(), description: None, tags: Tags::default() }
    }

    /// What the group is for. Default: Terraform's own "Managed by Terraform".
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if self.name.as_literal() == Some("default") {
            body.report(Problem::error(
                "invalid-name",
                "`name` is `default`, which is the group that AWS itself makes",
                "give the group a name of its own",
            ));
        }
        if self.subnets.is_empty() {
            body.report(Problem::error(
                "no-subnets",
                "a subnet group without a subnet has no place for a node",
                "give it the subnets of a network that has some",
            ));
        }
    }
}

impl Resource for CacheSubnetGroup {
    type Handle = CacheSubnetGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CacheSubnetGroupHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        body.set_opt("description", self.description);
        body.references("subnet_ids", &self.subnets.without_dependencies().ids());
        self.tags.write(&mut body);
        CacheSubnetGroupHandle { node: stack.add(&TYPE, label, body) }
    }
}

/// A declared [`CacheSubnetGroup`].
#[derive(Clone, Debug)]
pub struct CacheSubnetGroupHandle {
    node: Node,
}

impl CacheSubnetGroupHandle {
    /// The name.
    pub fn name(&self) -> Ref<CacheSubnetGroupName> {
        self.node.attribute("name")
    }
}

impl RefersTo<CacheSubnetGroupName> for CacheSubnetGroupHandle {
    fn reference(&self) -> Ref<CacheSubnetGroupName> {
        self.name()
    }
}

impl Handle for CacheSubnetGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
