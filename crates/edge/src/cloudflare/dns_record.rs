//! `cloudflare_dns_record`

use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use terrane_aws::kind::{HostName, ZoneId};
use terrane_core::{
    Body, Expr, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text, Value,
};

use super::{AsCloudflareZone, CLOUDFLARE, CloudflareZone};
use crate::domain;
use crate::layer::FILE;

pub(crate) const DNS_RECORD: ResourceType =
    ResourceType::resource("cloudflare_dns_record", FILE).of_provider(&CLOUDFLARE);

/// How long resolvers may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ttl {
    /// As Cloudflare chooses: 300 seconds, and the only one for proxied records.
    Auto,
    /// 60 to 86400 seconds.
    Seconds(Seconds),
}

impl Ttl {
    pub(crate) fn write(self, body: &mut Body) {
        match self {
            // The number by which Cloudflare knows the automatic one.
            Ttl::Auto => body.set("ttl", 1_u32),
            Ttl::Seconds(seconds) => body.number("ttl", seconds.0, 60..=86_400),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    A,
    Aaaa,
    Cname,
    Txt,
    Mx(u16),
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Kind::A => "A",
            Kind::Aaaa => "AAAA",
            Kind::Cname => "CNAME",
            Kind::Txt => "TXT",
            Kind::Mx(_) => "MX",
        }
    }

    const fn can_be_proxied(self) -> bool {
        matches!(self, Kind::A | Kind::Aaaa | Kind::Cname)
    }
}

/// A DNS record in a Cloudflare zone.
///
/// The name is the whole one, `api.jiki.io`: Cloudflare stores it so, and a bare `api` would show as a change for ever. The
/// record is not proxied and has the automatic TTL unless that is set.
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{DnsRecord, CloudflareZoneLookup};
///
/// let mut stack = Stack::new("docs");
/// let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
/// // From the load balancer's handle: `alb.dns_name()`.
/// let host = Ref::existing("jiki-api-alb-1.eu-west-1.elb.amazonaws.com");
/// DnsRecord::cname(&zone, "api.jiki.io", &host).comment("API load balancer").declare(&mut stack, "api");
/// assert!(stack.finish().is_ok());
/// ```
///
/// Reported: a name that is none (`invalid-domain`) or not in the zone (`record-outside-zone`), a TTL beside the proxy
/// (`proxied-record-ttl`), a record that cannot be proxied (`record-cannot-be-proxied`), a comment above 500 characters
/// (`comment-too-long`), two CNAMEs of one name (`duplicate-cname`), a CNAME beside an address (`cname-beside-address`),
/// `out-of-range`.
///
/// Left out: CAA, SRV and the other types with structured data, and `settings` (use
/// [`Custom`](terrane_core::Custom), or `stack.amend(&x).attribute(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct DnsRecord {
    zone: CloudflareZone,
    name: Text,
    kind: Kind,
    content: Expr,
    ttl: Ttl,
    proxied: Value<bool>,
    comment: Option<Text>,
}

