//! What a load balancer does about HTTP desync attacks.

use terrane_core::Expr;

/// What the load balancer does with requests that smuggle others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesyncMitigation {
    /// Lets everything through.
    Monitor,
    /// Stops what is known to be dangerous. The default.
    Defensive,
    /// Lets through only what RFC 7230 allows.
    Strictest,
}

impl From<DesyncMitigation> for Expr {
    fn from(mode: DesyncMitigation) -> Self {
        match mode {
            DesyncMitigation::Monitor => "monitor".into(),
            DesyncMitigation::Defensive => "defensive".into(),
            DesyncMitigation::Strictest => "strictest".into(),
        }
    }
}
