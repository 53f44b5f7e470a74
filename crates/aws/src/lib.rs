//! The words that Terrane's AWS layers exchange, IAM and KMS, and the rules about several layers at once.
//!
//! A layer depends on `terrane-core`, which knows Terraform, and on this crate, which knows what one service
//! of AWS says to another: [`Subnets`], [`Statement`], [`Secret`], [`Metric`], [`Endpoint`],
//! [`ForwardedTargetGroup`]. So layers build side by side, and a service takes only those that it needs.
//!
//! | Terraform | here |
//! |---|---|
//! | `provider "aws"` | [`AwsProvider`] |
//! | `backend "s3"` | [`S3Backend`] |
//! | `aws_iam_role` and its policies | [`Role`], [`RolePolicy`], [`RolePolicyAttachment`] |
//! | `aws_kms_key` with its policy and alias | [`Key`] |
//! | `aws_iam_openid_connect_provider` | [`OpenIdConnectProvider`] |
//! | `aws_caller_identity` | [`CallerIdentity`] |

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
