//! `cloudflare_dns_record`.

use std::fmt::Display;
use std::net::{Ipv4Addr, Ipv6Addr};

use terrane_aws::kind::HostName;
use terrane_core::{Body, Expr, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value};

use super::provider::CLOUDFLARE;
use super::record_type::RecordType;
use super::ttl::Ttl;
use super::txt_content::TxtContent;
use super::zone::{AsCloudflareZone, CloudflareZone};
use crate::layer::FILE;

pub(crate) const DNS_RECORD: ResourceType =
    ResourceType::resource("cloudflare_dns_record", FILE).of_provider(&CLOUDFLARE);

/// A DNS record in a Cloudflare zone.
///
/// Emits `cloudflare_dns_record.{label}`. The name is the whole one, `api.jiki.io`: Cloudflare stores it so,
/// and a bare `api` would show as a change in every plan.
///
/// By default the record is not proxied and has the automatic TTL.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-domain` | a name that is not a valid domain |
/// | `record-outside-zone` | a name that is not in the zone |
/// | `duplicate-cname` | two CNAME records of one name |
/// | `cname-beside-address` | a CNAME record and an address of one name |
/// | `proxied-record-ttl` | a TTL of a proxied record |
/// | `record-cannot-be-proxied` | a proxied record that is not A, AAAA or CNAME |
/// | `comment-too-long` | a comment above 500 characters |
/// | `out-of-range` | a TTL outside of 60 to 86400 seconds |
///
/// # Not covered
///
/// CAA, SRV and the other types with structured data: use [`Custom`](terrane_core::Custom). `settings` and
/// `tags`: use `stack.amend(&record).attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{CloudflareZoneLookup, DnsRecord};
///
/// let mut stack = Stack::new("docs");
/// let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
/// // From the load balancer's handle: `alb.dns_name()`.
/// let host = Ref::existing("jiki-api-alb-1.eu-west-1.elb.amazonaws.com");
/// DnsRecord::cname(&zone, "api.jiki.io", &host).comment("API load balancer").declare(&mut stack, "api");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "cloudflare_dns_record")]
#[doc(alias = "cloudflare_record")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct DnsRecord {
    pub(super) zone: CloudflareZone,
    pub(super) name: Text,
    pub(super) record_type: RecordType,
    content: Expr,
    pub(super) ttl: Ttl,
    pub(super) proxied: Value<bool>,
    pub(super) comment: Option<Text>,
}

impl DnsRecord {
    fn new(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        record_type: RecordType,
        content: Expr,
    ) -> Self {
        Self {
            zone: zone.as_zone().clone(),
            name: name.into(),
            record_type,
            content,
            ttl: Ttl::Auto,
            proxied: Value::Known(false),
            comment: None,
        }
    }

    /// An alias of another host. At the zone's own name, Cloudflare answers with the other host's addresses.
    pub fn cname(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        host: &impl RefersTo<HostName>,
    ) -> Self {
        Self::new(zone, name, RecordType::Cname, host.reference().into())
    }

    /// An IPv4 address.
    pub fn a(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        address: impl Into<Value<Ipv4Addr>>,
    ) -> Self {
        Self::new(zone, name, RecordType::A, address_content(address.into()))
    }

    /// An IPv6 address.
    pub fn aaaa(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        address: impl Into<Value<Ipv6Addr>>,
    ) -> Self {
        Self::new(zone, name, RecordType::Aaaa, address_content(address.into()))
    }

    /// A text.
    pub fn txt(zone: &impl AsCloudflareZone, name: impl Into<Text>, content: TxtContent) -> Self {
        Self::new(zone, name, RecordType::Txt, content.into())
    }

    /// A host that receives mail; the lowest priority is tried first.
    pub fn mx(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        priority: u16,
        host: &impl RefersTo<HostName>,
    ) -> Self {
        Self::new(zone, name, RecordType::Mx(priority), host.reference().into())
    }

    /// How long resolvers may keep the answer. Default: [`Ttl::Auto`].
    pub fn ttl(mut self, ttl: Ttl) -> Self {
        self.ttl = ttl;
        self
    }

    /// Whether requests pass through Cloudflare: for A, AAAA and CNAME records, with the automatic TTL.
    /// Default: no.
    pub fn proxied(mut self, proxied: impl Into<Value<bool>>) -> Self {
        self.proxied = proxied.into();
        self
    }

    /// What the record is for: up to 500 characters, on Cloudflare's free plan up to 100.
    pub fn comment(mut self, text: impl Into<Text>) -> Self {
        self.comment = Some(text.into());
        self
    }
}

fn address_content<T: Display>(address: Value<T>) -> Expr {
    match address {
        Value::Known(address) => Expr::text(address.to_string()),
        Value::Given(expr) => expr,
    }
}

impl Resource for DnsRecord {
    type Handle = DnsRecordHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> DnsRecordHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.reference("zone_id", self.zone.id());
        body.set("name", &self.name);
        body.set("type", self.record_type.name());
        body.set("content", &self.content);
        body.set_opt("priority", self.record_type.priority());
        self.ttl.write(&mut body);
        body.set("proxied", &self.proxied);
        body.set_opt("comment", self.comment.as_ref());
        let node = stack.add(&DNS_RECORD, label, body);
        self.check_zone(stack, &node);
        DnsRecordHandle { node }
    }
}

/// A declared record.
#[derive(Clone, Debug)]
pub struct DnsRecordHandle {
    node: Node,
}

impl DnsRecordHandle {
    /// The record's name: a host name.
    pub fn host(&self) -> Ref<HostName> {
        self.node.attribute("name")
    }
}

impl RefersTo<HostName> for DnsRecordHandle {
    fn reference(&self) -> Ref<HostName> {
        self.host()
    }
}

impl Handle for DnsRecordHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
