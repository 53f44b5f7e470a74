//! What is reported, and in which words.

use terrane_aws::kind::{SecurityGroupId, VpcId};
use terrane_aws::traffic::require_traffic;
use terrane_aws::{Ipv4Cidr, Region, RequiredTraffic, Subnets, Zone};
use terrane_core::{Custom, Declare, Expr, Node, Port, Problem, Ref, ResourceType, Stack, literal};
use terrane_network::{
    Destination, EgressRule, Icmp, IngressRule, InterfaceEndpoint, InterfaceService, InternetGateway,
    IsolatedSubnets, NatGateways, Network, NetworkHandle, NetworkLookup, Peer, PrivateSubnets, Route,
    RouteTable, RouteTableAssociation, SecurityGroup, Subnet, SubnetQuery, Target, Vpc,
};

const INTERFACE: ResourceType = terrane_aws::resource("aws_network_interface", "network");
const REGION: Region = Region::EU_WEST_1;
const RANGE: Ipv4Cidr = literal!(Ipv4Cidr, [10, 0, 0, 0], 16);

fn problems(fill: impl FnOnce(&mut Stack)) -> Vec<Problem> {
    let mut stack = Stack::new("rules");
    fill(&mut stack);
    stack.check().iter().cloned().collect()
}

/// The only problem: its rule, its address and its remedy.
#[track_caller]
fn reports(rule: &str, address: &str, remedy: &str, fill: impl FnOnce(&mut Stack)) {
    let found = problems(fill);
    let found: Vec<_> = found.iter().map(|p| (p.rule, p.address.as_str(), p.help.as_str())).collect();
    assert_eq!(found, [(rule, address, remedy)]);
}

fn zones(letters: &str) -> Vec<Zone> {
    letters.chars().map(|letter| REGION.zone(letter)).collect()
}

fn network(stack: &mut Stack) -> NetworkHandle {
    Network::new("jiki", RANGE, zones("ab")).declare(stack, "main")
}

fn group(stack: &mut Stack, label: &str) -> Ref<SecurityGroupId> {
    let group = SecurityGroup::new("jiki", &Ref::existing("vpc-1"), "Jiki").declare(stack, label).id();
    Custom::new(&INTERFACE).set("security_groups", Expr::list([group.clone()])).declare(stack, label);
    group
}

#[test]
fn a_group_that_only_rules_name_is_unused() {
    let remedy = "name it in what it guards, such as a load balancer, a service or a database, \
                  or remove it with its rules";
    reports("unused", "aws_security_group.old", remedy, |stack| {
        let web = group(stack, "web");
        let old = SecurityGroup::new("old", &Ref::existing("vpc-1"), "Old").declare(stack, "old").id();
        IngressRule::tcp(&old, Port::HTTP, Peer::ANYWHERE_IPV4).declare(stack, "own");
        IngressRule::tcp(&old, Port::HTTPS, Peer::ITSELF).declare(stack, "itself");
        EgressRule::all_traffic(&web, Peer::group(&old)).declare(stack, "peer");
    });
}

#[test]
fn two_groups_may_name_each_other() {
    let found = problems(|stack| {
        let (alb, tasks) = (group(stack, "alb"), group(stack, "tasks"));
        IngressRule::tcp(&alb, Port::HTTP, Peer::group(&tasks)).declare(stack, "alb");
        IngressRule::tcp(&tasks, Port::HTTP, Peer::group(&alb)).declare(stack, "tasks");
        EgressRule::tcp(&alb, Port::HTTP, Peer::group(&tasks)).declare(stack, "alb");
        EgressRule::tcp(&tasks, Port::HTTP, Peer::group(&alb)).declare(stack, "tasks");
    });
    assert_eq!(found, []);
}

