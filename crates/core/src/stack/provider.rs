//! Providers and the backend: what stands in `terraform.tf`.

use std::collections::HashMap;

use crate::lang::function::is_identifier;
use crate::stack::Entry;
use crate::stack::graph::{Graph, Link, Why};
use crate::{Body, Expr, Object, Problem, Region, Stack, Text};

/// A Terraform provider and its configuration.
///
/// ```
/// use terrane_core::{Provider, Region, Stack};
///
/// let mut stack = Stack::new("docs");
/// stack.provider(Provider::aws(&Region::EU_WEST_1).default_tags([("Environment", "production")]));
/// // A second configuration, for what must be in another region: `stack.amend(&certificate).provider(&virginia)`.
/// let virginia = stack.provider(Provider::aws(&Region::US_EAST_1).alias("virginia"));
/// ```
#[derive(Debug)]
#[must_use]
pub struct Provider {
    pub(crate) name: &'static str,
    pub(crate) source: &'static str,
    pub(crate) version: &'static str,
    pub(crate) alias: Option<&'static str>,
    pub(crate) body: Body,
}

/// A second configuration of a provider: what [`Amend::provider`](crate::Amend::provider) takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAlias(pub(crate) String);

impl ProviderAlias {
    pub(crate) fn reference(&self) -> &str {
        &self.0
    }
}

impl Provider {
    /// `aws`, or `aws.virginia`.
    pub(crate) fn reference(&self) -> String {
        self.alias.map_or_else(|| self.name.to_owned(), |alias| format!("{}.{alias}", self.name))
    }

    /// What Terraform would refuse of the provider itself.
    pub(crate) fn check(&self) -> Vec<Problem> {
        let mut problems = self.body.problems.clone();
        let mut report = |rule, what: String, help: &str| problems.push(Problem::syntax(rule, what, help));
        if !is_identifier(self.name) {
            let what = format!("`{}` is not the name of a provider", self.name);
            report("invalid-provider", what, "letters, digits and `_`, a letter first, such as `datadog`");
        }
        if let Some(alias) = self.alias.filter(|alias| !is_identifier(alias)) {
            let what = format!("`{alias}` is not an alias: letters, digits and `_`, a letter first");
            report("invalid-alias", what, "rename it, for example `virginia`");
        }
        let is_part = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':'))
        };
        if !(2..=3).contains(&self.source.split('/').count()) || !self.source.split('/').all(is_part) {
            let what = format!("`{}` is not where a provider comes from", self.source);
            report(
                "invalid-provider",
                what,
                "write it as `namespace/name` or `host/namespace/name`, such as `hashicorp/aws`",
            );
        }
        if !self.version.split(',').all(is_constraint) {
            let what = format!("`{}` does not say which versions of the provider will do", self.version);
            report("invalid-version", what, "write it as Terraform does: `~> 5.0`, `>= 5.100, < 7`, `1.2.3`");
        }
        problems
    }

    /// hashicorp/aws, `>= 5.100, < 7`, in a region.
    pub fn aws(region: &Region) -> Self {
        let mut provider = Self::custom("aws", "hashicorp/aws", ">= 5.100, < 7");
        provider.body.set("region", Text::from(region));
        provider
    }

    /// cloudflare/cloudflare, `~> 5`. The API token comes from the environment (`CLOUDFLARE_API_TOKEN`).
    pub fn cloudflare() -> Self {
        Self::custom("cloudflare", "cloudflare/cloudflare", "~> 5.0")
    }

    /// hashicorp/random, `~> 3.7`: the first version with ephemeral passwords.
    pub fn random() -> Self {
        Self::custom("random", "hashicorp/random", "~> 3.7")
    }

    /// Any other provider: its local name, its source address and the versions that will do.
    pub fn custom(name: &'static str, source: &'static str, version: &'static str) -> Self {
        Self { name, source, version, alias: None, body: Body::new() }
    }

    /// Other versions than the ones that Terrane is tested with.
    pub fn version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    /// A second configuration of the same provider, under a name of its own.
    pub fn alias(self, alias: &'static str) -> Self {
        Self { alias: Some(alias), ..self }
    }

    /// Tags on everything that the provider makes (AWS).
    pub fn default_tags<K: Into<Text>, V: Into<Text>>(
        mut self,
        tags: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let tags = tags.into_iter().fold(Object::new(), |object, (key, value)| object.set(key, value.into()));
        self.body.remove("default_tags");
        self.body.block("default_tags", |block| block.set("tags", tags));
        self
    }

    /// Refuses to work in any other account (AWS): a safeguard against the wrong profile.
    pub fn allowed_account_ids(mut self, ids: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        self.body.remove("allowed_account_ids");
        self.body.list("allowed_account_ids", ids.into_iter().map(Into::into));
        self
    }

    /// Works as this role (AWS).
    pub fn assume_role(mut self, role_arn: impl Into<Text>) -> Self {
        let role_arn = role_arn.into();
        self.body.remove("assume_role");
        self.body.block("assume_role", |block| block.set("role_arn", role_arn));
        self
    }

    /// Sets an argument that has no setter.
    pub fn attribute(mut self, name: &'static str, value: impl Into<Expr>) -> Self {
        self.body.replace(name, value.into());
        self
    }
}

