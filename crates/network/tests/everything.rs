//! One stack that uses every builder, as it is emitted.

use terrane_core::kind::{BucketArn, KeyArn, LogGroupArn, RoleArn, TableArn};
use terrane_core::{
    Action, Ipv4Cidr, Kind, Port, PortRange, Principal, Ref, Region, Stack, Statement, UnprivilegedPort,
    Zone, literal,
};
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
    let network = stack.declare("main", network);
    let private =
        stack.declare("privates", PrivateSubnets::new(&network, NatGateways::OnePerZone).prefix(20));
    let isolated = stack.declare("isolated", IsolatedSubnets::new(&network).tag("Tier", "data"));

    let tables = private.route_table_ids().into_iter().chain(isolated.route_table_ids());
    let policy = Statement::allow_on_everything([READ]).principal(Principal::aws("*"));
    let dynamodb = GatewayEndpoint::new(&network.vpc_id(), GatewayService::DynamoDb, &REGION, tables)
        .policy([policy])
        .tag("Name", "jiki-dynamodb");
    stack.declare("dynamodb", dynamodb);

    let parts = RegistryEndpointsParts {
        name: "jiki-endpoints".into(),
        region: &REGION,
        subnets: isolated.subnets(),
        route_tables: isolated.route_table_ids(),
        clients: Peer::ipv4(network.cidr()),
    };
    let registry = RegistryEndpoints::new(parts).also("sqs", InterfaceService::SQS).tag("Tier", "endpoints");
    let registry = stack.declare("registry", registry);
    assert_eq!(registry.registry_access().nodes().len(), 7);

    let small = Network::new("small", literal!(Ipv4Cidr, [10, 3, 0, 0], 20), zones())
        .public_label("small_publics")
        .public_ranges([0, 1, 2].map(|part| literal!(Ipv4Cidr, [10, 3, 8, 0], 22).part(24, part).unwrap()))
        .map_public_ip_on_launch()
        .keep_default_security_group();
    let small = stack.declare("small", small);
    stack.declare("small_privates", PrivateSubnets::new(&small, NatGateways::One));
    network
}

fn parts(stack: &mut Stack) -> VpcHandle {
    let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 2, 0, 0], 16))
        .assign_generated_ipv6_cidr_block(true)
        .enable_network_address_usage_metrics(true)
        .tag("Name", "by-hand");
    let vpc = stack.declare("by_hand", vpc);
    let gateway = stack.declare("by_hand", InternetGateway::new(&vpc.id()).tag("Name", "by-hand"));
    stack.declare("by_hand", DefaultSecurityGroup::closed(&vpc.id()).tag("Name", "closed"));
    let subnet = Subnet::new(&vpc.id(), literal!(Ipv4Cidr, [10, 2, 1, 0], 28), &REGION.zone('a'))
        .map_public_ip_on_launch(false)
        .ipv6_cidr_block("2001:db8::/64")
        .assign_ipv6_address_on_creation(true)
        .private_dns_hostname_type_on_launch(HostnameType::ResourceName)
        .enable_resource_name_dns_a_record_on_launch(true)
        .enable_resource_name_dns_aaaa_record_on_launch(true)
        .tag("Name", "by-hand");
    let subnet = stack.declare("by_hand", subnet);

    let first =
        stack.declare("first", ElasticIp::new().network_border_group("eu-west-1").tag("Name", "first"));
    let second = stack.declare("second", ElasticIp::new().public_ipv4_pool("amazon"));
    let nat = NatGateway::public(&subnet.id(), &first.id())
        .private_ip("10.2.1.5")
        .secondary_addresses([second.id()])
        .tag("Name", "by-hand");
    let nat = stack.declare("by_hand", nat);
    let inner = NatGateway::private(&subnet.id()).secondary_private_ip_address_count(2);
    stack.declare("inner", inner);

    let table = stack.declare("by_hand", RouteTable::new(&vpc.id()).tag("Name", "by-hand"));
    stack.declare("by_hand", RouteTableAssociation::new(&subnet.id(), &table.id()));
    let ingress = stack.declare("ingress", RouteTable::new(&vpc.id()));
    stack.declare("ingress", RouteTableAssociation::gateway(&gateway.id(), &ingress.id()));
    let range = |second| literal!(Ipv4Cidr, [10, 0, 0, 0], 8).part(16, second).unwrap();
    let list = stack.declare("s3", ManagedPrefixList::by_name("com.amazonaws.eu-west-1.s3"));
    let routes = [
        ("internet", Destination::ANYWHERE_IPV4, Target::NatGateway(nat.id())),
        (
            "ipv6",
            Destination::ANYWHERE_IPV6,
            Target::EgressOnlyGateway(existing::<EgressOnlyGatewayId>("eigw-1")),
        ),
        (
            "office",
            Destination::Ipv4(range(8)),
            Target::TransitGateway(existing::<TransitGatewayId>("tgw-1")),
        ),
        (
            "peer",
            Destination::Ipv4(range(9)),
            Target::PeeringConnection(existing::<PeeringConnectionId>("pcx-1")),
        ),
        (
            "machine",
            Destination::Ipv4(range(11)),
            Target::NetworkInterface(existing::<NetworkInterfaceId>("eni-1")),
        ),
        ("firewall", Destination::PrefixList(list.id()), Target::VpcEndpoint(Ref::existing("vpce-1"))),
    ];
    for (label, destination, target) in routes {
        stack.declare(label, Route::new(&table.id(), destination, target));
    }
    vpc
}