#[test]
fn the_same_rule_twice() {
    let remedy = "keep one of the two: AWS refuses a rule that the group has";
    let address = "aws_vpc_security_group_ingress_rule.second";
    reports("duplicate-rule", address, remedy, |stack| {
        let web = group(stack, "web");
        IngressRule::tcp(&web, Port::HTTP, Peer::ANYWHERE_IPV4).description("one").declare(stack, "first");
        IngressRule::tcp(&web, Port::HTTP, Peer::ANYWHERE_IPV4).description("two").declare(stack, "second");
        // Each of these differs in one thing.
        IngressRule::tcp(&web, Port::HTTPS, Peer::ANYWHERE_IPV4).declare(stack, "port");
        IngressRule::udp(&web, Port::HTTP, Peer::ANYWHERE_IPV4).declare(stack, "protocol");
        IngressRule::tcp(&web, Port::HTTP, Peer::ANYWHERE_IPV6).declare(stack, "peer");
        EgressRule::tcp(&web, Port::HTTP, Peer::ANYWHERE_IPV4).declare(stack, "direction");
        let other = group(stack, "other");
        IngressRule::tcp(&other, Port::HTTP, Peer::ANYWHERE_IPV4).declare(stack, "group");
    });
    // A group that names itself by its id is the same peer as `ITSELF`, and a literal range the same as a
    // parsed one.
    let found = problems(|stack| {
        let web = group(stack, "web");
        IngressRule::tcp(&web, Port::HTTP, Peer::ITSELF).declare(stack, "itself");
        IngressRule::tcp(&web, Port::HTTP, Peer::group(&web)).declare(stack, "by_id");
        IngressRule::tcp(&web, Port::HTTPS, Peer::ipv4(RANGE)).declare(stack, "range");
        IngressRule::tcp(&web, Port::HTTPS, Peer::ipv4_text("10.0.0.0/16")).declare(stack, "text");
    });
    assert_eq!(found.iter().map(|p| p.rule).collect::<Vec<_>>(), ["duplicate-rule"; 2]);
}

#[test]
fn icmp_of_the_other_family() {
    let remedy = "make it a rule of `icmpv6`, or name a peer of the other family";
    reports("icmp-of-other-family", "aws_vpc_security_group_ingress_rule.x", remedy, |stack| {
        let web = group(stack, "web");
        IngressRule::icmp(&web, Icmp::ALL, Peer::ANYWHERE_IPV6).declare(stack, "x");
        IngressRule::icmpv6(&web, Icmp::ALL, Peer::ITSELF).declare(stack, "own");
    });
    let remedy = "make it a rule of `icmp`, or name a peer of the other family";
    reports("icmp-of-other-family", "aws_vpc_security_group_egress_rule.x", remedy, |stack| {
        let web = group(stack, "web");
        EgressRule::icmpv6(&web, Icmp::ALL, Peer::ANYWHERE_IPV4).declare(stack, "x");
    });
}

#[test]
fn protocols_with_ports_have_rules_of_their_own() {
    for (number, instead) in [(1, "icmp"), (6, "tcp"), (17, "udp"), (58, "icmpv6")] {
        let remedy = format!("make it a rule of `{instead}`");
        reports("protocol-has-ports", "aws_vpc_security_group_egress_rule.x", &remedy, |stack| {
            let web = group(stack, "web");
            EgressRule::protocol(&web, number, Peer::ITSELF).declare(stack, "x");
        });
    }
}

#[test]
fn a_text_that_is_no_range() {
    let remedy = "write the first address and the length of the prefix, such as `10.1.0.0/16`";
    reports("malformed-range", "aws_vpc_security_group_ingress_rule.x", remedy, |stack| {
        let web = group(stack, "web");
        IngressRule::tcp(&web, Port::HTTP, Peer::ipv4_text("10.0.0.1/16")).declare(stack, "x");
    });
    let remedy = "write the first address and the length of the prefix, such as `2001:db8::/32`";
    reports("malformed-range", "aws_vpc_security_group_ingress_rule.x", remedy, |stack| {
        let web = group(stack, "web");
        IngressRule::tcp(&web, Port::HTTP, Peer::ipv6_text("everywhere")).declare(stack, "x");
    });
}

