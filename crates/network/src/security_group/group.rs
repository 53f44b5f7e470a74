//! `aws_security_group`.

use terrane_aws::Tags;
use terrane_aws::kind::{SecurityGroupId, VpcId};
use terrane_aws::traffic::deny_egress_by_default;
use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value};

const SECURITY_GROUP: ResourceType = terrane_aws::resource("aws_security_group", "network").must_be_used(
    "name it in what it guards, such as a load balancer, a service or a database, \
     or remove it with its rules",
);

/// What AWS takes in names and descriptions of groups and rules, beside letters and digits.
const ALSO: &str = " ._-:/()#,@[]+=&;{}!$*";

/// How AWS's own ids of groups begin, in every spelling.
const RESERVED: [&str; 4] = ["sg-", "SG-", "Sg-", "sG-"];

/// A security group: which traffic may reach its members, and which may leave them.
///
/// Emits `aws_security_group.{label}`. Each [`IngressRule`](crate::IngressRule) and
/// [`EgressRule`](crate::EgressRule) is a resource of its own, so that two groups may name each other.
///
/// Defaults: no rule, so nothing passes, in or out: Terraform removes the rule of AWS that lets everything
/// out. The name is a prefix (`name_prefix = "jiki-alb-"`). A change of the name, the description or the VPC
/// replaces the group; the new group is made before the old one is deleted, because a group in use cannot be
/// deleted, and a fixed name would collide with itself.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name or a description that AWS refuses: see the constants below |
/// | `unused` | a group that only rules name |
/// | `not-let-out` | a service or a load balancer needs to reach something, and no rule lets it out |
///
/// # Not covered
///
/// Inline rules, timeouts: use `stack.amend(&group).block(…)`.
///
/// # Example
///
/// ```
/// # use terrane_aws::Ipv4Cidr;
/// # use terrane_core::{Declare, Custom, Expr, Port, Stack, ResourceType, literal};
/// use terrane_network::{EgressRule, IngressRule, Peer, SecurityGroup, Vpc};
///
/// # const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let alb = SecurityGroup::new("jiki-alb", &vpc, "The load balancer").declare(&mut stack, "alb");
/// let tasks = SecurityGroup::new("jiki-tasks", &vpc, "The tasks").declare(&mut stack, "tasks");
///
/// let port = literal!(Port, 3000);
/// EgressRule::tcp(&alb, port, Peer::group(&tasks)).declare(&mut stack, "alb_to_tasks");
/// IngressRule::tcp(&tasks, port, Peer::group(&alb)).declare(&mut stack, "tasks_from_alb");
/// # for (label, group) in [("alb", &alb), ("tasks", &tasks)] {
/// #     Custom::new(&INTERFACE).set("security_groups", Expr::list([group.id()])).declare(&mut stack, label);
/// # }
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// A security group is not a VPC:
///
/// ```compile_fail,E0277
/// # use terrane_aws::Ipv4Cidr;
/// # use terrane_core::{Declare, Stack, literal};
/// # use terrane_network::{SecurityGroup, Vpc};
/// # let mut stack = Stack::new("docs");
/// # let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let alb = SecurityGroup::new("jiki-alb", &vpc, "The load balancer").declare(&mut stack, "alb");
/// let tasks = SecurityGroup::new("jiki-tasks", &alb, "The tasks").declare(&mut stack, "tasks");
/// ```
#[doc(alias = "aws_security_group")]
#[doc(alias = "firewall")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct SecurityGroup {
    name: Text,
    is_fixed: bool,
    description: Text,
    vpc: Ref<VpcId>,
    revoke_rules: Option<Value<bool>>,
    tags: Tags,
}

impl SecurityGroup {
    /// The name of a security group that is [fixed](SecurityGroup::fixed_name).
    pub const NAME: NameRule = NameRule::new(
        "a security group's name has 1 to 255 letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`, \
         and does not begin with `sg-`",
        1,
        255,
    )
    .letters()
    .digits()
    .also(ALSO)
    .never_begins(&RESERVED);

    /// The name of a security group where Terraform adds a `-` and 26 characters of its own: the default.
    pub const NAME_PREFIX: NameRule = NameRule::new(
        "a security group's name to which Terraform adds 27 characters has 1 to 228 letters, digits, \
         spaces and `._-:/()#,@[]+=&;{}!$*`, and does not begin with `sg-`",
        1,
        228,
    )
    .letters()
    .digits()
    .also(ALSO)
    .never_begins(&RESERVED);

    /// The description of a security group, or of one of its rules.
    pub const DESCRIPTION: NameRule = NameRule::new(
        "a description has 1 to 255 letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`: \
         no apostrophe, no other sign",
        1,
        255,
    )
    .letters()
    .digits()
    .also(ALSO);

    /// A group with a name and a description, in a VPC.
    ///
    /// The name has at most 228 characters ([`SecurityGroup::NAME_PREFIX`]), the description 255
    /// ([`SecurityGroup::DESCRIPTION`]). AWS takes no apostrophe in either; the provider finds out during
    /// `apply`.
    pub fn new(name: impl Into<Text>, vpc: &impl RefersTo<VpcId>, description: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            is_fixed: false,
            description: description.into(),
            vpc: vpc.reference(),
            revoke_rules: None,
            tags: Tags::default(),
        }
    }

    /// Takes the name as it is, up to 255 characters ([`SecurityGroup::NAME`]). Replacing the group then
    /// fails while it is in use.
    pub fn fixed_name(mut self) -> Self {
        self.is_fixed = true;
        self
    }

    /// Whether Terraform takes the rules out before it deletes the group: for groups that services such as
    /// EMR make to name each other. Default: no.
    pub fn revoke_rules_on_delete(mut self, revoke: impl Into<Value<bool>>) -> Self {
        self.revoke_rules = Some(revoke.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    pub(crate) fn tags(mut self, tags: Tags) -> Self {
        self.tags = tags;
        self
    }
}

impl Resource for SecurityGroup {
    type Handle = SecurityGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> SecurityGroupHandle {
        let mut body = Body::new();
        if self.is_fixed {
            body.name("name", &Self::NAME, self.name);
        } else {
            body.check_name("name", &Self::NAME_PREFIX, &self.name);
            body.set("name_prefix", self.name.then("-"));
        }
        body.name("description", &Self::DESCRIPTION, self.description);
        body.reference("vpc_id", &self.vpc);
        body.set_opt("revoke_rules_on_delete", self.revoke_rules);
        self.tags.write(&mut body);
        let node = stack.add(&SECURITY_GROUP, label, body);
        if !self.is_fixed {
            stack.amend(&node).create_before_destroy();
        }
        let group = SecurityGroupHandle { node };
        deny_egress_by_default(stack, &group.id());
        group
    }
}

/// A declared security group.
#[derive(Clone, Debug)]
pub struct SecurityGroupHandle {
    node: Node,
}

impl SecurityGroupHandle {
    /// Its id.
    pub fn id(&self) -> Ref<SecurityGroupId> {
        self.node.attribute("id")
    }

    /// Its whole name, with what Terraform added.
    pub fn name(&self) -> Text {
        Text::from_expr(self.node.expression("name"))
    }
}

impl RefersTo<SecurityGroupId> for SecurityGroupHandle {
    fn reference(&self) -> Ref<SecurityGroupId> {
        self.id()
    }
}

impl Handle for SecurityGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
