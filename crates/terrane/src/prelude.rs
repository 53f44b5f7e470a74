//! What the author of a stack needs: `use terrane::prelude::*;`.
//!
//! Builders, handles and words of every layer that is turned on. Functions of Terraform are in [`functions`],
//! what authors of resources need beside this in [`core`](crate::core).

pub use crate::{functions, kind};

pub use terrane_aws::{
    Action, Any, AwsProvider, CacheUrl, CallerIdentity, Endpoint, EnvValue, EnvVars, Environment,
    ForwardedTargetGroup, Ipv4Cidr, Ipv6Cidr, Isolated, Key, KeyHandle, Metric, PortRange, Principal,
    Private, Public, QueueUrl, Region, RegistryAccess, Role, RoleHandle, RoleLookup, RolePolicy,
    RolePolicyAttachment, RolePolicyHandle, RotatingSecret, S3Backend, Secret, Statement, Statistic, Subnets,
    Zone, aws_managed_policy, environment, name_tags,
};
#[cfg(feature = "cli")]
pub use terrane_cli::Project;
#[cfg(feature = "compute")]
pub use terrane_compute::*;
pub use terrane_core::{
    Backend, Custom, Days, Declare, EphemeralText, Expr, GiB, Handle, Invalid, MiB, Minutes, Name, Object,
    OutputValue, Percent, Port, Problem, Problems, Provider, ProviderSource, Ref, ResourceType, Seconds,
    Severity, Stack, Terraform, Text, UnprivilegedPort, Value, Variable, literal,
};
#[cfg(feature = "data")]
pub use terrane_data::*;
#[cfg(feature = "edge")]
pub use terrane_edge::*;
#[cfg(feature = "network")]
pub use terrane_network::*;
#[cfg(feature = "observability")]
pub use terrane_observability::*;
