//! The content of a TXT record.

use terrane_core::{Expr, Text};

/// The content of a TXT record, without quotes: they are added, and a long text is divided into strings of at
/// most 255 bytes, as the DNS requires.
///
/// ```
/// use terrane_core::Ref;
/// use terrane_edge::{CloudflareZone, DnsRecord, TxtContent};
///
/// let zone = CloudflareZone::existing(Ref::existing("023e105f4ecef8ad9ca31a8372d0c353"), "jiki.io");
/// let spf = DnsRecord::txt(&zone, "jiki.io", TxtContent::new("v=spf1 -all"));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct TxtContent(Text);

impl TxtContent {
    /// A text.
    pub fn new(text: impl Into<Text>) -> Self {
        Self(text.into())
    }
}

impl From<TxtContent> for Expr {
    fn from(content: TxtContent) -> Self {
        quoted(content.0).into()
    }
}

/// One or several `"character strings"` of at most 255 bytes each.
fn quoted(text: Text) -> Text {
    let Some(literal) = text.as_literal() else {
        return Text::from("\"").then(text).then("\"");
    };
    let mut content = String::from("\"");
    let mut length = 0;
    for c in literal.chars() {
        if length + c.len_utf8() > 255 {
            content.push_str("\" \"");
            length = 0;
        }
        if matches!(c, '"' | '\\') {
            content.push('\\');
        }
        content.push(c);
        length += c.len_utf8();
    }
    content.push('"');
    Text::from(content)
}
