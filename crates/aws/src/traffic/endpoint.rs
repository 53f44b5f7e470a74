//! Where requests go.

use terrane_core::{Port, Ref, Text};

use crate::kind::HostName;

/// Where something can be reached: a host and a port.
///
/// ```
/// use terrane_aws::Endpoint;
/// use terrane_core::{Port, Ref, literal};
///
/// let database = Endpoint { host: Ref::existing("db.internal"), port: literal!(Port, 5432) };
/// assert_eq!(database.address().as_literal(), Some("db.internal:5432"));
/// ```
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The host's name.
    pub host: Ref<HostName>,
    /// The port.
    pub port: Port,
}

impl Endpoint {
    /// `host:port`.
    pub fn address(&self) -> Text {
        Text::from(&self.host).then(":").then(self.port)
    }
}

/// The URL of a cache: entries may vanish, and commands on several keys may find them on different nodes.
///
/// It is no place for a queue of jobs, which takes a [`QueueUrl`].
#[derive(Clone, Debug)]
pub struct CacheUrl(Text);

/// The URL of a key-value store that can hold a queue of jobs: one node answers every command, and nothing is
/// evicted.
///
/// A cache is not one:
///
/// ```compile_fail,E0308
/// use terrane_aws::{CacheUrl, QueueUrl};
///
/// let cache = CacheUrl::new("rediss://cache.internal:6379");
/// let queue: QueueUrl = cache;
/// ```
#[derive(Clone, Debug)]
pub struct QueueUrl(Text);

impl CacheUrl {
    /// A URL, for authors of caches: you vouch for what is behind it.
    pub fn new(url: impl Into<Text>) -> Self {
        Self(url.into())
    }
}

impl QueueUrl {
    /// A URL, for authors of stores: you vouch for what is behind it.
    pub fn new(url: impl Into<Text>) -> Self {
        Self(url.into())
    }
}

impl From<CacheUrl> for Text {
    fn from(url: CacheUrl) -> Self {
        url.0
    }
}

impl From<QueueUrl> for Text {
    fn from(url: QueueUrl) -> Self {
        url.0
    }
}
