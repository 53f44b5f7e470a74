//! What a load balancer gives to others: its attributes and its metrics.

use terrane_aws::kind::{HostName, HostedZoneId, LoadBalancerArn, SecurityGroupId, VpcId};
use terrane_aws::{Metric, Statistic};
use terrane_core::{Handle, Node, Ref, RefersTo, Text};

/// A load balancer, declared or looked up.
#[derive(Clone, Debug)]
pub struct LoadBalancerHandle {
    pub(super) node: Node,
    pub(super) security_groups: Vec<Ref<SecurityGroupId>>,
    /// Whether it is known that the internet reaches it, so that its security groups must admit requests.
    pub(super) internet_facing: bool,
    /// The VPC, where it is known.
    pub(super) vpc: Option<Ref<VpcId>>,
}

impl LoadBalancerHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<LoadBalancerArn> {
        self.node.attribute("arn")
    }

    /// The host name that DNS records point to.
    pub fn dns_name(&self) -> Ref<HostName> {
        self.node.attribute("dns_name")
    }

    /// The Route 53 zone of the host name, for alias records.
    pub fn zone_id(&self) -> Ref<HostedZoneId> {
        self.node.attribute("zone_id")
    }

    /// What metrics call the load balancer: `app/jiki-api-alb/…`.
    pub fn arn_suffix(&self) -> Text {
        Text::from_expr(self.node.expression("arn_suffix"))
    }

    /// Its security groups.
    pub fn security_groups(&self) -> &[Ref<SecurityGroupId>] {
        &self.security_groups
    }

    /// Errors that the load balancer answered with itself, `HTTPCode_ELB_5XX_Count`.
    pub fn elb_5xx(&self) -> Metric {
        self.count("HTTPCode_ELB_5XX_Count")
    }

    /// Requests that the load balancer refused, `HTTPCode_ELB_4XX_Count`.
    pub fn elb_4xx(&self) -> Metric {
        self.count("HTTPCode_ELB_4XX_Count")
    }

    /// Requests, `RequestCount`.
    pub fn request_count(&self) -> Metric {
        self.count("RequestCount")
    }

    /// Open connections, `ActiveConnectionCount`.
    pub fn active_connections(&self) -> Metric {
        self.count("ActiveConnectionCount")
    }

    /// Connections that were refused because there were too many, `RejectedConnectionCount`.
    pub fn rejected_connections(&self) -> Metric {
        self.count("RejectedConnectionCount")
    }

    /// TLS handshakes that failed, `ClientTLSNegotiationErrorCount`.
    pub fn tls_errors(&self) -> Metric {
        self.count("ClientTLSNegotiationErrorCount")
    }

    /// The capacity units in use, which AWS bills, `ConsumedLCUs`.
    pub fn consumed_capacity(&self) -> Metric {
        self.metric("ConsumedLCUs", Statistic::Average)
    }

    fn count(&self, name: &'static str) -> Metric {
        self.metric(name, Statistic::Sum).absent_at_zero()
    }

    fn metric(&self, name: &'static str, statistic: Statistic) -> Metric {
        Metric::new("AWS/ApplicationELB", name, statistic).dimension("LoadBalancer", self.arn_suffix())
    }
}

impl RefersTo<LoadBalancerArn> for LoadBalancerHandle {
    fn reference(&self) -> Ref<LoadBalancerArn> {
        self.arn()
    }
}

impl Handle for LoadBalancerHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
