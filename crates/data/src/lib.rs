//! Aurora, ElastiCache, DynamoDB, S3 and Secrets Manager as typed Terraform.
//!
//! Everything goes to `data.tf`. What is stored is encrypted, secrets are in neither state nor plan, and
//! rights come from the handles: `key.decrypt()`, `bucket.read_write()`, `database.connect_as("jiki")`.
//!
//! Not here: RDS outside of Aurora; document, graph and search databases; EFS. Use
//! [`Custom`](terrane_core::Custom) for these.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_rds_cluster` | [`AuroraCluster`] |
//! | `aws_rds_cluster_instance` | [`AuroraCluster`], which declares its instances |
//! | `aws_rds_cluster_parameter_group` | [`ClusterParameterGroup`] |
//! | `aws_db_parameter_group` | [`DbParameterGroup`] |
//! | `aws_db_subnet_group` | [`DbSubnetGroup`] |
//! | `aws_elasticache_replication_group` | [`ReplicationGroup`] |
//! | `aws_elasticache_parameter_group` | [`CacheParameterGroup`] |
//! | `aws_elasticache_subnet_group` | [`CacheSubnetGroup`] |
//! | `aws_elasticache_serverless_cache` | [`ServerlessCache`] |
//! | `aws_dynamodb_table` | [`Table`] |
//! | `data "aws_dynamodb_table"` | [`TableLookup`] |
//! | `aws_dynamodb_table_item` | [`TableItem`] |
//! | `aws_s3_bucket` | [`Bucket`] |
//! | `aws_s3_bucket_public_access_block` | [`Bucket`] |
//! | `aws_s3_bucket_versioning` | [`Bucket`] |
//! | `aws_s3_bucket_server_side_encryption_configuration` | [`Bucket`] |
//! | `aws_s3_bucket_lifecycle_configuration` | [`LifecycleRule`] |
//! | `aws_s3_bucket_cors_configuration` | [`CorsRule`] |
//! | `aws_s3_bucket_logging` | [`Bucket`] |
//! | `aws_s3_bucket_notification` | [`Bucket`] |
//! | `aws_s3_bucket_policy` | [`Bucket`] |
//! | `aws_secretsmanager_secret` | [`DeclaredSecret`], [`GeneratedSecret`] |
//! | `aws_secretsmanager_secret_version` | [`GeneratedSecret`] |
//! | `ephemeral "random_password"` | [`GeneratedSecret`] |
//! | `ephemeral "aws_secretsmanager_secret_version"` | [`SecretReading`], [`GeneratedSecret`] |
//!
//! [`Key`] is that of `terrane-aws`, given again.
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
