//! `aws_lb_target_group`.

use terrane_aws::Tags;
use terrane_aws::kind::VpcId;
use terrane_aws::traffic::health_check_queries;
use terrane_core::{
    Body, NameRule, Port, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text,
};

use super::algorithm::Algorithm;
use super::protocol_version::ProtocolVersion;
use super::stickiness::Stickiness;
use super::target_group_handle::TargetGroupHandle;
use super::target_health::TargetHealth;
use crate::layer::FILE;

const TARGET_GROUP: ResourceType = terrane_aws::resource("aws_lb_target_group", FILE)
    .named_once("name")
    .must_be_used("forward to it from a listener or from a listener's rule, or remove it");

#[derive(Debug)]
enum Name {
    Prefix(Text),
    Fixed(Text),
}

/// Where a load balancer sends requests: the tasks of a service, by their addresses.
///
/// Emits `aws_lb_target_group.{label}`. AWS completes the name, so that a replacement can be created before
/// the old group is destroyed ([`TargetGroup::ip`]); a fixed name is possible ([`TargetGroup::named`]).
///
/// By default targets speak HTTP/1.1 without encryption, finish their requests within 300 seconds when they
/// leave, and get requests one after the other.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | names and numbers that AWS refuses |
/// | `timeout-not-below-interval` | a health check that may take as long as the time between two |
/// | `invalid-matcher` | codes that are not HTTP status codes or gRPC codes |
/// | `slow-start-needs-round-robin` | a slow start with another algorithm |
/// | `reserved-cookie` | a cookie whose name AWS keeps for itself |
/// | `probe-keeps-awake` | a health check that queries a database, which then never pauses |
/// | `unused` | a group that nothing forwards to |
///
/// # Not covered
///
/// Targets that are instances, functions or other load balancers; IPv6 targets;
/// `load_balancing_cross_zone_enabled`, `target_group_health` and `target_control_port`: use
/// `stack.amend(&group).attribute(…)` and `.block(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Seconds, Stack, literal};
/// use terrane_edge::{HttpPath, TargetGroup, TargetHealth};
///
/// let mut stack = Stack::new("docs");
/// let health = TargetHealth::http(literal!(HttpPath, "/health")).healthy(2).unhealthy(3);
/// let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health)
///     .deregistration_delay(Seconds(30))
///     .tag("Name", "jiki-api-web-tg")
///     .declare(&mut stack, "web");
/// // A group that nothing forwards to is reported.
/// assert_eq!(stack.check().iter().next().unwrap().rule, "unused");
/// ```
#[doc(alias = "aws_lb_target_group")]
#[doc(alias = "aws_alb_target_group")]
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
    /// The name of a target group.
    pub const NAME: NameRule = NameRule::new(
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
    pub const NAME_PREFIX: NameRule = NameRule::new(
        "a target group's name prefix has 1 to 6 letters, digits and `-`, and does not begin with `-`",
        1,
        6,
    )
    .letters()
    .digits()
    .also("-")
    .begins_alphanumeric();

    fn new(name: Name, port: Port, vpc: Ref<VpcId>, health: TargetHealth) -> Self {
        Self {
            name,
            port,
            vpc,
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

    /// Targets by address on a port. AWS completes the name; see [`TargetGroup::NAME_PREFIX`].
    pub fn ip(
        prefix: impl Into<Text>,
        port: impl Into<Port>,
        vpc: &impl RefersTo<VpcId>,
        health: TargetHealth,
    ) -> Self {
        Self::new(Name::Prefix(prefix.into()), port.into(), vpc.reference(), health)
    }

    /// The same under a fixed name, see [`TargetGroup::NAME`]. A change of port, protocol or VPC then fails
    /// while a listener forwards to it.
    pub fn named(
        name: impl Into<Text>,
        port: impl Into<Port>,
        vpc: &impl RefersTo<VpcId>,
        health: TargetHealth,
    ) -> Self {
        Self::new(Name::Fixed(name.into()), port.into(), vpc.reference(), health)
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

    fn is_grpc(&self) -> bool {
        self.version == Some(ProtocolVersion::Grpc)
    }

    fn check(&self, body: &mut Body) {
        if let Some(Seconds(time @ 1..)) = self.slow_start {
            body.check_range("slow_start", time, 30..=900);
            if !matches!(self.algorithm, None | Some(Algorithm::RoundRobin)) {
                body.report(Problem::error(
                    "slow-start-needs-round-robin",
                    "the group has a slow start, which AWS offers with round robin alone",
                    "remove `.slow_start(…)`, or choose `Algorithm::RoundRobin`",
                ));
            }
        }
        self.health.check(body, self.is_grpc());
        if let Some(stickiness) = &self.stickiness {
            stickiness.check(body);
        }
    }
}

impl Resource for TargetGroup {
    type Handle = TargetGroupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TargetGroupHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let (needs_https, health_port) = (self.is_grpc(), self.health.port);
        let queried = self.health.queried.clone();
        let has_prefix = matches!(self.name, Name::Prefix(_));
        let mitigates = self.algorithm == Some(Algorithm::WeightedRandom);
        match self.name {
            Name::Prefix(prefix) => body.name("name_prefix", &Self::NAME_PREFIX, prefix),
            Name::Fixed(name) => body.name("name", &Self::NAME, name),
        }
        body.set("port", self.port);
        body.set("protocol", if self.encrypted { "HTTPS" } else { "HTTP" });
        body.set_opt("protocol_version", self.version);
        body.reference("vpc_id", &self.vpc);
        body.set("target_type", "ip");
        body.number_opt("deregistration_delay", self.deregistration_delay.map(|delay| delay.0), 0..=3600);
        body.set_opt("slow_start", self.slow_start);
        body.set_opt("load_balancing_algorithm_type", self.algorithm);
        body.set_opt("load_balancing_anomaly_mitigation", mitigates.then_some("on"));
        self.health.write(&mut body);
        if let Some(stickiness) = self.stickiness {
            stickiness.write(&mut body);
        }
        self.tags.write(&mut body);
        let node = stack.add(&TARGET_GROUP, label, body);
        if has_prefix {
            stack.amend(&node).create_before_destroy();
        }
        for target in &queried {
            health_check_queries(stack, &node, target);
        }
        TargetGroupHandle { node, port: self.port, vpc: self.vpc, health_port, needs_https }
    }
}
