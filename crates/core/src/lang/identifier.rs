//! Names, as Terraform reads them.

/// Whether Terraform reads the word as a name, and as nothing else.
pub(crate) fn is_identifier(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !matches!(word, "true" | "false" | "null" | "for" | "if" | "in")
}
