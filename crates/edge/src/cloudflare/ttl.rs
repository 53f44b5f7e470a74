//! How long resolvers may keep an answer.

use terrane_core::{Body, Seconds};

/// How long resolvers may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ttl {
    /// As Cloudflare chooses: 300 seconds, and the only one for proxied records.
    Auto,
    /// 60 to 86400 seconds.
    Seconds(Seconds),
}

impl Ttl {
    pub(crate) fn write(self, body: &mut Body) {
        match self {
            // The number by which Cloudflare knows the automatic one.
            Ttl::Auto => body.set("ttl", 1_u32),
            Ttl::Seconds(seconds) => body.number("ttl", seconds.0, 60..=86_400),
        }
    }
}
