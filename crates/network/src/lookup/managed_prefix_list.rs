//! The data source `aws_ec2_managed_prefix_list`.

use terrane_aws::kind::PrefixListId;
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

const PREFIX_LIST: ResourceType = terrane_aws::data("aws_ec2_managed_prefix_list", "network");

/// A named list of address ranges that AWS or your organisation keeps up to date, looked up.
///
/// Emits `data.aws_ec2_managed_prefix_list.{label}`. Terraform stops where there is no such list.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// Other filters, timeouts: use `stack.amend(&list).block(…)`. Prefix lists of your own that Terraform makes
/// (`aws_ec2_managed_prefix_list` as a resource).
///
/// # Example
///
/// ```
/// # use terrane_aws::Ipv4Cidr;
/// # use terrane_core::{Declare, Custom, Expr, Stack, ResourceType, literal};
/// use terrane_core::Port;
/// use terrane_network::{IngressRule, ManagedPrefixList, Peer, SecurityGroup, Vpc};
///
/// # const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// let alb = SecurityGroup::new("jiki-alb", &vpc, "The load balancer").declare(&mut stack, "alb");
/// # Custom::new(&INTERFACE).set("security_groups", Expr::list([alb.id()])).declare(&mut stack, "alb");
/// let cloudfront =
///     ManagedPrefixList::by_name(ManagedPrefixList::CLOUDFRONT).declare(&mut stack, "cloudfront");
/// IngressRule::tcp(&alb, Port::HTTPS, Peer::prefix_list(&cloudfront)).declare(&mut stack, "alb");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_ec2_managed_prefix_list")]
#[doc(alias = "prefix list")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ManagedPrefixList {
    by: By,
}

#[derive(Debug)]
enum By {
    Id(Ref<PrefixListId>),
    Name(Text),
}

impl ManagedPrefixList {
    /// Where CloudFront's requests to your servers come from. It counts as 55 of a security group's 60 rules.
    pub const CLOUDFRONT: &'static str = "com.amazonaws.global.cloudfront.origin-facing";

    /// The list with this name, such as `com.amazonaws.eu-west-1.s3`.
    pub fn by_name(name: impl Into<Text>) -> Self {
        Self { by: By::Name(name.into()) }
    }

    /// The list with this id.
    pub fn by_id(id: &impl RefersTo<PrefixListId>) -> Self {
        Self { by: By::Id(id.reference()) }
    }
}

impl Resource for ManagedPrefixList {
    type Handle = ManagedPrefixListHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ManagedPrefixListHandle {
        let mut body = Body::new();
        match self.by {
            By::Id(id) => body.reference("id", &id),
            By::Name(name) => body.set("name", name),
        }
        ManagedPrefixListHandle { node: stack.add(&PREFIX_LIST, label, body) }
    }
}

/// A prefix list that was looked up.
#[derive(Clone, Debug)]
pub struct ManagedPrefixListHandle {
    node: Node,
}

impl ManagedPrefixListHandle {
    /// Its id.
    pub fn id(&self) -> Ref<PrefixListId> {
        self.node.attribute("id")
    }
}

impl RefersTo<PrefixListId> for ManagedPrefixListHandle {
    fn reference(&self) -> Ref<PrefixListId> {
        self.id()
    }
}

impl Handle for ManagedPrefixListHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
