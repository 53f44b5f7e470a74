//! `aws_vpc_endpoint`, of type Gateway.

use terrane_aws::kind::{PrefixListId, RouteTableId, VpcEndpointId, VpcId};
use terrane_aws::{Region, Statement, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, Stack, Text};

use super::resource::{ENDPOINT, write_policy};

/// A service that a route leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatewayService {
    /// S3, in the VPC's region.
    S3,
    /// DynamoDB, in the VPC's region.
    DynamoDb,
}

impl GatewayService {
    const fn name(self) -> &'static str {
        match self {
            GatewayService::S3 => "s3",
            GatewayService::DynamoDb => "dynamodb",
        }
    }
}

/// A way to S3 or DynamoDB that does not lead over the internet or through a NAT gateway.
///
/// Emits `aws_vpc_endpoint.{label}`, with `vpc_endpoint_type = "Gateway"`. AWS adds a route to each of the
/// route tables.
///
/// Default: everything may be done through the endpoint that the caller may do. It costs nothing.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `endpoint-without-route-table` | no route table: no route leads to the endpoint |
///
/// # Not covered
///
/// Timeouts: use `stack.amend(&endpoint).block(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{GatewayEndpoint, GatewayService, Network};
///
/// let mut stack = Stack::new("docs");
/// let region = Region::EU_WEST_1;
/// let zones = vec![region.zone('a'), region.zone('b')];
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
/// GatewayEndpoint::new(&network, GatewayService::S3, &region, [network.route_table.id()])
///     .declare(&mut stack, "s3");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_vpc_endpoint")]
#[doc(alias = "VPC endpoint")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct GatewayEndpoint {
    vpc: Ref<VpcId>,
    service_name: String,
    route_tables: Vec<Ref<RouteTableId>>,
    policy: Vec<Statement>,
    tags: Tags,
}

impl GatewayEndpoint {
    /// An endpoint for a service of a region, for what these route tables are for.
    pub fn new(
        vpc: &impl RefersTo<VpcId>,
        service: GatewayService,
        region: &Region,
        route_tables: impl IntoIterator<Item = Ref<RouteTableId>>,
    ) -> Self {
        Self {
            vpc: vpc.reference(),
            service_name: ["com.amazonaws.", region.code(), ".", service.name()].concat(),
            route_tables: route_tables.into_iter().collect(),
            policy: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// What may be done through the endpoint, in addition to what each caller may do. Every statement needs a
    /// principal. Default: everything.
    pub fn policy(mut self, statements: impl IntoIterator<Item = Statement>) -> Self {
        self.policy.extend(statements);
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

    fn check(&self, body: &mut Body) {
        if self.route_tables.is_empty() {
            body.report(Problem::error(
                "endpoint-without-route-table",
                "no route leads to this endpoint",
                "give it the route tables of the subnets that are to use it",
            ));
        }
    }
}

impl Resource for GatewayEndpoint {
    type Handle = GatewayEndpointHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> GatewayEndpointHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.reference("vpc_id", &self.vpc);
        body.set("service_name", self.service_name);
        body.set("vpc_endpoint_type", "Gateway");
        body.references("route_table_ids", &self.route_tables);
        write_policy(self.policy, &mut body);
        self.tags.write(&mut body);
        GatewayEndpointHandle { node: stack.add(&ENDPOINT, label, body) }
    }
}

/// A declared gateway endpoint.
#[derive(Clone, Debug)]
pub struct GatewayEndpointHandle {
    node: Node,
}

impl GatewayEndpointHandle {
    /// Its id: what a bucket's policy names as `aws:SourceVpce`.
    pub fn id(&self) -> Ref<VpcEndpointId> {
        self.node.attribute("id")
    }

    /// The service's ranges: what an egress rule names ([`Peer::prefix_list`](crate::Peer::prefix_list)).
    pub fn prefix_list_id(&self) -> Ref<PrefixListId> {
        self.node.attribute("prefix_list_id")
    }
}

impl RefersTo<VpcEndpointId> for GatewayEndpointHandle {
    fn reference(&self) -> Ref<VpcEndpointId> {
        self.id()
    }
}

impl RefersTo<PrefixListId> for GatewayEndpointHandle {
    fn reference(&self) -> Ref<PrefixListId> {
        self.prefix_list_id()
    }
}

impl Handle for GatewayEndpointHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
