//! Load balancers, certificates and Cloudflare DNS as typed Terraform.
//!
//! A [`LoadBalancer`] has listeners; a listener forwards to a [`TargetGroup`], and only then can a service register with
//! it. An HTTPS listener takes a certificate that has been validated, which [`CertificateValidation`] does through DNS
//! records in the same graph. Everything goes to `edge.tf`.
//!
//! ```
//! use terrane_aws::{Public, Region, Subnets};
//! use terrane_core::{Declare, Port, Ref, Seconds, Stack, literal};
//! use terrane_edge::{
//!     Certificate, CertificateValidation, DnsRecord, HttpListener, HttpPath, HttpsListener, LoadBalancer,
//!     TargetGroup, TargetHealth, CloudflareZoneLookup,
//! };
//!
//! let mut stack = Stack::new("docs");
//! // From the network's handle: `network.public()`.
//! let region = Region::EU_WEST_1;
//! let subnets = Subnets::<Public>::existing(
//!     Ref::existing("vpc-1"),
//!     [(region.zone('a'), Ref::existing("subnet-1")), (region.zone('b'), Ref::existing("subnet-2"))],
//! );
//! let alb = LoadBalancer::internet_facing("jiki-api-alb", &subnets, &Ref::existing("sg-1"))
//!     .declare(&mut stack, "main");
//! let health = TargetHealth::http(literal!(HttpPath, "/health")).interval(Seconds(30)).timeout(Seconds(5));
//! let target =
//!     TargetGroup::ip("jiki-", literal!(Port, 3000), subnets.vpc(), health).declare(&mut stack, "web");
//!
//! HttpListener::redirect_to_https(&alb).declare(&mut stack, "http");
//! let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
//! let certificate = Certificate::new("api.jiki.io").declare(&mut stack, "api");
//! let validated = CertificateValidation::in_cloudflare(&certificate, &zone).declare(&mut stack, "api");
//! let https = HttpsListener::forward(&alb, &validated.arn(), &target).declare(&mut stack, "https");
//! DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name()).declare(&mut stack, "api");
//!
//! let registers_with = https.target_group(); // what a service takes
//! assert!(stack.finish().is_ok());
//! ```
//!
//! Left out: network and gateway load balancers, targets that are instances or functions, authentication by the load
//! balancer, mutual TLS, Route 53. Use [`Custom`](terrane_core::Custom) for these.

mod action;
mod certificate;
mod certificate_lookup;
mod certificate_validation;
mod cloudflare;
mod condition;
mod dns_record;
mod domain;
mod listener;
mod listener_certificate;
mod listener_lookup;
mod listener_rule;
mod load_balancer;
mod load_balancer_handle;
mod load_balancer_lookup;
mod ssl_policy;
mod target_group;
mod target_health;
mod web_acl;
mod web_acl_association;
mod zone;

pub use action::{Answering, ContentType, FixedResponse, Forwarding, ListenerAction, Redirect, Redirecting};
pub use certificate::{Certificate, CertificateHandle, KeyAlgorithm};
pub use certificate_lookup::{CertificateLookup, CertificateLookupHandle};
pub use certificate_validation::{CertificateValidation, CertificateValidationHandle};
pub use cloudflare::CLOUDFLARE;
pub use condition::{Method, RuleCondition};
pub use dns_record::{DnsRecord, DnsRecordHandle, Ttl};
pub use listener::{HttpListener, HttpsListener, ListenerHandle};
pub use listener_certificate::{ListenerCertificate, ListenerCertificateHandle};
pub use listener_lookup::{Elsewhere, ListenerLookup};
pub use listener_rule::{ListenerRule, ListenerRuleHandle};
pub use load_balancer::{AddressType, DesyncMitigation, LOAD_BALANCER_NAME, LoadBalancer};
pub use load_balancer_handle::LoadBalancerHandle;
pub use load_balancer_lookup::LoadBalancerLookup;
pub use ssl_policy::SslPolicy;
pub use target_group::{
    Algorithm, ProtocolVersion, Stickiness, TARGET_GROUP_NAME, TARGET_GROUP_PREFIX, TargetGroup,
    TargetGroupHandle,
};
pub use target_health::{HttpPath, TargetHealth};
pub use web_acl::{ManagedRuleGroup, WEB_ACL_NAME, WebAcl, WebAclArn, WebAclHandle};
pub use web_acl_association::{WebAclAssociation, WebAclAssociationHandle};
pub use zone::{AsCloudflareZone, CloudflareZone, CloudflareZoneHandle, CloudflareZoneLookup};

/// The layer: everything of it goes to `edge.tf`.
const FILE: &str = "edge";