fn existing<K: Kind>(id: &str) -> Ref<K> {
    Ref::existing(id)
}

fn security(stack: &mut Stack, network: &NetworkHandle) {
    let alb = SecurityGroup::new("jiki-alb", "Security group for Jiki API load balancer", &network.vpc_id())
        .revoke_rules_on_delete(true)
        .tag("Name", "jiki-alb");
    let alb = stack.declare("alb", alb).id();
    let tasks = SecurityGroup::new("jiki-ecs-tasks", "Security group for Jiki ECS tasks", &network.vpc_id());
    let tasks = stack.declare("ecs_tasks", tasks.fixed_name()).id();

    let http = IngressRule::tcp(&alb, Port::HTTP, Peer::ANYWHERE_IPV4).description("HTTP from the internet");
    stack.declare("alb_http", http.tag("Name", "http"));
    stack.declare("alb_http_v6", IngressRule::tcp(&alb, Port::HTTP, Peer::ANYWHERE_IPV6));
    let web = literal!(UnprivilegedPort, 3000);
    stack.declare("ecs_tasks_web", IngressRule::tcp(&tasks, web, Peer::group(&alb)));
    let range = PortRange::new(literal!(Port, 8000), literal!(Port, 8010)).unwrap();
    stack.declare("ecs_tasks_range", IngressRule::udp(&tasks, range, Peer::ITSELF));
    stack
        .declare("ecs_tasks_ping", IngressRule::icmp(&tasks, Icmp::ECHO_REQUEST, Peer::ipv4(network.cidr())));
    let too_big =
        IngressRule::icmpv6(&tasks, Icmp::PACKET_TOO_BIG_V6, Peer::ipv6("2001:db8::/32".parse().unwrap()));
    stack.declare("ecs_tasks_too_big", too_big);
    let cloudfront = stack.declare("cloudfront", ManagedPrefixList::by_name(ManagedPrefixList::CLOUDFRONT));
    stack.declare("alb_cloudfront", IngressRule::tcp(&alb, Port::HTTPS, Peer::prefix_list(&cloudfront.id())));
    let mtu = IngressRule::icmp(&alb, Icmp::FRAGMENTATION_NEEDED, Peer::ipv4_text(network.vpc.cidr_block()));
    stack.declare("alb_mtu", mtu);

    stack.declare("ecs_tasks_https", EgressRule::tcp(&tasks, Port::HTTPS, Peer::ANYWHERE_IPV4));
    let esp = EgressRule::protocol(&tasks, 50, Peer::ANYWHERE_IPV4).description("IPsec").tag("Name", "ipsec");
    stack.declare("ecs_tasks_ipsec", esp);
    stack.declare("alb_all", EgressRule::all_traffic(&alb, Peer::group(&tasks)));
    stack.declare("alb_icmp", EgressRule::icmp(&alb, Icmp::ALL, Peer::ANYWHERE_IPV4));
    stack.declare("alb_icmpv6", EgressRule::icmpv6(&alb, Icmp::ECHO_REQUEST_V6, Peer::ipv6_text("::/0")));
    stack.declare("alb_dns", EgressRule::udp(&alb, literal!(Port, 53), Peer::ipv4_text("10.1.0.2/32")));

    let kms = InterfaceEndpoint::new(network.public(), InterfaceService::KMS, &REGION, &alb)
        .security_group(&tasks)
        .ip_address_type(IpAddressType::Dualstack)
        .dns_record_ip_type(IpAddressType::Ipv4)
        .policy([Statement::allow_on_everything([Action::<KeyArn>::new("kms:Decrypt")])
            .principal(Principal::aws("*"))])
        .tag("Name", "jiki-kms");
    let kms = stack.declare("kms", kms);
    stack.output("kms_endpoint", kms.dns_name());
    let partner = InterfaceService::whole_name("com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718");
    let partner =
        InterfaceEndpoint::new(network.public(), partner, &REGION, &tasks).private_dns_enabled(false);
    stack.declare("partner", partner);
}

