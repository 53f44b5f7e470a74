//! How many periods of an alarm must be beyond its threshold.

use terrane_core::{Body, Invalid, valid};

/// How many of the last periods an alarm looks at: Terraform's `evaluation_periods`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvaluationPeriods(pub u32);

/// How many of those must be beyond the threshold: Terraform's `datapoints_to_alarm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatapointsToAlarm(pub u32);

/// How many of the last periods must be beyond the threshold: 2 of 2, or 3 of 5.
///
/// ```
/// use terrane_core::literal;
/// use terrane_observability::{DatapointsToAlarm, Evaluation, EvaluationPeriods};
///
/// let two_of_three = literal!(Evaluation, DatapointsToAlarm(2), EvaluationPeriods(3));
/// assert!(Evaluation::new(DatapointsToAlarm(3), EvaluationPeriods(2)).is_err());
/// ```
///
/// More datapoints than periods never raise the alarm, and do not compile:
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_observability::{DatapointsToAlarm, Evaluation, EvaluationPeriods};
///
/// let three_of_two = literal!(Evaluation, DatapointsToAlarm(3), EvaluationPeriods(2));
/// ```
#[doc(alias = "evaluation_periods")]
#[doc(alias = "datapoints_to_alarm")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evaluation {
    datapoints: u32,
    pub(super) periods: u32,
}

impl Evaluation {
    /// The last period alone: the default.
    pub const ONE: Evaluation = Evaluation::literal(DatapointsToAlarm(1), EvaluationPeriods(1));

    const SENTENCE: &'static str =
        "an alarm needs at least 1 datapoint, and no more datapoints than it looks at periods";

    const fn is_valid(self) -> bool {
        self.datapoints >= 1 && self.datapoints <= self.periods
    }

    /// Numbers that are known at run time.
    ///
    /// # Errors
    ///
    /// For 0 datapoints, and for more datapoints than periods.
    pub fn new(datapoints: DatapointsToAlarm, periods: EvaluationPeriods) -> Result<Self, Invalid> {
        let (DatapointsToAlarm(datapoints), EvaluationPeriods(periods)) = (datapoints, periods);
        let refused = || Invalid::new(format!("{datapoints} of {periods}: {}", Self::SENTENCE));
        Some(Self { datapoints, periods }).filter(|evaluation| evaluation.is_valid()).ok_or_else(refused)
    }

    /// Literal numbers.
    ///
    /// # Panics
    ///
    /// Where [`Evaluation::new`] refuses them; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(datapoints: DatapointsToAlarm, periods: EvaluationPeriods) -> Self {
        let evaluation = Self { datapoints: datapoints.0, periods: periods.0 };
        valid(evaluation.is_valid(), Self::SENTENCE);
        evaluation
    }

    pub(super) fn write(self, body: &mut Body) {
        body.set("evaluation_periods", self.periods);
        body.set_opt("datapoints_to_alarm", (self.datapoints != self.periods).then_some(self.datapoints));
    }
}
