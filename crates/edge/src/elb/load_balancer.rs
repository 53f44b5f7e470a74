//! `aws_lb`

use terrane_aws::kind::{BucketName, SecurityGroupId};
use terrane_aws::{Access, Any, Public, Subnets, Tags};
use terrane_core::{
    Body, NameRule, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text, Value,
};

use super::LoadBalancerHandle;
use crate::layer::FILE;

/// The name of a load balancer, unique in the region.
pub const LOAD_BALANCER_NAME: NameRule = NameRule::new(
    "a load balancer's name has 1 to 32 letters, digits and `-`, neither begins nor ends with `-`, and does not begin with `internal-`",
    1,
    32,
)
.letters()
.digits()
.also("-")
.begins_alphanumeric()
.ends_alphanumeric()
.never_begins(&["internal-"]);

const LOAD_BALANCER: ResourceType = terrane_aws::resource("aws_lb", FILE).named_once("name");

/// What the load balancer does with requests that smuggle others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesyncMitigation {
    /// Lets everything through.
    Monitor,
    /// Stops what is known to be dangerous. The default.
    Defensive,
    /// Takes only what RFC 7230 allows.
    Strictest,
}

/// Which addresses a load balancer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressType {
    /// IPv4 alone. The default.
    Ipv4,
    /// IPv4 and IPv6; the subnets have both.
    DualStack,
    /// IPv6 for clients, and no public IPv4 address, which AWS bills.
    DualStackWithoutPublicIpv4,
}

/// An application load balancer.
///
/// It is in at least two availability zones, with one subnet in each, and an internet-facing one in public subnets.
///
/// Defaults: requests with invalid headers are dropped, HTTP/2 is on, and so is protection against deletion: a stack that
/// is to be destroyed turns it off and applies that first.
///
/// ```
/// use terrane_aws::{Public, Region, Subnets};
/// use terrane_core::{Declare, Name, Ref, Seconds, Stack, literal};
/// use terrane_edge::{LOAD_BALANCER_NAME, LoadBalancer};
///
/// let region = Region::EU_WEST_1;
/// let subnets = Subnets::<Public>::existing(
///     Ref::existing("vpc-1"),
///     [(region.zone('a'), Ref::existing("subnet-1")), (region.zone('b'), Ref::existing("subnet-2"))],
/// );
/// let mut stack = Stack::new("docs");
/// let name = literal!(Name, LOAD_BALANCER_NAME, "jiki-api-alb");
/// let alb = LoadBalancer::internet_facing(name, &subnets, &Ref::existing("sg-1"))
///     .idle_timeout(Seconds(120))
///     .declare(&mut stack, "main");
/// stack.output("alb_dns_name", alb.dns_name());
/// assert!(stack.finish().is_ok());
/// ```
///
/// Private subnets are of another type:
///
/// ```compile_fail,E0308
/// use terrane_aws::{Private, Region, Subnets};
/// use terrane_core::Ref;
/// use terrane_edge::LoadBalancer;
///
/// let zone = Region::EU_WEST_1.zone('a');
/// let private = Subnets::<Private>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
/// let alb = LoadBalancer::internet_facing("jiki-api-alb", &private, &Ref::existing("sg-1"));
/// ```
///
/// Reported: `invalid-name`, `alb-needs-two-zones`, `two-subnets-in-one-zone`, `out-of-range`, and a prefix of logs that AWS
/// refuses (`invalid-log-prefix`). A bucket that takes the logs must admit the log delivery in its policy.
///
/// Left out: `name_prefix`, subnet mappings, IPAM pools, reserved capacity, zonal shift, X-Forwarded-For processing (use
/// `stack.amend(&x).attribute(…)` and `.block(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct LoadBalancer {
    name: Text,
    internal: bool,
    subnets: Subnets<Any>,
    security_groups: Vec<Ref<SecurityGroupId>>,
    idle_timeout: Option<Value<u32>>,
    client_keep_alive: Option<Value<u32>>,
    deletion_protection: Value<bool>,
    drop_invalid_headers: Value<bool>,
    http2: Value<bool>,
    preserve_host_header: Option<Value<bool>>,
    tls_headers: Option<Value<bool>>,
    client_port: Option<Value<bool>>,
    waf_fail_open: Option<Value<bool>>,
    desync: Option<DesyncMitigation>,
    address_type: Option<AddressType>,
    access_logs: Option<(Ref<BucketName>, Text)>,
    connection_logs: Option<(Ref<BucketName>, Text)>,
    tags: Tags,
}

