//! Passwords that are kept somewhere.

use terrane_core::{EphemeralText, Value};

/// A password that is kept somewhere, with the number that tells whether it has changed.
///
/// Terraform cannot see that a write-only argument changed; it looks at the number beside it. So the two go
/// together, and only what has such a pair of arguments takes this:
/// [`Credentials::stored`](crate::Credentials::stored).
#[derive(Clone, Debug)]
pub struct StoredPassword {
    pub(crate) text: EphemeralText,
    pub(crate) rotation: Value<u32>,
    pub(crate) length: Option<u32>,
}

impl StoredPassword {
    /// A password from elsewhere, such as an ephemeral variable: you raise the number when it changes.
    pub fn new(password: EphemeralText, rotation: impl Into<Value<u32>>) -> Self {
        Self { text: password, rotation: rotation.into(), length: None }
    }
}
