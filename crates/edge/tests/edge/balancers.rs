//! Load balancers and target groups: every limit at its edge, the last value that passes and the first that
//! is reported.

use crate::common::{group, health, only, problems, rules, subnets, target};
use terrane_aws::traffic::pauses_when_idle;
use terrane_aws::{Isolated, Region, Subnets};
use terrane_core::{Body, Declare, Port, Ref, ResourceType, Seconds, literal};
use terrane_edge::{
    Algorithm, HttpPath, LoadBalancer, ProtocolVersion, Stickiness, TargetGroup, TargetHealth,
};

fn balancer(name: impl Into<terrane_core::Text>) -> LoadBalancer {
    LoadBalancer::internet_facing(name, &subnets("ab"), &Ref::existing("sg-1"))
}

#[test]
fn load_balancer_names() {
    let named = |name: &str| rules(|stack| drop(balancer(name.to_owned()).declare(stack, "x")));
    assert!(named(&"a".repeat(32)).is_empty());
    assert!(named("Jiki-API-2").is_empty());
    assert!(named("internal").is_empty());
    for name in ["", &"a".repeat(33), "jiki_api", "-jiki", "jiki-", "internal-jiki", "jiki.api"] {
        assert_eq!(named(name), ["invalid-name"], "{name}");
    }
}

#[test]
fn load_balancer_zones() {
    let group = Ref::existing("sg-1");
    let within = |zones| {
        rules(|stack| drop(LoadBalancer::internet_facing("x", &subnets(zones), &group).declare(stack, "x")))
    };
    assert!(within("ab").is_empty());
    assert!(within("abc").is_empty());
    assert_eq!(within("a"), ["alb-needs-two-zones"]);
    assert_eq!(within(""), ["alb-needs-two-zones"]);
    assert_eq!(within("aa"), ["alb-needs-two-zones", "two-subnets-in-one-zone"]);
    only(
        |stack| drop(LoadBalancer::internal("x", &subnets("a"), &group).declare(stack, "x")),
        "alb-needs-two-zones",
        "give the load balancer subnets in two zones or more",
    );
    only(
        |stack| drop(LoadBalancer::internal("x", &subnets("abb"), &group).declare(stack, "x")),
        "two-subnets-in-one-zone",
        "give the load balancer one subnet for each zone",
    );
    let zone = |letter| (Region::EU_WEST_1.zone(letter), Ref::existing("subnet-1"));
    let isolated = Subnets::<Isolated>::existing(Ref::existing("vpc-1"), [zone('a'), zone('b')]);
    assert!(
        rules(|stack| drop(LoadBalancer::internal("x", &isolated, &group).declare(stack, "x"))).is_empty()
    );
}

#[test]
fn load_balancer_times() {
    let idle = |s| rules(|stack| drop(balancer("x").idle_timeout(Seconds(s)).declare(stack, "x")));
    assert!(idle(1).is_empty() && idle(4000).is_empty());
    assert_eq!((idle(0), idle(4001)), (vec!["out-of-range"], vec!["out-of-range"]));
    let kept = |s| rules(|stack| drop(balancer("x").client_keep_alive(Seconds(s)).declare(stack, "x")));
    assert!(kept(60).is_empty() && kept(604_800).is_empty());
    assert_eq!((kept(59), kept(604_801)), (vec!["out-of-range"], vec!["out-of-range"]));
}

#[test]
fn log_prefixes() {
    let logged = |prefix: &'static str| {
        rules(|stack| drop(balancer("x").access_logs(&Ref::existing("logs"), prefix).declare(stack, "x")))
    };
    assert!(logged("").is_empty() && logged("alb/api").is_empty());
    for prefix in ["/alb", "alb/", "alb/AWSLogs"] {
        assert_eq!(logged(prefix), ["invalid-log-prefix"], "{prefix}");
    }
    only(
        |stack| drop(balancer("x").connection_logs(&Ref::existing("logs"), "/").declare(stack, "x")),
        "invalid-log-prefix",
        "give the bare prefix, such as `alb`: AWS adds `/AWSLogs/` and the account's id",
    );
}

#[test]
fn target_group_names() {
    let vpc = Ref::existing("vpc-1");
    let prefix = |name: &'static str| {
        rules(|stack| drop(TargetGroup::ip(name, literal!(Port, 80), &vpc, health()).declare(stack, "x")))
    };
    assert!(prefix("jiki-a").is_empty() && prefix("jiki-").is_empty());
    for name in ["", "jiki-ap", "-jiki", "ji_ki"] {
        assert_eq!(prefix(name), ["invalid-name"], "{name}");
    }
    let fixed = |name: String| {
        rules(|stack| drop(TargetGroup::named(name, literal!(Port, 80), &vpc, health()).declare(stack, "x")))
    };
    assert!(fixed("a".repeat(32)).is_empty());
    for name in ["a".repeat(33), "jiki-".into(), "jiki_api".into()] {
        assert_eq!(fixed(name.clone()), ["invalid-name"], "{name}");
    }
}

#[test]
fn a_target_group_that_nothing_forwards_to_is_reported() {
    let found = problems(|stack| drop(target(stack)));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "unused");
    assert_eq!(found[0].help, "forward to it from a listener or from a listener's rule, or remove it");
}

