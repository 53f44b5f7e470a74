//! Every limit at its edge: the last value that passes, and the first that is reported.

use terrane_aws::kind::{BucketArn, SubnetId, VpcId};
use terrane_aws::{Ipv4Cidr, PortRange, Region, Subnets};
use terrane_core::{Custom, Declare, Expr, Node, Port, Problem, Ref, Resource, ResourceType, Stack, literal};
use terrane_network::{
    BucketFolder, ElasticIp, FlowLog, FlowLogSubject, GatewayEndpoint, GatewayService, IngressRule,
    InterfaceEndpoint, InterfaceService, NatGateway, Network, Peer, SecurityGroup, SecurityGroupHandle,
    Subnet, Vpc,
};

const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
const REGION: Region = Region::EU_WEST_1;

/// The problems of a stack, in their order.
fn problems(fill: impl FnOnce(&mut Stack)) -> Vec<Problem> {
    let mut stack = Stack::new("limits");
    fill(&mut stack);
    stack.check().iter().cloned().collect()
}

fn rules(fill: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    problems(fill).iter().map(|problem| problem.rule).collect()
}

fn cidr(text: &str) -> Ipv4Cidr {
    text.parse().unwrap()
}

fn vpc(stack: &mut Stack) -> Ref<VpcId> {
    Vpc::new(literal!(Ipv4Cidr, [10, 0, 0, 0], 16)).declare(stack, "main").id()
}

/// A group that something uses.
fn group(stack: &mut Stack, label: &str) -> SecurityGroupHandle {
    let group = SecurityGroup::new("jiki", &Ref::existing("vpc-1"), "Jiki");
    let group = group.declare(stack, label);
    use_group(stack, label, &group);
    group
}

fn use_group(stack: &mut Stack, label: &str, group: &SecurityGroupHandle) -> Node {
    Custom::new(&INTERFACE).set("security_groups", Expr::list([group.id()])).declare(stack, label)
}

fn declare<R: Resource>(resource: R) -> Vec<&'static str> {
    rules(|stack| {
        resource.declare(stack, "x");
    })
}

#[test]
fn a_vpc_has_a_prefix_of_16_to_28_bits() {
    for (range, expected) in [
        ("10.0.0.0/15", vec!["vpc-prefix-out-of-range"]),
        ("10.0.0.0/16", vec![]),
        ("10.0.0.0/28", vec![]),
        ("10.0.0.0/29", vec!["vpc-prefix-out-of-range"]),
    ] {
        assert_eq!(declare(Vpc::new(cidr(range))), expected, "{range}");
    }
}

#[test]
fn a_subnet_has_a_prefix_of_16_to_28_bits() {
    let vpc = Ref::existing("vpc-1");
    for (range, expected) in [
        ("10.0.0.0/15", vec!["subnet-prefix-out-of-range"]),
        ("10.0.0.0/16", vec![]),
        ("10.0.0.0/28", vec![]),
        ("10.0.0.0/29", vec!["subnet-prefix-out-of-range"]),
    ] {
        assert_eq!(declare(Subnet::new(&vpc, cidr(range), &REGION.zone('a'))), expected, "{range}");
    }
}

#[test]
fn a_subnet_lies_within_its_vpc_and_overlaps_no_other() {
    let problems = problems(|stack| {
        let vpc = vpc(stack);
        let mut subnet = |label, range| {
            Subnet::new(&vpc, cidr(range), &REGION.zone('a')).declare(stack, label);
        };
        subnet("first", "10.0.0.0/24");
        subnet("beside", "10.0.1.0/24");
        subnet("within", "10.0.1.128/25");
        subnet("outside", "10.1.0.0/24");
    });
    let found: Vec<_> = problems.iter().map(|problem| (problem.rule, problem.address.as_str())).collect();
    assert_eq!(
        found,
        [("overlapping-subnets", "aws_subnet.within"), ("subnet-outside-vpc", "aws_subnet.outside")]
    );
    assert_eq!(
        problems[0].message,
        "the subnet's range 10.0.1.128/25 overlaps 10.0.1.0/24 of `aws_subnet.beside`"
    );
    assert_eq!(problems[0].help, "give each subnet a range of its own");
    assert_eq!(problems[1].message, "the subnet's range 10.1.0.0/24 is not within the VPC's, 10.0.0.0/16");
}