impl LoadBalancer {
    fn new(name: Text, internal: bool, subnets: Subnets<Any>, group: &Ref<SecurityGroupId>) -> Self {
        Self {
            name,
            internal,
            subnets,
            security_groups: vec![group.clone()],
            idle_timeout: None,
            client_keep_alive: None,
            deletion_protection: Value::Known(true),
            drop_invalid_headers: Value::Known(true),
            http2: Value::Known(true),
            preserve_host_header: None,
            tls_headers: None,
            client_port: None,
            waf_fail_open: None,
            desync: None,
            address_type: None,
            access_logs: None,
            connection_logs: None,
            tags: Tags::default(),
        }
    }

    /// A load balancer that the internet reaches; see [`LOAD_BALANCER_NAME`].
    pub fn internet_facing(
        name: impl Into<Text>,
        subnets: &Subnets<Public>,
        security_group: &impl RefersTo<SecurityGroupId>,
    ) -> Self {
        let security_group = &security_group.reference();
        Self::new(name.into(), false, subnets.any(), security_group)
    }

    /// A load balancer with private addresses alone, in any subnets; see [`LOAD_BALANCER_NAME`].
    pub fn internal<A: Access>(
        name: impl Into<Text>,
        subnets: &Subnets<A>,
        security_group: &impl RefersTo<SecurityGroupId>,
    ) -> Self {
        let security_group = &security_group.reference();
        Self::new(name.into(), true, subnets.any(), security_group)
    }

    /// One more security group.
    pub fn security_group(mut self, group: &impl RefersTo<SecurityGroupId>) -> Self {
        self.security_groups.push(group.reference());
        self
    }

    /// How long a connection may be silent: 1 to 4000 seconds. Default: 60.
    pub fn idle_timeout(mut self, timeout: Seconds) -> Self {
        self.idle_timeout = Some(timeout.0.into());
        self
    }

    /// How long a client's connection is kept in all: 60 to 604800 seconds. Default: 3600.
    pub fn client_keep_alive(mut self, time: Seconds) -> Self {
        self.client_keep_alive = Some(time.0.into());
        self
    }

    /// Whether AWS refuses to delete it. Default: yes.
    pub fn deletion_protection(mut self, on: impl Into<Value<bool>>) -> Self {
        self.deletion_protection = on.into();
        self
    }

    /// Whether headers with invalid names are removed from requests. Default: yes.
    pub fn drop_invalid_headers(mut self, on: impl Into<Value<bool>>) -> Self {
        self.drop_invalid_headers = on.into();
        self
    }

    /// Whether clients may speak HTTP/2. Default: yes.
    pub fn http2(mut self, on: impl Into<Value<bool>>) -> Self {
        self.http2 = on.into();
        self
    }

    /// Whether targets see the client's `Host` header as it was. Default: AWS's, no.
    pub fn preserve_host_header(mut self, on: impl Into<Value<bool>>) -> Self {
        self.preserve_host_header = Some(on.into());
        self
    }

    /// Whether targets are told the TLS version and the cipher. Default: AWS's, no.
    pub fn tls_headers(mut self, on: impl Into<Value<bool>>) -> Self {
        self.tls_headers = Some(on.into());
        self
    }

    /// Whether `X-Forwarded-For` has the client's port. Default: AWS's, no.
    pub fn client_port(mut self, on: impl Into<Value<bool>>) -> Self {
        self.client_port = Some(on.into());
        self
    }

    /// Whether requests pass while the web ACL cannot be asked. Default: AWS's, no.
    pub fn waf_fail_open(mut self, on: impl Into<Value<bool>>) -> Self {
        self.waf_fail_open = Some(on.into());
        self
    }

    /// What to do with requests that smuggle others. Default: AWS's, [`DesyncMitigation::Defensive`].
    pub fn desync_mitigation(mut self, mode: DesyncMitigation) -> Self {
        self.desync = Some(mode);
        self
    }

