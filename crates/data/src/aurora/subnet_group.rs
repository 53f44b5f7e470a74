//! `aws_db_subnet_group`.

use terrane_aws::kind::{DbSubnetGroupName, SubnetId};
use terrane_aws::{Access, Subnets, Tags};
use terrane_core::{
    Body, Handle, NameRule, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

const GROUP: ResourceType = terrane_aws::resource("aws_db_subnet_group", "data")
    .named_once("name")
    .must_be_used("give its name to a cluster: `.subnet_group(&group.name())`, or remove it");

/// A DB subnet group: the subnets that a cluster's instances are put in.
///
/// Emits `aws_db_subnet_group.{label}`. The subnets may have any routes.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`DbSubnetGroup::NAME`] |
/// | `reserved-name` | the name `default`, which is AWS's own |
/// | `too-few-zones` | subnets in fewer than two availability zones |
/// | `unused` | a group that no cluster uses |
///
/// # Not covered
///
/// `name_prefix`: use `stack.amend(&group).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Any, Region, Subnets};
/// use terrane_core::{Declare, Ref, Stack, literal};
/// use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, Credentials, DbSubnetGroup};
///
/// let mut stack = Stack::new("docs");
/// let zone = |letter| Region::EU_WEST_1.zone(letter);
/// let subnets = Subnets::<Any>::existing(
///     Ref::existing("vpc-0a1b"),
///     [(zone('a'), Ref::existing("subnet-0a")), (zone('b'), Ref::existing("subnet-0b"))],
/// );
/// let group = DbSubnetGroup::new("jiki-main", &subnets).declare(&mut stack, "main");
/// let database = AuroraCluster::serverless(
///     "jiki-production",
///     AuroraEngine::postgresql("16.6"),
///     literal!(AcuRange, 0.5, 1.0),
///     Credentials::managed_by_rds("jiki"),
/// );
/// database.subnet_group(&group).declare(&mut stack, "main");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_db_subnet_group")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct DbSubnetGroup {
    name: Text,
    subnets: Vec<Ref<SubnetId>>,
    zones: usize,
    description: Option<Text>,
    tags: Tags,
}

impl DbSubnetGroup {
    /// The name of a DB subnet group.
    pub const NAME: NameRule = NameRule::new(
        "a DB subnet group's name has 1 to 255 lower-case letters, digits, `.`, `_`, `-` and spaces, \
         a letter first",
        1,
        255,
    )
    .lower()
    .digits()
    .also("._- ")
    .begins_with_letter();

    /// A group of these subnets, whatever their routes; see [`DbSubnetGroup::NAME`].
    pub fn new<A: Access>(name: impl Into<Text>, subnets: &Subnets<A>) -> Self {
        Self {
            name: name.into(),
            subnets: subnets.without_dependencies().ids(),
            zones: subnets.zone_count(),
            description: None,
            tags: Tags::default(),
        }
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
                "reserved-name",
                "`default` is the name of AWS's own DB subnet group",
                "choose another name, such as `main`",
            ));
        }
        if self.zones < 2 {
            let zones = self.zones;
            let s = if zones == 1 { "" } else { "s" };
            body.report(Problem::error(
                "too-few-zones",
                format!("the subnets are in {zones} availability zone{s}, but RDS requires two at least"),
                "add a subnet in another zone: one instance still runs in one zone only",
            ));
        }
    }
}

impl Resource for DbSubnetGroup {
    type Handle = DbSubnetGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> DbSubnetGroupHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        body.set_opt("description", self.description);
        body.references("subnet_ids", &self.subnets);
        self.tags.write(&mut body);
        DbSubnetGroupHandle { node: stack.add(&GROUP, label, body) }
    }
}

/// A declared DB subnet group.
#[derive(Clone, Debug)]
pub struct DbSubnetGroupHandle {
    node: Node,
}

impl DbSubnetGroupHandle {
    /// The name.
    pub fn name(&self) -> Ref<DbSubnetGroupName> {
        self.node.attribute("name")
    }
}

impl RefersTo<DbSubnetGroupName> for DbSubnetGroupHandle {
    fn reference(&self) -> Ref<DbSubnetGroupName> {
        self.name()
    }
}

impl Handle for DbSubnetGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
