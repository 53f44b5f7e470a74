//! Typed infrastructure layers: compose a stack in ordinary Rust, emit plain Terraform.
//!
//! This crate gives Terrane's crates under one name. A service's infrastructure depends on it and on nothing
//! else:
//!
//! ```
//! use terrane::prelude::*;
//!
//! fn production() -> Stack {
//!     let region = Region::EU_WEST_1;
//!     let mut stack = Stack::new("shop-production");
//!     stack.provider(AwsProvider::new(&region));
//! # #[cfg(all(feature = "data", feature = "compute"))]
//! # {
//!     let uploads = Bucket::new("shop-uploads").declare(&mut stack, "uploads");
//!     let task = Role::for_ecs_tasks("shop-task").declare(&mut stack, "task");
//!     RolePolicy::new("shop-uploads", &task).allow(uploads.read_write()).declare(&mut stack, "uploads");
//! # }
//!     stack
//! }
//!
//! let terraform = production().finish()?;
//! # #[cfg(all(feature = "data", feature = "compute"))]
//! assert!(terraform.file("data.tf").unwrap().contains("bucket = \"shop-uploads\""));
//! # Ok::<(), Problems>(())
//! ```
//!
//! | feature | holds | module |
//! |---|---|---|
//! | always | references, declaring, rules, the emitter | [`core`] |
//! | always | the words that layers exchange, IAM and KMS | [`aws`] |
//! | `network` | VPC, subnets, gateways, routes, endpoints, security groups | [`network`] |
//! | `data` | Aurora, ElastiCache, S3, DynamoDB, Secrets Manager | [`data`] |
//! | `compute` | ECR, ECS on Fargate, autoscaling | [`compute`] |
//! | `edge` | load balancers, certificates, Cloudflare DNS, WAF | [`edge`] |
//! | `observability` | log groups, topics, alarms | [`observability`] |
//! | `cli` | the commands over any stack | [`cli`] |
//!
//! All are on unless `default-features = false`. A library that builds a stack leaves `cli` off; the `xtask`
//! that emits it turns it on.

pub mod prelude;

pub use terrane_aws as aws;
#[cfg(feature = "cli")]
pub use terrane_cli as cli;
#[cfg(feature = "compute")]
pub use terrane_compute as compute;
pub use terrane_core as core;
#[cfg(feature = "data")]
pub use terrane_data as data;
#[cfg(feature = "edge")]
pub use terrane_edge as edge;
#[cfg(feature = "network")]
pub use terrane_network as network;
#[cfg(feature = "observability")]
pub use terrane_observability as observability;

#[cfg(feature = "cli")]
pub use terrane_cli::main;

/// Terraform's functions and operators, as far as a stack needs them.
pub mod functions {
    pub use terrane_core::{
        both, call, concatenate, differs, either, equals, jsonencode, matches, not, one, one_of, pick,
        trimsuffix, urlencode,
    };
}

/// The kinds of reference, of every layer: `Ref<kind::VpcId>`.
pub mod kind {
    pub use terrane_aws::kind::*;
    #[cfg(feature = "compute")]
    pub use terrane_compute::kind::*;
    #[cfg(feature = "network")]
    pub use terrane_network::kind::*;
}
