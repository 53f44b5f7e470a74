//! `aws_lb_target_group`

use terrane_aws::kind::{TargetGroupArn, VpcId};
use terrane_aws::traffic::health_check_queries;
use terrane_aws::{Metric, Statistic, Tags};
use terrane_core::{
    Body, Handle, NameRule, Node, Port, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text,
};

use super::{LoadBalancerHandle, TargetHealth};
use crate::layer::FILE;

/// The name of a target group.
pub const TARGET_GROUP_NAME: NameRule = NameRule::new(
    "a target group's name has 1 to 32 letters, digits and `-`, and neither begins nor ends with `-`",
    1,
    32,
)
.letters()
.digits()
.also("-")
.begins_alphanumeric()
.ends_alphanumeric();

/// What the name of a target group begins with, where AWS completes it.
pub const TARGET_GROUP_PREFIX: NameRule = NameRule::new(
    "a target group's name prefix has 1 to 6 letters, digits and `-`, and does not begin with `-`",
    1,
    6,
)
.letters()
.digits()
.also("-")
.begins_alphanumeric();

const TARGET_GROUP: ResourceType = terrane_aws::resource("aws_lb_target_group", FILE)
    .named_once("name")
    .must_be_used("forward to it from a listener or from a listener's rule, or remove it");

/// Which version of HTTP targets get. It cannot be changed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolVersion {
    /// HTTP/1.1. The default.
    Http1,
    /// HTTP/2.
    Http2,
    /// gRPC; the listener is an HTTPS one.
    Grpc,
}

/// Which target gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// One after the other. The default.
    RoundRobin,
    /// The one with the fewest open requests.
    LeastOutstandingRequests,
    /// At random, and fewer for a target that behaves oddly.
    WeightedRandom,
}

/// Whether the requests of a client go to the same target.
#[derive(Clone, Debug)]
#[must_use]
pub struct Stickiness {
    cookie_name: Option<Text>,
    duration: Seconds,
}

impl Stickiness {
    /// By a cookie of the load balancer, for 1 to 604800 seconds.
    pub fn by_load_balancer(duration: Seconds) -> Self {
        Self { cookie_name: None, duration }
    }

    /// By a cookie of the application, for 1 to 604800 seconds.
    pub fn by_application(cookie_name: impl Into<Text>, duration: Seconds) -> Self {
        Self { cookie_name: Some(cookie_name.into()), duration }
    }
}

#[derive(Debug)]
enum Name {
    Prefix(Text),
    Fixed(Text),
}

/// Where a load balancer sends requests: the tasks of a service, by their addresses.
///
/// A replacement stands before the old one goes, which takes a name that AWS completes. Fargate's tasks are targets by
/// address; instances, functions and other load balancers cannot be said.
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Seconds, Stack, literal};
/// use terrane_edge::{HttpPath, TargetGroup, TargetHealth};
///
/// let mut stack = Stack::new("docs");
/// let health = TargetHealth::http(literal!(HttpPath, "/health")).healthy(2).unhealthy(3);
/// let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health)
///         .deregistration_delay(Seconds(30))
///         .tag("Name", "jiki-api-web-tg").declare(&mut stack, "web");
/// // A group that nothing forwards to is reported.
/// assert_eq!(stack.check().iter().next().unwrap().rule, "unused");
/// ```
///
/// Reported: `invalid-name`, `out-of-range`, `timeout-not-below-interval`, `invalid-matcher`,
/// `slow-start-needs-round-robin`, a cookie's name that AWS keeps for itself (`reserved-cookie`), and `unused`.
///
/// Left out: `load_balancing_cross_zone_enabled`, `target_group_health`, IPv6 targets, `target_control_port` (use
/// `stack.amend(&x).attribute(…)` and `.block(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TargetGroup {
    name: Name,
    port: Port,
    vpc: Ref<VpcId>,
    health: TargetHealth,
    encrypted: bool,
    version: Option<ProtocolVersion>,
    deregistration_delay: Option<Seconds>,
    slow_start: Option<Seconds>,
    algorithm: Option<Algorithm>,
    stickiness: Option<Stickiness>,
    tags: Tags,
}

impl TargetGroup {
    fn new(name: Name, port: Port, vpc: &Ref<VpcId>, health: TargetHealth) -> Self {
        Self {
            name,
            port,
            vpc: vpc.clone(),
            health,
            encrypted: false,
            version: None,
            deregistration_delay: None,
            slow_start: None,
            algorithm: None,
            stickiness: None,
            tags: Tags::default(),
        }
    }

