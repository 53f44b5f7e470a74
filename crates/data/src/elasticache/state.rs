//! The states of a replication group: how many shards it has, and what it may evict.

/// The state of a [`ReplicationGroup`](crate::ReplicationGroup) with one shard whose entries may be evicted.
/// Every command finds its keys in one place.
#[derive(Clone, Copy, Debug)]
pub enum OneShard {}

/// The state of a [`ReplicationGroup`](crate::ReplicationGroup) that can hold a queue of jobs: one shard, and
/// nothing is evicted.
#[derive(Clone, Copy, Debug)]
pub enum JobQueue {}

/// The state of a [`ReplicationGroup`](crate::ReplicationGroup) in cluster mode: keys are spread over shards.
#[derive(Clone, Copy, Debug)]
pub enum Sharded {}
