//! DNS records in their zone, alarms on metrics that there are, and images that expire.

use terrane_compute::{ImageSelection, Repository, RepositoryLifecycle};
use terrane_core::{Days, Port, Public, Ref, Region, Stack, Subnets, literal};
use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, Credentials};
use terrane_edge::{
    DnsRecord, HttpPath, HttpsListener, LoadBalancer, TargetGroup, TargetHealth, Ttl, ZoneLookup,
};
use terrane_observability::{Alarm, Evaluation, Percentile, Period, Threshold, Topic, TopicSubscription};

fn main() {
    let region = Region::EU_WEST_1;
    let mut stack = Stack::new("edge");
    let subnet = |letter: char| (region.zone(letter), Ref::existing(format!("subnet-{letter}")));
    let subnets = Subnets::<Public>::existing(Ref::existing("vpc-1"), ['a', 'b'].map(subnet));
    let group = Ref::existing("sg-1");
    let alb = stack.declare("main", LoadBalancer::internet_facing("jiki-api-alb", &subnets, &group));
    let health = TargetHealth::http(literal!(HttpPath, "/health"));
    let target = stack.declare("web", TargetGroup::ip("jiki-", literal!(Port, 3000), subnets.vpc(), health));
    let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/0");
    stack.declare("https", HttpsListener::forward(&alb, &certificate, &target));

    let zone = stack.declare("jiki", ZoneLookup::new("jiki.io"));
    stack.declare("api", DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name()).proxied(true));
    let spf = DnsRecord::txt(&zone, "jiki.io", "v=spf1 -all");
    stack.declare("spf", spf.ttl(Ttl::Seconds(terrane_core::Seconds(300))));

    let credentials = Credentials::managed_by_rds("jiki");
    let engine = AuroraEngine::postgresql("16.6");
    let database =
        AuroraCluster::serverless("jiki-production", engine, literal!(AcuRange, 0.5, 1.0), credentials);
    let database = stack.declare("main", database);

    let topic = stack.declare("alarms", Topic::new("jiki-api-alarms"));
    stack.declare("alarms_email", TopicSubscription::email(&topic.arn(), "ops@jiki.io"));
    let mut raise = |label: &str, alarm: Alarm| drop(stack.declare(label, alarm.notify(&topic.arn())));
    let errors = target.target_5xx(&alb);
    let errors = Alarm::new("jiki-web-5xx", errors, Threshold::above(10.0)).period(Period::MINUTES_5);
    raise("web_5xx", errors.evaluate(literal!(Evaluation, 2, 3)));
    let slow = Alarm::new("jiki-web-slow", target.response_time(&alb), Threshold::above(2.0));
    raise("web_slow", slow.percentile(Percentile::P99).period(literal!(Period, 120)));
    raise("database_size", Alarm::new("jiki-acu", database.acu_utilization(), Threshold::above(90.0)));

    let lifecycle = RepositoryLifecycle::new()
        .expire_untagged(Days(7))
        .keep_last(ImageSelection::prefixes(["release-"]), 50)
        .keep_last_of_any(10);
    stack.declare("api", Repository::new("jiki/api").lifecycle(lifecycle));
    stack.finish().expect("no problem");
}