/// State in an S3 bucket, encrypted, locked by a file beside it.
///
/// ```
/// use terrane_core::{Region, S3Backend, Stack};
///
/// let mut stack = Stack::new("docs");
/// stack.backend(S3Backend::new("jiki-terraform", "production/terraform.tfstate", &Region::EU_WEST_1));
/// ```
#[derive(Debug)]
#[must_use]
pub struct S3Backend {
    pub(crate) body: Body,
}

impl S3Backend {
    /// The bucket, the state's key in it, and the bucket's region. All three are literals: Terraform reads them before
    /// anything else.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>, region: &Region) -> Self {
        let mut body = Body::new();
        body.set("bucket", bucket.into());
        body.set("key", key.into());
        body.set("region", Text::from(region));
        body.set("encrypt", true);
        body.set("use_lockfile", true);
        Self { body }
    }

    /// The profile of the AWS configuration that may read the state.
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.body.replace("profile", profile.into().into());
        self
    }

    /// Encrypts the state with a key of your own (its ARN or alias).
    pub fn kms_key_id(mut self, key: impl Into<String>) -> Self {
        self.body.replace("kms_key_id", key.into().into());
        self
    }
}

/// Whether this is one constraint on versions: `>= 5.100`, `~> 5.0`, `1.2.3-beta1`.
fn is_constraint(text: &str) -> bool {
    let text = text.trim();
    let operator =
        ["~>", ">=", "<=", "!=", "=", ">", "<"].iter().find_map(|operator| text.strip_prefix(operator));
    let version = operator.unwrap_or(text).trim_start();
    let (version, build) =
        version.split_once('+').map_or((version, None), |(version, build)| (version, Some(build)));
    let (numbers, release) =
        version.split_once('-').map_or((version, None), |(numbers, release)| (numbers, Some(release)));
    let is_number =
        |part: &str| !part.is_empty() && part.len() <= 18 && part.bytes().all(|b| b.is_ascii_digit());
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    };
    numbers.split('.').all(is_number) && [release, build].into_iter().flatten().all(is_label)
}

/// The providers that Terrane is tested with.
pub(crate) fn known_provider(name: &str) -> Option<Provider> {
    match name {
        "aws" => Some(Provider::custom("aws", "hashicorp/aws", ">= 5.100, < 7")),
        "cloudflare" => Some(Provider::cloudflare()),
        "random" => Some(Provider::random()),
        _ => None,
    }
}

/// The configuration of its provider that each entry uses, where that is not the default one: its own, that of its component,
/// or that of what it is a part of. Empty where every entry uses the default one.
pub(crate) fn configurations<'a>(stack: &'a Stack, graph: &Graph) -> Vec<Option<&'a str>> {
    fn own(entry: &Entry) -> Option<&str> {
        entry.meta.as_ref()?.provider.as_deref()
    }
    let mut of_component = HashMap::new();
    for entry in &stack.entries {
        if let Some(configuration) = own(entry) {
            of_component.entry((entry.component, provider_of(entry.kind.name))).or_insert(configuration);
        }
    }
    let mut all: Vec<Option<&'a str>> = Vec::new();
    if of_component.is_empty() {
        return all;
    }
    for (index, entry) in stack.entries.iter().enumerate() {
        let provider = provider_of(entry.kind.name);
        // A whole is declared before its parts.
        let of_whole = |link: &Link| {
            let whole = stack.entries.get(link.to as usize)?;
            let same = link.why == Why::PartOf && provider_of(whole.kind.name) == provider;
            if same { all.get(link.to as usize).copied().flatten() } else { None }
        };
        let configuration = own(entry)
            .or_else(|| of_component.get(&(entry.component, provider)).copied())
            .or_else(|| graph.of_entry(index).iter().find_map(of_whole));
        all.push(configuration);
    }
    all
}

/// `aws` of `aws_lb_listener`.
pub(crate) fn provider_of(type_name: &str) -> &str {
    type_name.split('_').next().unwrap_or(type_name)
}