/// The rules that a demand on port 3000 breaks, from one group to another; `rule` gets `tasks`, then `alb`.
fn unmet(rule: impl FnOnce(&mut Stack, &Ref<SecurityGroupId>, &Ref<SecurityGroupId>)) -> Vec<&'static str> {
    let found = problems(|stack| {
        let (alb, tasks) = (group(stack, "alb"), group(stack, "tasks"));
        let service: Node = Custom::new(&INTERFACE).declare(stack, "service");
        rule(stack, &tasks, &alb);
        let (from, to, port) = (vec![alb], vec![tasks], literal!(Port, 3000));
        let otherwise = "the load balancer cannot reach the tasks".to_owned();
        require_traffic(
            stack,
            &service,
            RequiredTraffic { rule: "unreachable", from, to, port, consequence: otherwise },
        );
    });
    found.iter().map(|problem| problem.rule).collect()
}

/// Whether it is met where `alb` lets out everything.
fn is_met(rule: impl FnOnce(&mut Stack, &Ref<SecurityGroupId>, &Ref<SecurityGroupId>)) -> bool {
    let unmet = unmet(|stack, tasks, alb| {
        EgressRule::all_traffic(alb, Peer::ANYWHERE_IPV4).declare(stack, "out");
        rule(stack, tasks, alb);
    });
    assert!(unmet.iter().all(|rule| *rule == "unreachable"), "{unmet:?}");
    unmet.is_empty()
}

#[test]
fn egress_rules_meet_what_others_demand() {
    let lets_out = |rule: fn(&mut Stack, &Ref<SecurityGroupId>, &Ref<SecurityGroupId>)| {
        unmet(|stack, tasks, alb| {
            IngressRule::all_traffic(tasks, Peer::ANYWHERE_IPV4).declare(stack, "admitted");
            rule(stack, tasks, alb);
        })
    };
    assert_eq!(lets_out(|_, _, _| {}), ["not-let-out"]);
    let to_tasks = lets_out(|stack, tasks, alb| {
        EgressRule::tcp(alb, literal!(Port, 3000), Peer::group(tasks)).declare(stack, "x");
    });
    let anywhere = lets_out(|stack, _, alb| {
        EgressRule::all_traffic(alb, Peer::ANYWHERE_IPV4).declare(stack, "x");
    });
    assert!(to_tasks.is_empty() && anywhere.is_empty());
    let udp = lets_out(|stack, tasks, alb| {
        EgressRule::udp(alb, literal!(Port, 3000), Peer::group(tasks)).declare(stack, "x");
    });
    let itself = lets_out(|stack, _, alb| {
        EgressRule::tcp(alb, literal!(Port, 3000), Peer::ITSELF).declare(stack, "x");
    });
    let of_tasks = lets_out(|stack, tasks, _| {
        EgressRule::all_traffic(tasks, Peer::ANYWHERE_IPV4).declare(stack, "x");
    });
    let ingress = lets_out(|stack, tasks, alb| {
        IngressRule::all_traffic(alb, Peer::group(tasks)).declare(stack, "x");
    });
    for unmet in [udp, itself, of_tasks, ingress] {
        assert_eq!(unmet, ["not-let-out"]);
    }
    assert_eq!(unmet(|_, _, _| {}), ["not-let-out", "unreachable"]);
}

#[test]
fn ingress_rules_meet_what_others_demand() {
    let port = literal!(Port, 3000);
    assert!(!is_met(|_, _, _| {}));
    assert!(is_met(|stack, tasks, alb| {
        IngressRule::tcp(tasks, port, Peer::group(alb)).declare(stack, "x");
    }));
    assert!(is_met(|stack, tasks, alb| {
        IngressRule::all_traffic(tasks, Peer::group(alb)).declare(stack, "x");
    }));
    assert!(!is_met(|stack, tasks, alb| {
        IngressRule::tcp(tasks, literal!(Port, 3001), Peer::group(alb)).declare(stack, "x");
    }));
    assert!(!is_met(|stack, tasks, alb| {
        IngressRule::udp(tasks, port, Peer::group(alb)).declare(stack, "x");
    }));
    assert!(!is_met(|stack, tasks, _| {
        IngressRule::tcp(tasks, port, Peer::ITSELF).declare(stack, "x");
    }));
    assert!(!is_met(|stack, tasks, alb| {
        EgressRule::tcp(tasks, port, Peer::group(alb)).declare(stack, "x");
    }));
}

#[test]
fn a_second_internet_gateway() {
    let remedy = "use that one: a VPC takes one only";
    reports("second-internet-gateway", "aws_internet_gateway.other", remedy, |stack| {
        let network = network(stack);
        InternetGateway::new(&network.vpc_id()).declare(stack, "other");
    });
}

