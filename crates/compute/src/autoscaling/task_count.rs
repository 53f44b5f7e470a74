//! How few and how many tasks a service may have.

use terrane_core::{Invalid, valid};

/// How few and how many tasks a service may have: the fewest first. A service has at most 5000.
///
/// # Example
///
/// ```
/// use terrane_compute::TaskCount;
/// use terrane_core::literal;
///
/// let count = literal!(TaskCount, 1, 4);
/// assert!(TaskCount::new(4, 1).is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_compute::TaskCount;
/// use terrane_core::literal;
///
/// let count = literal!(TaskCount, 4, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskCount {
    min: u32,
    max: u32,
}

impl TaskCount {
    const MESSAGE: &str = "the fewest tasks must not be more than the most, and the most are 5000";

    /// Literal bounds: the fewest and the most.
    ///
    /// # Panics
    ///
    /// Where the fewest are more than the most, or the most more than 5000; use it through
    /// [`literal!`](terrane_core::literal).
    pub const fn literal(min: u32, max: u32) -> Self {
        valid(Self::is_valid(min, max), Self::MESSAGE);
        Self { min, max }
    }

    /// Bounds that are known at run time: the fewest and the most.
    ///
    /// # Errors
    ///
    /// Where the fewest are more than the most, or the most more than 5000.
    pub fn new(min: u32, max: u32) -> Result<Self, Invalid> {
        if Self::is_valid(min, max) {
            Ok(Self { min, max })
        } else {
            Err(Invalid::new(format!("{min} to {max}: {}", Self::MESSAGE)))
        }
    }

    const fn is_valid(min: u32, max: u32) -> bool {
        min <= max && max <= 5000
    }

    /// The fewest tasks.
    pub const fn min(self) -> u32 {
        self.min
    }

    /// The most tasks.
    pub const fn max(self) -> u32 {
        self.max
    }
}
