//! `aws_acm_certificate`.

use terrane_aws::kind::CertificateArn;
use terrane_aws::{Metric, Statistic, Tags};
use terrane_core::{Body, Expr, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::key_algorithm::KeyAlgorithm;
use crate::domain;
use crate::layer::FILE;

const CERTIFICATE: ResourceType = terrane_aws::resource("aws_acm_certificate", FILE);

/// A certificate of ACM, which AWS issues once its names have been validated through DNS, and then renews.
///
/// Emits `aws_acm_certificate.{label}`. A listener does not accept its ARN before it is validated:
/// [`CertificateValidation`](crate::CertificateValidation) gives one that a listener accepts. A replacement
/// is created before the old certificate is destroyed.
///
/// By default the key is AWS's, RSA of 2048 bits.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-domain` | a name that is not a valid domain |
/// | `first-name-too-long` | a first name above 64 characters |
/// | `too-many-names` | more than 100 names; AWS grants 10 unless the quota is raised |
/// | `duplicate-name` | a name that is given twice |
///
/// # Not covered
///
/// Imported and private certificates, validation by e-mail, export, `options`: use
/// `stack.amend(&certificate).attribute(…)` and `.block(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Stack};
/// use terrane_edge::Certificate;
///
/// let mut stack = Stack::new("docs");
/// let certificate = Certificate::new("api.jiki.io")
///     .alternative_names(["admin.jiki.io", "*.preview.jiki.io"])
///     .tag("Name", "api.jiki.io")
///     .declare(&mut stack, "api");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_acm_certificate")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Certificate {
    domain: Text,
    alternative_names: Vec<Text>,
    key_algorithm: Option<KeyAlgorithm>,
    tags: Tags,
}

impl Certificate {
    /// A certificate for a name, `api.jiki.io`, or for every name below one, `*.jiki.io`. At most 64
    /// characters.
    pub fn new(domain: impl Into<Text>) -> Self {
        Self {
            domain: domain.into(),
            alternative_names: Vec::new(),
            key_algorithm: None,
            tags: Tags::default(),
        }
    }

    /// Further names, each of at most 253 characters.
    pub fn alternative_names<T: Into<Text>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.alternative_names.extend(names.into_iter().map(Into::into));
        self
    }

    /// The key. Default: AWS's, [`KeyAlgorithm::Rsa2048`].
    pub fn key_algorithm(mut self, algorithm: KeyAlgorithm) -> Self {
        self.key_algorithm = Some(algorithm);
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn names(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.domain).chain(&self.alternative_names)
    }

    fn check(&self, body: &mut Body) {
        domain::check(body, "domain_name", &self.domain);
        for name in &self.alternative_names {
            domain::check(body, "subject_alternative_names", name);
        }
        if self.domain.as_literal().is_some_and(|name| name.len() > 64) {
            body.report(Problem::error(
                "first-name-too-long",
                "the certificate's first name is longer than the 64 characters of a common name",
                "put a shorter name first, and this one among the alternative names",
            ));
        }
        if self.names().count() > 100 {
            body.report(Problem::error(
                "too-many-names",
                format!("the certificate has {} names, but AWS accepts 100", self.names().count()),
                "split it into several certificates, or use a name with `*`",
            ));
        }
        let mut seen: Vec<&str> = Vec::new();
        for name in self.names().filter_map(Text::as_literal) {
            if seen.contains(&name) {
                body.report(Problem::error(
                    "duplicate-name",
                    format!("`{name}` is given twice"),
                    "give each name once; the first is among the certificate's names already",
                ));
            }
            seen.push(name);
        }
    }
}

impl Resource for Certificate {
    type Handle = CertificateHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> CertificateHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let names = self.names().cloned().collect();
        body.set("domain_name", self.domain);
        body.list("subject_alternative_names", self.alternative_names);
        body.set("validation_method", "DNS");
        body.set_opt("key_algorithm", self.key_algorithm);
        self.tags.write(&mut body);
        let node = stack.add(&CERTIFICATE, label, body);
        stack.amend(&node).create_before_destroy();
        CertificateHandle { node, names }
    }
}

/// A declared certificate, which may not be issued yet.
#[derive(Clone, Debug)]
pub struct CertificateHandle {
    node: Node,
    names: Vec<Text>,
}

impl CertificateHandle {
    /// The ARN of the certificate, issued or not: a listener does not accept it.
    pub fn arn(&self) -> Ref<CertificateArn> {
        self.node.attribute("arn")
    }

    /// The names, the first one first.
    pub fn names(&self) -> &[Text] {
        &self.names
    }

    /// The days until the certificate expires, `DaysToExpiry`. ACM renews it weeks before that.
    pub fn days_to_expiry(&self) -> Metric {
        Metric::new("AWS/CertificateManager", "DaysToExpiry", Statistic::Minimum)
            .dimension("CertificateArn", self.arn())
    }

    /// The DNS records that ACM requires, one for each name.
    pub(crate) fn validation_options(&self) -> Expr {
        self.node.expression("domain_validation_options")
    }
}

impl RefersTo<CertificateArn> for CertificateHandle {
    fn reference(&self) -> Ref<CertificateArn> {
        self.arn()
    }
}

impl Handle for CertificateHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
