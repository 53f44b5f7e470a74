//! `aws_lb`.

use terrane_aws::kind::{BucketName, SecurityGroupId};
use terrane_aws::{Access, Any, Public, Subnets, Tags};
use terrane_core::{
    Body, NameRule, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text, Value,
};

use super::address_type::AddressType;
use super::bucket_logs::BucketLogs;
use super::desync_mitigation::DesyncMitigation;
use super::load_balancer_handle::LoadBalancerHandle;
use crate::layer::FILE;

const LOAD_BALANCER: ResourceType = terrane_aws::resource("aws_lb", FILE).named_once("name");

/// An application load balancer.
///
/// Emits `aws_lb.{label}`. It is in at least two availability zones, with one subnet in each, and an
/// internet-facing one is in public subnets.
///
/// By default requests lose headers whose names are invalid, HTTP/2 is on, and so is protection against
/// deletion: a stack that is to be destroyed turns that off and applies it first.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | names and numbers that AWS refuses |
/// | `alb-needs-two-zones` | subnets in fewer than two availability zones |
/// | `two-subnets-in-one-zone` | more than one subnet in an availability zone |
/// | `invalid-log-prefix` | a prefix of logs that AWS refuses |
///
/// # Not covered
///
/// Network and gateway load balancers, `name_prefix`, subnet mappings, IPAM pools, reserved capacity, zonal
/// shift, X-Forwarded-For processing: use `stack.amend(&alb).attribute(…)` and `.block(…)`. The policy of a
/// bucket for logs must admit the log delivery; it is not checked.
///
/// # Example
///
/// ```
/// use terrane_aws::{Public, Region, Subnets};
/// use terrane_core::{Declare, Name, Ref, Seconds, Stack, literal};
/// use terrane_edge::LoadBalancer;
///
/// let region = Region::EU_WEST_1;
/// let subnets = Subnets::<Public>::existing(
///     Ref::existing("vpc-1"),
///     [(region.zone('a'), Ref::existing("subnet-1")), (region.zone('b'), Ref::existing("subnet-2"))],
/// );
/// let mut stack = Stack::new("docs");
/// let name = literal!(Name, LoadBalancer::NAME, "jiki-api-alb");
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
#[doc(alias = "aws_lb")]
#[doc(alias = "aws_alb")]
#[doc(alias = "ALB")]
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
    access_logs: Option<BucketLogs>,
    connection_logs: Option<BucketLogs>,
    tags: Tags,
}

impl LoadBalancer {
    /// The name of a load balancer, unique in the region.
    pub const NAME: NameRule = NameRule::new(
        "a load balancer's name has 1 to 32 letters, digits and `-`, neither begins nor ends with `-`, \
         and does not begin with `internal-`",
        1,
        32,
    )
    .letters()
    .digits()
    .also("-")
    .begins_alphanumeric()
    .ends_alphanumeric()
    .never_begins(&["internal-"]);

    fn new(name: Text, internal: bool, subnets: Subnets<Any>, group: Ref<SecurityGroupId>) -> Self {
        Self {
            name,
            internal,
            subnets,
            security_groups: vec![group],
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

    /// A load balancer that the internet reaches; see [`LoadBalancer::NAME`].
    pub fn internet_facing(
        name: impl Into<Text>,
        subnets: &Subnets<Public>,
        security_group: &impl RefersTo<SecurityGroupId>,
    ) -> Self {
        Self::new(name.into(), false, subnets.any(), security_group.reference())
    }

    /// A load balancer with private addresses alone, in any subnets; see [`LoadBalancer::NAME`].
    pub fn internal<A: Access>(
        name: impl Into<Text>,
        subnets: &Subnets<A>,
        security_group: &impl RefersTo<SecurityGroupId>,
    ) -> Self {
        Self::new(name.into(), true, subnets.any(), security_group.reference())
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

    /// Whether requests pass while the web ACL does not answer. Default: AWS's, no.
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
        self.access_logs = Some(BucketLogs { bucket: bucket.reference(), prefix: prefix.into() });
        self
    }

    /// Logs each TLS handshake to a bucket, below a prefix; an empty one means none.
    pub fn connection_logs(mut self, bucket: &impl RefersTo<BucketName>, prefix: impl Into<Text>) -> Self {
        self.connection_logs = Some(BucketLogs { bucket: bucket.reference(), prefix: prefix.into() });
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
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
        if let Some(logs) = &self.access_logs {
            logs.check(body, "access_logs");
        }
        if let Some(logs) = &self.connection_logs {
            logs.check(body, "connection_logs");
        }
    }
}

impl Resource for LoadBalancer {
    type Handle = LoadBalancerHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> LoadBalancerHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        body.set("internal", self.internal);
        body.set("load_balancer_type", "application");
        body.set_opt("ip_address_type", self.address_type);
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
        body.set_opt("desync_mitigation_mode", self.desync);
        if let Some(logs) = self.access_logs {
            logs.write(&mut body, "access_logs");
        }
        if let Some(logs) = self.connection_logs {
            logs.write(&mut body, "connection_logs");
        }
        self.tags.write(&mut body);
        LoadBalancerHandle {
            node: stack.add(&LOAD_BALANCER, label, body),
            security_groups: self.security_groups,
            internet_facing: !self.internal,
            vpc: Some(self.subnets.vpc().clone()),
        }
    }
}
