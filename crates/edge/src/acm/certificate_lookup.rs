//! `data "aws_acm_certificate"`.

use terrane_aws::kind::ValidatedCertificateArn;
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use crate::domain;
use crate::layer::FILE;

const LOOKUP: ResourceType = terrane_aws::data("aws_acm_certificate", FILE);

/// A certificate that exists already and is issued, looked up by its first name.
///
/// Emits `data.aws_acm_certificate.{label}`: the newest certificate, where there are several.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-domain` | a name that is not a valid domain |
///
/// # Not covered
///
/// Lookups by tags, by type and by key.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_edge::CertificateLookup;
///
/// let mut stack = Stack::new("docs");
/// let certificate = CertificateLookup::new("*.jiki.io").declare(&mut stack, "api");
/// stack.output("certificate", certificate.arn());
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_acm_certificate")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct CertificateLookup {
    domain: Text,
}

impl CertificateLookup {
    /// The certificate whose first name this is.
    pub fn new(domain: impl Into<Text>) -> Self {
        Self { domain: domain.into() }
    }
}

impl Resource for CertificateLookup {
    type Handle = CertificateLookupHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CertificateLookupHandle {
        let mut body = Body::new();
        domain::check(&mut body, "domain", &self.domain);
        body.set("domain", self.domain);
        body.list("statuses", ["ISSUED"]);
        body.set("most_recent", true);
        CertificateLookupHandle { node: stack.add(&LOOKUP, label, body) }
    }
}

/// A certificate that was looked up.
#[derive(Clone, Debug)]
pub struct CertificateLookupHandle {
    node: Node,
}

impl CertificateLookupHandle {
    /// The ARN, which a listener accepts.
    pub fn arn(&self) -> Ref<ValidatedCertificateArn> {
        self.node.attribute("arn")
    }
}

impl RefersTo<ValidatedCertificateArn> for CertificateLookupHandle {
    fn reference(&self) -> Ref<ValidatedCertificateArn> {
        self.arn()
    }
}

impl Handle for CertificateLookupHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
