//! The version of HTTP that targets get.

use terrane_core::Expr;

/// Which version of HTTP targets get. It cannot be changed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolVersion {
    /// HTTP/1.1. The default.
    Http1,
    /// HTTP/2.
    Http2,
    /// gRPC; the listener is an HTTPS one.
    Grpc,
}

impl From<ProtocolVersion> for Expr {
    fn from(version: ProtocolVersion) -> Self {
        match version {
            ProtocolVersion::Http1 => "HTTP1".into(),
            ProtocolVersion::Http2 => "HTTP2".into(),
            ProtocolVersion::Grpc => "GRPC".into(),
        }
    }
}
