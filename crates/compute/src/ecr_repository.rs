//! `aws_ecr_repository`, with its lifecycle policy.

use terrane_aws::kind::{KeyArn, RepositoryArn, RepositoryName, RepositoryUrl};
use terrane_aws::{Action, Statement, Tags};
use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use crate::ecr_lifecycle_policy::{self, LifecycleRules};
use crate::{Image, ImageDigest, ImageTag};

/// What ECR takes as a repository's name (provider 5.100.0 and 6.45.0 check none of it).
pub const REPOSITORY_NAME: NameRule = NameRule::new(
    "a repository's name has 2 to 256 lower-case letters and digits, in words that `.`, `_`, `__`, `-` or `/` keep apart",
    2,
    256,
)
.lower()
.digits()
.also("._-/")
.begins_alphanumeric()
.ends_alphanumeric()
.never_has(&[
    "..", "___", "//", "._", "_.", ".-", "-.", "_-", "-_", "/.", "/_", "/-", "./", "_/", "-/",
]);

const REPOSITORY: ResourceType = terrane_aws::resource("aws_ecr_repository", "compute").named_once("name");
const LOOKUP: ResourceType = terrane_aws::data("aws_ecr_repository", "compute");

/// A private repository for images, and what becomes of old images in it.
///
/// Emits `aws_ecr_repository.{label}`, and `aws_ecr_lifecycle_policy.{label}` where a lifecycle is given. By default,
/// a tag is never moved to another image, every image is scanned when it is pushed, and a repository with images in it
/// cannot be destroyed.
///
/// Left out: exclusions from immutability (provider 5.100.0 refuses them) and the policies of a repository that other
/// accounts read (use `terrane_core::Custom`).
///
/// ```
/// use terrane_compute::{Repository, RepositoryLifecycle};
/// use terrane_core::{Days, Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let lifecycle = RepositoryLifecycle::new().expire_untagged(Days(7)).keep_last_of_any(10);
/// let repository =
///     Repository::new("jiki/api").lifecycle(lifecycle).tag("Name", "jiki-api").declare(&mut stack, "api");
/// stack.output("repository_url", repository.url());
///
/// let terraform = stack.finish()?;
/// assert!(terraform.file("compute.tf").unwrap().contains("image_tag_mutability = \"IMMUTABLE\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// An upper-case name is reported; as a literal, it does not compile:
///
/// ```compile_fail,E0080
/// use terrane_compute::{REPOSITORY_NAME, Repository};
/// use terrane_core::{Name, literal};
///
/// let repository = Repository::new(literal!(Name, REPOSITORY_NAME, "Jiki/api"));
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Repository {
    name: Text,
    mutable: bool,
    scan_on_push: bool,
    force_delete: bool,
    key: Option<Ref<KeyArn>>,
    lifecycle: Option<LifecycleRules>,
    tags: Tags,
}

impl Repository {
    /// A repository: 2 to 256 lower-case letters, digits and separators, unique in the account and region. AWS cannot
    /// rename one.
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            mutable: false,
            scan_on_push: true,
            force_delete: false,
            key: None,
            lifecycle: None,
            tags: Tags::default(),
        }
    }

    /// A tag stays with its image for ever. The default.
    pub fn immutable(self) -> Self {
        Self { mutable: false, ..self }
    }

    /// A tag can be moved to another image: what ran yesterday under a tag may not be what runs today.
    pub fn mutable(self) -> Self {
        Self { mutable: true, ..self }
    }

    /// Whether an image is scanned for known weaknesses when it is pushed. The default is yes.
    pub fn scan_on_push(self, scan: bool) -> Self {
        Self { scan_on_push: scan, ..self }
    }

    /// Encrypts the images with a key of your own. Without it, ECR uses keys of its own (AES-256). AWS cannot change
    /// it afterwards: Terraform replaces the repository.
    pub fn encrypted_with(self, key: &impl RefersTo<KeyArn>) -> Self {
        Self { key: Some(key.reference()), ..self }
    }

    /// Destroys the images along with the repository. Without it, AWS refuses to destroy one that holds images.
    pub fn force_delete(self) -> Self {
        Self { force_delete: true, ..self }
    }

    /// What becomes of old images.
    pub fn lifecycle(self, rules: impl Into<LifecycleRules>) -> Self {
        Self { lifecycle: Some(rules.into()), ..self }
    }

    /// Adds a tag to the repository.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for Repository {
    type Handle = RepositoryHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RepositoryHandle {
        let mut body = Body::new();
        body.name("name", &REPOSITORY_NAME, self.name);
        body.set("image_tag_mutability", if self.mutable { "MUTABLE" } else { "IMMUTABLE" });
        body.set_opt("force_delete", self.force_delete.then_some(true));
        if let Some(key) = &self.key {
            body.block("encryption_configuration", |block| {
                block.set("encryption_type", "KMS");
                block.reference("kms_key", key);
            });
        }
        body.block("image_scanning_configuration", |block| block.set("scan_on_push", self.scan_on_push));
        self.tags.write(&mut body);
        let node = stack.add(&REPOSITORY, label, body);
        let lifecycle = self
            .lifecycle
            .map(|rules| ecr_lifecycle_policy::declare(stack, label, &node.attribute("name"), rules));
        RepositoryHandle { node, lifecycle }
    }
}