#[test]
fn a_second_route_to_the_same_destination() {
    let remedy = "keep one of the two, or give each its own table";
    reports("duplicate-route", "aws_route.other", remedy, |stack| {
        let network = network(stack);
        let target = || Target::NatGateway(Ref::existing("nat-1"));
        let table = network.route_table.id();
        Route::new(&table, Destination::ANYWHERE_IPV4, target()).declare(stack, "other");
        Route::new(&table, Destination::ANYWHERE_IPV6, target()).declare(stack, "v6");
    });
}

#[test]
fn an_egress_only_gateway_takes_ipv6() {
    let remedy = "route a range of IPv6 addresses to it, such as `Destination::ANYWHERE_IPV6`";
    reports("ipv6-only-target", "aws_route.x", remedy, |stack| {
        let table = Ref::existing("rtb-1");
        let target = || Target::EgressOnlyGateway(Ref::existing("eigw-1"));
        Route::new(&table, Destination::ANYWHERE_IPV4, target()).declare(stack, "x");
        Route::new(&table, Destination::ANYWHERE_IPV6, target()).declare(stack, "y");
    });
}

#[test]
fn a_second_route_table_of_a_subnet() {
    let remedy = "keep one of the two: a subnet has one route table";
    reports("second-route-table", "aws_route_table_association.x", remedy, |stack| {
        let network = network(stack);
        let table = RouteTable::new(&network.vpc_id()).declare(stack, "other");
        let subnet = &network.public_subnets[0];
        RouteTableAssociation::new(&subnet.id(), &table.id()).declare(stack, "x");
    });
}

#[test]
fn ipv6_addresses_come_from_a_range() {
    let remedy = "give it one with `.ipv6_cidr_block(…)`, or leave out `.assign_ipv6_address_on_creation(…)`";
    reports("ipv6-without-range", "aws_subnet.x", remedy, |stack| {
        let vpc: Ref<VpcId> = Ref::existing("vpc-1");
        let subnet = Subnet::new(&vpc, RANGE, &REGION.zone('a')).assign_ipv6_address_on_creation(true);
        subnet.declare(stack, "x");
    });
}

fn endpoint<A: terrane_aws::Access>(subnets: &Subnets<A>) -> InterfaceEndpoint {
    InterfaceEndpoint::new(subnets, InterfaceService::KMS, &REGION, &Ref::existing("sg-1"))
}

#[test]
fn one_endpoint_has_the_name_of_a_service() {
    let remedy = "use that endpoint, or set `.private_dns_enabled(false)` on one of the two";
    reports("duplicate-endpoint", "aws_vpc_endpoint.second", remedy, |stack| {
        let network = network(stack);
        endpoint(network.public()).declare(stack, "first");
        endpoint(network.public()).declare(stack, "second");
        endpoint(network.public()).private_dns_enabled(false).declare(stack, "third");
    });
}

#[test]
fn private_names_need_the_dns_of_the_vpc() {
    let remedy = "leave DNS support and host names of the VPC on, or set `.private_dns_enabled(false)`";
    reports("private-dns-without-vpc-dns", "aws_vpc_endpoint.x", remedy, |stack| {
        let vpc = Vpc::new(RANGE).enable_dns_hostnames(false).declare(stack, "main").id();
        let subnet = Subnet::new(&vpc, RANGE, &REGION.zone('a')).declare(stack, "a").id();
        let subnets: Subnets<terrane_aws::Isolated> = Subnets::existing(vpc, [(REGION.zone('a'), subnet)]);
        endpoint(&subnets).declare(stack, "x");
        endpoint(&subnets).private_dns_enabled(false).declare(stack, "y");
    });
}

