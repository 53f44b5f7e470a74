//! One stack that uses every builder, as it is emitted.

use terrane_aws::kind::{BucketArn, KeyArn, LogGroupArn, RoleArn, TableArn};
use terrane_aws::{Action, Ipv4Cidr, PortRange, Principal, Region, Statement, Zone};
use terrane_core::{Declare, Kind, Port, Ref, Stack, UnprivilegedPort, literal};
use terrane_network::kind::{EgressOnlyGatewayId, NetworkInterfaceId, PeeringConnectionId, TransitGatewayId};
use terrane_network::{
    AggregationInterval, AvailabilityZones, BucketFolder, DefaultSecurityGroup, Destination, EgressRule,
    ElasticIp, FlowLog, FlowLogSubject, FlowLogTraffic, GatewayEndpoint, GatewayService, HostnameType, Icmp,
    IngressRule, InterfaceEndpoint, InterfaceService, InternetGateway, IpAddressType, IsolatedSubnets,
    ManagedPrefixList, NatGateway, NatGateways, Network, NetworkHandle, NetworkLookup, Peer, PrivateSubnets,
    RegistryEndpoints, RegistryEndpointsParts, Route, RouteTable, RouteTableAssociation, SecurityGroup,
    Subnet, SubnetLookup, SubnetQuery, Target, Vpc, VpcHandle, VpcLookup,
};

const REGION: Region = Region::EU_WEST_1;
const READ: Action<TableArn> = Action::new("dynamodb:GetItem");

fn zones() -> [Zone; 3] {
    ['a', 'b', 'c'].map(|letter| REGION.zone(letter))
}

fn components(stack: &mut Stack) -> NetworkHandle {
    let network = Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones()).tag("Tier", "network");
    let network = network.declare(stack, "main");
    let private =
        PrivateSubnets::new(&network, NatGateways::OnePerZone).prefix(20).declare(stack, "privates");
    let isolated = IsolatedSubnets::new(&network).tag("Tier", "data").declare(stack, "isolated");

    let tables = private.route_table_ids().into_iter().chain(isolated.route_table_ids());
    let policy = Statement::allow_on_everything([READ]).principal(Principal::aws("*"));
    let dynamodb = GatewayEndpoint::new(&network.vpc_id(), GatewayService::DynamoDb, &REGION, tables)
        .policy([policy])
        .tag("Name", "jiki-dynamodb");
    dynamodb.declare(stack, "dynamodb");

    let parts = RegistryEndpointsParts {
        name: "jiki-endpoints".into(),
        region: &REGION,
        subnets: isolated.subnets(),
        route_tables: isolated.route_table_ids(),
        clients: Peer::ipv4(network.cidr()),
    };
    let registry = RegistryEndpoints::new(parts).also("sqs", InterfaceService::SQS).tag("Tier", "endpoints");
    let registry = registry.declare(stack, "registry");
    assert_eq!(registry.registry_access().nodes().len(), 7);

    let small = Network::new("small", literal!(Ipv4Cidr, [10, 3, 0, 0], 20), zones())
        .public_label("small_publics")
        .public_ranges([0, 1, 2].map(|part| literal!(Ipv4Cidr, [10, 3, 8, 0], 22).part(24, part).unwrap()))
        .map_public_ip_on_launch()
        .keep_default_security_group();
    let small = small.declare(stack, "small");
    PrivateSubnets::new(&small, NatGateways::One).declare(stack, "small_privates");
    network
}

