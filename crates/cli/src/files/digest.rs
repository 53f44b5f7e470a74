//! Text compared without regard to line ends: git may have turned `\n` into `\r\n`.

use std::borrow::Cow;

use twox_hash::XxHash3_128;

/// The text with `\n` at the end of each line.
pub(crate) fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// Whether two texts differ at most in their line ends.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a == b || with_plain_line_ends(a) == with_plain_line_ends(b)
}

/// A short word for a text, whatever its line ends. It is the same on every machine and in every version of
/// Terrane.
pub(crate) fn digest(text: &str) -> String {
    hash(with_plain_line_ends(text).as_bytes())
}

/// A short word for some bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", XxHash3_128::oneshot(bytes))
}

#[cfg(test)]
mod tests {
    use super::{digest, same};

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(digest("a\r\nb\r\n"), digest("a\nb\n"));
        assert!(same("a\r\nb\n", "a\nb\r\n") && !same("a\nb\n", "a\nc\n"));
    }

    #[test]
    fn the_digest_stays_what_it_is() {
        // Records of earlier runs hold it.
        assert_eq!(digest(""), "99aa06d3014798d86001c324468d497f");
    }
}
