//! Requests: where they go, what lets them through, and what keeps whom awake.

mod endpoint;
mod forwarded_target_group;
mod pausing;
mod port_range;
mod reachability;
mod security;

pub use endpoint::{CacheUrl, Endpoint, QueueUrl};
pub use forwarded_target_group::ForwardedTargetGroup;
pub use pausing::{health_check_queries, pauses_when_idle};
pub use port_range::PortRange;
pub use reachability::{RequiredTraffic, require_traffic};
pub use security::{TrafficPeer, allow_egress, allow_ingress, deny_egress_by_default};
