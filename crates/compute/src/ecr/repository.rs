//! `aws_ecr_repository`, with its lifecycle policy.

use terrane_aws::Tags;
use terrane_aws::kind::KeyArn;
use terrane_core::{Body, NameRule, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::repository_handle::RepositoryHandle;
use super::repository_lifecycle::LifecycleRules;

const REPOSITORY: ResourceType = terrane_aws::resource("aws_ecr_repository", "compute").named_once("name");

/// A private repository for images.
///
/// Emits `aws_ecr_repository.{label}`, and `aws_ecr_lifecycle_policy.{label}` where a lifecycle is given.
///
/// By default, a tag is never moved to another image, every image is scanned when it is pushed, and a
/// repository with images in it cannot be destroyed.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Repository::NAME`]; provider 5.100.0 and 6.45.0 do not check it |
/// | those of [`RepositoryLifecycle`](crate::RepositoryLifecycle) | a policy that ECR refuses |
///
/// # Not covered
///
/// Exclusions from immutability (provider 5.100.0 refuses them) and the policy of a repository that other
/// accounts read: use `terrane_core::Custom`.
///
/// # Example
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
/// use terrane_compute::Repository;
/// use terrane_core::{Name, literal};
///
/// let repository = Repository::new(literal!(Name, Repository::NAME, "Jiki/api"));
/// ```
#[doc(alias = "aws_ecr_repository")]
#[doc(alias = "ECR")]
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
    /// The name of a repository.
    pub const NAME: NameRule = NameRule::new(
        "a repository's name has 2 to 256 lower-case letters and digits, \
         in words that `.`, `_`, `__`, `-` or `/` keep apart",
        2,
        256,
    )
    .lower()
    .digits()
    .also("._-/")
    .begins_alphanumeric()
    .ends_alphanumeric()
    .never_has(&["..", "___", "//", "._", "_.", ".-", "-.", "_-", "-_", "/.", "/_", "/-", "./", "_/", "-/"]);

    /// A repository. The name must be unique in the account and region; AWS cannot change it later.
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
    pub fn immutable(mut self) -> Self {
        self.mutable = false;
        self
    }

    /// A tag can be moved to another image: what ran yesterday under a tag may not be what runs today.
    pub fn mutable(mut self) -> Self {
        self.mutable = true;
        self
    }

    /// Whether an image is scanned for known weaknesses when it is pushed. Default: yes.
    pub fn scan_on_push(mut self, scan: bool) -> Self {
        self.scan_on_push = scan;
        self
    }

    /// Encrypts the images with a key of your own. Default: a key of ECR's own (AES-256). AWS cannot change
    /// it later: Terraform replaces the repository.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }

    /// Destroys the images along with the repository. Without it, AWS refuses to destroy one that holds
    /// images.
    pub fn force_delete(mut self) -> Self {
        self.force_delete = true;
        self
    }

    /// Which old images expire. Default: none.
    pub fn lifecycle(mut self, rules: impl Into<LifecycleRules>) -> Self {
        self.lifecycle = Some(rules.into());
        self
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
        body.name("name", &Self::NAME, self.name);
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
        let lifecycle = self.lifecycle.map(|rules| rules.declare(stack, label, &node.attribute("name")));
        RepositoryHandle { node, lifecycle }
    }
}