fn flow_logs(stack: &mut Stack, network: &NetworkHandle) {
    let group: Ref<LogGroupArn> = Ref::existing("arn:aws:logs:eu-west-1:111122223333:log-group:/jiki/flow");
    let role: Ref<RoleArn> = Ref::existing("arn:aws:iam::111122223333:role/jiki-flow-logs");
    let log = FlowLog::to_log_group(FlowLogSubject::Vpc(network.vpc_id()), &group, &role)
        .traffic(FlowLogTraffic::Rejected)
        .max_aggregation_interval(AggregationInterval::OneMinute)
        .log_format("${srcaddr} ${dstaddr} ${action}")
        .tag("Name", "jiki");
    stack.declare("rejected", log);
    let bucket: Ref<BucketArn> = Ref::existing("arn:aws:s3:::jiki-flow-logs");
    let folder =
        BucketFolder::new(&bucket).folder("jiki").parquet().per_hour_partition().hive_compatible_partitions();
    let of_subnet = FlowLogSubject::Subnet(network.public_subnets[0].id());
    let log = FlowLog::to_bucket(of_subnet, folder).max_aggregation_interval(AggregationInterval::TenMinutes);
    stack.declare("subnet", log.traffic(FlowLogTraffic::Accepted));
}

fn lookups(stack: &mut Stack) {
    let found = NetworkLookup::new(zones())
        .by_name("office")
        .public(SubnetQuery::by_name("office-public-*"))
        .private(SubnetQuery::by_tag("Tier", "private").label("office_privates"))
        .isolated(SubnetQuery::only_ones());
    let found = stack.declare("office", found);
    assert_eq!((found.public().len(), found.private().len(), found.isolated().len()), (3, 3, 3));
    stack.declare("known", VpcLookup::by_id(&Ref::existing("vpc-0a1b2c3d")));
    stack.declare("default", VpcLookup::default_of_region().filter("state", ["available"]));
    stack.declare("tagged", VpcLookup::by_tag("Team", "api").tag("Stage", "production"));
    stack.declare("known", SubnetLookup::by_id(&Ref::existing("subnet-0a1b2c3d")));
    let one = SubnetLookup::in_vpc(&found.vpc_id()).filter("cidr-block", ["10.9.0.0/24"]).tag("Tier", "web");
    stack.declare("one", one);
    let zones = AvailabilityZones::new().exclude(["eu-west-1d"]).filter("region-name", ["eu-west-1"]);
    let zones = stack.declare("available", zones);
    stack.declare("all", AvailabilityZones::new().with_local_zones());
    stack.output("second_zone", zones.name(1));
    stack.declare("known", ManagedPrefixList::by_id(&Ref::existing("pl-0a1b2c3d")));
}

#[test]
fn every_builder_is_emitted() {
    let mut stack = Stack::new("everything");
    stack.provider(terrane_core::Provider::aws(&REGION));
    let network = components(&mut stack);
    parts(&mut stack);
    security(&mut stack, &network);
    flow_logs(&mut stack, &network);
    lookups(&mut stack);
    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(terraform.warnings().iter().count(), 0);
    insta::assert_snapshot!(terraform);
}
