//! What a node of a cache runs on, and what runs on it.

use std::borrow::Cow;

use terrane_core::{Expr, Invalid, Text};

/// The engine of a node-based cache, with its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheEngine {
    /// Valkey 7.2.
    Valkey7_2,
    /// Valkey 8.0.
    Valkey8_0,
    /// Valkey 8.1.
    Valkey8_1,
    /// Redis OSS 6.2.
    Redis6_2,
    /// Redis OSS 7.0.
    Redis7_0,
    /// Redis OSS 7.1.
    Redis7_1,
    /// A version that this list lacks.
    Other {
        /// `valkey` or `redis`.
        engine: &'static str,
        /// The version as AWS writes it, such as `8.1`.
        version: &'static str,
        /// The family of its parameter groups.
        family: CacheFamily,
    },
}

impl CacheEngine {
    /// `valkey` or `redis`.
    pub const fn engine(self) -> &'static str {
        match self {
            CacheEngine::Valkey7_2 | CacheEngine::Valkey8_0 | CacheEngine::Valkey8_1 => "valkey",
            CacheEngine::Redis6_2 | CacheEngine::Redis7_0 | CacheEngine::Redis7_1 => "redis",
            CacheEngine::Other { engine, .. } => engine,
        }
    }

    /// The version, such as `8.0`.
    pub const fn version(self) -> &'static str {
        match self {
            CacheEngine::Valkey7_2 => "7.2",
            CacheEngine::Valkey8_0 => "8.0",
            CacheEngine::Valkey8_1 => "8.1",
            CacheEngine::Redis6_2 => "6.2",
            CacheEngine::Redis7_0 => "7.0",
            CacheEngine::Redis7_1 => "7.1",
            CacheEngine::Other { version, .. } => version,
        }
    }

    /// The family that the parameter groups of this engine belong to.
    pub const fn family(self) -> CacheFamily {
        match self {
            CacheEngine::Valkey7_2 => CacheFamily::Valkey7,
            CacheEngine::Valkey8_0 | CacheEngine::Valkey8_1 => CacheFamily::Valkey8,
            CacheEngine::Redis6_2 => CacheFamily::Redis6,
            CacheEngine::Redis7_0 | CacheEngine::Redis7_1 => CacheFamily::Redis7,
            CacheEngine::Other { family, .. } => family,
        }
    }
}

/// The family of a cache parameter group: an engine and its major version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheFamily {
    /// `valkey7`.
    Valkey7,
    /// `valkey8`.
    Valkey8,
    /// `redis6.x`.
    Redis6,
    /// `redis7`.
    Redis7,
    /// A family that this list lacks, as AWS writes it, such as `memcached1.6`.
    Other(&'static str),
}

impl CacheFamily {
    /// As AWS writes it.
    pub const fn name(self) -> &'static str {
        match self {
            CacheFamily::Valkey7 => "valkey7",
            CacheFamily::Valkey8 => "valkey8",
            CacheFamily::Redis6 => "redis6.x",
            CacheFamily::Redis7 => "redis7",
            CacheFamily::Other(name) => name,
        }
    }

    /// The same, where a name takes no dot.
    pub(crate) fn slug(self) -> Cow<'static, str> {
        match self.name() {
            name if name.contains('.') => name.replace('.', "-").into(),
            name => name.into(),
        }
    }
}

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

/// The size of a cache's nodes, such as `cache.t4g.micro`.
///
/// ```
/// use terrane_core::literal;
/// use terrane_data::NodeType;
///
/// let small = NodeType::T4G_SMALL;
/// let large = literal!(NodeType, "cache.r7g.12xlarge");
/// assert!(NodeType::new("db.t4g.micro").is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_data::NodeType;
///
/// let node = literal!(NodeType, "t4g.micro");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeType(Cow<'static, str>);

impl NodeType {
    /// 0.5 GiB, 2 vCPUs that burst.
    pub const T4G_MICRO: NodeType = NodeType::literal("cache.t4g.micro");
    /// 1.37 GiB, 2 vCPUs that burst.
    pub const T4G_SMALL: NodeType = NodeType::literal("cache.t4g.small");
    /// 3.09 GiB, 2 vCPUs that burst.
    pub const T4G_MEDIUM: NodeType = NodeType::literal("cache.t4g.medium");
    /// 6.38 GiB, 2 vCPUs.
    pub const M7G_LARGE: NodeType = NodeType::literal("cache.m7g.large");
    /// 12.93 GiB, 4 vCPUs.
    pub const M7G_XLARGE: NodeType = NodeType::literal("cache.m7g.xlarge");
    /// 13.07 GiB, 2 vCPUs.
    pub const R7G_LARGE: NodeType = NodeType::literal("cache.r7g.large");
    /// 26.32 GiB, 4 vCPUs.
    pub const R7G_XLARGE: NodeType = NodeType::literal("cache.r7g.xlarge");

    const SENTENCE: &'static str = "a node type is written like `cache.t4g.micro`";

    /// A node type that is known at run time.
    ///
    /// # Errors
    ///
    /// Where it is not written like `cache.t4g.micro`.
    pub fn new(name: impl Into<String>) -> Result<Self, Invalid> {
        let name = name.into();
        if Self::is_valid(name.as_bytes()) {
            Ok(Self(name.into()))
        } else {
            Err(Invalid::new(format!("`{name}`: {}", Self::SENTENCE)))
        }
    }

    /// A literal node type.
    ///
    /// # Panics
    ///
    /// Where it is not written like `cache.t4g.micro`; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(name: &'static str) -> Self {
        terrane_core::valid(Self::is_valid(name.as_bytes()), Self::SENTENCE);
        Self(Cow::Borrowed(name))
    }

    /// The name, such as `cache.t4g.micro`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// `cache.`, a class, a dot and a size: the last two of small letters, digits and `-`, and neither empty.
    const fn is_valid(name: &[u8]) -> bool {
        let [b'c', b'a', b'c', b'h', b'e', b'.', rest @ ..] = name else { return false };
        let (mut dots, mut at) = (0, 0);
        while at < rest.len() {
            match rest[at] {
                b'.' if at == 0 || at + 1 == rest.len() => return false,
                b'.' => dots += 1,
                b'a'..=b'z' | b'0'..=b'9' | b'-' => {}
                _ => return false,
            }
            at += 1;
        }
        dots == 1
    }
}

impl From<NodeType> for Expr {
    fn from(node: NodeType) -> Self {
        Text::from(node.0).into()
    }
}
