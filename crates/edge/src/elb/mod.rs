//! Elastic Load Balancing: application load balancers, their listeners, and the target groups that they forward to.
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

mod listener;
mod listener_action;
mod listener_certificate;
mod listener_lookup;
mod listener_rule;
mod load_balancer;
mod load_balancer_handle;
mod load_balancer_lookup;
mod rule_condition;
mod ssl_policy;
mod target_group;
mod target_health;

pub use listener::{HttpListener, HttpsListener, ListenerHandle};
pub use listener_action::{
    Answering, ContentType, FixedResponse, Forwarding, ListenerAction, Redirect, Redirecting,
};
pub use listener_certificate::{ListenerCertificate, ListenerCertificateHandle};
pub use listener_lookup::{Elsewhere, ListenerLookup};
pub use listener_rule::{ListenerRule, ListenerRuleHandle};
pub use load_balancer::{AddressType, DesyncMitigation, LOAD_BALANCER_NAME, LoadBalancer};
pub use load_balancer_handle::LoadBalancerHandle;
pub use load_balancer_lookup::LoadBalancerLookup;
pub use rule_condition::{Method, RuleCondition};
pub use ssl_policy::SslPolicy;
pub use target_group::{
    Algorithm, ProtocolVersion, Stickiness, TARGET_GROUP_NAME, TARGET_GROUP_PREFIX, TargetGroup,
    TargetGroupHandle,
};
pub use target_health::{HttpPath, TargetHealth};
