//! Container images: where they are, and which one.

use terrane_aws::Secret;
use terrane_aws::kind::RepositoryUrl;
use terrane_core::{Body, Invalid, NameRule, Problem, Ref, Stack, Text, Variable, valid};

const TAG_SENTENCE: &str = "an image's tag has 1 to 128 letters, digits, `.`, `_` and `-`, does not begin with `.` \
                            or `-`, and is not `latest`, which names another image every time";
const TAG: NameRule =
    NameRule::new(TAG_SENTENCE, 1, 128).letters().digits().also("._-").never_begins(&[".", "-"]);
/// As Terraform checks a tag that only it knows.
const TAG_PATTERN: &str = "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$";
const DIGEST_SENTENCE: &str = "an image's digest is `sha256:` and 64 digits from `0` to `9` and `a` to `f`";
const DIGEST_PATTERN: &str = "^sha256:[0-9a-f]{64}$";

const fn is_tag(tag: &str) -> bool {
    !matches!(tag.as_bytes(), b"latest") && TAG.check(tag).is_ok()
}

const fn is_digest(digest: &str) -> bool {
    let [b's', b'h', b'a', b'2', b'5', b'6', b':', hex @ ..] = digest.as_bytes() else { return false };
    let mut at = 0;
    while at < hex.len() {
        if !matches!(hex[at], b'0'..=b'9' | b'a'..=b'f') {
            return false;
        }
        at += 1;
    }
    hex.len() == 64
}

/// The tag of an image. `latest` is not one: what it names changes, so that nothing can be rolled back and Terraform
/// sees no change to deploy.
///
/// ```
/// use terrane_compute::ImageTag;
/// use terrane_core::literal;
///
/// let tag = literal!(ImageTag, "3f2a91c");
/// assert!(ImageTag::new("latest").is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_compute::ImageTag;
/// use terrane_core::literal;
///
/// let tag = literal!(ImageTag, "latest");
/// ```
#[derive(Clone, Debug)]
pub struct ImageTag(Tag);

#[derive(Clone, Debug)]
enum Tag {
    Literal(&'static str),
    Computed(Text),
}

impl ImageTag {
    /// A literal tag.
    ///
    /// # Panics
    ///
    /// Where it is `latest`, or no tag at all; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(tag: &'static str) -> Self {
        valid(is_tag(tag), TAG_SENTENCE);
        Self(Tag::Literal(tag))
    }

    /// A tag that is known while the stack is built.
    ///
    /// # Errors
    ///
    /// Where it is `latest`, or no tag at all.
    pub fn new(tag: impl Into<String>) -> Result<Self, Invalid> {
        let tag = tag.into();
        if is_tag(&tag) {
            Ok(Self(Tag::Computed(tag.into())))
        } else {
            Err(Invalid::new(format!("`{tag}`: {TAG_SENTENCE}")))
        }
    }

    /// An input variable for the tag, whose validation refuses `latest` and what is no tag. `example` goes into
    /// `example.tfvars`.
    pub fn variable(stack: &mut Stack, name: impl Into<String>, example: impl Into<Text>) -> Self {
        let variable = Variable::text(name, example)
            .description("The tag of the image to run.")
            .refuse("latest", "name the image that you tested")
            .matches(
                TAG_PATTERN,
                "A tag has 1 to 128 letters, digits, dots, hyphens and underscores, and begins with none of the first two.",
            );
        Self(Tag::Computed(stack.variable(variable)))
    }

    /// A tag that Terraform computes in another way: you vouch that it is never `latest`. A literal one is reported
    /// (`mutable-image-tag`).
    pub fn computed(tag: impl Into<Text>) -> Self {
        Self(Tag::Computed(tag.into()))
    }

    fn into_text(self) -> Text {
        match self.0 {
            Tag::Literal(tag) => tag.into(),
            Tag::Computed(tag) => tag,
        }
    }
}

