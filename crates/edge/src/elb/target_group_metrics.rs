//! What CloudWatch counts for a target group behind a load balancer.

use terrane_aws::{Metric, Statistic};

use super::load_balancer_handle::LoadBalancerHandle;
use super::target_group_handle::TargetGroupHandle;

impl LoadBalancerHandle {
    /// Errors that the targets of one group answered with, `HTTPCode_Target_5XX_Count`.
    pub fn target_5xx(&self, target: &TargetGroupHandle) -> Metric {
        target.target_5xx(self)
    }
}

impl TargetGroupHandle {
    /// Errors that the targets answered with, `HTTPCode_Target_5XX_Count`.
    pub fn target_5xx(&self, alb: &LoadBalancerHandle) -> Metric {
        self.count(alb, "HTTPCode_Target_5XX_Count")
    }

    /// Requests that the targets refused, `HTTPCode_Target_4XX_Count`.
    pub fn target_4xx(&self, alb: &LoadBalancerHandle) -> Metric {
        self.count(alb, "HTTPCode_Target_4XX_Count")
    }

    /// Requests to the targets, `RequestCount`.
    pub fn request_count(&self, alb: &LoadBalancerHandle) -> Metric {
        self.count(alb, "RequestCount")
    }

    /// Requests for each target, `RequestCountPerTarget`. AWS offers no other statistic of it than the sum.
    pub fn requests_per_target(&self, alb: &LoadBalancerHandle) -> Metric {
        self.count(alb, "RequestCountPerTarget")
    }

    /// How long the targets take to answer, in seconds, `TargetResponseTime`.
    pub fn response_time(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "TargetResponseTime", Statistic::Average).absent_at_zero()
    }

    /// Connections to the targets that failed, `TargetConnectionErrorCount`.
    pub fn connection_errors(&self, alb: &LoadBalancerHandle) -> Metric {
        self.count(alb, "TargetConnectionErrorCount")
    }

    /// Targets that are healthy, `HealthyHostCount`.
    pub fn healthy_hosts(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "HealthyHostCount", Statistic::Minimum)
    }

    /// Targets that are not healthy, `UnHealthyHostCount`.
    pub fn unhealthy_hosts(&self, alb: &LoadBalancerHandle) -> Metric {
        self.metric(alb, "UnHealthyHostCount", Statistic::Maximum)
    }

    fn count(&self, alb: &LoadBalancerHandle, name: &'static str) -> Metric {
        self.metric(alb, name, Statistic::Sum).absent_at_zero()
    }

    fn metric(&self, alb: &LoadBalancerHandle, name: &'static str, statistic: Statistic) -> Metric {
        Metric::new("AWS/ApplicationELB", name, statistic)
            .dimension("LoadBalancer", alb.arn_suffix())
            .dimension("TargetGroup", self.arn_suffix())
    }
}
