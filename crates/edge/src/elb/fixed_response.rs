//! The fixed response of a listener or a rule.

use terrane_core::{Body, Problem, Text};

use super::content_type::ContentType;

/// An answer that the load balancer gives by itself.
///
/// Emits the block `fixed_response` of a listener or a rule. Without a body the media type is `text/plain`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `fixed-response-status` | a status outside of 200 to 299 and 400 to 599 |
/// | `fixed-response-too-long` | a body above 1024 bytes |
///
/// # Example
///
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
        self.content_type = content_type;
        self.body = Some(body.into());
        self
    }
    pub(super) fn check(&self, body: &mut Body) {
        if !matches!(self.status, 200..=299 | 400..=599) {
            body.report(Problem::error(
                "fixed-response-status",
                format!("the load balancer cannot answer with status {}", self.status),
                "choose a status of 200 to 299 or 400 to 599; a redirect has an action of its own",
            ));
        }
        if self.body.as_ref().and_then(Text::as_literal).is_some_and(|text| text.len() > 1024) {
            body.report(Problem::error(
                "fixed-response-too-long",
                "the answer is longer than the 1024 bytes that AWS accepts",
                "shorten it, or redirect to where the page is",
            ));
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.block("fixed_response", |block| {
            block.set("content_type", self.content_type);
            block.set_opt("message_body", self.body.as_ref());
            block.set("status_code", Text::from(u32::from(self.status)));
        });
    }
}
