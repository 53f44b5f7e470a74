//! Names and paths, as Terraform reads them.

use crate::validity::problem::Problem;

/// Whether Terraform reads the word as a name, and as nothing else.
pub(crate) fn is_identifier(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !matches!(word, "true" | "false" | "null" | "for" | "if" | "in")
}

/// Whether Terraform takes the word where it takes a name and nothing else: a label, a variable, an alias, a
/// provider.
pub(crate) fn is_name(word: &str) -> bool {
    word.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// The problem of a path that names no attribute.
pub(crate) fn invalid_path(path: &str) -> Problem {
    Problem::syntax(
        "invalid-attribute",
        format!("`{path}` is not the path of an attribute"),
        "write names and indices, such as `id` or `endpoint[0].address`",
    )
}

/// Whether this is a path of an attribute: names and indices, such as `endpoint[0].address`, or nothing at
/// all.
pub(crate) fn is_path(path: &str) -> bool {
    path.is_empty() || path.split('.').all(is_step)
}

/// `address`, `endpoint[0]`, `*`
fn is_step(step: &str) -> bool {
    let (name, indices) = step.split_at(step.find('[').unwrap_or(step.len()));
    let is_index =
        |index: &str| index == "*" || (!index.is_empty() && index.bytes().all(|b| b.is_ascii_digit()));
    let mut indices = indices.split_inclusive(']').map(|index| index.strip_prefix('[')?.strip_suffix(']'));
    (is_name(name) || name == "*") && indices.all(|index| index.is_some_and(is_index))
}