    /// Targets by address on a port. AWS completes the name; see [`TARGET_GROUP_PREFIX`].
    pub fn ip(
        prefix: impl Into<Text>,
        port: impl Into<Port>,
        vpc: &impl RefersTo<VpcId>,
        health: TargetHealth,
    ) -> Self {
        let vpc = &vpc.reference();
        Self::new(Name::Prefix(prefix.into()), port.into(), vpc, health)
    }

    /// The same under a fixed name, see [`TARGET_GROUP_NAME`]. A change of port, protocol or VPC then fails while a listener
    /// forwards to it.
    pub fn named(
        name: impl Into<Text>,
        port: impl Into<Port>,
        vpc: &impl RefersTo<VpcId>,
        health: TargetHealth,
    ) -> Self {
        let vpc = &vpc.reference();
        Self::new(Name::Fixed(name.into()), port.into(), vpc, health)
    }

    /// The targets speak HTTPS. The load balancer does not verify their certificate. Default: HTTP.
    pub fn encrypted(mut self) -> Self {
        self.encrypted = true;
        self
    }

    /// The version of HTTP. Default: AWS's, [`ProtocolVersion::Http1`].
    pub fn protocol_version(mut self, version: ProtocolVersion) -> Self {
        self.version = Some(version);
        self
    }

    /// How long a target that leaves may finish its requests: 0 to 3600 seconds. Default: AWS's, 300.
    pub fn deregistration_delay(mut self, delay: Seconds) -> Self {
        self.deregistration_delay = Some(delay);
        self
    }

    /// How long a new target gets fewer requests: 30 to 900 seconds, or 0 for none. Default: none.
    pub fn slow_start(mut self, time: Seconds) -> Self {
        self.slow_start = Some(time);
        self
    }

    /// Which target gets a request. Default: AWS's, [`Algorithm::RoundRobin`].
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// The requests of a client go to the same target. Default: they do not.
    pub fn stickiness(mut self, stickiness: Stickiness) -> Self {
        self.stickiness = Some(stickiness);
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn write_balancing(&self, body: &mut Body) {
        body.number_opt("deregistration_delay", self.deregistration_delay.map(|delay| delay.0), 0..=3600);
        if let Some(Seconds(time)) = self.slow_start {
            if time != 0 {
                body.check_range("slow_start", time, 30..=900);
            }
            body.set("slow_start", time);
            if time != 0 && !matches!(self.algorithm, None | Some(Algorithm::RoundRobin)) {
                body.report(Problem::error(
                    "slow-start-needs-round-robin",
                    "the group has a slow start, which AWS offers with round robin alone",
                    "remove `.slow_start(…)`, or choose `Algorithm::RoundRobin`",
                ));
            }
        }
        match self.algorithm {
            Some(Algorithm::RoundRobin) => body.set("load_balancing_algorithm_type", "round_robin"),
            Some(Algorithm::LeastOutstandingRequests) => {
                body.set("load_balancing_algorithm_type", "least_outstanding_requests");
            }
            Some(Algorithm::WeightedRandom) => {
                body.set("load_balancing_algorithm_type", "weighted_random");
                body.set("load_balancing_anomaly_mitigation", "on");
            }
            None => {}
        }
    }
}

impl Stickiness {
    fn write(self, body: &mut Body) {
        let name = self.cookie_name.as_ref().and_then(Text::as_literal);
        if name.is_some_and(|name| name.starts_with("AWSALB")) {
            body.report(Problem::error(
                "reserved-cookie",
                "the cookie's name begins with `AWSALB`, which the load balancer keeps for its own",
                "give the name of the application's cookie",
            ));
        }
        body.block("stickiness", |block| {
            block.set("type", if self.cookie_name.is_some() { "app_cookie" } else { "lb_cookie" });
            block.set_opt("cookie_name", self.cookie_name);
            block.number("cookie_duration", self.duration.0, 1..=604_800);
        });
    }
}

impl Resource for TargetGroup {
    type Handle = TargetGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TargetGroupHandle {
        let mut body = Body::new();
        let has_fixed_name = matches!(self.name, Name::Fixed(_));
        match &self.name {
            Name::Prefix(prefix) => body.name("name_prefix", &TARGET_GROUP_PREFIX, prefix),
            Name::Fixed(name) => body.name("name", &TARGET_GROUP_NAME, name),
        }
        body.set("port", self.port);
        body.set("protocol", if self.encrypted { "HTTPS" } else { "HTTP" });
        let version = self.version.map(|version| match version {
            ProtocolVersion::Http1 => "HTTP1",
            ProtocolVersion::Http2 => "HTTP2",
            ProtocolVersion::Grpc => "GRPC",
        });
        body.set_opt("protocol_version", version);
        body.reference("vpc_id", &self.vpc);
        body.set("target_type", "ip");
        self.write_balancing(&mut body);
        let touches = self.health.touches.clone();
        let health_port = self.health.asked_port();
        let is_grpc = self.version == Some(ProtocolVersion::Grpc);
        self.health.write(&mut body, is_grpc);
        if let Some(stickiness) = self.stickiness {
            stickiness.write(&mut body);
        }
        self.tags.write(&mut body);
        let node = stack.add(&TARGET_GROUP, label, body);
        if !has_fixed_name {
            stack.amend(&node).create_before_destroy();
        }
        for asked in &touches {
            health_check_queries(stack, &node, asked);
        }
        TargetGroupHandle { node, port: self.port, vpc: self.vpc, health_port, is_grpc }
    }
}

/// A declared target group.
///
/// A service does not take it: it takes what a listener that forwards to it gives, [`ForwardedTargetGroup`].
///
/// [`ForwardedTargetGroup`]: terrane_aws::ForwardedTargetGroup
#[derive(Clone, Debug)]
pub struct TargetGroupHandle {
    node: Node,
    port: Port,
    vpc: Ref<VpcId>,
    health_port: Option<Port>,
    is_grpc: bool,
}

impl TargetGroupHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<TargetGroupArn> {
        self.node.attribute("arn")
    }

