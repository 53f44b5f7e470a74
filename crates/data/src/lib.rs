//! Aurora, ElastiCache, S3, DynamoDB, KMS and Secrets Manager as typed Terraform.
//!
//! Everything goes to `data.tf`. What is stored is encrypted unless somebody says otherwise, secrets are in neither state nor
//! plan, and rights come from the handles: `key.decrypt()`, `database.connect_as("jiki")`.

mod acu;
mod aurora_engine;
mod db_parameter_group;
mod db_subnet_group;
mod dynamodb_attribute;
mod dynamodb_table;
mod dynamodb_table_handle;
mod dynamodb_table_index;
mod dynamodb_table_item;
mod elasticache_engine;
mod elasticache_parameter_group;
mod elasticache_replication_group;
mod elasticache_replication_group_handle;
mod elasticache_replication_group_settings;
mod elasticache_serverless_cache;
mod elasticache_serverless_cache_handle;
mod elasticache_subnet_group;
mod parameter_group;
mod rds_cluster;
mod rds_cluster_declare;
mod rds_cluster_handle;
mod rds_cluster_instance;
mod rds_cluster_parameter_group;
mod rds_cluster_settings;
mod rds_cluster_windows;
mod s3_bucket;
mod s3_bucket_cors;
mod s3_bucket_handle;
mod s3_bucket_lifecycle;
mod s3_bucket_policy;
mod secretsmanager_secret;
mod secretsmanager_secret_version;
mod window;

pub use acu::AcuRange;
pub use aurora_engine::{AuroraEngine, AuroraFamily, AuroraLog};
pub use db_parameter_group::{DbParameterGroup, DbParameterGroupHandle, DbParameterGroupName};
pub use db_subnet_group::{DbSubnetGroup, DbSubnetGroupHandle};
pub use dynamodb_attribute::{AttributeValue, Attributes};
pub use dynamodb_table::{StreamView, Table};
pub use dynamodb_table_handle::{TableHandle, TableLookup, TableStreamArn, dynamodb_action};
pub use dynamodb_table_index::{GlobalIndex, KeyAttribute, LocalIndex};
pub use dynamodb_table_item::TableItem;
pub use elasticache_engine::{CacheEngine, CacheFamily, EvictionPolicy, NodeType};
pub use elasticache_parameter_group::{
    CacheParameterGroup, CacheParameterGroupHandle, CacheParameterGroupName,
};
pub use elasticache_replication_group::{
    CacheLog, CacheUserGroupId, JobStore, OneShard, ReplicationGroup, Sharded,
};
pub use elasticache_replication_group_handle::{CacheNode, ReplicationGroupHandle};
pub use elasticache_serverless_cache::{
    Gigabytes, MemcachedProtocol, RedisProtocol, ServerlessCache, ServerlessEngine,
};
pub use elasticache_serverless_cache_handle::ServerlessCacheHandle;
pub use elasticache_subnet_group::{CacheSubnetGroup, CacheSubnetGroupHandle};
pub use rds_cluster::{AuroraCluster, ProvisionedCapacity, ServerlessCapacity};
pub use rds_cluster_handle::{AuroraClusterHandle, DbUserArn};
pub use rds_cluster_parameter_group::{
    ClusterParameterGroup, ClusterParameterGroupHandle, ClusterParameterGroupName,
};
pub use rds_cluster_settings::{Credentials, DatabaseInsights, MonitoringInterval};
pub use s3_bucket::Bucket;
pub use s3_bucket_cors::{CorsMethod, CorsRule};
pub use s3_bucket_handle::{BucketHandle, s3_action};
pub use s3_bucket_lifecycle::{LifecycleRule, StorageClass};
pub use secretsmanager_secret::{DeclaredSecret, DeclaredSecretHandle};
pub use secretsmanager_secret_version::{
    GeneratedSecret, GeneratedSecretHandle, Password, RANDOM, SecretReading, SecretReadingHandle,
    StoredPassword,
};
pub use terrane_aws::{Key, KeyHandle};
