//! Listeners, their rules and web ACLs: every limit at its edge, the last value that passes and the first
//! that is reported.

use crate::common::{alb, only, problems, rules, subnets, target};
use terrane_aws::traffic::allow_ingress;
use terrane_core::{Body, Declare, Port, Ref, ResourceType, Severity, Stack, literal};
use terrane_edge::{
    ContentType, FixedResponse, HttpListener, HttpPath, HttpsListener, ListenerRule, LoadBalancer,
    LoadBalancerLookup, ManagedRuleGroup, Method, ProtocolVersion, Redirect, RuleCondition, SslPolicy,
    TargetGroup, TargetHealth, WebAcl, WebAclAssociation,
};

#[test]
fn listeners_of_one_load_balancer_have_a_port_each() {
    only(
        |stack| {
            let alb = alb(stack);
            HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "a");
            HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "b");
        },
        "duplicate-listener-port",
        "give each its own, or keep one of the two",
    );
    let different = |stack: &mut Stack| {
        let alb = alb(stack);
        HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "a");
        HttpListener::respond(&alb, FixedResponse::new(404)).port(literal!(Port, 8080)).declare(stack, "b");
    };
    assert!(rules(different).is_empty());
}

#[test]
fn a_redirect_to_https_leads_to_a_listener() {
    let build = |redirect: Redirect, port: Option<Port>| {
        problems(move |stack| {
            let (alb, target) = (alb(stack), target(stack));
            HttpListener::redirect(&alb, redirect).declare(stack, "http");
            let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/1");
            let https = HttpsListener::forward(&alb, &certificate, &target);
            let https = match port {
                Some(port) => https.port(port),
                None => https,
            };
            https.declare(stack, "https");
        })
    };
    assert!(build(Redirect::to_https(), None).is_empty());
    assert!(build(Redirect::to_https().host("jiki.io"), Some(literal!(Port, 8443))).is_empty());
    assert!(build(Redirect::to_https().port(literal!(Port, 8443)), Some(literal!(Port, 8443))).is_empty());
    let found = build(Redirect::to_https(), Some(literal!(Port, 8443)));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, &*found[0].address), ("redirect-to-nowhere", "aws_lb_listener.http"));
    assert_eq!(found[0].message, "clients are sent to HTTPS, but `aws_lb.main` has no listener on port 443");
    assert_eq!(
        found[0].help,
        "declare an `HttpsListener` of the load balancer, or forward the requests instead"
    );
    // The listeners of one that is looked up may be elsewhere.
    let elsewhere = rules(|stack| {
        let alb = LoadBalancerLookup::new("shared", &Ref::existing("sg-1")).declare(stack, "shared");
        HttpListener::redirect_to_https(&alb).declare(stack, "http");
    });
    assert!(elsewhere.is_empty());
}

#[test]
fn targets_are_in_the_vpc_of_the_load_balancer() {
    let forwarding = |vpc: Ref<terrane_aws::kind::VpcId>, by_rule: bool| {
        rules(move |stack| {
            let alb = alb(stack);
            let health = TargetHealth::http(literal!(HttpPath, "/health"));
            let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &vpc, health).declare(stack, "web");
            if by_rule {
                let http = HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "http");
                ListenerRule::forward(&http, 1, [RuleCondition::path(["/*"])], &target).declare(stack, "web");
            } else {
                HttpListener::forward_unencrypted(&alb, &target).declare(stack, "http");
            }
        })
    };
    for by_rule in [false, true] {
        assert!(forwarding(Ref::existing("vpc-1"), by_rule).is_empty());
        assert!(forwarding(Ref::raw("terraform.workspace").unwrap(), by_rule).is_empty());
        assert_eq!(forwarding(Ref::existing("vpc-2"), by_rule), ["target-group-of-other-vpc"]);
    }
}

#[test]
fn what_the_internet_cannot_reach_is_reported() {
    use terrane_aws::{PortRange, TrafficPeer};
    const GROUP: ResourceType = terrane_aws::resource("aws_security_group", "network");
    let opened = |ports: Option<PortRange>, internal: bool| {
        problems(|stack| {
            let group = stack.add(&GROUP, "alb", Body::new()).attribute("id");
            if let Some(ports) = ports {
                allow_ingress(stack, &group, TrafficPeer::Addresses, ports);
            }
            let alb = if internal {
                LoadBalancer::internal("alb", &subnets("ab"), &group)
            } else {
                LoadBalancer::internet_facing("alb", &subnets("ab"), &group)
            };
            let alb = alb.declare(stack, "main");
            HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "http");
        })
    };
    assert!(opened(Some(Port::HTTP.into()), false).is_empty());
    assert!(opened(None, true).is_empty(), "the clients of an internal one are not known here");
    let found = opened(Some(Port::HTTPS.into()), false);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, &*found[0].address), ("listener-not-admitted", "aws_lb_listener.http"));
    assert_eq!(found[0].help, "add an ingress rule for port 80 to aws_security_group.alb");
}

