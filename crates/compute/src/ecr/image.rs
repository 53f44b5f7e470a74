//! Container images: where they are, and which one.

use terrane_aws::Secret;
use terrane_core::{Body, Text};

use super::architecture::Architecture;
use super::image_digest::ImageDigest;
use super::image_tag::ImageTag;

/// An image, by repository and tag or digest, with the architecture that it is built for.
///
/// [`RepositoryHandle::image`](crate::RepositoryHandle::image) gives one; [`Image::external`] is for images
/// from another registry. By default, an image is taken to be built for x86-64 alone.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `mutable-image-tag` | see [`ImageTag`] |
/// | `architecture-mismatch` | an image that is not built for the processors of its task |
///
/// # Example
///
/// ```
/// use terrane_compute::{Image, ImageTag};
/// use terrane_core::literal;
///
/// let agent = Image::external(
///     "public.ecr.aws/cloudwatch-agent/cloudwatch-agent",
///     literal!(ImageTag, "1.300049.1b929"),
/// )
/// .multi_architecture();
/// ```
#[derive(Clone, Debug)]
#[must_use = "an image does nothing until a container runs it"]
pub struct Image {
    reference: Text,
    tag: Option<Text>,
    /// None where the image is built for every architecture.
    pub(crate) architecture: Option<Architecture>,
    pub(crate) credentials: Option<Secret>,
}

impl Image {
    /// An image from another registry, such as `public.ecr.aws/docker/library/nginx`, by its tag.
    pub fn external(repository: impl Into<Text>, tag: ImageTag) -> Self {
        let tag = tag.into_text();
        Self::new(repository.into().then(":").then(&tag), Some(tag))
    }

    /// An image from another registry, by its digest.
    pub fn external_digest(repository: impl Into<Text>, digest: ImageDigest) -> Self {
        Self::new(repository.into().then("@").then(digest.into_text()), None)
    }

    fn new(reference: Text, tag: Option<Text>) -> Self {
        Self { reference, tag, architecture: Some(Architecture::X86_64), credentials: None }
    }

    /// Built for ARM64 alone.
    pub fn arm64(mut self) -> Self {
        self.architecture = Some(Architecture::Arm64);
        self
    }

    /// Built for x86-64 and ARM64 alike, as a manifest list.
    pub fn multi_architecture(mut self) -> Self {
        self.architecture = None;
        self
    }

    /// The user name and password for a private registry other than ECR. The execution role becomes able to
    /// read them.
    pub fn credentials(mut self, secret: &Secret) -> Self {
        self.credentials = Some(secret.clone());
        self
    }

    pub(crate) fn check(&self, body: &mut Body) {
        if let Some(tag) = &self.tag {
            ImageTag::check(tag, body);
        }
    }

    /// The image as a registry's clients write it.
    pub(crate) fn reference(&self) -> &Text {
        &self.reference
    }
}