/// The digest of an image: the one name that never changes its meaning.
///
/// ```
/// use terrane_compute::ImageDigest;
///
/// assert!(ImageDigest::new(format!("sha256:{}", "0f".repeat(32))).is_ok());
/// assert!(ImageDigest::new("3f2a91c").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct ImageDigest(Tag);

impl ImageDigest {
    /// A literal digest.
    ///
    /// # Panics
    ///
    /// Where it is none; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(digest: &'static str) -> Self {
        valid(is_digest(digest), DIGEST_SENTENCE);
        Self(Tag::Literal(digest))
    }

    /// A digest that is known while the stack is built.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn new(digest: impl Into<String>) -> Result<Self, Invalid> {
        let digest = digest.into();
        if is_digest(&digest) {
            Ok(Self(Tag::Computed(digest.into())))
        } else {
            Err(Invalid::new(format!("`{digest}`: {DIGEST_SENTENCE}")))
        }
    }

    /// An input variable for the digest, whose validation refuses anything else. `example` goes into
    /// `example.tfvars`.
    pub fn variable(stack: &mut Stack, name: impl Into<String>, example: impl Into<Text>) -> Self {
        let variable = Variable::text(name, example)
            .description("The digest of the image to run.")
            .matches(DIGEST_PATTERN, "A digest is sha256: and 64 hexadecimal digits in lower case.");
        Self(Tag::Computed(stack.variable(variable)))
    }
}

/// The processors that an image is built for, or that a task runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// Intel and AMD, 64 bits. The default.
    X86_64,
    /// AWS Graviton: a fifth cheaper on Fargate.
    Arm64,
}

impl Architecture {
    /// As ECS writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Architecture::X86_64 => "X86_64",
            Architecture::Arm64 => "ARM64",
        }
    }
}

/// An image, by repository and tag or digest, with the architecture that it is built for.
///
/// [`RepositoryHandle::image`](crate::RepositoryHandle::image) gives one; [`Image::external`] is for images from
/// elsewhere.
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
#[must_use]
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
        let reference = repository.into().then(":").then(&tag);
        Self { reference, tag: Some(tag), architecture: Some(Architecture::X86_64), credentials: None }
    }

    /// An image from another registry, by its digest.
    pub fn external_digest(repository: impl Into<Text>, digest: ImageDigest) -> Self {
        let digest = match digest.0 {
            Tag::Literal(digest) => digest.into(),
            Tag::Computed(digest) => digest,
        };
        let reference = repository.into().then("@").then(digest);
        Self { reference, tag: None, architecture: Some(Architecture::X86_64), credentials: None }
    }

    pub(crate) fn of(repository: &Ref<RepositoryUrl>, tag: ImageTag) -> Self {
        Self::external(repository, tag)
    }

    pub(crate) fn of_digest(repository: &Ref<RepositoryUrl>, digest: ImageDigest) -> Self {
        Self::external_digest(repository, digest)
    }

    /// Built for ARM64 alone. Without this, an image is taken to be built for x86-64.
    pub fn arm64(self) -> Self {
        Self { architecture: Some(Architecture::Arm64), ..self }
    }

    /// Built for x86-64 and ARM64 alike, as a manifest list.
    pub fn multi_architecture(self) -> Self {
        Self { architecture: None, ..self }
    }

    /// The user name and password for a private registry other than ECR. The execution role becomes able to read them.
    pub fn credentials(self, secret: &Secret) -> Self {
        Self { credentials: Some(secret.clone()), ..self }
    }

    pub(crate) fn lower(&self, body: &mut Body) -> Text {
        if let Some(tag) = self.tag.as_ref().and_then(Text::as_literal)
            && !is_tag(tag)
        {
            body.report(Problem::error(
                "mutable-image-tag",
                format!("the image's tag is `{tag}`, but {TAG_SENTENCE}"),
                "give the tag of the image that you tested, such as its commit, or its digest",
            ));
        }
        self.reference.clone()
    }
}