    /// What metrics call the group: `targetgroup/…`.
    pub fn arn_suffix(&self) -> Text {
        Text::from_expr(self.node.expression("arn_suffix"))
    }

    /// The port of the targets.
    pub fn port(&self) -> Port {
        self.port
    }

    pub(crate) fn vpc(&self) -> &Ref<VpcId> {
        &self.vpc
    }

    /// The port that the health check asks, where that is another one than the requests'.
    pub(crate) fn health_port(&self) -> Option<Port> {
        self.health_port
    }

    /// Whether only an HTTPS listener can forward to it.
    pub(crate) fn needs_https(&self) -> bool {
        self.is_grpc
    }

    /// Errors that the targets answered with, `HTTPCode_Target_5XX_Count`.
    pub fn target_5xx(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "HTTPCode_Target_5XX_Count", Statistic::Sum).absent_at_zero()
    }

    /// Requests that the targets refused, `HTTPCode_Target_4XX_Count`.
    pub fn target_4xx(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "HTTPCode_Target_4XX_Count", Statistic::Sum).absent_at_zero()
    }

    /// Requests to the targets, `RequestCount`.
    pub fn request_count(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "RequestCount", Statistic::Sum).absent_at_zero()
    }

    /// Requests for each target, `RequestCountPerTarget`. Its sum is the one statistic that AWS offers.
    pub fn requests_per_target(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "RequestCountPerTarget", Statistic::Sum).absent_at_zero()
    }

    /// How long the targets take to answer, in seconds, `TargetResponseTime`.
    pub fn response_time(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "TargetResponseTime", Statistic::Average).absent_at_zero()
    }

    /// Connections to the targets that failed, `TargetConnectionErrorCount`.
    pub fn connection_errors(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "TargetConnectionErrorCount", Statistic::Sum).absent_at_zero()
    }

    /// Targets that are healthy, `HealthyHostCount`.
    pub fn healthy_hosts(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "HealthyHostCount", Statistic::Minimum)
    }

    /// Targets that are not healthy, `UnHealthyHostCount`.
    pub fn unhealthy_hosts(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "UnHealthyHostCount", Statistic::Maximum)
    }

    fn metric(&self, alb: &LoadBalancerHandle, name: &'static str, statistic: Statistic) -> Metric {
        Metric::new("AWS/ApplicationELB", name, statistic)
            .dimension("LoadBalancer", alb.arn_suffix())
            .dimension("TargetGroup", self.arn_suffix())
    }
}

impl RefersTo<TargetGroupArn> for TargetGroupHandle {
    fn reference(&self) -> Ref<TargetGroupArn> {
        self.arn()
    }
}

impl Handle for TargetGroupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
