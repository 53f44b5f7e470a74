//! Whatever one writes of networks, load balancers, DNS and alarms is reported or emitted: nothing panics.

use std::net::Ipv4Addr;

use terrane_aws::{Ipv4Cidr, Metric, PortRange, Region, Statistic, Subnets, Zone};
use terrane_core::{Declare, Minutes, Ref, Seconds, Stack, UnprivilegedPort, literal};
use terrane_edge::{
    Certificate, CertificateValidation, CloudflareZoneLookup, ContentType, DnsRecord, FixedResponse,
    HttpListener, HttpPath, HttpsListener, ListenerRule, LoadBalancer, LoadBalancerHandle, Redirect,
    RuleCondition, SslPolicy, Stickiness, TargetGroup, TargetGroupHandle, TargetHealth, Ttl, TxtContent,
    WebAcl,
};
use terrane_network::{
    EgressRule, IngressRule, IsolatedSubnets, NatGateways, Network, NetworkLookup, Peer, PrivateSubnets,
    SecurityGroup, SubnetQuery,
};
use terrane_observability::{
    Alarm, DatapointsToAlarm, Evaluation, EvaluationPeriods, LogGroup, Percentile, Period, Retention,
    Threshold, Topic, TopicSubscription,
};

const TEXTS: [&str; 13] =
    ["", " ", "-", "@", ".", "*.", "ä", "\u{0}", "\n", "${a}%{b}", "\"\\", "arn:", "e\u{301}\u{200d}😀"];
const NUMBERS: [u32; 5] = [0, 1, 500, i32::MAX.unsigned_abs(), u32::MAX];

/// A stack for each text and number, with a label that is as odd: asked for its problems, and emitted.
fn each(build: impl Fn(&mut Stack, &str, &'static str, u32)) {
    for text in TEXTS {
        for (label, number) in NUMBERS.map(|number| ("main", number)).into_iter().chain([(text, 1)]) {
            let mut stack = Stack::new(text);
            build(&mut stack, label, text, number);
            let _ = stack.check().to_string();
            let _ = stack.finish().map(|terraform| terraform.to_string());
        }
    }
}

fn balancer(stack: &mut Stack, label: &str, text: &'static str, number: u32) -> LoadBalancerHandle {
    let zone = |letter| (Region::EU_WEST_1.zone(letter), Ref::existing(text));
    let zones = if number == 0 { Vec::new() } else { vec![zone('ß'), zone('\u{0}'), zone('\u{0}')] };
    let subnets = Subnets::existing(Ref::existing(text), zones);
    let balancer = LoadBalancer::internet_facing(text, &subnets, &Ref::existing(text))
        .idle_timeout(Seconds(number))
        .client_keep_alive(Seconds(number))
        .access_logs(&Ref::existing(text), text)
        .tag(text, text);
    balancer.declare(stack, label)
}

fn target(stack: &mut Stack, label: &str, text: &'static str, number: u32) -> TargetGroupHandle {
    let path = HttpPath::new(text).unwrap_or(literal!(HttpPath, "/"));
    let health = TargetHealth::http(path)
        .interval(Seconds(number))
        .timeout(Seconds(number))
        .healthy(number)
        .unhealthy(number)
        .matcher(text)
        .port(literal!(UnprivilegedPort, 65535));
    let target = TargetGroup::ip(text, literal!(UnprivilegedPort, 1024), &Ref::existing(text), health)
        .deregistration_delay(Seconds(number))
        .slow_start(Seconds(number))
        .stickiness(Stickiness::by_application(text, Seconds(number)));
    target.declare(stack, label)
}

#[test]
fn load_balancers_and_listeners() {
    each(|stack, label, text, number| {
        let (alb, target) = (balancer(stack, label, text, number), target(stack, label, text, number));
        let https = HttpsListener::forward(&alb, &Ref::existing(text), &target);
        let https = https.ssl_policy(SslPolicy::Other(text)).strict_transport_security(text);
        let https = https.declare(stack, label);
        HttpListener::redirect(&alb, Redirect::new().host(text).path(text).query(text))
            .declare(stack, "other");
        let nothing = || [""; 0];
        let conditions = [
            RuleCondition::host([text]),
            RuleCondition::path([text; 9]),
            RuleCondition::source_ip([text]),
            RuleCondition::header(text, [text]),
            RuleCondition::query(text, nothing()),
        ];
        ListenerRule::forward(&https, number, conditions, &target).declare(stack, label);
        let status = u16::try_from(number).unwrap_or(u16::MAX);
        let answer = FixedResponse::new(status).body(ContentType::Json, text);
        ListenerRule::respond(&https, number, [], answer).declare(stack, "answer");
        WebAcl::new(text).rate_limit(number).log_to(&Ref::existing(text)).declare(stack, label);
    });
}

#[test]
fn certificates_and_records() {
    each(|stack, label, text, number| {
        let zone = CloudflareZoneLookup::new(text).declare(stack, label);
        let names = Certificate::new(text).alternative_names(TEXTS);
        let certificate = names.declare(stack, label);
        let validation = CertificateValidation::in_cloudflare(&certificate, &zone).zone(&zone);
        validation.timeout(Minutes(number)).declare(stack, label);
        let ttl = Ttl::Seconds(Seconds(number));
        let records = [
            DnsRecord::cname(&zone, text, &Ref::existing(text)).ttl(ttl).proxied(true),
            DnsRecord::a(&zone, text, Ipv4Addr::UNSPECIFIED).ttl(ttl).comment(text.repeat(999)),
            DnsRecord::txt(&zone, text, TxtContent::new(text.repeat(999))).proxied(true),
            DnsRecord::mx(&zone, text, u16::MAX, &Ref::existing(text)),
        ];
        for record in records {
            record.declare(stack, label);
        }
    });
}

#[test]
fn alarms_topics_and_log_groups() {
    each(|stack, label, text, number| {
        LogGroup::aurora(text, text, Retention::Never).tag(text, text).declare(stack, label);
        let topic = Topic::new(text).declare(stack, label);
        TopicSubscription::email(&topic.arn(), text).declare(stack, label);
        TopicSubscription::https(&topic.arn(), text).declare(stack, "other");
        let percentile = Percentile::new(f64::from(number) / 7.0).unwrap_or(Percentile::P99);
        let evaluation = Evaluation::new(DatapointsToAlarm(number), EvaluationPeriods(number));
        let evaluation = evaluation.unwrap_or(Evaluation::ONE);
        let metric = Metric::new(text, text, Statistic::Sum).dimension(text, text);
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, f64::MIN_POSITIVE, f64::MAX] {
            let alarm = Alarm::new(text, metric.clone(), Threshold::at_least(value))
                .period(Period::new(number).unwrap_or(Period::DAY_1))
                .evaluate(evaluation)
                .description(text.repeat(2000))
                .percentile(percentile)
                .ignore_low_samples();
            alarm.notify(&topic).declare(stack, label);
        }
    });
}

