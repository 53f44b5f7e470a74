//! The tag of an image.

use terrane_core::{Body, Invalid, NameRule, Problem, Stack, Text, Variable, valid};

use super::const_text::ConstText;

/// The tag of an image. `latest` is not one: the image behind it changes, so that nothing can be rolled back
/// and Terraform sees no change to deploy.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `mutable-image-tag` | `latest`, or what is not a tag, in [`ImageTag::computed`] |
///
/// # Example
///
/// ```
/// use terrane_compute::ImageTag;
/// use terrane_core::literal;
///
/// let tag = literal!(ImageTag, "3f2a91c");
/// assert!(ImageTag::new("latest").is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_compute::ImageTag;
/// use terrane_core::literal;
///
/// let tag = literal!(ImageTag, "latest");
/// ```
#[derive(Clone, Debug)]
pub struct ImageTag(ConstText);

impl ImageTag {
    const MESSAGE: &str = "an image's tag has 1 to 128 letters, digits, `.`, `_` and `-`, \
                           does not begin with `.` or `-`, and is not `latest`, \
                           which names another image every time";
    const NAME: NameRule =
        NameRule::new(Self::MESSAGE, 1, 128).letters().digits().also("._-").never_begins(&[".", "-"]);
    /// As Terraform checks a tag that only Terraform knows.
    const PATTERN: &str = "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$";

    /// A literal tag.
    ///
    /// # Panics
    ///
    /// Where it is `latest`, or not a tag; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(tag: &'static str) -> Self {
        valid(Self::is_valid(tag), Self::MESSAGE);
        Self(ConstText::Literal(tag))
    }

    /// A tag that is known while the stack is built.
    ///
    /// # Errors
    ///
    /// Where it is `latest`, or not a tag.
    pub fn new(tag: impl Into<String>) -> Result<Self, Invalid> {
        let tag = tag.into();
        if Self::is_valid(&tag) {
            Ok(Self(ConstText::Computed(tag.into())))
        } else {
            Err(Invalid::new(format!("`{tag}`: {}", Self::MESSAGE)))
        }
    }

    /// An input variable for the tag. Its validation refuses `latest` and what is not a tag. `example` goes
    /// into `example.tfvars`.
    pub fn variable(stack: &mut Stack, name: impl Into<String>, example: impl Into<Text>) -> Self {
        let variable = Variable::text(name, example)
            .description("The tag of the image to run.")
            .refuse("latest", "name the image that you tested")
            .matches(
                Self::PATTERN,
                "A tag has 1 to 128 letters, digits, dots, hyphens and underscores, \
                 and begins with none of the first two.",
            );
        Self(ConstText::Computed(stack.variable(variable)))
    }

    /// A tag that Terraform computes in another way: you vouch that it is never `latest`.
    pub fn computed(tag: impl Into<Text>) -> Self {
        Self(ConstText::Computed(tag.into()))
    }

    pub(super) fn into_text(self) -> Text {
        self.0.into()
    }

    /// Reports a tag that was given as computed, and is known and wrong.
    pub(super) fn check(tag: &Text, body: &mut Body) {
        if let Some(tag) = tag.as_literal().filter(|tag| !Self::is_valid(tag)) {
            body.report(Problem::error(
                "mutable-image-tag",
                format!("the image's tag is `{tag}`, but {}", Self::MESSAGE),
                "give the tag of the image that you tested, such as its commit, or its digest",
            ));
        }
    }

    const fn is_valid(tag: &str) -> bool {
        !matches!(tag.as_bytes(), b"latest") && Self::NAME.check(tag).is_ok()
    }
}
