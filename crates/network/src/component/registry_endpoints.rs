//! The endpoints through which tasks in isolated subnets reach the image registry, secrets and logs.

use terrane_aws::kind::RouteTableId;
use terrane_aws::{Isolated, Region, RegistryAccess, Subnets};
use terrane_core::{Declare, Handle, Node, Port, Ref, Resource, Stack, Text};

use super::layout::tags;
use crate::endpoint::{
    GatewayEndpoint, GatewayEndpointHandle, GatewayService, InterfaceEndpoint, InterfaceEndpointHandle,
    InterfaceService,
};
use crate::security_group::{IngressRule, IngressRuleHandle, Peer, SecurityGroup, SecurityGroupHandle};

/// What [`RegistryEndpoints`] cannot do without.
#[derive(Clone, Debug)]
pub struct RegistryEndpointsParts<'a> {
    /// The name of the security group; the endpoints' `Name` tags add to it.
    pub name: Text,
    /// The region of the VPC and of the services.
    pub region: &'a Region,
    /// The subnets that get the endpoints' interfaces.
    pub subnets: &'a Subnets<Isolated>,
    /// The route tables of the subnets, which get a route to S3: image layers come from there.
    pub route_tables: Vec<Ref<RouteTableId>>,
    /// Whose connections the endpoints take: the group of the tasks, or the range of the VPC.
    pub clients: Peer,
}

/// The endpoints that a task in an isolated subnet needs to start: for ECR, CloudWatch Logs, Secrets Manager
/// and S3.
///
/// Emits, declared as `registry`: `aws_security_group.registry` with an ingress rule for port 443, interface
/// endpoints `aws_vpc_endpoint.registry_ecr_api`, `_ecr_dkr`, `_logs` and `_secretsmanager`, and the gateway
/// endpoint `aws_vpc_endpoint.registry_s3`. The handle gives a [`RegistryAccess`], which proves to a service
/// that its tasks can start.
///
/// Each interface endpoint costs for every hour and zone; from about three zones on, one NAT gateway costs
/// less.
///
/// The tasks' group needs egress on port 443 to the endpoints' group (`handle.security_group`) and to the
/// addresses of S3 (`Peer::prefix_list(&handle.s3)`).
///
/// # Rules
///
/// None of its own; what [`InterfaceEndpoint`], [`GatewayEndpoint`] and [`SecurityGroup`] report.
///
/// # Not covered
///
/// Policies of the endpoints: declare them one by one.
///
/// # Example
///
/// ```
/// use terrane_aws::{Ipv4Cidr, Region};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_network::{IsolatedSubnets, Network, Peer, RegistryEndpoints, RegistryEndpointsParts};
///
/// let mut stack = Stack::new("docs");
/// let region = Region::EU_WEST_1;
/// let zones = vec![region.zone('a'), region.zone('b')];
/// let network =
///     Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
/// let isolated = IsolatedSubnets::new(&network).declare(&mut stack, "isolated");
/// let registry = RegistryEndpoints::new(RegistryEndpointsParts {
///     name: "jiki-endpoints".into(),
///     region: &region,
///     subnets: isolated.subnets(),
///     route_tables: isolated.route_table_ids(),
///     clients: Peer::ipv4(network.cidr()),
/// })
/// .declare(&mut stack, "registry");
/// let access = registry.registry_access();
/// assert_eq!(access.nodes().len(), 6);
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_vpc_endpoint")]
#[doc(alias = "ECR")]
#[doc(alias = "PrivateLink")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RegistryEndpoints {
    name: Text,
    region: Region,
    subnets: Subnets<Isolated>,
    route_tables: Vec<Ref<RouteTableId>>,
    clients: Peer,
    others: Vec<(String, InterfaceService)>,
    tags: Vec<(Text, Text)>,
}

