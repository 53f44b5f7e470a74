//! Literals that are checked while compiling.

/// A checked value from literals: what the provider refuses does not compile, and the compiler marks this
/// place.
///
/// The first word is the type, the rest what its `literal` constructor takes. Values that are known at run
/// time only go through the same type's `new`, which returns an error instead.
///
/// ```
/// use terrane_core::{Port, literal};
///
/// let port = literal!(Port, 5432);
/// assert!(Port::new(0).is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_core::{Port, literal};
///
/// let port = literal!(Port, 0);
/// ```
#[macro_export]
macro_rules! literal {
    ($type:ty, $($argument:expr),+ $(,)?) => {{
        const LITERAL: $type = <$type>::literal($($argument),+);
        LITERAL
    }};
}

/// For `const fn literal` of a checked type: stops the compilation with the sentence where the value is not
/// valid.
///
/// # Panics
///
/// Where `is_valid` is false.
pub const fn valid(is_valid: bool, sentence: &'static str) {
    let checked = if is_valid { Some(()) } else { None };
    checked.expect(sentence);
}
