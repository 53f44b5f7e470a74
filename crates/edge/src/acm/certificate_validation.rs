//! `aws_acm_certificate_validation`.

use terrane_aws::kind::ValidatedCertificateArn;
use terrane_core::{
    Body, Expr, Handle, Minutes, Node, Problem, Ref, RefersTo, Resource, ResourceType, Seconds, Stack, Text,
    one, pick, trimsuffix,
};

use super::certificate::CertificateHandle;
use crate::cloudflare::{AsCloudflareZone, CloudflareZone, DNS_RECORD, Ttl};
use crate::domain;
use crate::layer::FILE;

const VALIDATION: ResourceType = terrane_aws::resource("aws_acm_certificate_validation", FILE);

/// Proves to ACM that the names of a certificate are yours, and waits until it is issued.
///
/// Emits `aws_acm_certificate_validation.{label}`, and in Cloudflare the records that ACM requires, one for
/// each name: `cloudflare_dns_record.{label}_validation`, `{label}_validation_2` and so on. A name and the
/// `*` below it share one. The records are never proxied, because ACM would not see them. They stay, because
/// ACM reads them again for each renewal.
///
/// By default Terraform waits 75 minutes, as the provider does.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `record-outside-zone` | a name that is in none of the zones given |
///
/// # Not covered
///
/// Records in Route 53, and validation by e-mail: use [`elsewhere`](Self::elsewhere).
///
/// # Example
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
#[doc(alias = "aws_acm_certificate_validation")]
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

    /// Through records that are created elsewhere: Terraform only waits for the certificate.
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

    /// The zone that answers for a name: the longest one. A name that only Terraform knows counts as in the
    /// first zone.
    fn zone_of(&self, name: &Text) -> Option<&CloudflareZone> {
        let within = self.zones.iter().filter(|zone| domain::is_in_zone(name, zone.name()) == Some(true));
        let longest = within.max_by_key(|zone| zone.name().as_literal().map_or(0, str::len));
        longest.or_else(|| self.zones.iter().find(|zone| domain::is_in_zone(name, zone.name()).is_none()))
    }

    fn check(&self, body: &mut Body) {
        if self.zones.is_empty() {
            return;
        }
        for name in self.certificate.names().iter().filter(|name| self.zone_of(name).is_none()) {
            // A name that is not valid has been reported of the certificate.
            if let Some(name) = name.as_literal().filter(|name| domain::is_domain(name)) {
                body.report(Problem::error(
                    "record-outside-zone",
                    format!("the certificate's name `{name}` is in none of the zones given"),
                    "add its zone with `.zone(&…)`, or take the name out of the certificate",
                ));
            }
        }
    }

    /// The names that need a record of their own, each with its zone.
    fn records(&self) -> Vec<(&Text, &CloudflareZone)> {
        let mut records: Vec<(&Text, &CloudflareZone)> = Vec::new();
        for name in self.certificate.names() {
            if base(name).is_some_and(|name| records.iter().any(|(other, _)| base(other) == Some(name))) {
                continue;
            }
            records.extend(self.zone_of(name).map(|zone| (name, zone)));
        }
        records
    }
}

/// The name that ACM validates: for `*.jiki.io` it is `jiki.io`.
fn base(name: &Text) -> Option<&str> {
    name.as_literal().map(|name| name.strip_prefix("*.").unwrap_or(name))
}

/// One attribute of the record that ACM requires for a name.
fn required(certificate: &CertificateHandle, attribute: &'static str, name: &Text) -> Text {
    Text::from_expr(one(pick(certificate.validation_options(), attribute, "domain_name", name)))
}

fn record(certificate: &CertificateHandle, name: &Text, zone: &CloudflareZone) -> Body {
    let mut body = Body::new();
    body.reference("zone_id", zone.id());
    body.comment("ACM's names end in a dot, which Cloudflare does not store.");
    body.set("name", trimsuffix(required(certificate, "resource_record_name", name), "."));
    body.set("type", required(certificate, "resource_record_type", name));
    body.set("content", trimsuffix(required(certificate, "resource_record_value", name), "."));
    Ttl::Seconds(Seconds(60)).write(&mut body);
    body.set("proxied", false);
    body
}

impl Resource for CertificateValidation {
    type Handle = CertificateValidationHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CertificateValidationHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let mut records = Vec::new();
        for (index, (name, zone)) in self.records().into_iter().enumerate() {
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

/// A declared validation: whatever refers to its ARN waits for the certificate.
#[derive(Clone, Debug)]
pub struct CertificateValidationHandle {
    node: Node,
    records: Vec<Node>,
}

impl CertificateValidationHandle {
    /// The ARN of the certificate, once it is issued: a listener accepts it.
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
