//! Elastic Load Balancing: application load balancers, their listeners, and target groups.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_lb` | [`LoadBalancer`] |
//! | `data "aws_lb"` | [`LoadBalancerLookup`] |
//! | `aws_lb_listener` | [`HttpListener`], [`HttpsListener`] |
//! | `data "aws_lb_listener"` | [`ListenerLookup`] |
//! | `aws_lb_listener_certificate` | [`ListenerCertificate`] |
//! | `aws_lb_listener_rule` | [`ListenerRule`] |
//! | `aws_lb_target_group` | [`TargetGroup`] |

mod address_type;
mod algorithm;
mod bucket_logs;
mod content_type;
mod desync_mitigation;
mod fixed_response;
mod forwarded;
mod http_listener;
mod http_path;
mod https_listener;
mod listener;
mod listener_action;
mod listener_certificate;
mod listener_handle;
mod listener_lookup;
mod listener_protocol;
mod listener_rule;
mod load_balancer;
mod load_balancer_handle;
mod load_balancer_lookup;
mod method;
mod protocol_version;
mod redirect;
mod rule_condition;
mod ssl_policy;
mod stickiness;
mod target_group;
mod target_group_handle;
mod target_group_metrics;
mod target_health;

pub use address_type::AddressType;
pub use algorithm::Algorithm;
pub use content_type::ContentType;
pub use desync_mitigation::DesyncMitigation;
pub use fixed_response::FixedResponse;
pub use http_listener::HttpListener;
pub use http_path::HttpPath;
pub use https_listener::HttpsListener;
pub use listener::Listener;
pub use listener_action::{Answering, Forwarding, ListenerAction, Redirecting};
pub use listener_certificate::{ListenerCertificate, ListenerCertificateHandle};
pub use listener_handle::ListenerHandle;
pub use listener_lookup::{ListenerLookup, UnknownAction};
pub use listener_protocol::{Http, Https, ListenerProtocol};
pub use listener_rule::{ListenerRule, ListenerRuleHandle};
pub use load_balancer::LoadBalancer;
pub use load_balancer_handle::LoadBalancerHandle;
pub use load_balancer_lookup::LoadBalancerLookup;
pub use method::Method;
pub use protocol_version::ProtocolVersion;
pub use redirect::Redirect;
pub use rule_condition::RuleCondition;
pub use ssl_policy::SslPolicy;
pub use stickiness::Stickiness;
pub use target_group::TargetGroup;
pub use target_group_handle::TargetGroupHandle;
pub use target_health::TargetHealth;