/// A repository of the account that another stack declares, looked up by its name.
///
/// ```
/// use terrane_compute::{ImageTag, RepositoryLookup};
/// use terrane_core::{Declare, Stack, literal};
///
/// let mut stack = Stack::new("docs");
/// let repository = RepositoryLookup::new("jiki/shared").declare(&mut stack, "shared");
/// let image = repository.image(literal!(ImageTag, "3f2a91c"));
/// assert!(stack.finish()?.file("compute.tf").unwrap().contains("data \"aws_ecr_repository\" \"shared\" {"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct RepositoryLookup {
    name: Text,
}

impl RepositoryLookup {
    /// The repository of this name.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into() }
    }
}

impl Resource for RepositoryLookup {
    type Handle = RepositoryHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> RepositoryHandle {
        let mut body = Body::new();
        body.name("name", &REPOSITORY_NAME, self.name);
        RepositoryHandle { node: stack.add(&LOOKUP, label, body), lifecycle: None }
    }
}

/// A declared [`Repository`], or one that was looked up.
#[derive(Clone, Debug)]
pub struct RepositoryHandle {
    node: Node,
    lifecycle: Option<Node>,
}

impl RefersTo<RepositoryArn> for RepositoryHandle {
    fn reference(&self) -> Ref<RepositoryArn> {
        self.arn()
    }
}

impl RefersTo<RepositoryName> for RepositoryHandle {
    fn reference(&self) -> Ref<RepositoryName> {
        self.name()
    }
}

impl Handle for RepositoryHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl RepositoryHandle {
    /// The URL that images are pushed to and pulled from, without a tag.
    pub fn url(&self) -> Ref<RepositoryUrl> {
        self.node.attribute("repository_url")
    }

    /// The ARN.
    pub fn arn(&self) -> Ref<RepositoryArn> {
        self.node.attribute("arn")
    }

    /// The name.
    pub fn name(&self) -> Ref<RepositoryName> {
        self.node.attribute("name")
    }

    /// One image in it, by its tag.
    pub fn image(&self, tag: ImageTag) -> Image {
        Image::of(&self.url(), tag)
    }

    /// One image in it, by its digest.
    pub fn image_by_digest(&self, digest: ImageDigest) -> Image {
        Image::of_digest(&self.url(), digest)
    }

    /// The lifecycle policy, where there is one.
    pub fn lifecycle(&self) -> Option<&Node> {
        self.lifecycle.as_ref()
    }

    /// The right to pull its images. An execution role has it for every repository of the account already.
    pub fn pull(&self) -> Vec<Statement> {
        const PULL: [Action<RepositoryArn>; 3] = [
            Action::new("ecr:BatchCheckLayerAvailability"),
            Action::new("ecr:BatchGetImage"),
            Action::new("ecr:GetDownloadUrlForLayer"),
        ];
        vec![authorization(), Statement::allow(PULL, [self.arn()])]
    }

    /// The right to push images into it, and to pull them: for what builds them.
    pub fn push(&self) -> Vec<Statement> {
        const PUSH: [Action<RepositoryArn>; 7] = [
            Action::new("ecr:BatchCheckLayerAvailability"),
            Action::new("ecr:BatchGetImage"),
            Action::new("ecr:CompleteLayerUpload"),
            Action::new("ecr:GetDownloadUrlForLayer"),
            Action::new("ecr:InitiateLayerUpload"),
            Action::new("ecr:PutImage"),
            Action::new("ecr:UploadLayerPart"),
        ];
        vec![authorization(), Statement::allow(PUSH, [self.arn()])]
    }
}

/// The token is for the whole registry: its action takes no resource.
fn authorization() -> Statement {
    const TOKEN: Action<RepositoryArn> = Action::new("ecr:GetAuthorizationToken");
    Statement::allow_on_everything([TOKEN])
}
