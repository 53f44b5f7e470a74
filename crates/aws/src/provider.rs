//! The AWS provider and its configuration.

use terrane_core::{Expr, Object, Provider, ProviderSource, ResourceType, Text};

use crate::region::Region;

/// hashicorp/aws, `>= 5.100, < 7`: the versions that Terrane is tested with.
pub const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");

/// A resource of AWS, by its Terraform name, and the file that it goes to; see [`ResourceType::resource`].
pub const fn resource(name: &'static str, file: &'static str) -> ResourceType {
    ResourceType::resource(name, file).of_provider(&AWS)
}

/// A data source of AWS, by its Terraform name, and the file that it goes to; see [`ResourceType::data`].
pub const fn data(name: &'static str, file: &'static str) -> ResourceType {
    ResourceType::data(name, file).of_provider(&AWS)
}

/// A configuration of the AWS provider.
///
/// ```
/// use terrane_aws::{AwsProvider, Region};
/// use terrane_core::Stack;
///
/// let mut stack = Stack::new("docs");
/// stack.provider(AwsProvider::new(&Region::EU_WEST_1).default_tags([("Environment", "production")]));
/// // A second configuration, for what must be in another region: `.amend(|it| it.provider(&virginia))`.
/// let virginia = stack.provider(AwsProvider::new(&Region::US_EAST_1).alias("virginia"));
/// ```
#[derive(Debug)]
#[must_use]
pub struct AwsProvider(Provider);

impl AwsProvider {
    /// [`AWS`] in a region.
    pub fn new(region: &Region) -> Self {
        Self(Provider::new(&AWS).attribute("region", Text::from(region)))
    }

    /// Other versions than the ones that Terrane is tested with.
    pub fn version(self, version: &'static str) -> Self {
        Self(self.0.version(version))
    }

    /// A second configuration, under a name of its own.
    pub fn alias(self, alias: &'static str) -> Self {
        Self(self.0.alias(alias))
    }

    /// Tags on everything that the provider makes.
    pub fn default_tags<K: Into<Text>, V: Into<Text>>(self, tags: impl IntoIterator<Item = (K, V)>) -> Self {
        let tags = tags.into_iter().fold(Object::new(), |object, (key, value)| object.set(key, value.into()));
        Self(self.0.block("default_tags", |block| block.set("tags", tags)))
    }

    /// Refuses to work in any other account: a safeguard against the wrong profile.
    pub fn allowed_account_ids(self, ids: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        let ids = Expr::list(ids.into_iter().map(Into::into));
        Self(self.0.attribute("allowed_account_ids", ids))
    }

    /// Assumes this role.
    pub fn assume_role(self, role_arn: impl Into<Text>) -> Self {
        let role_arn = role_arn.into();
        Self(self.0.block("assume_role", |block| block.set("role_arn", role_arn)))
    }

    /// Sets an argument that has no setter.
    pub fn attribute(self, name: &'static str, value: impl Into<Expr>) -> Self {
        Self(self.0.attribute(name, value))
    }
}

impl From<AwsProvider> for Provider {
    fn from(provider: AwsProvider) -> Self {
        provider.0
    }
}
