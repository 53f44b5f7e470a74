//! How many periods of an alarm must be beyond its threshold.

use terrane_core::{Body, Invalid, valid};

/// How many of the last periods must be beyond the threshold: 2 of 2, or 3 of 5.
///
/// A constant is checked while it is compiled, by `cargo check` too:
///
/// ```
/// use terrane_observability::Evaluation;
///
/// const TWO_OF_TWO: Evaluation = Evaluation::periods(2);
/// const TWO_OF_THREE: Evaluation = Evaluation::periods(3).datapoints_to_alarm(2);
/// ```
///
/// More datapoints than periods never raise the alarm, and do not compile:
///
/// ```compile_fail,E0080
/// use terrane_observability::Evaluation;
///
/// const THREE_OF_TWO: Evaluation = Evaluation::periods(2).datapoints_to_alarm(3);
/// ```
///
/// Numbers that are known at run time:
///
/// ```
/// use terrane_observability::Evaluation;
///
/// assert!(Evaluation::try_periods(3)?.try_datapoints_to_alarm(2).is_ok());
/// assert!(Evaluation::try_periods(2)?.try_datapoints_to_alarm(3).is_err());
/// # Ok::<(), terrane_core::Invalid>(())
/// ```
#[doc(alias = "evaluation_periods")]
#[doc(alias = "datapoints_to_alarm")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evaluation {
    pub(super) periods: u32,
    datapoints: u32,
}

impl Evaluation {
    /// The last period alone: the default.
    pub const ONE: Evaluation = Evaluation::periods(1);

    const SENTENCE: &'static str =
        "an alarm needs at least 1 datapoint, and no more datapoints than it looks at periods";

    const fn is_valid(self) -> bool {
        self.datapoints >= 1 && self.datapoints <= self.periods
    }

    fn checked(self) -> Result<Self, Invalid> {
        let Self { periods, datapoints } = self;
        let refused = || Invalid::new(format!("{datapoints} of {periods}: {}", Self::SENTENCE));
        Some(self).filter(|evaluation| evaluation.is_valid()).ok_or_else(refused)
    }

    /// Each of the last periods: 1 or more.
    ///
    /// # Panics
    ///
    /// For 0 periods; use it in a constant, where that does not compile.
    pub const fn periods(periods: u32) -> Self {
        let evaluation = Self { periods, datapoints: periods };
        valid(evaluation.is_valid(), Self::SENTENCE);
        evaluation
    }

    /// Not each of the periods, but so many of them: 1 or more, and no more than there are periods.
    ///
    /// # Panics
    ///
    /// For another number; use it in a constant, where that does not compile.
    #[must_use]
    pub const fn datapoints_to_alarm(mut self, datapoints: u32) -> Self {
        self.datapoints = datapoints;
        valid(self.is_valid(), Self::SENTENCE);
        self
    }

    /// As [`Evaluation::periods`], of a number that is known at run time.
    ///
    /// # Errors
    ///
    /// For 0 periods.
    pub fn try_periods(periods: u32) -> Result<Self, Invalid> {
        Self { periods, datapoints: periods }.checked()
    }

    /// As [`Evaluation::datapoints_to_alarm`], of a number that is known at run time.
    ///
    /// # Errors
    ///
    /// For 0, and for more datapoints than periods.
    pub fn try_datapoints_to_alarm(self, datapoints: u32) -> Result<Self, Invalid> {
        Self { datapoints, ..self }.checked()
    }

    pub(super) fn write(self, body: &mut Body) {
        body.set("evaluation_periods", self.periods);
        body.set_opt("datapoints_to_alarm", (self.datapoints != self.periods).then_some(self.datapoints));
    }
}