#[test]
fn the_name_of_a_group_leaves_room_for_what_terraform_adds() {
    let named = |name: String| SecurityGroup::new(name, &Ref::existing("vpc-1"), "Jiki");
    let only_unused = ["unused"];
    let invalid = ["invalid-name", "unused"];
    assert_eq!(declare(named("n".repeat(228))), only_unused);
    assert_eq!(declare(named("n".repeat(229))), invalid);
    assert_eq!(declare(named("n".repeat(255)).fixed_name()), only_unused);
    assert_eq!(declare(named("n".repeat(256)).fixed_name()), invalid);
    assert_eq!(declare(named(String::new())), invalid);
    for refused in ["sg-jiki", "SG-jiki", "a~b", "it's", "jiki\n"] {
        assert!(SecurityGroup::NAME.check(refused).is_err(), "{refused}");
        assert!(SecurityGroup::NAME_PREFIX.check(refused).is_err(), "{refused}");
    }
    assert!(SecurityGroup::NAME.check("Jiki ._-:/()#,@[]+=&;{}!$* sg-1").is_ok());
}

#[test]
fn a_description_has_255_characters_of_the_set() {
    let described = |text: String| SecurityGroup::new("jiki", &Ref::existing("vpc-1"), text);
    assert_eq!(declare(described("d".repeat(255))), ["unused"]);
    assert_eq!(declare(described("d".repeat(256))), ["invalid-name", "unused"]);
    assert_eq!(declare(described("the database's".to_owned())), ["invalid-name", "unused"]);
    assert!(SecurityGroup::DESCRIPTION.check("sg-1 is fine here").is_ok());

    let rule = |text: &str| {
        let group = Ref::existing("sg-1");
        IngressRule::tcp(&group, Port::HTTP, Peer::ANYWHERE_IPV4).description(text.to_owned())
    };
    assert_eq!(declare(rule(&"d".repeat(255))), [""; 0]);
    assert_eq!(declare(rule(&"d".repeat(256))), ["invalid-name"]);
    assert_eq!(declare(rule("it's")), ["invalid-name"]);
}

#[test]
fn there_is_no_port_0() {
    let group = Ref::existing("sg-1");
    for rule in
        [IngressRule::tcp(&group, 0, Peer::ANYWHERE_IPV4), IngressRule::udp(&group, 0, Peer::ANYWHERE_IPV4)]
    {
        assert_eq!(declare(rule), ["invalid-port"]);
    }
    for rule in [
        IngressRule::tcp(&group, 1, Peer::ANYWHERE_IPV4),
        IngressRule::tcp(&group, PortRange::ALL, Peer::ANYWHERE_IPV4),
    ] {
        assert_eq!(declare(rule), [""; 0]);
    }
}

#[test]
fn a_group_has_60_rules_of_a_direction_and_family() {
    let fill = |stack: &mut Stack, count: u32, allow: bool| {
        let group = group(stack, "web").id();
        let range = literal!(Ipv4Cidr, [10, 0, 0, 0], 8);
        for index in 0..count {
            let peer = Peer::ipv4(range.part(24, index).unwrap());
            let rule = IngressRule::tcp(&group, Port::HTTP, peer).declare(stack, format!("r{index}"));
            if allow && index == 60 {
                stack.amend(&rule).allow("too-many-rules", "AWS has raised the quota to 100");
            }
        }
        // Those for IPv6 and those of the other direction are counted apart.
        IngressRule::tcp(&group, Port::HTTP, Peer::ANYWHERE_IPV6).declare(stack, "v6");
        let out = terrane_network::EgressRule::tcp(&group, Port::HTTP, Peer::ANYWHERE_IPV4);
        out.declare(stack, "out");
    };
    assert_eq!(rules(|stack| fill(stack, 60, false)), [""; 0]);
    let found = problems(|stack| fill(stack, 65, false));
    let found: Vec<_> = found.iter().map(|problem| (problem.rule, problem.address.as_str())).collect();
    assert_eq!(found, [("too-many-rules", "aws_vpc_security_group_ingress_rule.r60")]);
    assert_eq!(rules(|stack| fill(stack, 65, true)), [""; 0]);
}

#[test]
fn a_group_as_peer_counts_for_both_families() {
    let found = rules(|stack| {
        let group = group(stack, "web").id();
        for index in 0..60u16 {
            let port = Port::new(1000 + index).unwrap();
            IngressRule::tcp(&group, port, Peer::ITSELF).declare(stack, format!("r{index}"));
        }
        IngressRule::tcp(&group, Port::HTTP, Peer::ANYWHERE_IPV4).declare(stack, "v4");
        IngressRule::tcp(&group, Port::HTTP, Peer::ANYWHERE_IPV6).declare(stack, "v6");
    });
    assert_eq!(found, ["too-many-rules", "too-many-rules"]);
}

