//! DNS records in their zone, alarms on metrics that there are, and images that expire.

use terrane_compute::{ImageSelection, Repository, RepositoryLifecycle};
use terrane_aws::{Public, Region, Subnets};
use terrane_core::{Declare, Days, Port, Ref, Stack, literal};
use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, Credentials};
use terrane_edge::{
    DnsRecord, HttpPath, HttpsListener, LoadBalancer, TargetGroup, TargetHealth, Ttl, TxtContent, CloudflareZoneLookup,
};
use terrane_observability::{Alarm, DatapointsToAlarm, Evaluation, EvaluationPeriods, Percentile, Period, Threshold, Topic, TopicSubscription};

fn main() {
    let region = Region::EU_WEST_1;
    let mut stack = Stack::new("edge");
    let subnet = |letter: char| (region.zone(letter), Ref::existing(format!("subnet-{letter}")));
    let subnets = Subnets::<Public>::existing(Ref::existing("vpc-1"), ['a', 'b'].map(subnet));
    let group = Ref::existing("sg-1");
    let alb = LoadBalancer::internet_facing("jiki-api-alb", &subnets, &group).declare(&mut stack, "main");
    let health = TargetHealth::http(literal!(HttpPath, "/health"));
    let target = TargetGroup::ip("jiki-", literal!(Port, 3000), subnets.vpc(), health).declare(&mut stack, "web");
    let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/0");
    HttpsListener::forward(&alb, &certificate, &target).declare(&mut stack, "https");

    let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
    DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name()).proxied(true).declare(&mut stack, "api");
    let spf = DnsRecord::txt(&zone, "jiki.io", TxtContent::new("v=spf1 -all"));
    spf.ttl(Ttl::Seconds(terrane_core::Seconds(300))).declare(&mut stack, "spf");

    let credentials = Credentials::managed_by_rds("jiki");
    let engine = AuroraEngine::postgresql("16.6");
    let database =
        AuroraCluster::serverless("jiki-production", engine, literal!(AcuRange, 0.5, 1.0), credentials);
    let database = database.declare(&mut stack, "main");

    let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
    TopicSubscription::email(&topic.arn(), "ops@jiki.io").declare(&mut stack, "alarms_email");
    let mut raise = |label: &str, alarm: Alarm| drop(alarm.notify(&topic).declare(&mut stack, label));
    let errors = target.target_5xx(&alb);
    let errors = Alarm::new("jiki-web-5xx", errors, Threshold::above(10.0)).period(Period::MINUTES_5);
    raise("web_5xx", errors.evaluate(literal!(Evaluation, DatapointsToAlarm(2), EvaluationPeriods(3))));
    let slow = Alarm::new("jiki-web-slow", target.response_time(&alb), Threshold::above(2.0));
    raise("web_slow", slow.percentile(Percentile::P99).period(literal!(Period, 120)));
    raise("database_size", Alarm::new("jiki-acu", database.acu_utilization(), Threshold::above(90.0)));

    let lifecycle = RepositoryLifecycle::new()
        .expire_untagged(Days(7))
        .keep_last(ImageSelection::prefixes(["release-"]), 50)
        .keep_last_of_any(10);
    Repository::new("jiki/api").lifecycle(lifecycle).declare(&mut stack, "api");
    stack.finish().expect("no problem");
}
