//! Providers.

use super::body::Body;
use crate::lang::identifier::is_name;
use crate::lang::tree::Expr;
use crate::validity::problem::Problem;

/// The provider that is in Terraform itself: `terraform_data`, `terraform_remote_state`.
pub(crate) const BUILT_IN: &str = "terraform";

/// Where a provider comes from: its local name, its source address and the versions that will do.
///
/// Layers state it once, beside the types that the provider has
/// ([`ResourceType::of_provider`](crate::ResourceType::of_provider)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderSource {
    pub(crate) name: &'static str,
    pub(crate) source: &'static str,
    pub(crate) version: &'static str,
}

impl ProviderSource {
    /// A provider by its local name (`datadog`), its source address (`datadog/datadog`) and its versions (`~>
    /// 3.0`).
    pub const fn new(name: &'static str, source: &'static str, version: &'static str) -> Self {
        Self { name, source, version }
    }
}

/// A Terraform provider and its configuration.
///
/// ```
/// use terrane_core::{Provider, ProviderSource, Stack};
///
/// const DATADOG: ProviderSource = ProviderSource::new("datadog", "datadog/datadog", "~> 3.0");
///
/// let mut stack = Stack::new("docs");
/// stack.provider(Provider::new(&DATADOG).attribute("api_url", "https://api.datadoghq.eu"));
/// // A second configuration, for some resources: `.amend(|it| it.provider(&other))`.
/// let other = stack.provider(Provider::new(&DATADOG).alias("other"));
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
        if !is_name(self.name) {
            let what = format!("`{}` is not the name of a provider", self.name);
            report(
                "invalid-provider",
                what,
                "letters, digits, `_` and `-`, a letter first, such as `random`",
            );
        }
        if let Some(alias) = self.alias.filter(|alias| !is_name(alias)) {
            let what = format!("`{alias}` is not an alias: letters, digits, `_` and `-`, a letter first");
            report("invalid-alias", what, "rename it, for example `virginia`");
        }
        if self.body.has("alias") {
            let what = "`alias` is set as an argument".to_owned();
            report("invalid-alias", what, "give the configuration its name with `.alias(…)`");
        }
        if !is_source(self.source) {
            let what = format!("`{}` is not where a provider comes from", self.source);
            report(
                "invalid-provider",
                what,
                "write it as `namespace/name` or `host/namespace/name`, such as `hashicorp/random`",
            );
        }
        if !self.version.split(',').all(is_constraint) {
            let what = format!("`{}` does not say which versions of the provider will do", self.version);
            report("invalid-version", what, "write it as Terraform does: `~> 5.0`, `>= 5.100, < 7`, `1.2.3`");
        }
        problems
    }

    /// A configuration without arguments.
    pub fn new(source: &ProviderSource) -> Self {
        let ProviderSource { name, source, version } = *source;
        Self { name, source, version, alias: None, body: Body::new() }
    }

    /// Other versions than those of the source.
    pub fn version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    /// A second configuration of the same provider, under a name of its own.
    pub fn alias(self, alias: &'static str) -> Self {
        Self { alias: Some(alias), ..self }
    }

    /// Sets an argument; of one that is set twice, the later value holds.
    pub fn attribute(mut self, name: &'static str, value: impl Into<Expr>) -> Self {
        self.body.replace(name, value.into());
        self
    }

    /// Sets a nested block; of one that is set twice, the later one holds.
    pub fn block(mut self, name: &'static str, fill: impl FnOnce(&mut Body)) -> Self {
        self.body.remove(name);
        self.body.block(name, fill);
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
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_label = |label: &str| label.split('.').all(is_word);
    numbers.split('.').count() <= 3
        && numbers.split('.').all(is_number)
        && [release, build].into_iter().flatten().all(is_label)
}

/// Whether this is where a provider comes from: `namespace/name`, or with the host of its registry before.
fn is_source(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            && !part.starts_with(['-', '_'])
            && !part.ends_with(['-', '_'])
            && !part.contains("--")
            && !part.contains("__")
    };
    let is_host = |host: &str| {
        let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
        name.contains('.')
            && name.split('.').all(is_part)
            && port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_type = |name: &str| is_part(name) && !name.starts_with("terraform-");
    match text.split('/').collect::<Vec<_>>()[..] {
        [namespace, name] => is_part(namespace) && is_type(name),
        [host, namespace, name] => is_host(host) && is_part(namespace) && is_type(name),
        _ => false,
    }
}
