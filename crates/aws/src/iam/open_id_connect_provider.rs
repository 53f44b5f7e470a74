//! `aws_iam_openid_connect_provider`.

use terrane_core::{Body, Handle, Kind, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::statement::Principal;
use crate::provider::resource;
use crate::tags::Tags;

const PROVIDER: ResourceType = resource("aws_iam_openid_connect_provider", "compute").named_once("url");

/// The ARN of an IAM identity provider for `OpenID` Connect.
#[derive(Clone, Copy, Debug)]
pub enum OpenIdConnectProviderArn {}

impl Kind for OpenIdConnectProviderArn {
    const NOUN: &'static str = "OpenID Connect provider ARN";
    const ID_PREFIX: &'static str = "arn:";
}

/// An identity provider that vouches for workloads outside of AWS, such as GitHub Actions: a role that trusts
/// it needs no long-lived access key.
///
/// Emits `aws_iam_openid_connect_provider`. Without thumbprints, IAM uses its own list of certificate
/// authorities.
///
/// # Rules
///
/// The URL begins with `https://`, does not end in `/` and has at most 255 characters (`malformed-url`);
/// there are 1 to 100 audiences and at most 5 thumbprints (`out-of-range`), each of 40 hexadecimal digits
/// (`malformed-thumbprint`). An account has one provider for a URL (`duplicate-name`).
///
/// Source of the limits: the IAM API reference, `CreateOpenIDConnectProvider`, read on 2026-11-25.
///
/// # Not covered
///
/// SAML providers (`aws_iam_saml_provider`): use [`Custom`](terrane_core::Custom).
///
/// # Example
///
/// ```
/// use terrane_aws::{OpenIdConnectProvider, Role, Statement};
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let github = OpenIdConnectProvider::new("https://token.actions.githubusercontent.com", "sts.amazonaws.com")
///     .declare(&mut stack, "github");
/// let trust = Statement::trust(github.principal())
///     .when("StringEquals", "token.actions.githubusercontent.com:aud", ["sts.amazonaws.com"])
///     .when("StringEquals", "token.actions.githubusercontent.com:sub", ["repo:jiki/api:ref:refs/heads/main"]);
/// Role::with_trust("jiki-deploy", [trust]).declare(&mut stack, "deploy");
/// let terraform = stack.finish()?;
/// assert!(terraform.file("compute.tf").unwrap().contains("client_id_list = [\"sts.amazonaws.com\"]"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_iam_openid_connect_provider")]
#[doc(alias = "OIDC")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct OpenIdConnectProvider {
    url: Text,
    audiences: Vec<Text>,
    thumbprints: Vec<String>,
    tags: Tags,
}

impl OpenIdConnectProvider {
    /// The provider at a URL, whose tokens are for this audience: `sts.amazonaws.com` where AWS itself is
    /// meant.
    pub fn new(url: impl Into<Text>, audience: impl Into<Text>) -> Self {
        let audiences = vec![audience.into()];
        Self { url: url.into(), audiences, thumbprints: Vec::new(), tags: Tags::default() }
    }

    /// Another audience.
    pub fn audience(mut self, audience: impl Into<Text>) -> Self {
        self.audiences.push(audience.into());
        self
    }

    /// The SHA-1 thumbprint of a certificate authority that IAM does not know: 40 hexadecimal digits.
    pub fn thumbprint(mut self, thumbprint: impl Into<String>) -> Self {
        self.thumbprints.push(thumbprint.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if let Some(url) = self.url.as_literal()
            && (!url.starts_with("https://") || url.ends_with('/') || url.len() > 255)
        {
            body.report(Problem::error(
                "malformed-url",
                format!("`url` is `{url}`, which is not the URL of a provider"),
                "begin it with `https://`, end it without `/`, as the provider's tokens have it in `iss`",
            ));
        }
        body.check_count("client_id_list", self.audiences.len(), 1..=100);
        body.check_count("thumbprint_list", self.thumbprints.len(), 0..=5);
        let is_hex = |text: &&String| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(thumbprint) = self.thumbprints.iter().find(|text| !is_hex(text)) {
            body.report(Problem::error(
                "malformed-thumbprint",
                format!("`{thumbprint}` is not the thumbprint of a certificate"),
                "write its 40 hexadecimal digits without colons",
            ));
        }
    }
}

impl Resource for OpenIdConnectProvider {
    type Handle = OpenIdConnectProviderHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> OpenIdConnectProviderHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.set("url", self.url);
        body.list("client_id_list", self.audiences);
        body.list("thumbprint_list", self.thumbprints);
        self.tags.write(&mut body);
        OpenIdConnectProviderHandle { node: stack.add(&PROVIDER, label, body) }
    }
}

/// A declared [`OpenIdConnectProvider`].
#[derive(Clone, Debug)]
pub struct OpenIdConnectProviderHandle {
    node: Node,
}

impl OpenIdConnectProviderHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<OpenIdConnectProviderArn> {
        self.node.attribute("arn")
    }

    /// Those for whom it vouches, as the principal of a trust policy. Say with
    /// [`Statement::when`](crate::Statement::when) who of them: a trust without that is reported
    /// (`federated-trust-without-condition`).
    pub fn principal(&self) -> Principal {
        Principal::federated(self.arn())
    }
}

impl RefersTo<OpenIdConnectProviderArn> for OpenIdConnectProviderHandle {
    fn reference(&self) -> Ref<OpenIdConnectProviderArn> {
        self.arn()
    }
}

impl Handle for OpenIdConnectProviderHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
