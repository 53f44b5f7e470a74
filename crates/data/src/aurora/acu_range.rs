//! The size of a serverless Aurora instance.

use terrane_core::{Invalid, valid};

/// Between how many ACUs a serverless instance scales. An ACU is about 2 GiB of memory with the CPU that goes
/// with it.
///
/// ACUs come in half steps, 256 at most. The maximum is at least 1. A minimum of 0 lets the instance pause
/// while nothing is connected; not every engine version can do so (`pause-not-on-version`).
///
/// ```
/// use terrane_core::literal;
/// use terrane_data::AcuRange;
///
/// let range = literal!(AcuRange, 0.5, 16.0);
/// assert!(AcuRange::new(0.0, 1.0).is_ok());
/// assert!(AcuRange::new(0.25, 1.0).is_err());
/// assert!(AcuRange::new(4.0, 2.0).is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_data::AcuRange;
///
/// let range = literal!(AcuRange, 0.75, 1.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcuRange {
    /// In half ACUs, so that they are whole numbers.
    min: u16,
    max: u16,
}

impl AcuRange {
    const MESSAGE: &'static str =
        "ACUs run in half steps from 0 to 256; the maximum is 1 or more, and not below the minimum";

    /// A range that is known at run time.
    ///
    /// # Errors
    ///
    /// Where it breaks the rule above.
    pub fn new(min: f64, max: f64) -> Result<Self, Invalid> {
        Self::checked(min, max).ok_or_else(|| Invalid::new(format!("{min} to {max}: {}", Self::MESSAGE)))
    }

    /// A literal range.
    ///
    /// # Panics
    ///
    /// Where it breaks the rule above; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(min: f64, max: f64) -> Self {
        let range = Self::checked(min, max);
        valid(range.is_some(), Self::MESSAGE);
        range.expect(Self::MESSAGE)
    }

    const fn checked(min: f64, max: f64) -> Option<Self> {
        match (halves(min), halves(max)) {
            (Some(min), Some(max)) if min <= max && max >= 2 => Some(Self { min, max }),
            _ => None,
        }
    }

    /// The minimum in ACUs.
    pub fn min(self) -> f64 {
        f64::from(self.min) / 2.0
    }

    /// The maximum in ACUs.
    pub fn max(self) -> f64 {
        f64::from(self.max) / 2.0
    }

    /// Whether the instance pauses while nothing is connected.
    pub const fn pauses(self) -> bool {
        self.min == 0
    }

    /// The maximum in half ACUs.
    pub(super) const fn max_halves(self) -> u16 {
        self.max
    }

    /// AWS caps the connections of instances that may become as small as this.
    pub(super) const fn caps_connections(self) -> bool {
        self.min <= 1
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "the range is checked first, and half steps are exact"
)]
const fn halves(acu: f64) -> Option<u16> {
    if !(acu >= 0.0 && acu <= 256.0) {
        return None;
    }
    let halves = (acu * 2.0) as u16;
    if halves as f64 == acu * 2.0 { Some(halves) } else { None }
}
