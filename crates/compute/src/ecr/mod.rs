//! ECR: repositories of images, and the images in them.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_ecr_repository` | [`Repository`] |
//! | `data "aws_ecr_repository"` | [`RepositoryLookup`] |
//! | `aws_ecr_lifecycle_policy` | [`RepositoryLifecycle`] |

mod architecture;
mod const_text;
mod image;
mod image_digest;
mod image_selection;
mod image_tag;
mod repository;
mod repository_handle;
mod repository_lifecycle;
mod repository_lookup;

pub use architecture::Architecture;
pub use image::Image;
pub use image_digest::ImageDigest;
pub use image_selection::ImageSelection;
pub use image_tag::ImageTag;
pub use repository::Repository;
pub use repository_handle::RepositoryHandle;
pub use repository_lifecycle::{LifecycleRules, RepositoryLifecycle};
pub use repository_lookup::RepositoryLookup;
