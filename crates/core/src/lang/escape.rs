//! The one way from a string to the inside of a quoted template.

use std::fmt::Write;

/// How a literal is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct How {
    /// With ASCII alone: the width of an object's key is then its length, which alignment needs.
    pub(crate) ascii: bool,
    /// An interpolation or a directive stands behind it.
    pub(crate) before_value: bool,
}

/// Appends `text` so that Terraform reads it back unchanged: nothing in it is live.
///
/// `${` becomes `$${`, as people write it. Behind another `$` or `%` that form is ambiguous to Terraform's
/// scanner, so the marker is written as a Unicode escape there; so is a last `$` or `%` that would make an
/// escape of what stands behind it.
pub(crate) fn literal(text: &str, how: How, out: &mut String) {
    let bytes = text.as_bytes();
    // Nearly every literal is of this kind.
    if bytes.iter().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'$' | b'%' | b'\\' | b'=')) {
        return out.push_str(text);
    }
    let mut written = 0;
    let mut previous = b' ';
    for (at, c) in text.char_indices() {
        let next = bytes.get(at + c.len_utf8());
        let plain = match c {
            '$' | '%' => next.map_or(!how.before_value, |next| *next != b'{'),
            '"' | '\\' | '\u{7f}' => false,
            ':' => !is_suppression(text, at),
            c if c < ' ' => false,
            c => c.is_ascii() || !(how.ascii || is_unsafe(c)),
        };
        if !plain {
            out.push_str(&text[written..at]);
            written = at + c.len_utf8();
            match c {
                '$' | '%' if next.is_none() || matches!(previous, b'$' | b'%') => unicode(c, out),
                '$' => out.push_str("$$"),
                '%' => out.push_str("%%"),
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                c => unicode(c, out),
            }
        }
        previous = if c.is_ascii() { c as u8 } else { b' ' };
    }
    out.push_str(&text[written..]);
}

/// Whether a scanner would take what stands here for a directive of its own, also within a text:
/// `checkov:skip=CKV_AWS_1`.
fn is_suppression(text: &str, colon: usize) -> bool {
    text[colon..].starts_with(":skip=")
}

/// What a reviewer could not see, or what an editor or a diff would take for a line's end.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Appends the character as a Unicode escape.
fn unicode(c: char, out: &mut String) {
    let code = u32::from(c);
    // Writing to a string cannot fail.
    let _ = if code > 0xffff { write!(out, "\\U{code:08x}") } else { write!(out, "\\u{code:04x}") };
}