impl RegistryEndpoints {
    /// The endpoints for some isolated subnets.
    pub fn new(parts: RegistryEndpointsParts<'_>) -> Self {
        Self {
            name: parts.name,
            region: parts.region.clone(),
            subnets: parts.subnets.clone(),
            route_tables: parts.route_tables,
            clients: parts.clients,
            others: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// A further interface endpoint of the same group, with the end of its label: `.also("sqs",
    /// InterfaceService::SQS)`.
    pub fn also(mut self, label: impl Into<String>, service: InterfaceService) -> Self {
        self.others.push((label.into(), service));
        self
    }

    /// Adds a tag to every part.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.push((key.into(), value.into()));
        self
    }
}

impl Resource for RegistryEndpoints {
    type Handle = RegistryEndpointsHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RegistryEndpointsHandle {
        let Self { name, region, subnets, route_tables, clients, others, tags: extra } = self;
        let description = "Interfaces of VPC endpoints";
        let group = SecurityGroup::new(&name, subnets.vpc(), description).tags(tags(name.clone(), &extra));
        let security_group = group.declare(stack, label);
        let group_id = security_group.id();
        let ingress = IngressRule::tcp(&group_id, Port::HTTPS, clients).declare(stack, label);
        let part = |what: &str| {
            let name = name.clone().then(format!("-{}", what.replace('_', "-")));
            ([label, "_", what].concat(), tags(name, &extra))
        };
        let mut endpoint = |what: &str, service: InterfaceService| {
            let (label, tags) = part(what);
            InterfaceEndpoint::new(&subnets, service, &region, &group_id).tags(tags).declare(stack, label)
        };
        let ecr_api = endpoint("ecr_api", InterfaceService::ECR_API);
        let ecr_dkr = endpoint("ecr_dkr", InterfaceService::ECR_DKR);
        let logs = endpoint("logs", InterfaceService::LOGS);
        let secrets_manager = endpoint("secretsmanager", InterfaceService::SECRETS_MANAGER);
        let others = others.into_iter().map(|(what, service)| endpoint(&what, service)).collect();
        let (s3_label, s3_tags) = part("s3");
        let s3 = GatewayEndpoint::new(subnets.vpc(), GatewayService::S3, &region, route_tables).tags(s3_tags);
        let s3 = s3.declare(stack, s3_label);
        RegistryEndpointsHandle {
            security_group,
            ingress,
            ecr_api,
            ecr_dkr,
            logs,
            secrets_manager,
            others,
            s3,
        }
    }
}

/// Declared endpoints for the image registry, secrets and logs.
#[derive(Clone, Debug)]
pub struct RegistryEndpointsHandle {
    /// The security group of the interface endpoints.
    pub security_group: SecurityGroupHandle,
    /// The rule that lets the clients in.
    pub ingress: IngressRuleHandle,
    /// The endpoint for ECR's API.
    pub ecr_api: InterfaceEndpointHandle,
    /// The endpoint for images.
    pub ecr_dkr: InterfaceEndpointHandle,
    /// The endpoint for CloudWatch Logs.
    pub logs: InterfaceEndpointHandle,
    /// The endpoint for Secrets Manager.
    pub secrets_manager: InterfaceEndpointHandle,
    /// Those that [`RegistryEndpoints::also`] added, in its order.
    pub others: Vec<InterfaceEndpointHandle>,
    /// The endpoint for S3.
    pub s3: GatewayEndpointHandle,
}

impl RegistryEndpointsHandle {
    /// The proof that tasks can be started in the isolated subnets: what a service there takes, and waits
    /// for.
    pub fn registry_access(&self) -> RegistryAccess {
        let endpoints = [&self.ecr_api, &self.ecr_dkr, &self.logs, &self.secrets_manager];
        let interfaces = endpoints.into_iter().chain(&self.others).map(|endpoint| endpoint.node().clone());
        RegistryAccess::new(interfaces.chain([self.s3.node().clone(), self.ingress.node().clone()]))
    }
}

impl Handle for RegistryEndpointsHandle {
    fn node(&self) -> &Node {
        self.security_group.node()
    }
}
