//! Target groups that something forwards to.

use terrane_core::{Port, Ref, Text};

use crate::kind::{SecurityGroupId, TargetGroupArn};
use crate::metric::Metric;

/// A target group that a listener forwards to: what a service registers its tasks with.
///
/// The handle of a listener or of a listener's rule gives it. A service that registers with a target group
/// that nothing forwards to would not even be created: ECS refuses it.
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
