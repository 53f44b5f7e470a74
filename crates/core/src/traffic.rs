//! Where requests go: ports, endpoints, and target groups that something forwards to.

use crate::kind::{HostName, SecurityGroupId, TargetGroupArn};
use crate::{Invalid, Metric, Port, Ref, Text};

/// A range of ports, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PortRange {
    from: u16,
    to: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: PortRange = PortRange { from: 0, to: 65535 };

    /// The ports from one to another.
    ///
    /// # Errors
    ///
    /// Where the first is above the last.
    pub fn new(from: Port, to: Port) -> Result<Self, Invalid> {
        let (from, to) = (from.number(), to.number());
        if from > to {
            return Err(Invalid::new(format!("the ports from {from} to {to}: the first is above the last")));
        }
        Ok(Self { from, to })
    }

    /// The first port.
    pub const fn first(self) -> u16 {
        self.from
    }

    /// The last port.
    pub const fn last(self) -> u16 {
        self.to
    }

    /// Whether the port is in the range.
    pub const fn contains(self, port: Port) -> bool {
        self.from <= port.number() && port.number() <= self.to
    }
}

impl<P: Into<Port>> From<P> for PortRange {
    fn from(port: P) -> Self {
        let number = port.into().number();
        Self { from: number, to: number }
    }
}

/// Where something can be reached: a host and a port.
///
/// ```
/// use terrane_core::{Endpoint, Port, Ref, literal};
///
/// let database = Endpoint { host: Ref::existing("db.internal"), port: literal!(Port, 5432) };
/// assert_eq!(database.address().as_literal(), Some("db.internal:5432"));
/// ```
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The host's name.
    pub host: Ref<HostName>,
    /// The port.
    pub port: Port,
}

impl Endpoint {
    /// `host:port`.
    pub fn address(&self) -> Text {
        Text::from(&self.host).then(":").then(self.port)
    }
}

/// The URL of a cache: entries may vanish, and commands on several keys may find them on different nodes.
///
/// It is no place for a queue of jobs, which takes a [`QueueUrl`].
#[derive(Clone, Debug)]
pub struct CacheUrl(Text);

/// The URL of a key-value store that can hold a queue of jobs: one node answers every command, and nothing is evicted.
///
/// A cache is not one:
///
/// ```compile_fail,E0308
/// use terrane_core::{CacheUrl, QueueUrl};
///
/// let cache = CacheUrl::new("rediss://cache.internal:6379");
/// let queue: QueueUrl = cache;
/// ```
#[derive(Clone, Debug)]
pub struct QueueUrl(Text);

impl CacheUrl {
    /// A URL, for authors of caches: you vouch for what is behind it.
    pub fn new(url: impl Into<Text>) -> Self {
        Self(url.into())
    }
}

impl QueueUrl {
    /// A URL, for authors of stores: you vouch for what is behind it.
    pub fn new(url: impl Into<Text>) -> Self {
        Self(url.into())
    }
}

impl From<CacheUrl> for Text {
    fn from(url: CacheUrl) -> Self {
        url.0
    }
}

impl From<QueueUrl> for Text {
    fn from(url: QueueUrl) -> Self {
        url.0
    }
}

/// A target group that a listener forwards to: what a service registers its tasks with.
///
/// The handle of a listener or of a listener's rule gives it. A service that registers with a target group that
/// nothing forwards to would not even be created: ECS refuses it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ForwardedTargetGroup {
    /// The target group, which waits for the listener.
    pub arn: Ref<TargetGroupArn>,
    /// The port that the targets listen on.
    pub port: Port,
    /// The security groups of the load balancer: the tasks' groups must admit them.
    pub load_balancer_groups: Vec<Ref<SecurityGroupId>>,
    /// What autoscaling on requests calls the target group: `app/…/targetgroup/…`.
    pub request_count_label: Text,
    /// How many targets are unhealthy.
    pub unhealthy_hosts: Metric,
    /// The port that the health check asks, where that is another one than the requests'.
    pub health_port: Option<Port>,
}

impl ForwardedTargetGroup {
    /// For authors of listeners; `arn` carries the listener with it ([`Ref::after`]).
    pub fn new(
        arn: Ref<TargetGroupArn>,
        port: Port,
        load_balancer_groups: Vec<Ref<SecurityGroupId>>,
        request_count_label: Text,
        unhealthy_hosts: Metric,
    ) -> Self {
        Self { arn, port, load_balancer_groups, request_count_label, unhealthy_hosts, health_port: None }
    }

    /// The health check asks another port than the one that gets the requests.
    #[must_use]
    pub fn probed_on(self, port: Port) -> Self {
        Self { health_port: (port != self.port).then_some(port), ..self }
    }
}
