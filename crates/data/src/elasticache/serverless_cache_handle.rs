//! What a declared serverless cache gives: its URL, its endpoints and its metrics.

use std::marker::PhantomData;

use terrane_aws::{CacheUrl, Endpoint, Metric, Statistic};
use terrane_core::{Handle, Node, Port, Text, literal};

use super::{MemcachedProtocol, RedisProtocol};

/// A declared [`ServerlessCache`](crate::ServerlessCache).
#[derive(Debug)]
pub struct ServerlessCacheHandle<P = RedisProtocol> {
    node: Node,
    max_storage: Option<u32>,
    max_ecpu: Option<u32>,
    protocol: PhantomData<fn() -> P>,
}

impl ServerlessCacheHandle {
    /// Where the cache is: port 6379.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint { host: self.node.attribute("endpoint[0].address"), port: literal!(Port, 6379) }
    }

    /// Where reads may be answered from copies that are a moment behind: port 6380.
    pub fn reader_endpoint(&self) -> Endpoint {
        Endpoint { host: self.node.attribute("reader_endpoint[0].address"), port: literal!(Port, 6380) }
    }

    /// The URL of the cache, `rediss://…/0`: TLS is always on, and 0 is the only database. Host and port are
    /// those of the resource.
    ///
    /// The clients should speak the cluster protocol; a command on keys of several slots fails.
    pub fn cache_url(&self) -> CacheUrl {
        let port = Text::from_expr(self.node.expression("endpoint[0].port"));
        CacheUrl::new(Text::from("rediss://").then(&self.endpoint().host).then(":").then(port).then("/0"))
    }

    /// The share of reads that found their key, in percent.
    pub fn hit_rate(&self) -> Metric {
        self.metric("CacheHitRate", Statistic::Average)
    }
}

impl ServerlessCacheHandle<MemcachedProtocol> {
    /// Where the cache is: port 11211, with TLS.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint { host: self.node.attribute("endpoint[0].address"), port: literal!(Port, 11211) }
    }
}

impl<P> ServerlessCacheHandle<P> {
    pub(super) fn new(node: Node, max_storage: Option<u32>, max_ecpu: Option<u32>) -> Self {
        Self { node, max_storage, max_ecpu, protocol: PhantomData }
    }

    /// The name.
    pub fn name(&self) -> Text {
        Text::from_expr(self.node.expression("name"))
    }

    /// The ARN.
    pub fn arn(&self) -> Text {
        Text::from_expr(self.node.expression("arn"))
    }

    /// The maximum of data in bytes, where it is set and known here: what the threshold of
    /// [`bytes_used`](Self::bytes_used) is computed from.
    pub fn max_storage_bytes(&self) -> Option<u64> {
        self.max_storage.map(|gigabytes| u64::from(gigabytes) * 1_000_000_000)
    }

    /// The maximum of units (ECPU) a second, where it is set and known here.
    pub fn max_ecpu_per_second(&self) -> Option<u32> {
        self.max_ecpu
    }

    /// How many bytes the data takes.
    pub fn bytes_used(&self) -> Metric {
        self.metric("BytesUsedForCache", Statistic::Maximum)
    }

    /// How many units (ECPU) were used.
    pub fn processing_units(&self) -> Metric {
        self.metric("ElastiCacheProcessingUnits", Statistic::Sum)
    }

    /// How many commands were refused because the maximum of units was reached.
    pub fn throttled_commands(&self) -> Metric {
        self.metric("ThrottledCmds", Statistic::Sum)
    }

    /// How many entries were dropped because the maximum of data was reached.
    pub fn evictions(&self) -> Metric {
        self.metric("Evictions", Statistic::Sum)
    }

    /// How many clients are connected.
    pub fn connections(&self) -> Metric {
        self.metric("CurrConnections", Statistic::Maximum)
    }

    /// How long reads took, in microseconds.
    pub fn read_latency(&self) -> Metric {
        self.metric("SuccessfulReadRequestLatency", Statistic::Average)
    }

    /// How long writes took, in microseconds.
    pub fn write_latency(&self) -> Metric {
        self.metric("SuccessfulWriteRequestLatency", Statistic::Average)
    }

    /// Serverless caches have the dimension `clusterId`, written so, and not the `CacheClusterId` of nodes.
    fn metric(&self, name: &'static str, statistic: Statistic) -> Metric {
        Metric::new("AWS/ElastiCache", name, statistic).dimension("clusterId", self.name())
    }
}

impl<P> Handle for ServerlessCacheHandle<P> {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl<P> Clone for ServerlessCacheHandle<P> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone(), self.max_storage, self.max_ecpu)
    }
}
