//! CloudWatch metrics, as the resources that have them give them.

use terrane_core::Text;

/// How CloudWatch condenses the values of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// The mean.
    Average,
    /// The sum.
    Sum,
    /// The lowest value.
    Minimum,
    /// The highest value.
    Maximum,
    /// How many values there were.
    SampleCount,
}

impl Statistic {
    /// As CloudWatch writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Statistic::Average => "Average",
            Statistic::Sum => "Sum",
            Statistic::Minimum => "Minimum",
            Statistic::Maximum => "Maximum",
            Statistic::SampleCount => "SampleCount",
        }
    }
}

/// A metric of one resource, with the dimensions that tell it from the same metric of others.
///
/// Handles give it (`service.cpu_utilization()`), so that a resource has no metric that AWS does not record
/// for it.
///
/// ```
/// use terrane_aws::{Metric, Statistic};
///
/// // What a handle of your own would give:
/// let depth = Metric::new("AWS/SQS", "ApproximateNumberOfMessagesVisible", Statistic::Maximum)
///     .dimension("QueueName", "jiki-mail");
/// ```
#[derive(Clone, Debug)]
pub struct Metric {
    /// The namespace, such as `AWS/ECS`.
    pub namespace: &'static str,
    /// The metric's name, such as `CPUUtilization`.
    pub name: &'static str,
    /// The dimensions, in AWS's spelling.
    pub dimensions: Vec<(&'static str, Text)>,
    /// The statistic that makes sense where none is chosen.
    pub statistic: Statistic,
    /// Whether AWS records nothing at all while there is nothing to count: no 5xx answer, no data point. Alarms
    /// then treat missing data as not breaching.
    pub absent_at_zero: bool,
}

impl Metric {
    /// A metric, for authors of handles.
    pub fn new(namespace: &'static str, name: &'static str, statistic: Statistic) -> Self {
        Self { namespace, name, dimensions: Vec::new(), statistic, absent_at_zero: false }
    }

    /// Adds a dimension.
    #[must_use]
    pub fn dimension(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.dimensions.push((name, value.into()));
        self
    }

    /// Says that AWS records no zero.
    #[must_use]
    pub fn absent_at_zero(self) -> Self {
        Self { absent_at_zero: true, ..self }
    }
}