fn parts(stack: &mut Stack) -> VpcHandle {
    let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 2, 0, 0], 16))
        .assign_generated_ipv6_cidr_block(true)
        .enable_network_address_usage_metrics(true)
        .tag("Name", "by-hand");
    let vpc = vpc.declare(stack, "by_hand");
    let gateway = InternetGateway::new(&vpc.id()).tag("Name", "by-hand").declare(stack, "by_hand");
    DefaultSecurityGroup::closed(&vpc.id()).tag("Name", "closed").declare(stack, "by_hand");
    let subnet = Subnet::new(&vpc.id(), literal!(Ipv4Cidr, [10, 2, 1, 0], 28), &REGION.zone('a'))
        .map_public_ip_on_launch(false)
        .ipv6_cidr_block("2001:db8::/64")
        .assign_ipv6_address_on_creation(true)
        .private_dns_hostname_type_on_launch(HostnameType::ResourceName)
        .enable_resource_name_dns_a_record_on_launch(true)
        .enable_resource_name_dns_aaaa_record_on_launch(true)
        .tag("Name", "by-hand");
    let subnet = subnet.declare(stack, "by_hand");

    let first =
        ElasticIp::new().network_border_group("eu-west-1").tag("Name", "first").declare(stack, "first");
    let second = ElasticIp::new().public_ipv4_pool("amazon").declare(stack, "second");
    let nat = NatGateway::public(&subnet.id(), &first.id())
        .private_ip("10.2.1.5")
        .secondary_addresses([second.id()])
        .tag("Name", "by-hand");
    let nat = nat.declare(stack, "by_hand");
    let inner = NatGateway::private(&subnet.id()).secondary_private_ip_address_count(2);
    inner.declare(stack, "inner");

    let table = RouteTable::new(&vpc.id()).tag("Name", "by-hand").declare(stack, "by_hand");
    RouteTableAssociation::new(&subnet.id(), &table.id()).declare(stack, "by_hand");
    let ingress = RouteTable::new(&vpc.id()).declare(stack, "ingress");
    RouteTableAssociation::gateway(&gateway.id(), &ingress.id()).declare(stack, "ingress");
    let range = |second| literal!(Ipv4Cidr, [10, 0, 0, 0], 8).part(16, second).unwrap();
    let list = ManagedPrefixList::by_name("com.amazonaws.eu-west-1.s3").declare(stack, "s3");
    let routes = [
        ("internet", Destination::ANYWHERE_IPV4, Target::nat_gateway(&nat)),
        (
            "ipv6",
            Destination::ANYWHERE_IPV6,
            Target::egress_only_gateway(&existing::<EgressOnlyGatewayId>("eigw-1")),
        ),
        (
            "office",
            Destination::Ipv4(range(8)),
            Target::transit_gateway(&existing::<TransitGatewayId>("tgw-1")),
        ),
        (
            "peer",
            Destination::Ipv4(range(9)),
            Target::peering_connection(&existing::<PeeringConnectionId>("pcx-1")),
        ),
        (
            "machine",
            Destination::Ipv4(range(11)),
            Target::network_interface(&existing::<NetworkInterfaceId>("eni-1")),
        ),
        ("firewall", Destination::prefix_list(&list), Target::vpc_endpoint(&Ref::existing("vpce-1"))),
    ];
    for (label, destination, target) in routes {
        Route::new(&table.id(), destination, target).declare(stack, label);
    }
    vpc
}

fn existing<K: Kind>(id: &str) -> Ref<K> {
    Ref::existing(id)
}

fn security(stack: &mut Stack, network: &NetworkHandle) {
    let alb = SecurityGroup::new("jiki-alb", &network.vpc_id(), "Security group for Jiki API load balancer")
        .revoke_rules_on_delete(true)
        .tag("Name", "jiki-alb");
    let alb = alb.declare(stack, "alb").id();
    let tasks = SecurityGroup::new("jiki-ecs-tasks", &network.vpc_id(), "Security group for Jiki ECS tasks");
    let tasks = tasks.fixed_name().declare(stack, "ecs_tasks").id();

    let http = IngressRule::tcp(&alb, Port::HTTP, Peer::ANYWHERE_IPV4).description("HTTP from the internet");
    http.tag("Name", "http").declare(stack, "alb_http");
    IngressRule::tcp(&alb, Port::HTTP, Peer::ANYWHERE_IPV6).declare(stack, "alb_http_v6");
    let web = literal!(UnprivilegedPort, 3000);
    IngressRule::tcp(&tasks, web, Peer::group(&alb)).declare(stack, "ecs_tasks_web");
    let range = PortRange::new(literal!(Port, 8000), literal!(Port, 8010)).unwrap();
    IngressRule::udp(&tasks, range, Peer::ITSELF).declare(stack, "ecs_tasks_range");
    IngressRule::icmp(&tasks, Icmp::ECHO_REQUEST, Peer::ipv4(network.cidr()))
        .declare(stack, "ecs_tasks_ping");
    let too_big =
        IngressRule::icmpv6(&tasks, Icmp::PACKET_TOO_BIG_V6, Peer::ipv6("2001:db8::/32".parse().unwrap()));
    too_big.declare(stack, "ecs_tasks_too_big");
    let cloudfront = ManagedPrefixList::by_name(ManagedPrefixList::CLOUDFRONT).declare(stack, "cloudfront");
    IngressRule::tcp(&alb, Port::HTTPS, Peer::prefix_list(&cloudfront.id())).declare(stack, "alb_cloudfront");
    let mtu = IngressRule::icmp(&alb, Icmp::FRAGMENTATION_NEEDED, Peer::ipv4_text(network.vpc.cidr_block()));
    mtu.declare(stack, "alb_mtu");

    EgressRule::tcp(&tasks, Port::HTTPS, Peer::ANYWHERE_IPV4).declare(stack, "ecs_tasks_https");
    let esp = EgressRule::protocol(&tasks, 50, Peer::ANYWHERE_IPV4).description("IPsec").tag("Name", "ipsec");
    esp.declare(stack, "ecs_tasks_ipsec");
    EgressRule::all_traffic(&alb, Peer::group(&tasks)).declare(stack, "alb_all");
    EgressRule::icmp(&alb, Icmp::ALL, Peer::ANYWHERE_IPV4).declare(stack, "alb_icmp");
    EgressRule::icmpv6(&alb, Icmp::ECHO_REQUEST_V6, Peer::ipv6_text("::/0")).declare(stack, "alb_icmpv6");
    EgressRule::udp(&alb, literal!(Port, 53), Peer::ipv4_text("10.1.0.2/32")).declare(stack, "alb_dns");

    let kms = InterfaceEndpoint::new(network.public(), InterfaceService::KMS, &REGION, &alb)
        .security_group(&tasks)
        .ip_address_type(IpAddressType::Dualstack)
        .dns_record_ip_type(IpAddressType::Ipv4)
        .policy([Statement::allow_on_everything([Action::<KeyArn>::new("kms:Decrypt")])
            .principal(Principal::aws("*"))])
        .tag("Name", "jiki-kms");
    let kms = kms.declare(stack, "kms");
    stack.output("kms_endpoint", kms.dns_name());
    let partner = InterfaceService::whole_name("com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718");
    let partner =
        InterfaceEndpoint::new(network.public(), partner, &REGION, &tasks).private_dns_enabled(false);
    partner.declare(stack, "partner");
}