impl DnsRecord {
    fn new(zone: &impl AsCloudflareZone, name: impl Into<Text>, kind: Kind, content: Expr) -> Self {
        Self {
            zone: zone.as_zone().clone(),
            name: name.into(),
            kind,
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
        let host = &host.reference();
        Self::new(zone, name, Kind::Cname, host.into())
    }

    /// An IPv4 address.
    pub fn a(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        address: impl Into<Value<Ipv4Addr>>,
    ) -> Self {
        let content = match address.into() {
            Value::Known(address) => Expr::text(address.to_string()),
            Value::Given(expr) => expr,
        };
        Self::new(zone, name, Kind::A, content)
    }

    /// An IPv6 address.
    pub fn aaaa(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        address: impl Into<Value<Ipv6Addr>>,
    ) -> Self {
        let content = match address.into() {
            Value::Known(address) => Expr::text(address.to_string()),
            Value::Given(expr) => expr,
        };
        Self::new(zone, name, Kind::Aaaa, content)
    }

    /// A text, without quotes: they are added, and a long text is divided, as the DNS has it.
    pub fn txt(zone: &impl AsCloudflareZone, name: impl Into<Text>, text: impl Into<Text>) -> Self {
        Self::new(zone, name, Kind::Txt, quoted(text.into()).into())
    }

    /// A host that takes mail; the lowest priority is tried first.
    pub fn mx(
        zone: &impl AsCloudflareZone,
        name: impl Into<Text>,
        priority: u16,
        host: &impl RefersTo<HostName>,
    ) -> Self {
        let host = &host.reference();
        Self::new(zone, name, Kind::Mx(priority), host.into())
    }

    /// How long resolvers may keep the answer. Default: [`Ttl::Auto`].
    pub fn ttl(mut self, ttl: Ttl) -> Self {
        self.ttl = ttl;
        self
    }

    /// Whether requests pass through Cloudflare: for A, AAAA and CNAME records, with the automatic TTL. Default: no.
    pub fn proxied(mut self, proxied: impl Into<Value<bool>>) -> Self {
        self.proxied = proxied.into();
        self
    }

    /// What the record is for: up to 500 characters, of which Cloudflare's free plan takes 100.
    pub fn comment(mut self, text: impl Into<Text>) -> Self {
        self.comment = Some(text.into());
        self
    }

    /// One mistake, one problem: a bare name is one outside of the zone, and what is no name at all is in none.
    fn report_name(&self, body: &mut Body) {
        let is_outside = domain::is_in_zone(&self.name, self.zone.name()) == Some(false);
        let name = self.name.as_literal().unwrap_or_default();
        let is_bare = !name.is_empty() && !name.contains('.');
        if !is_outside || !(is_bare || domain::is_domain(name)) {
            domain::check(body, "name", &self.name);
            return;
        }
        let zone = self.zone.name().as_literal().unwrap_or_default();
        let example = match name.split('.').next() {
            // What zone files call the zone itself.
            None | Some("@") => zone.to_owned(),
            Some(label) => format!("{label}.{zone}"),
        };
        body.report(Problem::error(
            "record-outside-zone",
            format!("`{name}` is not in the zone `{zone}`"),
            format!("write a whole name of the zone, such as `{example}`, or take another zone"),
        ));
    }

    fn report(&self, body: &mut Body) {
        self.report_name(body);
        let proxied = self.proxied.known() == Some(&true);
        if proxied && !self.kind.can_be_proxied() {
            body.report(Problem::error(
                "record-cannot-be-proxied",
                format!("Cloudflare proxies no {} records", self.kind.name()),
                "remove `.proxied(true)`: only A, AAAA and CNAME records take it",
            ));
        }
        if proxied && self.ttl != Ttl::Auto {
            body.report(Problem::error(
                "proxied-record-ttl",
                "the record is proxied and has a TTL, which Cloudflare then chooses itself",
                "remove `.ttl(…)`, or do not proxy the record",
            ));
        }
        let comment = self.comment.as_ref().and_then(Text::as_literal);
        if comment.is_some_and(|text| text.chars().count() > 500) {
            body.report(Problem::error(
                "comment-too-long",
                "the record's comment is longer than the 500 characters that Cloudflare takes",
                "shorten it",
            ));
        }
    }
}

/// One or several `"character strings"` of at most 255 bytes each.
fn quoted(text: Text) -> Text {
    let Some(literal) = text.as_literal() else {
        return Text::from("\"").then(text).then("\"");
    };
    let mut content = String::from("\"");
    let mut length = 0;
    for c in literal.chars() {
        if length + c.len_utf8() > 255 {
            content.push_str("\" \"");
            length = 0;
        }
        if matches!(c, '"' | '\\') {
            content.push('\\');
        }
        content.push(c);
        length += c.len_utf8();
    }
    content.push('"');
    Text::from(content)
}

impl Resource for DnsRecord {
    type Handle = DnsRecordHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> DnsRecordHandle {
        let mut body = Body::new();
        self.report(&mut body);
        let zone: Ref<ZoneId> = self.zone.id();
        body.reference("zone_id", &zone);
        body.set("name", &self.name);
        body.set("type", self.kind.name());
        body.set("content", self.content);
        if let Kind::Mx(priority) = self.kind {
            body.set("priority", u32::from(priority));
        }
        self.ttl.write(&mut body);
        body.set("proxied", self.proxied);
        body.set_opt("comment", self.comment);
        let node = stack.add(&DNS_RECORD, label, body);
        if let Some(name) = self.name.as_literal() {
            if self.kind == Kind::Cname {
                stack.claim(&node, "duplicate-cname", &zone, format!("the CNAME of `{name}`"));
            }
            if self.kind.can_be_proxied() {
                let hosts = stack.remember::<Hosts, _>(&zone);
                if let Some(problem) = hosts.and_then(|hosts| hosts.take(name, self.kind, &node)) {
                    stack.report(&node, problem);
                }
            }
        }
        DnsRecordHandle { node }
    }
}

/// The names of a zone that lead to a host so far: as an alias, or to addresses.
#[derive(Debug, Default)]
struct Hosts(HashMap<String, (bool, Node)>);

impl Hosts {
    /// Adds a record, and says what is wrong where its name is an alias and has an address, too.
    fn take(&mut self, name: &str, kind: Kind, node: &Node) -> Option<Problem> {
        let is_alias = kind == Kind::Cname;
        let (was_alias, first) = self.0.entry(name.to_owned()).or_insert_with(|| (is_alias, node.clone()));
        (*was_alias != is_alias).then(|| {
            Problem::error(
                "cname-beside-address",
                format!("`{name}` is an alias and has an address, too: see `{}`", first.address()),
                "keep the CNAME or the addresses: a name has one or the other",
            )
        })
    }
}

/// A declared record.
#[derive(Clone, Debug)]
pub struct DnsRecordHandle {
    node: Node,
}

impl DnsRecordHandle {
    /// The record's name: the host that clients ask for.
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
