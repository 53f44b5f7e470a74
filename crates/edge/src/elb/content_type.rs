//! The media type of a fixed response.

use terrane_core::Expr;

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

impl From<ContentType> for Expr {
    fn from(kind: ContentType) -> Self {
        match kind {
            ContentType::Plain => "text/plain".into(),
            ContentType::Html => "text/html".into(),
            ContentType::Css => "text/css".into(),
            ContentType::JavaScript => "application/javascript".into(),
            ContentType::Json => "application/json".into(),
        }
    }
}
