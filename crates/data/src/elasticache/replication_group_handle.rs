//! What a declared replication group gives: URLs, endpoints, and the metrics of its nodes.

use std::marker::PhantomData;

use terrane_aws::{CacheUrl, Endpoint, Metric, QueueUrl, Statistic};
use terrane_core::{Handle, Node, Port, Text};

use super::{CacheParameterGroupHandle, JobQueue, OneShard, Sharded};

/// A declared [`ReplicationGroup`](crate::ReplicationGroup).
#[derive(Debug)]
pub struct ReplicationGroupHandle<S = OneShard> {
    node: Node,
    parameter_group: Option<CacheParameterGroupHandle>,
    shape: Shape,
    state: PhantomData<fn() -> S>,
}

/// How many nodes there are, and where they listen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    shards: Option<u32>,
    nodes_per_shard: u32,
    port: Port,
}

impl Shape {
    /// Numbers above AWS's limits have been reported; they count no further.
    pub(super) fn new(shards: Option<u32>, replicas: u32, port: Port) -> Self {
        Self { shards: shards.map(|shards| shards.min(500)), nodes_per_shard: replicas.min(5) + 1, port }
    }
}

impl<S> ReplicationGroupHandle<S> {
    pub(super) fn new(node: Node, parameter_group: Option<CacheParameterGroupHandle>, shape: Shape) -> Self {
        Self { node, parameter_group, shape, state: PhantomData }
    }

    /// The id.
    pub fn id(&self) -> Text {
        Text::from_expr(self.node.expression("id"))
    }

    /// The ARN.
    pub fn arn(&self) -> Text {
        Text::from_expr(self.node.expression("arn"))
    }

    /// The port that the nodes listen on.
    pub fn port(&self) -> Port {
        self.shape.port
    }

    /// The parameter group of its own, where there is one.
    pub fn parameter_group(&self) -> Option<&CacheParameterGroupHandle> {
        self.parameter_group.as_ref()
    }

    /// Every node. CloudWatch records the metrics of each node by itself, so an alarm on all of them is one
    /// for each.
    pub fn nodes(&self) -> Vec<CacheNode> {
        let shards = 1..=self.shape.shards.unwrap_or(1);
        shards
            .flat_map(|shard| (1..=self.shape.nodes_per_shard).map(move |number| (shard, number)))
            .map(|(shard, number)| self.cache_node(shard, number))
            .collect()
    }

    fn cache_node(&self, shard: u32, number: u32) -> CacheNode {
        let suffix = match self.shape.shards {
            Some(_) => format!("-{shard:04}-{number:03}"),
            None => format!("-{number:03}"),
        };
        CacheNode { id: self.id().then(suffix) }
    }

    fn first(&self) -> CacheNode {
        self.cache_node(1, 1)
    }

    /// How much of the memory of the first node is in use, in percent.
    pub fn memory_usage(&self) -> Metric {
        self.first().memory_usage()
    }

    /// How many entries the first node dropped because its memory was full.
    pub fn evictions(&self) -> Metric {
        self.first().evictions()
    }

    /// The load of the first node's processors, in percent.
    pub fn cpu_utilization(&self) -> Metric {
        self.first().cpu_utilization()
    }

    /// The load of the engine's one thread on the first node, in percent.
    pub fn engine_cpu_utilization(&self) -> Metric {
        self.first().engine_cpu_utilization()
    }

    /// How many clients are connected to the first node.
    pub fn connections(&self) -> Metric {
        self.first().connections()
    }

    fn at(&self, attribute: &'static str) -> Endpoint {
        Endpoint { host: self.node.attribute(attribute), port: self.shape.port }
    }
}

/// The URL of a database: 0 is the first, and in cluster mode the only one. TLS is always on.
fn url(endpoint: &Endpoint) -> Text {
    Text::from("rediss://").then(endpoint.address()).then("/0")
}

impl ReplicationGroupHandle<OneShard> {
    /// Where the primary node is, whichever that is.
    pub fn endpoint(&self) -> Endpoint {
        self.at("primary_endpoint_address")
    }

    /// Where any of the replicas is.
    pub fn reader_endpoint(&self) -> Endpoint {
        self.at("reader_endpoint_address")
    }

    /// The URL of the cache.
    pub fn cache_url(&self) -> CacheUrl {
        CacheUrl::new(url(&self.endpoint()))
    }
}

impl ReplicationGroupHandle<JobQueue> {
    /// Where the primary node is, whichever that is.
    pub fn endpoint(&self) -> Endpoint {
        self.at("primary_endpoint_address")
    }

    /// Where any of the replicas is.
    pub fn reader_endpoint(&self) -> Endpoint {
        self.at("reader_endpoint_address")
    }

    /// The URL of the queue's store.
    pub fn queue_url(&self) -> QueueUrl {
        QueueUrl::new(url(&self.endpoint()))
    }
}

impl ReplicationGroupHandle<Sharded> {
    /// Where clients learn which shard holds what.
    pub fn endpoint(&self) -> Endpoint {
        self.at("configuration_endpoint_address")
    }

    /// The URL of the cache, for clients that speak the cluster protocol.
    pub fn cache_url(&self) -> CacheUrl {
        CacheUrl::new(url(&self.endpoint()))
    }
}

impl<S> Handle for ReplicationGroupHandle<S> {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl<S> Clone for ReplicationGroupHandle<S> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone(), self.parameter_group.clone(), self.shape)
    }
}

/// One node of a replication group. After a failover the first node is a replica.
#[derive(Clone, Debug)]
pub struct CacheNode {
    id: Text,
}

impl CacheNode {
    /// The node's id: that of the group and a number, such as `jiki-queue-001`.
    pub fn id(&self) -> &Text {
        &self.id
    }

    /// How much of the memory for data is in use, in percent.
    pub fn memory_usage(&self) -> Metric {
        self.metric("DatabaseMemoryUsagePercentage", Statistic::Maximum)
    }

    /// How many entries were dropped because the memory was full.
    pub fn evictions(&self) -> Metric {
        self.metric("Evictions", Statistic::Sum)
    }

    /// The load of all processors, in percent.
    pub fn cpu_utilization(&self) -> Metric {
        self.metric("CPUUtilization", Statistic::Average)
    }

    /// The load of the engine's one thread, in percent: the better measure on nodes with 4 or more vCPUs.
    pub fn engine_cpu_utilization(&self) -> Metric {
        self.metric("EngineCPUUtilization", Statistic::Average)
    }

    /// How many clients are connected.
    pub fn connections(&self) -> Metric {
        self.metric("CurrConnections", Statistic::Maximum)
    }

    /// How many bytes of memory the host has left.
    pub fn freeable_memory(&self) -> Metric {
        self.metric("FreeableMemory", Statistic::Minimum)
    }

    /// How many bytes the host has moved to its disk for want of memory.
    pub fn swap_usage(&self) -> Metric {
        self.metric("SwapUsage", Statistic::Maximum)
    }

    /// By how many seconds a replica is behind its primary. The primary itself records nothing.
    pub fn replication_lag(&self) -> Metric {
        self.metric("ReplicationLag", Statistic::Maximum)
    }

    fn metric(&self, name: &'static str, statistic: Statistic) -> Metric {
        Metric::new("AWS/ElastiCache", name, statistic).dimension("CacheClusterId", &self.id)
    }
}
