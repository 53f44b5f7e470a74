//! The metric that a filter of log events makes.

use terrane_aws::{Metric, Statistic};
use terrane_core::{Body, NameRule, Problem, Text};

use crate::dimensions::dimensions;

/// The metric that a [`LogMetricFilter`](crate::LogMetricFilter) makes of the events that match it.
///
/// Defaults: each event counts 1; no default value, no dimensions, no unit.
///
/// ```
/// use terrane_observability::CustomMetric;
///
/// let errors = CustomMetric::new("Jiki", "WorkerErrors").default_value(0.0);
/// let latency = CustomMetric::new("Jiki", "Latency").value("$.duration");
/// ```
#[derive(Clone, Debug)]
#[must_use = "a metric does nothing until a filter takes it"]
pub struct CustomMetric {
    namespace: &'static str,
    name: &'static str,
    value: Text,
    default_value: Option<f64>,
    dimensions: Vec<(&'static str, Text)>,
    unit: Option<&'static str>,
}

impl CustomMetric {
    /// The name of a metric, and its namespace.
    pub const NAME: NameRule = NameRule::new(
        "a metric's name and namespace have 1 to 255 characters, and none of `:`, `*` and `$`",
        1,
        255,
    )
    .anything()
    .never_has(&[":", "*", "$"]);

    /// A metric in a namespace of your own, which does not begin with `AWS/`. Both are
    /// [`CustomMetric::NAME`]s.
    pub fn new(namespace: &'static str, name: &'static str) -> Self {
        Self { namespace, name, value: "1".into(), default_value: None, dimensions: Vec::new(), unit: None }
    }

    /// What an event counts: a number, or a field of the event such as `$.latency`. Default: `1`.
    pub fn value(mut self, value: impl Into<Text>) -> Self {
        self.value = value.into();
        self
    }

    /// What CloudWatch records while events arrive and none of them matches. A metric has a default value or
    /// dimensions, not both (`default-value-with-dimensions`).
    pub fn default_value(mut self, value: f64) -> Self {
        self.default_value = Some(value);
        self
    }

    /// A dimension whose value is a field of the event, such as `$.path`. At most three; each distinct value
    /// is billed as a metric of its own.
    pub fn dimension(mut self, name: &'static str, field: impl Into<Text>) -> Self {
        self.dimensions.push((name, field.into()));
        self
    }

    /// The unit, as CloudWatch writes it: `Count`, `Seconds`, `Milliseconds`, `Bytes`, … Default: none.
    pub fn unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The metric as an alarm takes it. Without a default value there is no data while no event matches.
    pub(super) fn sum(&self) -> Metric {
        let metric = Metric::new(self.namespace, self.name, Statistic::Sum);
        if self.default_value.is_none() { metric.absent_at_zero() } else { metric }
    }

    pub(super) fn check(&self, body: &mut Body) {
        let namespace = self.namespace;
        if namespace.starts_with("AWS/") {
            body.report(Problem::error(
                "reserved-namespace",
                format!("the metric goes to `{namespace}`, but AWS keeps namespaces that begin with `AWS/`"),
                "choose a namespace of your own, such as the service's name",
            ));
        }
        if self.default_value.is_some() && !self.dimensions.is_empty() {
            body.report(Problem::error(
                "default-value-with-dimensions",
                "the metric has dimensions and a default value, and CloudWatch takes only one of them",
                "remove the dimensions or the default value",
            ));
        }
        body.check_count("dimensions", self.dimensions.len(), 0..=3);
    }

    pub(super) fn write(self, body: &mut Body) {
        body.block("metric_transformation", |block| {
            block.name("namespace", &Self::NAME, self.namespace);
            block.name("name", &Self::NAME, self.name);
            block.set("value", self.value);
            block.set_opt("default_value", self.default_value);
            block.set_opt("unit", self.unit);
            block.set_opt("dimensions", dimensions(self.dimensions));
        });
    }
}
