//! Over what time an alarm looks at its metric.

use terrane_core::{Expr, Invalid, valid};

/// The length of one period of an alarm: 10, 20 or 30 seconds, or a multiple of 60.
///
/// Periods below a minute are for metrics that are published at high resolution, which those of AWS's services are not.
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
    const SENTENCE: &'static str =
        "an alarm's period is 10, 20 or 30 seconds, or a multiple of 60 up to 604800 (a week)";

    const fn is_valid(seconds: u32) -> bool {
        matches!(seconds, 10 | 20 | 30)
            || (seconds != 0 && seconds.is_multiple_of(60) && seconds <= Self::WEEK)
    }

    const WEEK: u32 = 604_800;

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
    pub(crate) const fn longest_evaluation(self) -> u32 {
        if self.0 < 3600 { 86_400 } else { Self::WEEK }
    }
}

impl From<Period> for Expr {
    fn from(period: Period) -> Self {
        period.0.into()
    }
}

/// How many of the last periods must be beyond the threshold: 3 of 5, or 2 of 2.
///
/// ```
/// use terrane_core::literal;
/// use terrane_observability::Evaluation;
///
/// let evaluation = literal!(Evaluation, 2, 3); // 2 of 3
/// assert!(Evaluation::new(3, 2).is_err());
/// ```
///
/// More datapoints than periods never raise the alarm, and do not compile:
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_observability::Evaluation;
///
/// let evaluation = literal!(Evaluation, 3, 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evaluation {
    datapoints: u32,
    periods: u32,
}

impl Evaluation {
    /// The last period alone: the default.
    pub const ONE: Evaluation = Evaluation { datapoints: 1, periods: 1 };
    const SENTENCE: &'static str =
        "an alarm needs at least 1 datapoint, and no more datapoints than it looks at periods";

    /// `datapoints` of the last `periods`, known at run time.
    ///
    /// # Errors
    ///
    /// Where there are more datapoints than periods, or none.
    pub fn new(datapoints: u32, periods: u32) -> Result<Self, Invalid> {
        if datapoints >= 1 && datapoints <= periods {
            Ok(Self { datapoints, periods })
        } else {
            Err(Invalid::new(format!("{datapoints} of {periods}: {}", Self::SENTENCE)))
        }
    }

    /// `datapoints` of the last `periods`.
    ///
    /// # Panics
    ///
    /// Where there are more datapoints than periods, or none; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(datapoints: u32, periods: u32) -> Self {
        valid(datapoints >= 1 && datapoints <= periods, Self::SENTENCE);
        Self { datapoints, periods }
    }

    /// How many periods must be beyond the threshold.
    pub const fn datapoints(self) -> u32 {
        self.datapoints
    }

    /// How many of the last periods the alarm looks at.
    pub const fn periods(self) -> u32 {
        self.periods
    }
}
