//! What an alarm compares its metric with.

use terrane_core::{Body, Value};

/// A limit, and the side of it that raises the alarm.
///
/// The number is in the metric's own unit: percent, connections, bytes. A resource that knows its limits
/// gives a number to compute with.
///
/// ```
/// use terrane_observability::Threshold;
///
/// let busy = Threshold::above(80.0);
/// let connections = Threshold::above(f64::from(189_u32) * 0.8);
/// let missing = Threshold::below(1.0);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Threshold {
    comparison: Comparison,
    value: Value<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Threshold {
    /// Raises the alarm above the value: `GreaterThanThreshold`.
    pub fn above(value: impl Into<Value<f64>>) -> Self {
        Self { comparison: Comparison::Above, value: value.into() }
    }

    /// Raises the alarm at the value and above it: `GreaterThanOrEqualToThreshold`.
    pub fn at_least(value: impl Into<Value<f64>>) -> Self {
        Self { comparison: Comparison::AtLeast, value: value.into() }
    }

    /// Raises the alarm below the value: `LessThanThreshold`.
    pub fn below(value: impl Into<Value<f64>>) -> Self {
        Self { comparison: Comparison::Below, value: value.into() }
    }

    /// Raises the alarm at the value and below it: `LessThanOrEqualToThreshold`.
    pub fn at_most(value: impl Into<Value<f64>>) -> Self {
        Self { comparison: Comparison::AtMost, value: value.into() }
    }

    pub(super) const fn operator(&self) -> &'static str {
        match self.comparison {
            Comparison::Above => "GreaterThanThreshold",
            Comparison::AtLeast => "GreaterThanOrEqualToThreshold",
            Comparison::Below => "LessThanThreshold",
            Comparison::AtMost => "LessThanOrEqualToThreshold",
        }
    }

    /// Whether a metric of zero raises the alarm. Of a value that only Terraform knows, it is taken to be
    /// positive.
    pub(super) fn is_raised_by_zero(&self) -> bool {
        let value = self.value.known().copied().unwrap_or(1.0);
        match self.comparison {
            Comparison::Above => 0.0 > value,
            Comparison::AtLeast => 0.0 >= value,
            Comparison::Below => 0.0 < value,
            Comparison::AtMost => 0.0 <= value,
        }
    }

    pub(super) fn write(self, body: &mut Body) {
        body.set("threshold", self.value);
    }
}
