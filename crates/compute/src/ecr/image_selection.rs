//! Tagged images, as a lifecycle rule selects them.

use terrane_core::{Body, Expr, Object, Problem};

/// Images that a lifecycle rule selects by their tags.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `empty-image-selection` | no prefix and no pattern, or an empty one |
/// | `too-many-wildcards` | a pattern with more than four `*` |
///
/// # Example
///
/// ```
/// use terrane_compute::{ImageSelection, RepositoryLifecycle};
///
/// let releases = ImageSelection::patterns(["release-*"]);
/// let lifecycle = RepositoryLifecycle::new().keep_last(releases, 50);
/// ```
#[derive(Clone, Debug)]
pub struct ImageSelection {
    key: &'static str,
    tags: Vec<String>,
}

impl ImageSelection {
    /// Images with a tag for each of these prefixes.
    pub fn prefixes<T: Into<String>>(prefixes: impl IntoIterator<Item = T>) -> Self {
        Self { key: "tagPrefixList", tags: prefixes.into_iter().map(Into::into).collect() }
    }

    /// Images with a tag for each of these patterns, in which `*` stands for any characters.
    pub fn patterns<T: Into<String>>(patterns: impl IntoIterator<Item = T>) -> Self {
        Self { key: "tagPatternList", tags: patterns.into_iter().map(Into::into).collect() }
    }

    /// How many characters the tags have in a policy.
    pub(super) fn length(&self) -> usize {
        self.tags.iter().map(|tag| tag.len() + 3).sum()
    }

    pub(super) fn write(self, selection: Object) -> Object {
        selection.set(self.key, Expr::list(self.tags))
    }

    pub(super) fn check(&self, body: &mut Body) {
        if self.tags.is_empty() || self.tags.iter().any(String::is_empty) {
            body.report(Problem::error(
                "empty-image-selection",
                "a rule on tagged images names no tag, which AWS refuses",
                "give each prefix or pattern at least one character, or use a rule on any image",
            ));
        }
        if self.key == "tagPatternList"
            && let Some(pattern) = self.tags.iter().find(|tag| tag.matches('*').count() > 4)
        {
            body.report(Problem::error(
                "too-many-wildcards",
                format!("the pattern `{pattern}` has more than four `*`, and AWS takes four"),
                "write a shorter pattern, or several",
            ));
        }
    }
}
