//! S3: buckets with their companions.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_s3_bucket` | [`Bucket`] |
//! | `aws_s3_bucket_public_access_block` | [`Bucket`] |
//! | `aws_s3_bucket_versioning` | [`Bucket`] |
//! | `aws_s3_bucket_server_side_encryption_configuration` | [`Bucket`] |
//! | `aws_s3_bucket_lifecycle_configuration` | [`LifecycleRule`] |
//! | `aws_s3_bucket_cors_configuration` | [`CorsRule`] |
//! | `aws_s3_bucket_logging` | [`Bucket`] |
//! | `aws_s3_bucket_notification` | [`Bucket`] |
//! | `aws_s3_bucket_policy` | [`Bucket`] |

pub mod action;
mod bucket;
mod bucket_handle;
mod bucket_lowering;
mod bucket_policy;
mod cors_rule;
mod lifecycle_filter;
mod lifecycle_rule;
mod storage_class;

pub use bucket::Bucket;
pub use bucket_handle::BucketHandle;
pub use cors_rule::{CorsMethod, CorsRule};
pub use lifecycle_rule::LifecycleRule;
pub use storage_class::StorageClass;
