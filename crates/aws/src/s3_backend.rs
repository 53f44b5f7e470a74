//! State in S3.

use terrane_core::{Backend, Text};

use crate::region::Region;

/// State in an S3 bucket, encrypted, locked by a file beside it.
///
/// ```
/// use terrane_aws::{Region, S3Backend};
/// use terrane_core::Stack;
///
/// let mut stack = Stack::new("docs");
/// stack.backend(S3Backend::new("jiki-terraform", &Region::EU_WEST_1, "production/terraform.tfstate"));
/// ```
#[derive(Debug)]
#[must_use]
pub struct S3Backend(Backend);

impl S3Backend {
    /// The bucket, the state's key in it, and the bucket's region. All three are literals: Terraform reads
    /// them before anything else.
    pub fn new(bucket: impl Into<String>, region: &Region, key: impl Into<String>) -> Self {
        let backend = Backend::new("s3").attribute("bucket", bucket.into()).attribute("key", key.into());
        let backend = backend.attribute("region", Text::from(region));
        Self(backend.attribute("encrypt", true).attribute("use_lockfile", true))
    }

    /// The profile of the AWS configuration that may read the state.
    pub fn profile(self, profile: impl Into<String>) -> Self {
        Self(self.0.attribute("profile", profile.into()))
    }

    /// Encrypts the state with a key of your own (its ARN or alias).
    pub fn kms_key_id(self, key: impl Into<String>) -> Self {
        Self(self.0.attribute("kms_key_id", key.into()))
    }
}

impl From<S3Backend> for Backend {
    fn from(backend: S3Backend) -> Self {
        backend.0
    }
}
