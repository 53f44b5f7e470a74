//! The share of a percentile.

use terrane_core::{Invalid, valid};

/// Which percentile of the values, with up to two decimals: `p99`, `p99.9`.
///
/// ```
/// use terrane_core::literal;
/// use terrane_observability::Percentile;
///
/// assert_eq!(Percentile::P99.to_string(), "p99");
/// assert_eq!(literal!(Percentile, 99, 90).to_string(), "p99.9"); // 99.90
/// assert!(Percentile::new(100, 1).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percentile {
    whole: u8,
    hundredths: u8,
}

impl Percentile {
    /// The median.
    pub const P50: Percentile = Percentile { whole: 50, hundredths: 0 };
    /// The 90th.
    pub const P90: Percentile = Percentile { whole: 90, hundredths: 0 };
    /// The 95th.
    pub const P95: Percentile = Percentile { whole: 95, hundredths: 0 };
    /// The 99th.
    pub const P99: Percentile = Percentile { whole: 99, hundredths: 0 };
    const SENTENCE: &'static str = "a percentile lies between 0 and 100, with at most 99 hundredths";

    const fn is_valid(whole: u8, hundredths: u8) -> bool {
        (whole < 100 && hundredths < 100) || (whole == 100 && hundredths == 0)
    }

    /// A percentile that is known at run time: `new(99, 50)` is `p99.5`.
    ///
    /// # Errors
    ///
    /// Where it is above 100.
    pub fn new(whole: u8, hundredths: u8) -> Result<Self, Invalid> {
        if Self::is_valid(whole, hundredths) {
            Ok(Self { whole, hundredths })
        } else {
            Err(Invalid::new(format!("{whole}.{hundredths:02}: {}", Self::SENTENCE)))
        }
    }

    /// A literal percentile.
    ///
    /// # Panics
    ///
    /// Where it is above 100; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(whole: u8, hundredths: u8) -> Self {
        valid(Self::is_valid(whole, hundredths), Self::SENTENCE);
        Self { whole, hundredths }
    }
}

/// As CloudWatch writes it.
impl std::fmt::Display for Percentile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.whole, self.hundredths) {
            (whole, 0) => write!(f, "p{whole}"),
            (whole, tenths) if tenths % 10 == 0 => write!(f, "p{whole}.{}", tenths / 10),
            (whole, hundredths) => write!(f, "p{whole}.{hundredths:02}"),
        }
    }
}