#[test]
fn networks_and_security_groups() {
    const RANGES: [Ipv4Cidr; 4] = [
        Ipv4Cidr::ANYWHERE,
        Ipv4Cidr::literal([10, 1, 0, 0], 16),
        Ipv4Cidr::literal([255, 255, 255, 255], 32),
        Ipv4Cidr::literal([255, 255, 255, 254], 31),
    ];
    each(|stack, label, text, number| {
        let letters: Vec<char> = text.chars().collect();
        let zones: Vec<Zone> = letters.iter().map(|letter| Region::EU_WEST_1.zone(*letter)).collect();
        let byte = u8::try_from(number).unwrap_or(u8::MAX);
        let range = RANGES[number as usize % RANGES.len()];
        let network = Network::new(text, range, zones.clone()).public_label(text).public_prefix(byte);
        let network = network.declare(stack, label);
        let nat = NatGateways::OnePerZone;
        PrivateSubnets::new(&network, nat).prefix(byte).tag(text, text).declare(stack, "private");
        IsolatedSubnets::new(&network).ranges(RANGES).declare(stack, "isolated");
        NetworkLookup::new(zones).by_name(text).public(SubnetQuery::by_name(text)).declare(stack, "found");
        let group = SecurityGroup::new(text, &Ref::existing(text), text).declare(stack, label).id();
        let ports = PortRange::ALL;
        for peer in
            [Peer::ipv4_text(text), Peer::ipv6_text(text), Peer::group(&Ref::existing(text)), Peer::ITSELF]
        {
            IngressRule::tcp(&group, ports, peer.clone()).description(text).declare(stack, label);
            EgressRule::udp(&group, ports, peer).description(text).declare(stack, label);
        }
    });
}

#[test]
fn the_last_part_of_a_range_is_found_at_once() {
    let last = Ipv4Cidr::ANYWHERE.part(32, u32::MAX).expect("the last address");
    assert_eq!(last.to_string(), "255.255.255.255/32");
    let vpc = literal!(Ipv4Cidr, [10, 1, 0, 0], 16);
    assert_eq!(vpc.part(24, 255).expect("the last one").to_string(), "10.1.255.0/24");
    for (prefix, index) in [(24, 256), (15, 0), (33, 0), (255, 0), (16, 1), (32, 65_536)] {
        assert!(vpc.part(prefix, index).is_err(), "{prefix} {index}");
    }
    assert_eq!(vpc.part(16, 0).expect("itself"), vpc);
}
