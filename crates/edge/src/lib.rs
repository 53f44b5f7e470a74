//! Load balancers, certificates, Cloudflare DNS and web ACLs as typed Terraform.
//!
//! Everything goes to `edge.tf`. A [`LoadBalancer`] has listeners; a listener forwards to a [`TargetGroup`],
//! and only then can a service register with it. An HTTPS listener needs a certificate that has been
//! validated, which [`CertificateValidation`] does through DNS records in the same stack.
//!
//! Not here: network and gateway load balancers, targets that are instances or functions, authentication
//! by the load balancer, mutual TLS, Route 53. Use [`Custom`](terrane_core::Custom) for these.
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
//! | `aws_acm_certificate` | [`Certificate`] |
//! | `data "aws_acm_certificate"` | [`CertificateLookup`] |
//! | `aws_acm_certificate_validation` | [`CertificateValidation`] |
//! | `aws_wafv2_web_acl` | [`WebAcl`] |
//! | `aws_wafv2_web_acl_association` | [`WebAclAssociation`] |
//! | `aws_wafv2_web_acl_logging_configuration` | [`WebAcl::log_to`] |
//! | `cloudflare_dns_record` | [`DnsRecord`] |
//! | `data "cloudflare_zone"` | [`CloudflareZoneLookup`] |
//!
//! ```
//! use terrane_aws::{Public, Region, Subnets};
//! use terrane_core::{Declare, Port, Ref, Seconds, Stack, literal};
//! use terrane_edge::{
//!     Certificate, CertificateValidation, CloudflareZoneLookup, DnsRecord, HttpListener, HttpPath,
//!     HttpsListener, LoadBalancer, TargetGroup, TargetHealth,
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
//! let registers_with = https.target_group(); // for a service
//! let terraform = stack.finish()?;
//! assert!(terraform.file("edge.tf").unwrap().contains("resource \"aws_lb_listener\" \"https\""));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod acm;
mod cloudflare;
mod domain;
mod elb;
mod layer;
mod wafv2;

pub use acm::{
    Certificate, CertificateHandle, CertificateLookup, CertificateLookupHandle, CertificateValidation,
    CertificateValidationHandle, KeyAlgorithm,
};
pub use cloudflare::{
    AsCloudflareZone, CLOUDFLARE, CloudflareZone, CloudflareZoneHandle, CloudflareZoneLookup, DnsRecord,
    DnsRecordHandle, Ttl, TxtContent,
};
pub use elb::{
    AddressType, Algorithm, Answering, ContentType, DesyncMitigation, FixedResponse, Forwarding, Http,
    HttpListener, HttpPath, Https, HttpsListener, Listener, ListenerAction, ListenerCertificate,
    ListenerCertificateHandle, ListenerHandle, ListenerLookup, ListenerProtocol, ListenerRule,
    ListenerRuleHandle, LoadBalancer, LoadBalancerHandle, LoadBalancerLookup, Method, ProtocolVersion,
    Redirect, Redirecting, RuleCondition, SslPolicy, Stickiness, TargetGroup, TargetGroupHandle,
    TargetHealth, UnknownAction,
};
pub use wafv2::{
    ManagedRuleGroup, WebAcl, WebAclArn, WebAclAssociation, WebAclAssociationHandle, WebAclHandle,
};
