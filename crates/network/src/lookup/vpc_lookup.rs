//! The data source `aws_vpc`.

use terrane_aws::kind::{RouteTableId, VpcId};
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::filters::Filters;

const VPC: ResourceType = terrane_aws::data("aws_vpc", "network");

/// A VPC that exists already, looked up by its id, by tags and by filters.
///
/// Emits `data.aws_vpc.{label}`. Terraform stops where there is no such VPC, or more than one.
///
/// # Rules
///
/// None of its own.
///
/// # Not covered
///
/// `cidr_block`, `dhcp_options_id`, `state`: use [`VpcLookup::filter`].
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_network::VpcLookup;
///
/// let mut stack = Stack::new("docs");
/// let vpc = VpcLookup::by_name("jiki").declare(&mut stack, "main");
/// stack.output("vpc_id", vpc.id());
/// let terraform = stack.finish()?;
/// assert!(terraform.file("network.tf").unwrap().contains("data \"aws_vpc\" \"main\" {"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_vpc")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct VpcLookup {
    id: Option<Ref<VpcId>>,
    is_default: bool,
    filters: Filters,
}

impl VpcLookup {
    fn new() -> Self {
        Self { id: None, is_default: false, filters: Filters::default() }
    }

    /// The VPC with this id.
    pub fn by_id(id: &impl RefersTo<VpcId>) -> Self {
        Self { id: Some(id.reference()), ..Self::new() }
    }

    /// The VPC with this `Name` tag.
    pub fn by_name(name: impl Into<Text>) -> Self {
        Self::by_tag("Name", name)
    }

    /// The VPC with this tag.
    pub fn by_tag(key: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self::new().tag(key, value)
    }

    /// The VPC that AWS made in the region by itself.
    pub fn default_of_region() -> Self {
        Self { is_default: true, ..Self::new() }
    }

    /// It also has this tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.filters.tag(key, value);
        self
    }

    /// It also has one of these values, in the words of the API: `filter("cidr", ["10.1.0.0/16"])`.
    pub fn filter<T: Into<Text>>(
        mut self,
        name: impl Into<Text>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.filters.filter(name, values);
        self
    }
}

impl Resource for VpcLookup {
    type Handle = VpcLookupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> VpcLookupHandle {
        let mut body = Body::new();
        body.reference_opt("id", self.id.as_ref());
        body.set_opt("default", self.is_default.then_some(true));
        self.filters.write(&mut body);
        VpcLookupHandle { node: stack.add(&VPC, label, body) }
    }
}

/// A VPC that was looked up.
#[derive(Clone, Debug)]
pub struct VpcLookupHandle {
    node: Node,
}

impl VpcLookupHandle {
    /// Its id.
    pub fn id(&self) -> Ref<VpcId> {
        self.node.attribute("id")
    }

    /// Its range: what [`Peer::ipv4_text`](crate::Peer::ipv4_text) takes.
    pub fn cidr_block(&self) -> Text {
        Text::from_expr(self.node.expression("cidr_block"))
    }

    /// The table of those subnets that have no other one.
    pub fn main_route_table_id(&self) -> Ref<RouteTableId> {
        self.node.attribute("main_route_table_id")
    }
}

impl RefersTo<VpcId> for VpcLookupHandle {
    fn reference(&self) -> Ref<VpcId> {
        self.id()
    }
}

impl Handle for VpcLookupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
