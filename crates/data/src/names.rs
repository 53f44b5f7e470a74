//! What the names of databases and caches have in common.

use terrane_core::{Body, NameRule, Problem};

/// Letters, digits and single dashes, a letter first and no dash at the end. Which letters, the caller adds.
pub(crate) const fn words_with_dashes(message: &'static str, longest: usize) -> NameRule {
    NameRule::new(message, 1, longest)
        .digits()
        .also("-")
        .begins_with_letter()
        .ends_alphanumeric()
        .never_has(&["--"])
}

/// Reports a parameter that a group sets twice (`duplicate-parameter`).
pub(crate) fn check_parameters<'a>(body: &mut Body, names: impl Iterator<Item = &'a str>) {
    let mut earlier = Vec::new();
    for name in names {
        if earlier.contains(&name) {
            body.report(Problem::error(
                "duplicate-parameter",
                format!("the parameter `{name}` is set twice"),
                "keep one of the two values",
            ));
        }
        earlier.push(name);
    }
}
