//! What a web ACL gives to others.

use terrane_aws::{Metric, Region, Statistic};
use terrane_core::{Handle, Kind, Node, Ref, RefersTo, Text};

/// The ARN of a web ACL.
#[derive(Clone, Copy, Debug)]
pub enum WebAclArn {}

impl Kind for WebAclArn {
    const NOUN: &'static str = "web ACL ARN";
    const ID_PREFIX: &'static str = "arn:";
}

/// A declared web ACL.
#[derive(Clone, Debug)]
pub struct WebAclHandle {
    pub(super) node: Node,
    pub(super) name: Text,
    pub(super) logging: Option<Node>,
}

impl WebAclHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<WebAclArn> {
        self.node.attribute("arn")
    }

    /// The configuration of its logs, where it has one.
    pub fn logging(&self) -> Option<&Node> {
        self.logging.as_ref()
    }

    /// Requests that were blocked, `BlockedRequests`.
    pub fn blocked_requests(&self, region: &Region) -> Metric {
        Metric::new("AWS/WAFV2", "BlockedRequests", Statistic::Sum)
            .dimension("WebACL", &self.name)
            .dimension("Region", region)
            .dimension("Rule", "ALL")
            .absent_at_zero()
    }
}

impl RefersTo<WebAclArn> for WebAclHandle {
    fn reference(&self) -> Ref<WebAclArn> {
        self.arn()
    }
}

impl Handle for WebAclHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