    /// Which addresses it has. Default: AWS's, [`AddressType::Ipv4`].
    pub fn address_type(mut self, kind: AddressType) -> Self {
        self.address_type = Some(kind);
        self
    }

    /// Logs each request to a bucket, below a prefix; an empty one means none.
    pub fn access_logs(mut self, bucket: &impl RefersTo<BucketName>, prefix: impl Into<Text>) -> Self {
        self.access_logs = Some((bucket.reference(), prefix.into()));
        self
    }

    /// Logs each TLS handshake to a bucket, below a prefix; an empty one means none.
    pub fn connection_logs(mut self, bucket: &impl RefersTo<BucketName>, prefix: impl Into<Text>) -> Self {
        self.connection_logs = Some((bucket.reference(), prefix.into()));
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check_zones(&self, body: &mut Body) {
        let zones = self.subnets.zone_count();
        if zones < 2 {
            body.report(Problem::error(
                "alb-needs-two-zones",
                format!("the subnets are in {zones} availability zone{}", if zones == 1 { "" } else { "s" }),
                "give the load balancer subnets in two zones or more",
            ));
        }
        if zones < self.subnets.len() {
            body.report(Problem::error(
                "two-subnets-in-one-zone",
                format!("there are {} subnets in {zones} availability zones", self.subnets.len()),
                "give the load balancer one subnet for each zone",
            ));
        }
    }
}

fn logs(body: &mut Body, block: &'static str, logs: Option<(Ref<BucketName>, Text)>) {
    let Some((bucket, prefix)) = logs else { return };
    let literal = prefix.as_literal();
    if literal.is_some_and(|p| p.starts_with('/') || p.ends_with('/') || p.contains("AWSLogs")) {
        body.report(Problem::error(
            "invalid-log-prefix",
            format!("the prefix of `{block}` begins or ends with `/`, or has `AWSLogs` in it"),
            "give the bare prefix, such as `alb`: AWS adds `/AWSLogs/` and the account's id",
        ));
    }
    let has_prefix = literal != Some("");
    body.block(block, |block| {
        block.reference("bucket", bucket);
        block.set_opt("prefix", has_prefix.then_some(prefix));
        block.set("enabled", true);
    });
}

impl Resource for LoadBalancer {
    type Handle = LoadBalancerHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> LoadBalancerHandle {
        let mut body = Body::new();
        self.check_zones(&mut body);
        body.name("name", &LOAD_BALANCER_NAME, self.name);
        body.set("internal", self.internal);
        body.set("load_balancer_type", "application");
        let address_type = self.address_type.map(|kind| match kind {
            AddressType::Ipv4 => "ipv4",
            AddressType::DualStack => "dualstack",
            AddressType::DualStackWithoutPublicIpv4 => "dualstack-without-public-ipv4",
        });
        body.set_opt("ip_address_type", address_type);
        body.references("security_groups", &self.security_groups);
        body.references("subnets", &self.subnets.ids());
        body.number_opt("idle_timeout", self.idle_timeout, 1..=4000);
        body.number_opt("client_keep_alive", self.client_keep_alive, 60..=604_800);
        body.set("enable_deletion_protection", self.deletion_protection);
        body.set("enable_http2", self.http2);
        body.set("drop_invalid_header_fields", self.drop_invalid_headers);
        body.set_opt("preserve_host_header", self.preserve_host_header);
        body.set_opt("enable_tls_version_and_cipher_suite_headers", self.tls_headers);
        body.set_opt("enable_xff_client_port", self.client_port);
        body.set_opt("enable_waf_fail_open", self.waf_fail_open);
        let desync = self.desync.map(|mode| match mode {
            DesyncMitigation::Monitor => "monitor",
            DesyncMitigation::Defensive => "defensive",
            DesyncMitigation::Strictest => "strictest",
        });
        body.set_opt("desync_mitigation_mode", desync);
        logs(&mut body, "access_logs", self.access_logs);
        logs(&mut body, "connection_logs", self.connection_logs);
        self.tags.write(&mut body);
        let node = stack.add(&LOAD_BALANCER, label, body);
        LoadBalancerHandle::new(node, self.security_groups, !self.internal).within(self.subnets.vpc())
    }
}