#[test]
fn weak_policies_are_warnings() {
    let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/1");
    let with = |policy| {
        problems(|stack| {
            let (alb, target) = (alb(stack), target(stack));
            HttpsListener::forward(&alb, &certificate, &target).ssl_policy(policy).declare(stack, "https");
        })
    };
    assert!(with(SslPolicy::Tls13_1_2_2021_06).is_empty());
    assert!(with(SslPolicy::Other("ELBSecurityPolicy-TLS13-1-2-RFC9151-FIPS-2024-08")).is_empty());
    let found = with(SslPolicy::V2016_08);
    assert_eq!((found[0].rule, found[0].severity), ("weak-tls", Severity::Warning));
    assert_eq!(
        found[0].help,
        "choose `SslPolicy::Tls13_1_2_2021_06`, unless clients are known that cannot do TLS 1.2"
    );
    assert_eq!(SslPolicy::Tls13_1_2ResPq2025_09.name(), "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
}

#[test]
fn grpc_needs_https() {
    only(
        |stack| {
            let alb = alb(stack);
            let health = TargetHealth::grpc(literal!(HttpPath, "/grpc.health.v1.Health/Check"));
            let group = TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health);
            let target = group.protocol_version(ProtocolVersion::Grpc).declare(stack, "x");
            HttpListener::forward_unencrypted(&alb, &target).declare(stack, "http");
        },
        "grpc-needs-https",
        "forward to it from an `HttpsListener`",
    );
}

#[test]
fn actions() {
    let respond = |response| {
        rules(|stack| {
            let alb = alb(stack);
            HttpListener::respond(&alb, response).declare(stack, "http");
        })
    };
    for (status, passes) in [
        (199, false),
        (200, true),
        (299, true),
        (300, false),
        (399, false),
        (400, true),
        (599, true),
        (600, false),
    ] {
        assert_eq!(respond(FixedResponse::new(status)).is_empty(), passes, "{status}");
    }
    let body = |n| respond(FixedResponse::new(503).body(ContentType::Html, "x".repeat(n)));
    assert!(body(1024).is_empty());
    assert_eq!(body(1025), ["fixed-response-too-long"]);
    only(
        |stack| {
            let alb = alb(stack);
            HttpListener::respond(&alb, FixedResponse::new(301)).declare(stack, "http");
        },
        "fixed-response-status",
        "choose a status of 200 to 299 or 400 to 599; a redirect has an action of its own",
    );
    only(
        |stack| {
            let alb = alb(stack);
            HttpListener::redirect(&alb, Redirect::new().query("a=b")).declare(stack, "http");
        },
        "redirect-loop",
        "set one of them, or use `Redirect::to_https()`",
    );
}

/// What is reported of one rule with these conditions.
fn rule(priority: u32, conditions: Vec<RuleCondition>) -> Vec<&'static str> {
    rules(|stack| {
        let alb = LoadBalancerLookup::new("x", &Ref::existing("sg-1")).declare(stack, "x");
        let http = HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "http");
        ListenerRule::respond(&http, priority, conditions, FixedResponse::new(403)).declare(stack, "x");
    })
}

#[test]
fn rule_priorities() {
    let path = || vec![RuleCondition::path(["/a"])];
    assert!(rule(1, path()).is_empty() && rule(50_000, path()).is_empty());
    assert_eq!(rule(0, path()), ["out-of-range"]);
    assert_eq!(rule(50_001, path()), ["out-of-range"]);
    let two = |first: u32, second: u32| {
        move |stack: &mut Stack| {
            let alb = alb(stack);
            let http = HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "http");
            let target = target(stack);
            ListenerRule::forward(&http, first, [RuleCondition::path(["/a"])], &target).declare(stack, "a");
            let to = Redirect::new().path("/c");
            ListenerRule::redirect(&http, second, [RuleCondition::path(["/b"])], to).declare(stack, "b");
        }
    };
    assert!(rules(two(10, 20)).is_empty());
    only(two(10, 10), "duplicate-priority", "give each its own, or keep one of the two");
}

#[test]
fn rule_conditions() {
    assert_eq!(rule(1, vec![]), ["rule-without-condition"]);
    assert_eq!(rule(1, vec![RuleCondition::host(Vec::<String>::new())]), ["condition-without-value"]);
    assert!(
        rule(1, vec![RuleCondition::host(["a.io", "b.io"]), RuleCondition::path(["/a", "/b", "/c"])])
            .is_empty()
    );
    let six = vec![RuleCondition::host(["a.io", "b.io", "c.io"]), RuleCondition::path(["/a", "/b", "/c"])];
    assert_eq!(rule(1, six), ["too-many-condition-values"]);
    assert!(rule(1, vec![RuleCondition::path(["/*/*/*", "/?/?/?"])]).is_empty());
    assert_eq!(rule(1, vec![RuleCondition::path(["/*/*/*/*", "/?/?/?"])]), ["too-many-wildcards"]);
    let twice = vec![RuleCondition::path(["/a"]), RuleCondition::path(["/b"]), RuleCondition::path(["/c"])];
    assert_eq!(rule(1, twice), ["repeated-condition"], "once for each field");
    let headers = vec![RuleCondition::header("X-A", ["1"]), RuleCondition::header("X-B", ["2"])];
    assert!(rule(1, headers).is_empty());
}