#[test]
fn health_checks() {
    let checked = |health: TargetHealth| {
        rules(|stack| {
            drop(
                TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health).declare(stack, "x"),
            );
        })
    };
    let every = |interval, timeout| checked(health().interval(Seconds(interval)).timeout(Seconds(timeout)));
    assert!(every(5, 4).is_empty() && every(300, 120).is_empty());
    assert_eq!(every(4, 3), ["out-of-range"]);
    assert_eq!(every(301, 120), ["out-of-range"]);
    assert_eq!(every(30, 1), ["out-of-range"]);
    assert_eq!(every(300, 121), ["out-of-range"]);
    assert!(every(30, 29).is_empty());
    assert_eq!(every(30, 30), ["timeout-not-below-interval"]);
    only(
        |stack| {
            let health = health().interval(Seconds(10)).timeout(Seconds(20));
            TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health).declare(stack, "x");
        },
        "timeout-not-below-interval",
        "make the timeout shorter than the interval",
    );
    let after = |healthy, unhealthy| checked(health().healthy(healthy).unhealthy(unhealthy));
    assert!(after(2, 2).is_empty() && after(10, 10).is_empty());
    assert_eq!(after(1, 2), ["out-of-range"]);
    assert_eq!(after(11, 2), ["out-of-range"]);
    assert_eq!(after(2, 1), ["out-of-range"]);
    assert_eq!(after(2, 11), ["out-of-range"]);
}

#[test]
fn matchers() {
    let matched = |matcher: &'static str| {
        rules(|stack| {
            let health = health().matcher(matcher);
            TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health).declare(stack, "x");
        })
    };
    for matcher in ["200", "499", "200,204", "200-299", "200-299,301"] {
        assert!(matched(matcher).is_empty(), "{matcher}");
    }
    for matcher in ["", "abc", "199", "500", "200-500", "299-200", "200,", "200 204", "+200"] {
        assert_eq!(matched(matcher), ["invalid-matcher"], "{matcher}");
    }
    only(
        |stack| {
            let health = health().matcher("2xx");
            TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health).declare(stack, "x");
        },
        "invalid-matcher",
        "give HTTP status codes from 200 to 499: one, a list with commas, or a range with `-`",
    );
    let grpc = |health: TargetHealth| {
        let group = TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health);
        rules(|stack| drop(group.protocol_version(ProtocolVersion::Grpc).declare(stack, "x")))
    };
    let method = || TargetHealth::grpc(literal!(HttpPath, "/grpc.health.v1.Health/Check"));
    assert!(grpc(method()).is_empty() && grpc(method().matcher("0-99")).is_empty());
    assert_eq!(grpc(method().matcher("100")), ["invalid-matcher"]);
}

#[test]
fn health_paths() {
    assert!(HttpPath::new("/").is_ok());
    assert!(HttpPath::new(format!("/{}", "a".repeat(1023))).is_ok());
    assert!(HttpPath::new(format!("/{}", "a".repeat(1024))).is_err());
    for path in ["", "health", "/he alth", "/é", "/a\n"] {
        assert!(HttpPath::new(path).is_err(), "{path:?}");
    }
}

#[test]
fn balancing() {
    let with = |group: TargetGroup| rules(|stack| drop(group.declare(stack, "x")));
    assert!(with(group().deregistration_delay(Seconds(0))).is_empty());
    assert!(with(group().deregistration_delay(Seconds(3600))).is_empty());
    assert_eq!(with(group().deregistration_delay(Seconds(3601))), ["out-of-range"]);
    for (seconds, passes) in [(0, true), (1, false), (29, false), (30, true), (900, true), (901, false)] {
        assert_eq!(with(group().slow_start(Seconds(seconds))).is_empty(), passes, "{seconds}");
    }
    only(
        |stack| {
            group()
                .slow_start(Seconds(30))
                .algorithm(Algorithm::LeastOutstandingRequests)
                .declare(stack, "x");
        },
        "slow-start-needs-round-robin",
        "remove `.slow_start(…)`, or choose `Algorithm::RoundRobin`",
    );
    assert!(with(group().slow_start(Seconds(30)).algorithm(Algorithm::RoundRobin)).is_empty());
    for (seconds, passes) in [(0, false), (1, true), (604_800, true), (604_801, false)] {
        let sticky = group().stickiness(Stickiness::by_load_balancer(Seconds(seconds)));
        assert_eq!(with(sticky).is_empty(), passes, "{seconds}");
    }
    only(
        |stack| {
            let sticky = Stickiness::by_application("AWSALBAPP", Seconds(60));
            group().stickiness(sticky).declare(stack, "x");
        },
        "reserved-cookie",
        "give the name of the application's cookie",
    );
}

#[test]
fn a_health_check_that_queries_a_pausing_database_is_reported() {
    const DATABASE: ResourceType = terrane_aws::resource("aws_rds_cluster", "data");
    only(
        |stack| {
            let database = stack.add(&DATABASE, "main", Body::new());
            pauses_when_idle(stack, &database);
            let id = database.attribute::<terrane_aws::kind::DbClusterId>("id");
            let health = health().queries(&id);
            TargetGroup::ip("x", literal!(Port, 80), &Ref::existing("vpc-1"), health).declare(stack, "x");
        },
        "probe-keeps-awake",
        "check a path that does not query the database, or give it a minimum above 0",
    );
}
