//! The engines of node-based caches.

use std::borrow::Cow;

use terrane_core::Expr;

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

    /// As part of a name that may have no dot.
    pub(super) fn slug(self) -> Cow<'static, str> {
        match self.name() {
            name if name.contains('.') => name.replace('.', "-").into(),
            name => name.into(),
        }
    }
}

impl From<CacheFamily> for Expr {
    fn from(family: CacheFamily) -> Self {
        family.name().into()
    }
}
