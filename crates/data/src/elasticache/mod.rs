//! ElastiCache: Valkey and Redis on nodes, and serverless caches.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_elasticache_replication_group` | [`ReplicationGroup`] |
//! | `aws_elasticache_parameter_group` | [`CacheParameterGroup`] |
//! | `aws_elasticache_subnet_group` | [`CacheSubnetGroup`] |
//! | `aws_elasticache_serverless_cache` | [`ServerlessCache`] |

mod engine;
mod eviction_policy;
mod node_type;
mod parameter_group;
mod replication_group;
mod replication_group_handle;
mod replication_group_lowering;
mod replication_group_rules;
mod serverless_cache;
mod serverless_cache_handle;
mod serverless_engine;
mod state;
mod subnet_group;
mod usage_limits;
mod user_group;

pub use engine::{CacheEngine, CacheFamily};
pub use eviction_policy::EvictionPolicy;
pub use node_type::NodeType;
pub use parameter_group::{CacheParameterGroup, CacheParameterGroupHandle, CacheParameterGroupName};
pub use replication_group::{CacheLog, ReplicationGroup};
pub use replication_group_handle::{CacheNode, ReplicationGroupHandle};
pub use serverless_cache::ServerlessCache;
pub use serverless_cache_handle::ServerlessCacheHandle;
pub use serverless_engine::{MemcachedProtocol, RedisProtocol, ServerlessEngine};
pub use state::{JobQueue, OneShard, Sharded};
pub use subnet_group::{CacheSubnetGroup, CacheSubnetGroupHandle};
pub use usage_limits::Gigabytes;
pub use user_group::CacheUserGroupId;
