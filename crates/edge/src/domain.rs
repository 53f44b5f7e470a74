//! Names in the DNS.

use terrane_core::{Body, Problem, Text};

/// Whether the DNS and ACM accept the name: labels of up to 63 characters, 253 in all; `*` as the first
/// label.
///
/// Both ACM and Cloudflare store names in lower case; another case would show as a change in every plan, and
/// ACM's validation option for the name would not be found.
pub(crate) fn is_domain(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let rest = name.strip_prefix("*.").unwrap_or(name);
    name.len() <= 253 && rest.contains('.') && rest.split('.').all(is_label)
}

/// Reports a literal that is not a valid domain (`invalid-domain`).
pub(crate) fn check(body: &mut Body, key: &str, name: &Text) {
    if let Some(literal) = name.as_literal()
        && !is_domain(literal)
    {
        body.report(Problem::error(
            "invalid-domain",
            format!("`{key}` is `{literal}`, which is not a valid domain"),
            "write the whole name in lower case, such as `api.jiki.io`: \
             without scheme, path or a dot at its end",
        ));
    }
}

/// Whether a name is that of the zone or below it; `None` where only Terraform knows one of the two.
pub(crate) fn is_in_zone(name: &Text, zone: &Text) -> Option<bool> {
    let (name, zone) = (name.as_literal()?, zone.as_literal()?);
    Some(name.strip_suffix(zone).is_some_and(|below| below.is_empty() || below.ends_with('.')))
}