#[test]
fn a_nat_gateway_has_eight_addresses() {
    let with = |count: usize| {
        rules(|stack| {
            let subnet: Ref<SubnetId> = Ref::existing("subnet-1");
            let addresses: Vec<_> =
                (0..count).map(|index| ElasticIp::new().declare(stack, format!("e{index}")).id()).collect();
            let (first, others) = addresses.split_first().unwrap();
            let nat = NatGateway::public(&subnet, first).secondary_addresses(others.iter().cloned());
            nat.declare(stack, "main");
        })
    };
    assert_eq!(with(8), [""; 0]);
    assert_eq!(with(9), ["too-many-nat-addresses"]);

    let private = |count: u32| {
        declare(NatGateway::private(&Ref::existing("subnet-1")).secondary_private_ip_address_count(count))
    };
    assert_eq!(private(0), ["out-of-range"]);
    assert_eq!(private(1), [""; 0]);
    assert_eq!(private(31), [""; 0]);
    assert_eq!(private(32), ["out-of-range"]);
}

#[test]
fn a_nat_gateway_takes_the_addresses_of_its_kind() {
    let (subnet, address) = (Ref::existing("subnet-1"), Ref::existing("eipalloc-1"));
    let private = NatGateway::private(&subnet).secondary_addresses([address.clone()]);
    assert_eq!(declare(private), ["private-nat-with-address"]);
    let public = NatGateway::public(&subnet, &address).secondary_private_ip_address_count(1);
    assert_eq!(declare(public), ["public-nat-with-private-count"]);
}

#[test]
fn an_endpoint_has_a_way_to_it() {
    let none = GatewayEndpoint::new(&Ref::existing("vpc-1"), GatewayService::S3, &REGION, []);
    assert_eq!(declare(none), ["endpoint-without-route-table"]);

    let on = |letters: &str| {
        let subnets = letters.chars().map(|letter| (REGION.zone(letter), Ref::existing("subnet-1")));
        let subnets: Subnets<terrane_aws::Isolated> = Subnets::existing(Ref::existing("vpc-1"), subnets);
        InterfaceEndpoint::new(&subnets, InterfaceService::LOGS, &REGION, &Ref::existing("sg-1"))
    };
    assert_eq!(declare(on("")), ["endpoint-without-subnet"]);
    assert_eq!(declare(on("ab")), [""; 0]);
    assert_eq!(declare(on("aba")), ["two-subnets-in-a-zone"]);
    let with = |count: usize| {
        (1..count).fold(on("a"), |endpoint, _| endpoint.security_group(&Ref::existing("sg-2")))
    };
    assert_eq!(declare(with(5)), [""; 0]);
    assert_eq!(declare(with(6)), ["too-many-security-groups"]);
}

#[test]
fn a_folder_of_flow_logs_is_not_that_of_aws() {
    let bucket: Ref<BucketArn> = Ref::existing("arn:aws:s3:::logs");
    let log = |folder: &'static str| {
        let subject = FlowLogSubject::Vpc(Ref::existing("vpc-1"));
        FlowLog::to_bucket(subject, BucketFolder::new(&bucket).folder(folder))
    };
    assert_eq!(declare(log("jiki")), [""; 0]);
    assert_eq!(declare(log("AWSLogs")), ["reserved-folder"]);
}

#[test]
fn ids_from_outside_have_the_form_of_their_kind() {
    let vpc: Ref<VpcId> = Ref::existing("subnet-1");
    let subnet = Subnet::new(&vpc, cidr("10.0.0.0/24"), &REGION.zone('a'));
    assert_eq!(declare(subnet), ["malformed-id"]);
}

#[test]
fn the_smallest_networks_that_have_room() {
    let network = |range: &str, zones: &str| {
        let zones: Vec<_> = zones.chars().map(|letter| REGION.zone(letter)).collect();
        declare(Network::new("jiki", cidr(range), zones))
    };
    // A quarter of /25 is one /27.
    assert_eq!(network("10.0.0.0/25", "a"), [""; 0]);
    assert_eq!(network("10.0.0.0/25", "ab"), ["subnets-do-not-fit"]);
    assert_eq!(network("10.0.0.0/26", "a"), ["subnets-do-not-fit"]);
    assert_eq!(network("10.0.0.0/24", "ab"), [""; 0]);
    assert_eq!(network("10.0.0.0/23", "abcd"), [""; 0]);
}
