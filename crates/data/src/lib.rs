//! Aurora, ElastiCache, S3, DynamoDB, KMS and Secrets Manager as typed Terraform.
//!
//! Everything goes to `data.tf`. What is stored is encrypted, secrets are in neither state nor plan, and
//! rights come from the handles: `key.decrypt()`, `bucket.read_write()`, `database.connect_as("jiki")`.
//!
//! | service | here |
//! |---|---|
//! | Aurora | [`AuroraCluster`], [`ClusterParameterGroup`], [`DbParameterGroup`], [`DbSubnetGroup`] |
//! | ElastiCache | [`ReplicationGroup`], [`ServerlessCache`], [`CacheParameterGroup`], [`CacheSubnetGroup`] |
//! | DynamoDB | [`Table`], [`TableLookup`], [`TableItem`] |
//! | S3 | [`Bucket`] |
//! | Secrets Manager | [`DeclaredSecret`], [`GeneratedSecret`], [`SecretReading`] |
//! | KMS | [`Key`], of `terrane-aws` |
//!
//! ```
//! use terrane_core::{Days, Declare, Stack};
//! use terrane_data::{Bucket, Key, LifecycleRule};
//!
//! let mut stack = Stack::new("docs");
//! let key = Key::new("Encrypts the uploads").declare(&mut stack, "uploads");
//! let uploads = Bucket::new("jiki-uploads")
//!     .encrypted_with(&key)
//!     .lifecycle_rule(LifecycleRule::expire_noncurrent("expire-old-versions", Days(90)))
//!     .declare(&mut stack, "uploads");
//! let rights = uploads.read_write();
//! let terraform = stack.finish()?;
//! assert!(terraform.file("data.tf").unwrap().contains("resource \"aws_s3_bucket\" \"uploads\""));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod aurora;
mod dynamodb;
mod elasticache;
mod names;
mod s3;
mod secrets_manager;
mod window;

pub use aurora::{
    AcuRange, AuroraCluster, AuroraClusterHandle, AuroraEngine, AuroraFamily, AuroraLog,
    ClusterParameterGroup, ClusterParameterGroupHandle, ClusterParameterGroupName, Credentials,
    DatabaseInsights, DbParameterGroup, DbParameterGroupHandle, DbParameterGroupName, DbSubnetGroup,
    DbSubnetGroupHandle, DbUserArn, MonitoringInterval, ParameterGroup, ParameterGroupHandle,
    ParameterGroupOf, ProvisionedCapacity, ServerlessCapacity,
};
pub use dynamodb::{
    AttributeValue, Attributes, GlobalIndex, KeyAttribute, LocalIndex, StreamView, Table, TableCapacity,
    TableHandle, TableItem, TableLookup, TableStreamArn, action as dynamodb_action,
};
pub use elasticache::{
    CacheEngine, CacheFamily, CacheLog, CacheNode, CacheParameterGroup, CacheParameterGroupHandle,
    CacheParameterGroupName, CacheSubnetGroup, CacheSubnetGroupHandle, CacheUserGroupId, EvictionPolicy,
    Gigabytes, JobQueue, MemcachedProtocol, NodeType, OneShard, RedisProtocol, ReplicationGroup,
    ReplicationGroupHandle, ServerlessCache, ServerlessCacheHandle, ServerlessEngine, Sharded,
};
pub use s3::{Bucket, BucketHandle, CorsMethod, CorsRule, LifecycleRule, StorageClass, action as s3_action};
pub use secrets_manager::{
    DeclaredSecret, DeclaredSecretHandle, GeneratedSecret, GeneratedSecretHandle, Password, RANDOM,
    SecretReading, SecretReadingHandle, StoredPassword,
};
pub use terrane_aws::{Key, KeyHandle};