fn flow_logs(stack: &mut Stack, network: &NetworkHandle) {
    let group: Ref<LogGroupArn> = Ref::existing("arn:aws:logs:eu-west-1:111122223333:log-group:/jiki/flow");
    let role: Ref<RoleArn> = Ref::existing("arn:aws:iam::111122223333:role/jiki-flow-logs");
    let log = FlowLog::to_log_group(FlowLogSubject::vpc(network), &group, &role)
        .traffic(FlowLogTraffic::Rejected)
        .max_aggregation_interval(AggregationInterval::OneMinute)
        .log_format("${srcaddr} ${dstaddr} ${action}")
        .tag("Name", "jiki");
    log.declare(stack, "rejected");
    let bucket: Ref<BucketArn> = Ref::existing("arn:aws:s3:::jiki-flow-logs");
    let folder =
        BucketFolder::new(&bucket).folder("jiki").parquet().per_hour_partition().hive_compatible_partitions();
    let of_subnet = FlowLogSubject::subnet(&network.public_subnets[0]);
    let log = FlowLog::to_bucket(of_subnet, folder).max_aggregation_interval(AggregationInterval::TenMinutes);
    log.traffic(FlowLogTraffic::Accepted).declare(stack, "subnet");
}

fn lookups(stack: &mut Stack) {
    let found = NetworkLookup::new(zones())
        .by_name("office")
        .public(SubnetQuery::by_name("office-public-*"))
        .private(SubnetQuery::by_tag("Tier", "private").label("office_privates"))
        .isolated(SubnetQuery::only_ones());
    let found = found.declare(stack, "office");
    assert_eq!((found.public().len(), found.private().len(), found.isolated().len()), (3, 3, 3));
    VpcLookup::by_id(&Ref::existing("vpc-0a1b2c3d")).declare(stack, "known");
    VpcLookup::default_of_region().filter("state", ["available"]).declare(stack, "default");
    VpcLookup::by_tag("Team", "api").tag("Stage", "production").declare(stack, "tagged");
    SubnetLookup::by_id(&Ref::existing("subnet-0a1b2c3d")).declare(stack, "known");
    let one = SubnetLookup::in_vpc(&found.vpc_id()).filter("cidr-block", ["10.9.0.0/24"]).tag("Tier", "web");
    one.declare(stack, "one");
    let zones = AvailabilityZones::new().exclude(["eu-west-1d"]).filter("region-name", ["eu-west-1"]);
    let zones = zones.declare(stack, "available");
    AvailabilityZones::new().with_local_zones().declare(stack, "all");
    stack.output("second_zone", zones.name(1));
    ManagedPrefixList::by_id(&Ref::existing("pl-0a1b2c3d")).declare(stack, "known");
}

#[test]
fn every_builder_is_emitted() {
    let mut stack = Stack::new("everything");
    stack.provider(terrane_aws::AwsProvider::new(&REGION));
    let network = components(&mut stack);
    parts(&mut stack);
    security(&mut stack, &network);
    flow_logs(&mut stack, &network);
    lookups(&mut stack);
    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(terraform.warnings().iter().count(), 0);
    insta::assert_snapshot!(terraform);
}
