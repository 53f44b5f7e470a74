//! The length of an alarm's periods.

use terrane_core::{Expr, Invalid, valid};

/// The length of one period of an alarm: 10, 20 or 30 seconds, or a multiple of 60.
///
/// Periods below a minute are for metrics that are published at high resolution. Those of AWS's services are
/// not.
///
/// ```
/// use terrane_core::literal;
/// use terrane_observability::Period;
///
/// let period = literal!(Period, 300);
/// assert_eq!(period, Period::MINUTES_5);
/// assert!(Period::new(45).is_err());
/// ```
///
/// What CloudWatch does not take does not compile:
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_observability::Period;
///
/// let period = literal!(Period, 45);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period(u32);

impl Period {
    /// 10 seconds, for metrics at high resolution.
    pub const SECONDS_10: Period = Period(10);
    /// 30 seconds, for metrics at high resolution.
    pub const SECONDS_30: Period = Period(30);
    /// A minute.
    pub const MINUTE_1: Period = Period(60);
    /// 5 minutes.
    pub const MINUTES_5: Period = Period(300);
    /// 15 minutes.
    pub const MINUTES_15: Period = Period(900);
    /// An hour.
    pub const HOUR_1: Period = Period(3600);
    /// A day.
    pub const DAY_1: Period = Period(86_400);

    const WEEK: u32 = 604_800;
    const SENTENCE: &'static str =
        "an alarm's period is 10, 20 or 30 seconds, or a multiple of 60 up to 604800 (a week)";

    const fn is_valid(seconds: u32) -> bool {
        matches!(seconds, 10 | 20 | 30)
            || (seconds != 0 && seconds.is_multiple_of(60) && seconds <= Self::WEEK)
    }

    /// A period in seconds that is known at run time.
    ///
    /// # Errors
    ///
    /// Where CloudWatch does not take it.
    pub fn new(seconds: u32) -> Result<Self, Invalid> {
        if Self::is_valid(seconds) {
            Ok(Self(seconds))
        } else {
            Err(Invalid::new(format!("{seconds}: {}", Self::SENTENCE)))
        }
    }

    /// A literal period in seconds.
    ///
    /// # Panics
    ///
    /// Where CloudWatch does not take it; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(seconds: u32) -> Self {
        valid(Self::is_valid(seconds), Self::SENTENCE);
        Self(seconds)
    }

    /// The length in seconds.
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// How long all periods together may be: a week, or a day where one is shorter than an hour.
    pub(super) const fn longest_evaluation(self) -> u32 {
        if self.0 < 3600 { 86_400 } else { Self::WEEK }
    }
}

impl From<Period> for Expr {
    fn from(period: Period) -> Self {
        period.0.into()
    }
}
