//! What a cache does once its memory is full.

/// What a node does once its memory is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvictionPolicy {
    /// `noeviction`: refuses to write. The only policy for a queue of jobs.
    NoEviction,
    /// `allkeys-lru`: drops what was not used for longest.
    AllKeysLru,
    /// `allkeys-lfu`: drops what is used least often.
    AllKeysLfu,
    /// `allkeys-random`: drops anything.
    AllKeysRandom,
    /// `volatile-lru`, the default of AWS: as `allkeys-lru`, among the keys that expire.
    VolatileLru,
    /// `volatile-lfu`: as `allkeys-lfu`, among the keys that expire.
    VolatileLfu,
    /// `volatile-random`: drops any key that expires.
    VolatileRandom,
    /// `volatile-ttl`: drops what expires soonest.
    VolatileTtl,
}

impl EvictionPolicy {
    /// The parameter that says it.
    pub(super) const PARAMETER: &'static str = "maxmemory-policy";

    /// The value of the parameter `maxmemory-policy`.
    pub const fn name(self) -> &'static str {
        match self {
            EvictionPolicy::NoEviction => "noeviction",
            EvictionPolicy::AllKeysLru => "allkeys-lru",
            EvictionPolicy::AllKeysLfu => "allkeys-lfu",
            EvictionPolicy::AllKeysRandom => "allkeys-random",
            EvictionPolicy::VolatileLru => "volatile-lru",
            EvictionPolicy::VolatileLfu => "volatile-lfu",
            EvictionPolicy::VolatileRandom => "volatile-random",
            EvictionPolicy::VolatileTtl => "volatile-ttl",
        }
    }
}
