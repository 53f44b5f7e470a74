//! The redirect of a listener or a rule.

use terrane_core::{Body, Port, Problem, Text};

/// Where a client is sent to. What is not set stays as in the request.
///
/// Emits the block `redirect` of a listener or a rule. A redirect that changes no protocol, host, port or
/// path is reported (`redirect-loop`).
///
/// In host, path and query, `#{host}`, `#{path}` and `#{query}` stand for those of the request.
///
/// ```
/// use terrane_edge::Redirect;
///
/// let to_https = Redirect::to_https();
/// let moved = Redirect::new().host("api.jiki.io").path("/v2/#{path}").temporary();
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Redirect {
    protocol: Option<&'static str>,
    host: Option<Text>,
    port: Option<Port>,
    path: Option<Text>,
    query: Option<Text>,
    permanent: bool,
}

impl Redirect {
    /// A permanent redirect (301); set what differs.
    pub fn new() -> Self {
        Self { permanent: true, ..Self::default() }
    }

    /// A permanent redirect to HTTPS on port 443.
    pub fn to_https() -> Self {
        Self { protocol: Some("HTTPS"), port: Some(Port::HTTPS), ..Self::new() }
    }

    /// To another host.
    pub fn host(mut self, host: impl Into<Text>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// To another port.
    pub fn port(mut self, port: impl Into<Port>) -> Self {
        self.port = Some(port.into());
        self
    }

    /// To another path, with its `/` in front.
    pub fn path(mut self, path: impl Into<Text>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// With another query, without its `?` in front.
    pub fn query(mut self, query: impl Into<Text>) -> Self {
        self.query = Some(query.into());
        self
    }

    /// For now (302), so that browsers do not remember it.
    pub fn temporary(mut self) -> Self {
        self.permanent = false;
        self
    }
    /// Whether it sends clients to the same load balancer's port 443.
    pub(super) fn leads_to_https(&self) -> bool {
        self.protocol == Some("HTTPS") && self.host.is_none() && self.port == Some(Port::HTTPS)
    }

    pub(super) fn check(&self, body: &mut Body) {
        if self.protocol.is_none() && self.host.is_none() && self.port.is_none() && self.path.is_none() {
            body.report(Problem::error(
                "redirect-loop",
                "the redirect leads to where it came from: it changes no protocol, host, port or path",
                "set one of them, or use `Redirect::to_https()`",
            ));
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.block("redirect", |block| {
            block.set_opt("host", self.host.as_ref());
            block.set_opt("path", self.path.as_ref());
            block.set_opt("query", self.query.as_ref());
            block.set_opt("port", self.port.map(Text::from));
            block.set_opt("protocol", self.protocol);
            block.set("status_code", if self.permanent { "HTTP_301" } else { "HTTP_302" });
        });
    }
}
