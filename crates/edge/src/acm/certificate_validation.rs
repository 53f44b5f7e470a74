//! `aws_acm_certificate_validation`

use terrane_aws::kind::ValidatedCertificateArn;
use terrane_core::{
    Body, Expr, Handle, Minutes, Node, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text,
    one, pick, trimsuffix,
};

use super::CertificateHandle;
use crate::cloudflare::DNS_RECORD;
use crate::cloudflare::{AsCloudflareZone, CloudflareZone, Ttl};
use crate::domain;
use crate::layer::FILE;

const VALIDATION: ResourceType = terrane_aws::resource("aws_acm_certificate_validation", FILE);

/// Proves to ACM that the certificate's names are yours, and waits until it is issued.
///
/// The records that ACM asks for go to Cloudflare in the same graph, one for each name (`{label}_validation`,
/// `{label}_validation_2`, …); a name and the `*` below it share one. They are never proxied: ACM would not see them. They
/// stay, because ACM looks at them again for each renewal.
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_edge::{Certificate, CertificateValidation, CloudflareZoneLookup};
///
/// let mut stack = Stack::new("docs");
/// let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
/// let certificate = Certificate::new("api.jiki.io").declare(&mut stack, "api");
/// let validated = CertificateValidation::in_cloudflare(&certificate, &zone).declare(&mut stack, "api");
/// stack.output("certificate", validated.arn());
/// let edge = stack.finish()?;
/// assert!(edge.file("edge.tf").unwrap().contains("resource \"cloudflare_dns_record\" \"api_validation\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Reported: a name that is in none of the zones (`record-outside-zone`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct CertificateValidation {
    certificate: CertificateHandle,
    zones: Vec<CloudflareZone>,
    timeout: Option<Minutes>,
}

impl CertificateValidation {
    /// Through records in a Cloudflare zone.
    pub fn in_cloudflare(certificate: &CertificateHandle, zone: &impl AsCloudflareZone) -> Self {
        Self { certificate: certificate.clone(), zones: vec![zone.as_zone().clone()], timeout: None }
    }

    /// Through records that somebody makes elsewhere: Terraform only waits for the certificate.
    pub fn elsewhere(certificate: &CertificateHandle) -> Self {
        Self { certificate: certificate.clone(), zones: Vec::new(), timeout: None }
    }

    /// A further zone, for those names that are not in the first.
    pub fn zone(mut self, zone: &impl AsCloudflareZone) -> Self {
        self.zones.push(zone.as_zone().clone());
        self
    }

    /// How long to wait. Default: the provider's, 75 minutes.
    pub fn timeout(mut self, timeout: Minutes) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The names that need a record of their own, each with its zone.
    fn records<'a>(&'a self, body: &mut Body) -> Vec<(&'a Text, &'a CloudflareZone)> {
        let mut records: Vec<(&Text, &CloudflareZone)> = Vec::new();
        if self.zones.is_empty() {
            return records;
        }
        for name in self.certificate.names() {
            if base(name).is_some_and(|name| records.iter().any(|(other, _)| base(other) == Some(name))) {
                continue;
            }
            // The longest zone is the one that answers. What only Terraform knows is taken to be in the first.
            let within = self.zones.iter().filter(|zone| domain::is_in_zone(name, zone.name()) == Some(true));
            let within = within.max_by_key(|zone| zone.name().as_literal().map_or(0, str::len));
            let unknown = || self.zones.iter().find(|zone| domain::is_in_zone(name, zone.name()).is_none());
            match within.or_else(unknown) {
                Some(zone) => records.push((name, zone)),
                // What is no name at all has been reported of the certificate.
                None if !name.as_literal().is_some_and(domain::is_domain) => {}
                None => {
                    let name = name.as_literal().unwrap_or_default();
                    body.report(Problem::error(
                        "record-outside-zone",
                        format!("the certificate's name `{name}` is in none of the zones given"),
                        "add its zone with `.zone(&…)`, or take the name out of the certificate",
                    ));
                }
            }
        }
        records
    }
}

/// The name that ACM looks at: that of `*.jiki.io` is `jiki.io`.
fn base(name: &Text) -> Option<&str> {
    name.as_literal().map(|name| name.strip_prefix("*.").unwrap_or(name))
}

/// One attribute of what ACM wants to see for a name.
fn wanted(certificate: &CertificateHandle, attribute: &'static str, name: &Text) -> Text {
    Text::from_expr(one(pick(certificate.validation_options(), attribute, "domain_name", name)))
}

fn record(certificate: &CertificateHandle, name: &Text, zone: &CloudflareZone) -> Body {
    let mut body = Body::new();
    body.reference("zone_id", zone.id());
    body.comment("ACM's names end in a dot, which Cloudflare does not store.");
    body.set("name", trimsuffix(wanted(certificate, "resource_record_name", name), "."));
    body.set("type", wanted(certificate, "resource_record_type", name));
    body.set("content", trimsuffix(wanted(certificate, "resource_record_value", name), "."));
    Ttl::Seconds(Seconds(60)).write(&mut body);
    body.set("proxied", false);
    body
}

impl Resource for CertificateValidation {
    type Handle = CertificateValidationHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CertificateValidationHandle {
        let mut body = Body::new();
        let mut records = Vec::new();
        for (index, (name, zone)) in self.records(&mut body).into_iter().enumerate() {
            let label = match index {
                0 => format!("{label}_validation"),
                _ => format!("{label}_validation_{}", index + 1),
            };
            records.push(stack.add(&DNS_RECORD, &label, record(&self.certificate, name, zone)));
        }
        body.reference("certificate_arn", self.certificate.arn());
        let names: Vec<Expr> = records.iter().map(|record| record.expression("name")).collect();
        body.list("validation_record_fqdns", names);
        if let Some(Minutes(minutes)) = self.timeout {
            body.block("timeouts", |block| block.set("create", format!("{minutes}m")));
        }
        CertificateValidationHandle { node: stack.add(&VALIDATION, label, body), records }
    }
}

/// A validation that has been declared: whatever takes its ARN waits for the certificate.
#[derive(Clone, Debug)]
pub struct CertificateValidationHandle {
    node: Node,
    records: Vec<Node>,
}

impl CertificateValidationHandle {
    /// The ARN of the certificate, once it is issued: what a listener takes.
    pub fn arn(&self) -> Ref<ValidatedCertificateArn> {
        self.node.attribute("certificate_arn")
    }

    /// The DNS records, in the order of the certificate's names.
    pub fn records(&self) -> &[Node] {
        &self.records
    }
}

impl RefersTo<ValidatedCertificateArn> for CertificateValidationHandle {
    fn reference(&self) -> Ref<ValidatedCertificateArn> {
        self.arn()
    }
}

impl Handle for CertificateValidationHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
