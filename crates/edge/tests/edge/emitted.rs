//! What a stack with every builder and most setters looks like.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::common::{health, subnets};
use terrane_aws::{AwsProvider, Metric, Region};
use terrane_core::{
    Body, Declare, Expr, Minutes, Object, Port, Ref, ResourceType, Seconds, Stack, Text, Value, literal,
};
use terrane_edge::{
    AddressType, Algorithm, Certificate, CertificateLookup, CertificateValidation, CloudflareZone,
    CloudflareZoneLookup, ContentType, DesyncMitigation, DnsRecord, FixedResponse, HttpListener, HttpPath,
    HttpsListener, KeyAlgorithm, ListenerCertificate, ListenerLookup, ListenerRule, LoadBalancer,
    LoadBalancerLookup, ManagedRuleGroup, Method, ProtocolVersion, Redirect, RuleCondition, SslPolicy,
    Stickiness, TargetGroup, TargetHealth, Ttl, TxtContent, WebAcl, WebAclAssociation,
};

const SERVICE: ResourceType = terrane_aws::resource("aws_ecs_service", "compute");
const ALARM: ResourceType = terrane_aws::resource("aws_cloudwatch_metric_alarm", "observability");

/// Stands for a service of another layer.
fn service(stack: &mut Stack, label: &str, target: &terrane_aws::ForwardedTargetGroup) {
    let mut body = Body::new();
    body.set("name", label.to_owned());
    body.block("load_balancer", |block| {
        block.reference("target_group_arn", &target.arn);
        block.set("container_name", "web");
        block.set("container_port", target.port);
    });
    body.set("tags", Object::new().set("Label", &target.request_count_label));
    stack.add(&SERVICE, label, body);
}

/// Stands for an alarm of another layer.
fn alarm(stack: &mut Stack, label: &str, metric: Metric) {
    let mut body = Body::new();
    body.set("alarm_name", label.to_owned());
    body.set("comparison_operator", "GreaterThanThreshold");
    body.set("evaluation_periods", 1_u32);
    body.set("metric_name", metric.name);
    body.set("namespace", metric.namespace);
    body.set("period", 300_u32);
    body.set("statistic", metric.statistic.name());
    body.set("threshold", 1_u32);
    let dimensions = metric.dimensions.into_iter();
    body.set("dimensions", dimensions.fold(Object::new(), |object, (name, value)| object.set(name, value)));
    stack.add(&ALARM, label, body);
}

/// The plan's edge, as a service would declare it.
fn plan(stack: &mut Stack) -> CloudflareZone {
    let subnets = subnets("abc");
    let alb = LoadBalancer::internet_facing("jiki-api-alb", &subnets, &Ref::existing("sg-1"));
    let alb = alb.tag("Name", "jiki-api-alb").declare(stack, "main");
    let health = health().interval(Seconds(30)).timeout(Seconds(5)).healthy(2).unhealthy(3).matcher("200");
    let target = TargetGroup::ip("jiki-", literal!(Port, 3000), subnets.vpc(), health);
    let target = target.deregistration_delay(Seconds(30)).tag("Name", "jiki-api-web-tg");
    let target = target.declare(stack, "web");
    HttpListener::redirect_to_https(&alb).declare(stack, "http");
    let zone = CloudflareZoneLookup::new("jiki.io").declare(stack, "jiki");
    let certificate = Certificate::new("api.jiki.io").tag("Name", "api.jiki.io").declare(stack, "api");
    let validated = CertificateValidation::in_cloudflare(&certificate, &zone).declare(stack, "api");
    let https = HttpsListener::forward(&alb, &validated.arn(), &target).declare(stack, "https");
    let record = DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name()).comment("API load balancer");
    record.declare(stack, "api");
    service(stack, "web", &https.target_group());
    alarm(stack, "web_5xx_errors", alb.target_5xx(&target));
    alarm(stack, "elb_5xx_errors", alb.elb_5xx());
    alarm(stack, "unhealthy", https.target_group().unhealthy_hosts);
    alarm(stack, "certificate", certificate.days_to_expiry());
    stack.output("alb_dns_name", alb.dns_name());
    CloudflareZone::existing(zone.id(), "jiki.io")
}

