//! The digest of an image.

use terrane_core::{Invalid, Stack, Text, Variable, valid};

use super::const_text::ConstText;

/// The digest of an image: the one name that never changes its meaning.
///
/// # Example
///
/// ```
/// use terrane_compute::ImageDigest;
///
/// assert!(ImageDigest::new(format!("sha256:{}", "0f".repeat(32))).is_ok());
/// assert!(ImageDigest::new("3f2a91c").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct ImageDigest(ConstText);

impl ImageDigest {
    const MESSAGE: &str = "an image's digest is `sha256:` and 64 digits from `0` to `9` and `a` to `f`";
    const PATTERN: &str = "^sha256:[0-9a-f]{64}$";

    /// A literal digest.
    ///
    /// # Panics
    ///
    /// Where it is not a digest; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(digest: &'static str) -> Self {
        valid(Self::is_valid(digest), Self::MESSAGE);
        Self(ConstText::Literal(digest))
    }

    /// A digest that is known while the stack is built.
    ///
    /// # Errors
    ///
    /// Where it is not a digest.
    pub fn new(digest: impl Into<String>) -> Result<Self, Invalid> {
        let digest = digest.into();
        if Self::is_valid(&digest) {
            Ok(Self(ConstText::Computed(digest.into())))
        } else {
            Err(Invalid::new(format!("`{digest}`: {}", Self::MESSAGE)))
        }
    }

    /// An input variable for the digest. Its validation refuses anything else. `example` goes into
    /// `example.tfvars`.
    pub fn variable(stack: &mut Stack, name: impl Into<String>, example: impl Into<Text>) -> Self {
        let variable = Variable::text(name, example)
            .description("The digest of the image to run.")
            .matches(Self::PATTERN, "A digest is sha256: and 64 hexadecimal digits in lower case.");
        Self(ConstText::Computed(stack.variable(variable)))
    }

    pub(super) fn into_text(self) -> Text {
        self.0.into()
    }

    const fn is_valid(digest: &str) -> bool {
        let [b's', b'h', b'a', b'2', b'5', b'6', b':', hex @ ..] = digest.as_bytes() else { return false };
        let mut at = 0;
        while at < hex.len() {
            if !matches!(hex[at], b'0'..=b'9' | b'a'..=b'f') {
                return false;
            }
            at += 1;
        }
        hex.len() == 64
    }
}
