//! Types of resources.

use super::provider::ProviderSource;

/// A type of resource, data source or ephemeral resource: its Terraform name and the file that it goes to.
#[derive(Debug)]
pub struct ResourceType {
    pub(crate) name: &'static str,
    pub(crate) block: &'static str,
    pub(crate) file: &'static str,
    pub(crate) unused: Option<&'static str>,
    pub(crate) named_by: Option<&'static str>,
    pub(crate) provider: Option<&'static ProviderSource>,
}

impl ResourceType {
    /// A managed resource: `resource "aws_vpc" "…"` in `network.tf` is `ResourceType::resource("aws_vpc",
    /// "network")`.
    pub const fn resource(name: &'static str, file: &'static str) -> Self {
        Self { name, block: "resource", file, unused: None, named_by: None, provider: None }
    }

    /// A data source.
    pub const fn data(name: &'static str, file: &'static str) -> Self {
        Self { name, block: "data", file, unused: None, named_by: None, provider: None }
    }

    /// An ephemeral resource.
    pub const fn ephemeral(name: &'static str, file: &'static str) -> Self {
        Self { name, block: "ephemeral", file, unused: None, named_by: None, provider: None }
    }

    /// Reported (`unused`) where nothing names it; `remedy` says what would.
    #[must_use]
    pub const fn must_be_used(self, remedy: &'static str) -> Self {
        Self { unused: Some(remedy), ..self }
    }

    /// Reported (`duplicate-name`) where two of the type have the same text in this argument: for names of
    /// which an account has one in a region.
    #[must_use]
    pub const fn named_once(self, argument: &'static str) -> Self {
        Self { named_by: Some(argument), ..self }
    }

    /// Comes from this provider: a stack that declares one needs no `stack.provider(…)` for Terraform to find
    /// it.
    #[must_use]
    pub const fn of_provider(self, source: &'static ProviderSource) -> Self {
        Self { provider: Some(source), ..self }
    }

    pub(crate) fn address(&self, label: &str) -> String {
        let prefix = if self.block == "resource" { "" } else { self.block };
        let dot = if prefix.is_empty() { "" } else { "." };
        [prefix, dot, self.name, ".", label].concat()
    }

    /// The local name of its provider, which its own name begins with.
    pub(crate) fn provider_name(&self) -> &'static str {
        self.name.split('_').next().unwrap_or(self.name)
    }
}
