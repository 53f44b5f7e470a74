//! Comments, of which no line is a directive to a scanner.

use super::escape::is_unsafe;
use super::layout::indent;

/// How directives to scanners and linters begin, in lower case, each with where a space breaks it.
const DIRECTIVES: [(&str, &str); 22] = [
    ("checkov:", "skip"),
    ("bridgecrew:", "skip"),
    ("cortex:", "skip"),
    ("tfsec:", "ignore"),
    ("trivy:", "ignore"),
    ("terrascan:", "skip"),
    ("ts:", "skip"),
    ("ts:", "max"),
    ("ts:", "min"),
    ("kics-", "scan"),
    ("dd-iac-", "scan"),
    ("wiz-", "scan"),
    ("tflint-", "ignore"),
    ("snyk:", "ignore"),
    ("semgrep:", "ignore"),
    ("no", "sem"),
    ("no", "sonar"),
    ("gitleaks:", "allow"),
    ("trufflehog:", "ignore"),
    ("pragma: allow", "list"),
    ("infracost-", "ignore"),
    ("spacelift:", "ignore"),
];

/// Appends a comment, a line for each of its lines. What would be a directive is broken by a space.
pub(crate) fn lines(text: &str, depth: usize, out: &mut String) {
    for line in text.lines() {
        indent(depth, out);
        out.push('#');
        if !line.is_empty() {
            out.push(' ');
        }
        visible(&broken(line), out);
        out.push('\n');
    }
}

/// Appends the one directive that is meant: `#checkov:skip=ID: reason`.
pub(crate) fn skip_checkov(id: &str, reason: &str, depth: usize, out: &mut String) {
    indent(depth, out);
    out.push_str("#checkov:skip=");
    out.push_str(id);
    out.push_str(": ");
    visible(&broken(&reason.split_whitespace().collect::<Vec<_>>().join(" ")), out);
    out.push('\n');
}

fn visible(line: &str, out: &mut String) {
    out.extend(line.trim_end().chars().map(|c| if is_unsafe(c) { ' ' } else { c }));
}

fn broken(line: &str) -> String {
    let mut line = line.to_owned();
    for (start, end) in DIRECTIVES {
        let whole = [start, end].concat();
        let mut from = 0;
        while let Some(at) = line[from..].to_ascii_lowercase().find(&whole) {
            from += at + start.len();
            line.insert(from, ' ');
        }
    }
    line
}
