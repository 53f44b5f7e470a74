//! The share of a percentile.

use terrane_core::{Expr, Invalid, valid};

/// Which percentile of the values, with up to two decimals: `p99`, `p99.9`.
///
/// ```
/// use terrane_core::literal;
/// use terrane_observability::Percentile;
///
/// assert_eq!(literal!(Percentile, 99.9).to_string(), "p99.9");
/// assert!(Percentile::new(101.0).is_err());
/// ```
///
/// Above 100 there is none:
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_observability::Percentile;
///
/// let too_much = literal!(Percentile, 100.01);
/// ```
#[doc(alias = "extended_statistic")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percentile {
    hundredths: u16,
}

impl Percentile {
    /// The median.
    pub const P50: Percentile = Percentile::literal(50.0);
    /// The 90th.
    pub const P90: Percentile = Percentile::literal(90.0);
    /// The 95th.
    pub const P95: Percentile = Percentile::literal(95.0);
    /// The 99th.
    pub const P99: Percentile = Percentile::literal(99.0);

    const SENTENCE: &'static str = "a percentile lies between 0 and 100, with at most two decimals";

    /// In hundredths; none where there are more decimals, or the number is out of range.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10,000 there")]
    const fn hundredths(percentile: f64) -> Option<u16> {
        let is_in_range = percentile >= 0.0 && percentile <= 100.0;
        if !is_in_range {
            return None;
        }
        let hundredths = (percentile * 100.0 + 0.5) as u16;
        let rest = hundredths as f64 / 100.0 - percentile;
        if rest < 1e-9 && rest > -1e-9 { Some(hundredths) } else { None }
    }

    /// A percentile that is known at run time.
    ///
    /// # Errors
    ///
    /// Below 0, above 100, and with more than two decimals.
    pub fn new(percentile: f64) -> Result<Self, Invalid> {
        let refused = || Invalid::new(format!("{percentile}: {}", Self::SENTENCE));
        Ok(Self { hundredths: Self::hundredths(percentile).ok_or_else(refused)? })
    }

    /// A literal percentile.
    ///
    /// # Panics
    ///
    /// Where [`Percentile::new`] refuses it; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(percentile: f64) -> Self {
        let hundredths = Self::hundredths(percentile);
        valid(hundredths.is_some(), Self::SENTENCE);
        match hundredths {
            Some(hundredths) => Self { hundredths },
            None => unreachable!(),
        }
    }
}

/// As CloudWatch writes it.
impl std::fmt::Display for Percentile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.hundredths / 100, self.hundredths % 100) {
            (whole, 0) => write!(f, "p{whole}"),
            (whole, tenths) if tenths % 10 == 0 => write!(f, "p{whole}.{}", tenths / 10),
            (whole, hundredths) => write!(f, "p{whole}.{hundredths:02}"),
        }
    }
}

impl From<Percentile> for Expr {
    fn from(percentile: Percentile) -> Self {
        percentile.to_string().into()
    }
}