#[test]
fn condition_values() {
    let invalid = ["invalid-condition"];
    assert!(rule(1, vec![RuleCondition::path([format!("/{}", "a".repeat(127))])]).is_empty());
    assert_eq!(rule(1, vec![RuleCondition::path([format!("/{}", "a".repeat(128))])]), invalid);
    assert_eq!(rule(1, vec![RuleCondition::path(["v2/*"])]), invalid);
    assert!(rule(1, vec![RuleCondition::path(["*.png"])]).is_empty());
    assert_eq!(rule(1, vec![RuleCondition::host([""])]), invalid);
    assert!(rule(1, vec![RuleCondition::host(["*.jiki.io"])]).is_empty());
    for host in ["https://jiki.io", "jiki.io:443", "jiki.io/v2"] {
        assert_eq!(rule(1, vec![RuleCondition::host([host])]), invalid);
    }
    assert!(rule(1, vec![RuleCondition::source_ip(["203.0.113.0/24", "2001:db8::/32"])]).is_empty());
    assert_eq!(rule(1, vec![RuleCondition::source_ip(["203.0.113.1/24"])]), invalid);
    assert_eq!(rule(1, vec![RuleCondition::source_ip(["office"])]), invalid);
    assert!(rule(1, vec![RuleCondition::method([Method::Get, Method::Other("PROPFIND")])]).is_empty());
    assert_eq!(rule(1, vec![RuleCondition::method([Method::Other("get")])]), invalid);
    assert!(rule(1, vec![RuleCondition::header("a".repeat(40), ["1"])]).is_empty());
    assert_eq!(rule(1, vec![RuleCondition::header("a".repeat(41), ["1"])]), invalid);
    assert_eq!(rule(1, vec![RuleCondition::header("Host", ["a.io"])]), invalid);
    assert!(rule(1, vec![RuleCondition::query("version", ["2"])]).is_empty());
    for (conditions, remedy) in [
        (vec![RuleCondition::path(["v2"])], "write the whole path, such as `/v2/*`"),
        (vec![], "give it a condition, or make it the listener's own action"),
        (vec![RuleCondition::path([""; 0])], "give it a value, or remove it"),
        (vec![RuleCondition::path(["/*"; 6])], "split it into several rules that do the same"),
    ] {
        let found = problems(|stack| {
            let alb = LoadBalancerLookup::new("x", &Ref::existing("sg-1")).declare(stack, "x");
            let http = HttpListener::respond(&alb, FixedResponse::new(404)).declare(stack, "http");
            ListenerRule::respond(&http, 1, conditions, FixedResponse::new(403)).declare(stack, "x");
        });
        assert_eq!(found[0].help, remedy);
    }
}

#[test]
fn web_acls() {
    let named = |name: String| rules(|stack| drop(WebAcl::new(name).declare(stack, "x")));
    assert!(named("a".repeat(128)).is_empty());
    assert_eq!(named("a".repeat(129)), ["invalid-name"]);
    assert_eq!(named("a b".into()), ["invalid-name"]);
    let limited = |limit| rules(|stack| drop(WebAcl::new("x").rate_limit(limit).declare(stack, "x")));
    assert!(limited(10).is_empty() && limited(2_000_000_000).is_empty());
    assert_eq!((limited(9), limited(2_000_000_001)), (vec!["out-of-range"], vec!["out-of-range"]));
    only(
        |stack| drop(WebAcl::new("x").count_rule(ManagedRuleGroup::Linux, "LFI_BODY").declare(stack, "x")),
        "count-of-absent-group",
        "add the group with `.rules(…)`, or remove `.count_rule(…)`",
    );
    only(
        |stack| {
            let alb = alb(stack);
            let acl = WebAcl::new("x").declare(stack, "x");
            WebAclAssociation::new(&alb.arn(), &acl.arn()).declare(stack, "a");
            WebAclAssociation::new(&alb.arn(), &acl.arn()).declare(stack, "b");
        },
        "duplicate-web-acl",
        "give each its own, or keep one of the two",
    );
    let found = problems(|stack| drop(WebAcl::new("x").declare(stack, "x")));
    assert_eq!(found[0].help, "associate it with a load balancer: `WebAclAssociation`, or remove it");
}