fn rest(stack: &mut Stack, zone: &CloudflareZone) {
    let logs = Ref::existing("jiki-logs");
    let subnets = subnets("ab");
    let inner = LoadBalancer::internal("jiki-inner", &subnets, &Ref::existing("sg-1"))
        .security_group(&Ref::existing("sg-2"))
        .idle_timeout(Seconds(120))
        .client_keep_alive(Seconds(600))
        .deletion_protection(false)
        .drop_invalid_headers(true)
        .http2(false)
        .preserve_host_header(true)
        .tls_headers(true)
        .client_port(true)
        .waf_fail_open(true)
        .desync_mitigation(DesyncMitigation::Strictest)
        .address_type(AddressType::DualStack)
        .access_logs(&logs, "alb")
        .connection_logs(&logs, "");
    let inner = inner.declare(stack, "inner");
    let vpc = subnets.vpc();
    let grpc =
        TargetHealth::grpc(literal!(HttpPath, "/grpc.health.v1.Health/Check")).port(literal!(Port, 9000));
    let grpc =
        TargetGroup::ip("grpc-", literal!(Port, 9000), vpc, grpc).protocol_version(ProtocolVersion::Grpc);
    let grpc = grpc.stickiness(Stickiness::by_load_balancer(Seconds(3600))).declare(stack, "grpc");
    let admin = TargetHealth::https(literal!(HttpPath, "/health"));
    let admin = TargetGroup::named("jiki-admin", literal!(Port, 8443), vpc, admin)
        .encrypted()
        .algorithm(Algorithm::WeightedRandom)
        .stickiness(Stickiness::by_application("session", Seconds(60)));
    let admin = admin.declare(stack, "admin");
    let slow = TargetGroup::ip("slow-", literal!(Port, 8080), vpc, health()).slow_start(Seconds(30));
    let slow = slow.declare(stack, "slow");

    let names = Certificate::new("jiki.io").alternative_names(["*.jiki.io", "grpc.jiki.io"]);
    let certificate = names.key_algorithm(KeyAlgorithm::EcP256).declare(stack, "all");
    let validation = CertificateValidation::in_cloudflare(&certificate, zone).timeout(Minutes(20));
    let validated = validation.declare(stack, "all");
    let other = CertificateLookup::new("other.jiki.io").declare(stack, "other");
    let not_found = FixedResponse::new(404).body(ContentType::Json, r#"{"error":"not found"}"#);
    let https = HttpsListener::respond(&inner, &validated.arn(), not_found)
        .ssl_policy(SslPolicy::Tls13_1_2ResPq2025_09)
        .port(literal!(Port, 8443))
        .strict_transport_security("max-age=31536000")
        .hide_server()
        .tag("Name", "inner");
    let https = https.declare(stack, "inner_https");
    ListenerCertificate::new(&https, &other.arn()).declare(stack, "other");
    let conditions = [RuleCondition::host(["grpc.jiki.io"]), RuleCondition::path(["/jiki.*"])];
    let rule = ListenerRule::forward(&https, 10, conditions, &grpc).declare(stack, "grpc");
    let moved = Redirect::new().host("api.jiki.io").path("/v2/#{path}").query("from=v1").temporary();
    let conditions =
        [RuleCondition::method([Method::Get, Method::Head]), RuleCondition::query("version", ["1", "2"])];
    ListenerRule::redirect(&https, 20, conditions, moved).tag("Name", "moved").declare(stack, "moved");
    let conditions =
        [RuleCondition::source_ip(["203.0.113.0/24"]), RuleCondition::header("User-Agent", ["*bot*"])];
    ListenerRule::respond(&https, 30, conditions, FixedResponse::new(403)).declare(stack, "bots");
    let plain = HttpListener::forward_unencrypted(&inner, &slow).port(literal!(Port, 8080)).hide_server();
    let plain = plain.declare(stack, "inner_http");
    service(stack, "grpc", &rule.target_group());
    service(stack, "slow", &plain.target_group());

    let shared = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-3")).declare(stack, "shared");
    let listener = ListenerLookup::new(&shared, Port::HTTPS).declare(stack, "shared");
    let to_admin = ListenerRule::forward(&listener, 100, [RuleCondition::host(["admin.jiki.io"])], &admin);
    to_admin.declare(stack, "admin");

    let key: Value<Ipv4Addr> = Value::Given(Expr::raw("var.address").unwrap());
    let _: Text = stack.variable(terrane_core::Variable::text("address", "203.0.113.1"));
    DnsRecord::a(zone, "jiki.io", Ipv4Addr::new(203, 0, 113, 7)).proxied(true).declare(stack, "apex");
    DnsRecord::a(zone, "given.jiki.io", key).ttl(Ttl::Seconds(Seconds(300))).declare(stack, "given");
    DnsRecord::aaaa(zone, "jiki.io", Ipv6Addr::LOCALHOST).declare(stack, "apex6");
    DnsRecord::txt(zone, "jiki.io", TxtContent::new("v=spf1 -all")).declare(stack, "spf");
    DnsRecord::mx(zone, "jiki.io", 10, &Ref::existing("mail.example.com")).declare(stack, "mail");

    let log_group = Ref::existing("arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-jiki");
    let acl = WebAcl::new("jiki-api")
        .rules(ManagedRuleGroup::SqlDatabase)
        .rules(ManagedRuleGroup::Common)
        .count_rule(ManagedRuleGroup::Common, "SizeRestrictions_BODY")
        .rate_limit(2000)
        .log_to(&log_group)
        .tag("Name", "jiki-api");
    let acl = acl.declare(stack, "api");
    WebAclAssociation::new(&inner.arn(), &acl.arn()).declare(stack, "api");
    alarm(stack, "blocked", acl.blocked_requests(&Region::EU_WEST_1));
}

#[test]
fn the_plan() {
    let mut stack = Stack::new("plan");
    stack.provider(AwsProvider::new(&Region::EU_WEST_1));
    plan(&mut stack);
    let terraform = stack.finish().unwrap();
    assert_eq!(terraform.warnings().iter().count(), 0);
    insta::assert_snapshot!(terraform.to_string());
}

#[test]
fn everything() {
    let mut stack = Stack::new("everything");
    stack.provider(AwsProvider::new(&Region::EU_WEST_1));
    let zone = plan(&mut stack);
    rest(&mut stack, &zone);
    let terraform = stack.finish().unwrap();
    assert_eq!(terraform.warnings().iter().count(), 0);
    insta::assert_snapshot!(terraform.to_string());
}

/// A resource that refers to the target group of a listener waits for the listener.
#[test]
fn a_service_waits_for_what_forwards_to_it() {
    let mut stack = Stack::new("test");
    plan(&mut stack);
    let terraform = stack.finish().unwrap();
    let compute = terraform.file("compute.tf").unwrap();
    assert!(compute.contains("depends_on = [aws_lb_listener.https]"), "{compute}");
}
