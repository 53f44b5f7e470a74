//! What a listener or a rule does with a request.

use terrane_core::{Body, Port, Problem, Text};

use super::TargetGroupHandle;

/// What a listener or one of its rules does: [`Forwarding`], [`Redirecting`] or [`Answering`].
pub trait ListenerAction: sealed::Sealed {
    /// Writes the action into its block.
    #[doc(hidden)]
    fn write(&self, block: &mut Body);

    /// Where it forwards to.
    #[doc(hidden)]
    fn target(&self) -> Option<&TargetGroupHandle> {
        None
    }

    /// Whether it sends clients to the same load balancer's port 443.
    #[doc(hidden)]
    fn leads_to_https(&self) -> bool {
        false
    }

    /// Whether only an HTTPS listener can do it.
    #[doc(hidden)]
    fn needs_https(&self) -> bool {
        false
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Forwarding {}
    impl Sealed for super::Redirecting {}
    impl Sealed for super::Answering {}
}

/// Forwards to a target group, which services then register with.
#[derive(Clone, Debug)]
pub struct Forwarding {
    pub(crate) target: TargetGroupHandle,
}

/// Redirects the client.
#[derive(Clone, Debug)]
pub struct Redirecting {
    pub(crate) redirect: Redirect,
}

/// Answers by itself.
#[derive(Clone, Debug)]
pub struct Answering {
    pub(crate) response: FixedResponse,
}

impl ListenerAction for Forwarding {
    fn write(&self, block: &mut Body) {
        block.set("type", "forward");
        block.reference("target_group_arn", self.target.arn());
    }

    fn target(&self) -> Option<&TargetGroupHandle> {
        Some(&self.target)
    }

    fn needs_https(&self) -> bool {
        self.target.needs_https()
    }
}

impl ListenerAction for Redirecting {
    fn leads_to_https(&self) -> bool {
        let Redirect { protocol, host, port, .. } = &self.redirect;
        *protocol == Some("HTTPS") && host.is_none() && *port == Some(Port::HTTPS)
    }

    fn write(&self, block: &mut Body) {
        let Redirect { protocol, host, port, path, query, permanent } = &self.redirect;
        let changes_nothing = protocol.is_none() && host.is_none() && port.is_none() && path.is_none();
        if changes_nothing {
            block.report(Problem::error(
                "redirect-loop",
                "the redirect leads to where it came from: it changes no protocol, host, port or path",
                "set one of them, or use `Redirect::to_https()`",
            ));
        }
        block.set("type", "redirect");
        block.block("redirect", |block| {
            block.set_opt("host", host.as_ref());
            block.set_opt("path", path.as_ref());
            block.set_opt("query", query.as_ref());
            block.set_opt("port", port.map(Text::from));
            block.set_opt("protocol", *protocol);
            block.set("status_code", if *permanent { "HTTP_301" } else { "HTTP_302" });
        });
    }
}

impl ListenerAction for Answering {
    fn write(&self, block: &mut Body) {
        let FixedResponse { status, content_type, body } = &self.response;
        if !(matches!(status, 200..=299 | 400..=599)) {
            block.report(Problem::error(
                "fixed-response-status",
                format!("the load balancer cannot answer with status {status}"),
                "choose a status of 200 to 299 or 400 to 599; a redirect has an action of its own",
            ));
        }
        if body.as_ref().and_then(Text::as_literal).is_some_and(|text| text.len() > 1024) {
            block.report(Problem::error(
                "fixed-response-too-long",
                "the answer is longer than the 1024 bytes that AWS takes",
                "shorten it, or redirect to where the page is",
            ));
        }
        block.set("type", "fixed-response");
        block.block("fixed_response", |block| {
            block.set("content_type", content_type.name());
            block.set_opt("message_body", body.as_ref());
            block.set("status_code", Text::from(u32::from(*status)));
        });
    }
}

/// Where a client is sent to. What is not set stays as it was.
///
/// In host, path and query, `#{host}`, `#{path}` and `#{query}` stand for what the request had.
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
    /// A permanent redirect (301) to the same place; one of protocol, host, port and path must differ (`redirect-loop`).
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
}

/// The media type of a fixed response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentType {
    /// `text/plain`
    Plain,
    /// `text/html`
    Html,
    /// `text/css`
    Css,
    /// `application/javascript`
    JavaScript,
    /// `application/json`
    Json,
}

impl ContentType {
    const fn name(self) -> &'static str {
        match self {
            ContentType::Plain => "text/plain",
            ContentType::Html => "text/html",
            ContentType::Css => "text/css",
            ContentType::JavaScript => "application/javascript",
            ContentType::Json => "application/json",
        }
    }
}

/// An answer that the load balancer gives by itself: status 200 to 299 or 400 to 599, and up to 1024 bytes.
///
/// ```
/// use terrane_edge::{ContentType, FixedResponse};
///
/// let not_found = FixedResponse::new(404);
/// let maintenance = FixedResponse::new(503).body(ContentType::Json, r#"{"error":"maintenance"}"#);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct FixedResponse {
    status: u16,
    content_type: ContentType,
    body: Option<Text>,
}

impl FixedResponse {
    /// A bare status.
    pub fn new(status: u16) -> Self {
        Self { status, content_type: ContentType::Plain, body: None }
    }

    /// With a body.
    pub fn body(mut self, content_type: ContentType, body: impl Into<Text>) -> Self {
        (self.content_type, self.body) = (content_type, Some(body.into()));
        self
    }
}
