//! `data "aws_ecr_repository"`.

use terrane_core::{Body, Resource, ResourceType, Stack, Text};

use super::repository::Repository;
use super::repository_handle::RepositoryHandle;

const LOOKUP: ResourceType = terrane_aws::data("aws_ecr_repository", "compute");

/// A repository of the account that another stack declares, looked up by its name.
///
/// Emits `data.aws_ecr_repository.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Repository::NAME`] |
///
/// # Not covered
///
/// Repositories of other accounts: use `stack.amend(&repository).attribute("registry_id", …)`.
///
/// # Example
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
#[doc(alias = "aws_ecr_repository")]
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
        body.name("name", &Repository::NAME, self.name);
        RepositoryHandle { node: stack.add(&LOOKUP, label, body), lifecycle: None }
    }
}
