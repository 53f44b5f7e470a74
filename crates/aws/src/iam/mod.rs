//! IAM: who may do what.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_iam_role` | [`Role`] |
//! | `data "aws_iam_role"` | [`RoleLookup`] |
//! | `aws_iam_role_policy` | [`RolePolicy`] |
//! | `aws_iam_role_policy_attachment` | [`RolePolicyAttachment`] |
//! | `aws_iam_openid_connect_provider` | [`OpenIdConnectProvider`] |
//! | `data "aws_caller_identity"` | [`CallerIdentity`] |

mod caller_identity;
mod collected_policy;
mod open_id_connect_provider;
mod role;
mod role_handle;
mod role_lookup;
mod role_policy;
mod role_policy_attachment;
mod statement;

pub use caller_identity::{CallerIdentity, CallerIdentityHandle};
pub use collected_policy::CollectedPolicy;
pub use open_id_connect_provider::{
    OpenIdConnectProvider, OpenIdConnectProviderArn, OpenIdConnectProviderHandle,
};
pub use role::Role;
pub use role_handle::{RoleHandle, Trust};
pub use role_lookup::RoleLookup;
pub use role_policy::{RolePolicy, RolePolicyHandle};
pub use role_policy_attachment::{RolePolicyAttachment, RolePolicyAttachmentHandle, aws_managed_policy};
pub use statement::{Action, Principal, Statement, policy_document};
