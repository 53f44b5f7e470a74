//! The engines of serverless caches, and the protocols that they speak.

/// The engine of a serverless cache that speaks the protocol of Redis.
///
/// Memcached has a constructor of its own, [`ServerlessCache::memcached`](crate::ServerlessCache::memcached).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerlessEngine {
    /// Valkey: bills at least 100 MB.
    Valkey,
    /// Redis OSS: bills at least 1 GB.
    Redis,
}

impl ServerlessEngine {
    /// As AWS writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            ServerlessEngine::Valkey => "valkey",
            ServerlessEngine::Redis => "redis",
        }
    }
}

/// The protocol of Valkey and Redis, for [`ServerlessCache`](crate::ServerlessCache).
#[derive(Clone, Copy, Debug)]
pub enum RedisProtocol {}

/// The protocol of Memcached, for [`ServerlessCache`](crate::ServerlessCache).
#[derive(Clone, Copy, Debug)]
pub enum MemcachedProtocol {}