#[test]
fn a_network_has_zones_of_one_region_each_once() {
    let declare = |zones: Vec<Zone>| {
        move |stack: &mut Stack| {
            Network::new("jiki", RANGE, zones).declare(stack, "main");
        }
    };
    let remedy = "give it two or three zones, such as `region.zone('a')`";
    reports("network-without-zones", "aws_vpc.main", remedy, declare(Vec::new()));
    let remedy = "name each zone once: a network has one subnet of a kind in each";
    reports("duplicate-zone", "aws_vpc.main", remedy, declare(zones("aba")));
    let remedy = "name it by the letter behind its region: `region.zone('a')`";
    for letter in ["!", "A", "1", "é"] {
        reports("malformed-zone", "aws_vpc.main", remedy, declare(zones(letter)));
    }
    let remedy = "take all zones from one region: `region.zone('a')`";
    let two = vec![REGION.zone('a'), Region::EU_WEST_2.zone('b')];
    reports("zones-of-two-regions", "aws_vpc.main", remedy, declare(two));
}

#[test]
fn a_lookup_has_zones_too() {
    let remedy = "give it two or three zones, such as `region.zone('a')`";
    reports("network-without-zones", "data.aws_vpc.main", remedy, |stack| {
        NetworkLookup::new([]).by_name("jiki").public(SubnetQuery::only_ones()).declare(stack, "main");
    });
}

#[test]
fn ranges_are_given_for_every_zone() {
    let remedy = "give one range for each zone, in the zones' order";
    reports("ranges-do-not-match-zones", "aws_vpc.main", remedy, |stack| {
        Network::new("jiki", RANGE, zones("ab")).public_ranges([RANGE]).declare(stack, "main");
    });
    reports("ranges-do-not-match-zones", "aws_vpc.main", remedy, |stack| {
        let network = network(stack);
        PrivateSubnets::new(&network, NatGateways::One).ranges([]).declare(stack, "privates");
    });
}

#[test]
fn subnets_that_have_no_room() {
    let remedy =
        "choose a larger range for the VPC, another prefix for the subnets, or give the ranges themselves";
    reports("subnets-do-not-fit", "aws_route_table.isolated", remedy, |stack| {
        let network = network(stack);
        // A quarter of /16 is /18: one of those, and there are two zones.
        IsolatedSubnets::new(&network).prefix(18).declare(stack, "isolated");
    });
}

#[test]
fn a_zone_at_the_end_moves_nothing() {
    let ranges = |letters: &str| {
        let mut stack = Stack::new("rules");
        let network = Network::new("jiki", RANGE, zones(letters)).declare(&mut stack, "main");
        let private = PrivateSubnets::new(&network, NatGateways::OnePerZone).declare(&mut stack, "privates");
        let isolated = IsolatedSubnets::new(&network).declare(&mut stack, "isolated");
        assert_eq!(stack.check().iter().count(), 0);
        let tiers = [&network.public_subnets, &private.private_subnets, &isolated.isolated_subnets];
        tiers.map(|tier| tier.iter().map(|subnet| subnet.cidr().to_string()).collect::<Vec<_>>())
    };
    let (two, three) = (ranges("ab"), ranges("abc"));
    for (before, after) in two.iter().zip(&three) {
        assert_eq!(before[..], after[..2]);
    }
}

#[test]
fn what_takes_public_subnets_waits_for_the_internet() {
    let mut stack = Stack::new("rules");
    let network = network(&mut stack);
    let subnets = Expr::list(network.public().ids());
    Custom::new(&INTERFACE).set("subnets", subnets).declare(&mut stack, "alb");
    let terraform = stack.finish().unwrap();
    let text = terraform.file("network.tf").unwrap();
    assert!(text.contains(
        "depends_on = [aws_route_table_association.publics_a, aws_route_table_association.publics_b]"
    ));
    assert!(text.contains("depends_on = [aws_route.publics]"));
}

#[test]
fn what_exists_is_imported() {
    let mut stack = Stack::new("rules");
    let network = network(&mut stack);
    stack.amend(&network.vpc).import("vpc-0a1b2c3d");
    stack.amend(&network.public_subnets[1]).import("subnet-0a1b2c3d");
    stack.amend(&network.associations[1]).import("subnet-0a1b2c3d/rtb-0a1b2c3d");
    let terraform = stack.finish().unwrap();
    let text = terraform.file("network.tf").unwrap();
    assert!(text.contains("import {\n  to = aws_subnet.publics_b\n  id = \"subnet-0a1b2c3d\"\n}"), "{text}");
}
