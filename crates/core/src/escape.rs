//! The one way from a string to the inside of a quoted template.

use std::fmt::Write;

/// Appends `text` so that Terraform reads it back unchanged: nothing in it is live.
///
/// `${` becomes `$${`, as people write it. Behind another `$` or `%` that form is ambiguous to Terraform's scanner,
/// so the marker is written as a Unicode escape there.
pub(crate) fn literal(text: &str, out: &mut String) {
    escape(text, out, false);
}

/// As [`literal`], with ASCII alone: the width of an object's key is then its length, which alignment needs.
pub(crate) fn ascii(text: &str, out: &mut String) {
    escape(text, out, true);
}

fn escape(text: &str, out: &mut String, ascii_only: bool) {
    let bytes = text.as_bytes();
    // Nearly every literal is of this kind.
    if bytes.iter().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'$' | b'%' | b'\\')) {
        return out.push_str(text);
    }
    let mut written = 0;
    let mut previous = out.as_bytes().last().copied().unwrap_or(b' ');
    for (at, c) in text.char_indices() {
        let plain = match c {
            '$' | '%' => bytes.get(at + 1) != Some(&b'{'),
            '"' | '\\' | '\u{7f}' => false,
            c if c < ' ' => false,
            c => c.is_ascii() || !(ascii_only || is_unsafe(c)),
        };
        if !plain {
            out.push_str(&text[written..at]);
            written = at + c.len_utf8();
            match c {
                '$' | '%' if matches!(previous, b'$' | b'%') => unicode(c, out),
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

/// What a reviewer could not see, or what an editor or a diff would take for a line's end.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Appends the character as a Unicode escape.
pub(crate) fn unicode(c: char, out: &mut String) {
    let code = u32::from(c);
    // Writing to a string cannot fail.
    let _ = if code > 0xffff { write!(out, "\\U{code:08x}") } else { write!(out, "\\u{code:04x}") };
}
