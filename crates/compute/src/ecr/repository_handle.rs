//! What is known of a declared repository.

use terrane_aws::kind::{RepositoryArn, RepositoryName, RepositoryUrl};
use terrane_aws::{Action, Statement};
use terrane_core::{Handle, Node, Ref, RefersTo};

use super::image::Image;
use super::image_digest::ImageDigest;
use super::image_tag::ImageTag;

/// A declared [`Repository`](crate::Repository), or one that was looked up.
#[derive(Clone, Debug)]
pub struct RepositoryHandle {
    pub(super) node: Node,
    pub(super) lifecycle: Option<Node>,
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
        Image::external(self.url(), tag)
    }

    /// One image in it, by its digest.
    pub fn image_by_digest(&self, digest: ImageDigest) -> Image {
        Image::external_digest(self.url(), digest)
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
