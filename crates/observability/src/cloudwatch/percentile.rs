//! The share of a percentile.

use terrane_core::{Expr, Invalid, valid};

/// Which percentile of the values, with up to two decimals: `p99`, `p99.9`.
///
/// A constant is checked while it is compiled, by `cargo check` too:
///
/// ```
/// use terrane_observability::Percentile;
///
/// const P99_9: Percentile = Percentile::P99.hundredths(90);
/// assert_eq!(P99_9.to_string(), "p99.9");
/// assert!(Percentile::try_whole(101).is_err());
/// ```
///
/// Above 100 there is none:
///
/// ```compile_fail,E0080
/// use terrane_observability::Percentile;
///
/// const TOO_MUCH: Percentile = Percentile::whole(100).hundredths(1);
/// ```
#[doc(alias = "extended_statistic")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percentile {
    whole: u8,
    hundredths: u8,
}

impl Percentile {
    /// The median.
    pub const P50: Percentile = Percentile::whole(50);
    /// The 90th.
    pub const P90: Percentile = Percentile::whole(90);
    /// The 95th.
    pub const P95: Percentile = Percentile::whole(95);
    /// The 99th.
    pub const P99: Percentile = Percentile::whole(99);

    const SENTENCE: &'static str = "a percentile lies between 0 and 100, with at most 99 hundredths";

    const fn is_valid(self) -> bool {
        (self.whole < 100 && self.hundredths < 100) || (self.whole == 100 && self.hundredths == 0)
    }

    fn checked(self) -> Result<Self, Invalid> {
        let Self { whole, hundredths } = self;
        let refused = || Invalid::new(format!("{whole}.{hundredths:02}: {}", Self::SENTENCE));
        Some(self).filter(|percentile| percentile.is_valid()).ok_or_else(refused)
    }

    /// A percentile without decimals: 0 to 100.
    ///
    /// # Panics
    ///
    /// Above 100; use it in a constant, where that does not compile.
    pub const fn whole(whole: u8) -> Self {
        let percentile = Self { whole, hundredths: 0 };
        valid(percentile.is_valid(), Self::SENTENCE);
        percentile
    }

    /// Its two decimals, as a number of 0 to 99: `Percentile::P99.hundredths(50)` is `p99.5`.
    ///
    /// # Panics
    ///
    /// Above 99, or where the percentile would be above 100; use it in a constant, where that does not
    /// compile.
    #[must_use]
    pub const fn hundredths(mut self, hundredths: u8) -> Self {
        self.hundredths = hundredths;
        valid(self.is_valid(), Self::SENTENCE);
        self
    }

    /// As [`Percentile::whole`], of a number that is known at run time.
    ///
    /// # Errors
    ///
    /// Above 100.
    pub fn try_whole(whole: u8) -> Result<Self, Invalid> {
        Self { whole, hundredths: 0 }.checked()
    }

    /// As [`Percentile::hundredths`], of a number that is known at run time.
    ///
    /// # Errors
    ///
    /// Above 99, or where the percentile would be above 100.
    pub fn try_hundredths(self, hundredths: u8) -> Result<Self, Invalid> {
        Self { hundredths, ..self }.checked()
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

impl From<Percentile> for Expr {
    fn from(percentile: Percentile) -> Self {
        percentile.to_string().into()
    }
}
