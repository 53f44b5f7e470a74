//! The path of an HTTP request.

use std::borrow::Cow;

use terrane_core::{Expr, Invalid, valid};

/// The path of an HTTP request: `/`, and up to 1023 more characters without blanks.
///
/// ```
/// use terrane_core::literal;
/// use terrane_edge::HttpPath;
///
/// let path = literal!(HttpPath, "/health");
/// assert!(HttpPath::new("health").is_err());
/// ```
///
/// A literal without the slash does not compile:
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_edge::HttpPath;
///
/// let path = literal!(HttpPath, "health");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpPath(Cow<'static, str>);

impl HttpPath {
    const MESSAGE: &'static str =
        "a path begins with `/` and has up to 1024 printable ASCII characters without blanks";

    const fn is_valid(path: &str) -> bool {
        let bytes = path.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_graphic() {
                return false;
            }
            at += 1;
        }
        matches!(bytes, [b'/', ..]) && bytes.len() <= 1024
    }

    /// A path that is known at run time.
    ///
    /// # Errors
    ///
    /// Where it does not begin with `/`, is longer than 1024 characters, or has a blank in it.
    pub fn new(path: impl Into<String>) -> Result<Self, Invalid> {
        let path = path.into();
        if Self::is_valid(&path) {
            Ok(Self(path.into()))
        } else {
            Err(Invalid::new(format!("`{path}`: {}", Self::MESSAGE)))
        }
    }

    /// A literal path.
    ///
    /// # Panics
    ///
    /// Where it is not one; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(path: &'static str) -> Self {
        valid(Self::is_valid(path), Self::MESSAGE);
        Self(Cow::Borrowed(path))
    }
}

impl From<HttpPath> for Expr {
    fn from(path: HttpPath) -> Self {
        Expr::text(path.0)
    }
}
