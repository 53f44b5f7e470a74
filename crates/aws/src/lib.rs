//! The words that Terrane's AWS layers exchange, IAM and KMS, and the rules about several layers at once.
//!
//! A layer depends on `terrane-core`, which knows Terraform, and on this crate, which knows what one service
//! of AWS says to another: [`Subnets`], [`Statement`], [`Secret`], [`Metric`], [`Endpoint`],
//! [`ForwardedTargetGroup`]. So layers build side by side, and a service takes only those that it needs.
//!
//! Not here: the builders of the layers, and IAM users, groups and managed policies of one's own.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_iam_role` | [`Role`] |
//! | `data "aws_iam_role"` | [`RoleLookup`] |
//! | `aws_iam_role_policy` | [`RolePolicy`] |
//! | `aws_iam_role_policy_attachment` | [`RolePolicyAttachment`] |
//! | `aws_iam_openid_connect_provider` | [`OpenIdConnectProvider`] |
//! | `data "aws_caller_identity"` | [`CallerIdentity`] |
//! | `aws_kms_key` | [`Key`] |
//! | `aws_kms_key_policy` | [`Key`] |
//! | `aws_kms_alias` | [`Key`], with [`Key::alias`] |
//! | `data "aws_caller_identity"` | [`Key`], for its policy |
//!
//! Beside these: [`AwsProvider`] for the block `provider "aws"`, and [`S3Backend`].
//!
//! ```
//! use terrane_aws::{AwsProvider, Key, Region, Role, RolePolicy};
//! use terrane_core::{Declare, Stack};
//!
//! let mut stack = Stack::new("docs");
//! stack.provider(AwsProvider::new(&Region::EU_WEST_1).default_tags([("Project", "jiki")]));
//! let key = Key::new("Encrypts what Jiki stores").alias("jiki").declare(&mut stack, "main");
//! let task = Role::for_ecs_tasks("jiki-task").declare(&mut stack, "task");
//! RolePolicy::new("jiki-task-key", &task).allow(key.decrypt()).declare(&mut stack, "task_key");
//!
//! let terraform = stack.finish()?;
//! assert!(terraform.file("compute.tf").unwrap().contains("kms:Decrypt"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod cidr;
mod environment;
pub mod iam;
pub mod kind;
pub mod kms;
mod metric;
mod provider;
mod region;
mod s3_backend;
mod secret;
mod subnets;
mod tags;
pub mod traffic;

pub use cidr::{Ipv4Cidr, Ipv6Cidr};
pub use environment::{EnvValue, EnvVars, Environment, IntoEnvValue};
pub use iam::{
    Action, CallerIdentity, CallerIdentityHandle, CollectedPolicy, OpenIdConnectProvider,
    OpenIdConnectProviderArn, OpenIdConnectProviderHandle, Principal, Role, RoleHandle, RoleLookup,
    RolePolicy, RolePolicyAttachment, RolePolicyAttachmentHandle, RolePolicyHandle, Statement, Trust,
    aws_managed_policy, policy_document,
};
pub use kind::ActionTarget;
pub use kms::{Key, KeyHandle, KeyPolicy};
pub use metric::{Metric, Statistic};
pub use provider::{AWS, AwsProvider, data, resource};
pub use region::{Region, Zone};
pub use s3_backend::S3Backend;
pub use secret::{RotatingSecret, Secret};
pub use subnets::{Access, Any, Isolated, Private, Public, RegistryAccess, Subnets};
pub use tags::{Tags, name_tags};
pub use traffic::{
    CacheUrl, Endpoint, ForwardedTargetGroup, PortRange, QueueUrl, RequiredTraffic, TrafficPeer,
};
