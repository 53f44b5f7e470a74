//! The functions that Terraform has.

use super::identifier::is_identifier;
use crate::validity::problem::Problem;

/// What `terraform metadata functions` of Terraform 1.11.4 lists, on 2026-11-25; each is also known with
/// `core::` before it.
#[rustfmt::skip] // a table
const TERRAFORM: [&str; 118] = [
    "abs", "abspath", "alltrue", "anytrue", "base64decode", "base64encode", "base64gzip", "base64sha256",
    "base64sha512", "basename", "bcrypt", "can", "ceil", "chomp", "chunklist", "cidrhost", "cidrnetmask",
    "cidrsubnet", "cidrsubnets", "coalesce", "coalescelist", "compact", "concat", "contains", "csvdecode",
    "dirname", "distinct", "element", "endswith", "ephemeralasnull", "file", "filebase64",
    "filebase64sha256", "filebase64sha512", "fileexists", "filemd5", "fileset", "filesha1", "filesha256",
    "filesha512", "flatten", "floor", "format", "formatdate", "formatlist", "indent", "index",
    "issensitive", "join", "jsondecode", "jsonencode", "keys", "length", "log", "lookup", "lower",
    "matchkeys", "max", "md5", "merge", "min", "nonsensitive", "one", "parseint", "pathexpand",
    "plantimestamp", "pow", "range", "regex", "regexall", "replace", "reverse", "rsadecrypt", "sensitive",
    "setintersection", "setproduct", "setsubtract", "setunion", "sha1", "sha256", "sha512", "signum",
    "slice", "sort", "split", "startswith", "strcontains", "strrev", "substr", "sum", "templatefile",
    "templatestring", "textdecodebase64", "textencodebase64", "timeadd", "timecmp", "timestamp", "title",
    "tobool", "tolist", "tomap", "tonumber", "toset", "tostring", "transpose", "trim", "trimprefix",
    "trimspace", "trimsuffix", "try", "upper", "urlencode", "uuid", "uuidv5", "values", "yamldecode",
    "yamlencode", "zipmap",
];

/// The problem of a name that no function can have; what is behind `provider::` is the provider's business.
pub(crate) fn invalid_name(name: &str) -> Option<Problem> {
    let is_valid = name.split("::").all(|part| !part.is_empty() && part.split('-').all(is_identifier));
    (!is_valid).then(|| {
        Problem::syntax(
            "invalid-function-name",
            format!("`{name}` is not the name of a function: letters, digits and `_`, a letter first"),
            "write it as Terraform's documentation does, such as `lower` or `provider::local::direxists`",
        )
    })
}

/// Whether Terraform has the function, as far as is known here.
pub(crate) fn is_known(name: &str) -> bool {
    if name.starts_with("provider::") {
        return name.split("::").count() == 3;
    }
    TERRAFORM.binary_search(&short_name(name)).is_ok()
}

/// A function's name without `core::`, which may stand before any that Terraform has itself.
pub(crate) fn short_name(name: &str) -> &str {
    name.strip_prefix("core::").unwrap_or(name)
}

/// The function whose name is nearest to this one.
pub(crate) fn nearest(name: &str) -> &'static str {
    let nearest = TERRAFORM.iter().min_by_key(|known| distance(short_name(name), known));
    nearest.copied().unwrap_or("format")
}

/// How many letters would have to be changed, put in or taken out.
fn distance(from: &str, to: &str) -> usize {
    let (from, to) = (from.as_bytes(), to.as_bytes());
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.iter().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, other) in to.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}
