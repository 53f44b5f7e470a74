//! `aws_cloudwatch_log_metric_filter`

use terrane_aws::kind::LogGroupName;
use terrane_aws::{Metric, Statistic};
use terrane_core::{
    Body, Handle, NameRule, Node, Object, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

use crate::FILE;

/// The name of a metric filter.
pub const METRIC_FILTER_NAME: NameRule =
    NameRule::new("a metric filter's name has 1 to 512 characters, and neither `:` nor `*`", 1, 512)
        .anything()
        .never_has(&[":", "*"]);

/// The name and the namespace of a metric that a filter makes.
pub const METRIC_NAME: NameRule = NameRule::new(
    "a metric's name and namespace have 1 to 255 characters, and none of `:`, `*` and `$`",
    1,
    255,
)
.anything()
.never_has(&[":", "*", "$"]);

const FILTER: ResourceType = terrane_aws::resource("aws_cloudwatch_log_metric_filter", FILE);

/// The metric that a [`LogMetricFilter`] makes of the events it finds.
///
/// ```
/// use terrane_observability::CustomMetric;
///
/// let errors = CustomMetric::new("Jiki", "WorkerErrors").default_value(0.0);
/// let latency = CustomMetric::new("Jiki", "Latency").value("$.duration");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct CustomMetric {
    namespace: &'static str,
    name: &'static str,
    value: Text,
    default_value: Option<f64>,
    dimensions: Vec<(&'static str, Text)>,
    unit: Option<&'static str>,
}

impl CustomMetric {
    /// A metric in a namespace of your own, which does not begin with `AWS/`. It counts 1 for each event.
    pub fn new(namespace: &'static str, name: &'static str) -> Self {
        Self { namespace, name, value: "1".into(), default_value: None, dimensions: Vec::new(), unit: None }
    }

    /// What an event counts: a number, or a field of the event such as `$.latency`. Default: `1`.
    pub fn value(mut self, value: impl Into<Text>) -> Self {
        self.value = value.into();
        self
    }

    /// What CloudWatch records while events arrive and none of them matches; it does not go with dimensions.
    pub fn default_value(mut self, value: f64) -> Self {
        self.default_value = Some(value);
        self
    }

    /// A dimension whose value is a field of the event, such as `$.path`. At most three; each distinct value is billed as
    /// a metric of its own.
    pub fn dimension(mut self, name: &'static str, field: impl Into<Text>) -> Self {
        self.dimensions.push((name, field.into()));
        self
    }

    /// The unit, as CloudWatch writes it: `Count`, `Seconds`, `Milliseconds`, `Bytes`, … Default: none.
    pub fn unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }
}

/// A filter that turns the events of a log group into a metric.
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_observability::{Alarm, CustomMetric, LogMetricFilter, Threshold, Topic};
///
/// let mut stack = Stack::new("docs");
/// let logs = Ref::existing("/ecs/jiki-worker"); // or the name of a declared group: `logs.name()`
/// let topic = Topic::new("jiki-alarms").declare(&mut stack, "alarms");
/// let errors =
///     LogMetricFilter::new("worker-errors", &logs, "ERROR", CustomMetric::new("Jiki", "WorkerErrors"))
///         .declare(&mut stack, "worker_errors");
/// Alarm::new("worker-errors", errors.metric(), Threshold::above(5.0))
///     .notify(&topic.arn())
///     .declare(&mut stack, "worker_errors");
/// assert!(stack.finish().is_ok());
/// ```
///
/// Reported: a name that CloudWatch refuses (`invalid-name`), a pattern above 1024 characters (`pattern-too-long`), more
/// than three dimensions (`out-of-range`), dimensions beside a default value (`default-value-with-dimensions`), a
/// namespace of AWS (`reserved-namespace`). A group of the class `InfrequentAccess` takes no filter.
///
/// Left out: `apply_on_transformed_logs`, which aws 5.100 does not know.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct LogMetricFilter {
    name: Text,
    log_group: Ref<LogGroupName>,
    pattern: Text,
    metric: CustomMetric,
}

impl LogMetricFilter {
    /// A filter on a log group. An empty pattern matches every event.
    pub fn new(
        name: impl Into<Text>,
        log_group: &impl RefersTo<LogGroupName>,
        pattern: impl Into<Text>,
        metric: CustomMetric,
    ) -> Self {
        Self { name: name.into(), log_group: log_group.reference(), pattern: pattern.into(), metric }
    }
}

impl Resource for LogMetricFilter {
    type Handle = LogMetricFilterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> LogMetricFilterHandle {
        let CustomMetric { namespace, name, value, default_value, dimensions, unit } = self.metric;
        let mut body = Body::new();
        body.name("name", &METRIC_FILTER_NAME, self.name);
        // A filter reads the group; only what writes to it is a use.
        body.set_parent("log_group_name", &self.log_group);
        if self.pattern.as_literal().is_some_and(|pattern| pattern.chars().count() > 1024) {
            body.report(Problem::error(
                "pattern-too-long",
                "the filter's pattern is longer than the 1024 characters that CloudWatch takes",
                "split it into several filters that make the same metric",
            ));
        }
        body.set("pattern", self.pattern);
        if namespace.starts_with("AWS/") {
            body.report(Problem::error(
                "reserved-namespace",
                format!("the metric goes to `{namespace}`, but AWS keeps namespaces that begin with `AWS/`"),
                "choose a namespace of your own, such as the service's name",
            ));
        }
        if default_value.is_some() && !dimensions.is_empty() {
            body.report(Problem::error(
                "default-value-with-dimensions",
                "the metric has dimensions and a default value, and CloudWatch takes only one of them",
                "remove the dimensions or the default value",
            ));
        }
        body.check_range("dimensions", u32::try_from(dimensions.len()).unwrap_or(u32::MAX), 0..=3);
        let absent_at_zero = default_value.is_none();
        body.block("metric_transformation", |block| {
            block.name("namespace", &METRIC_NAME, namespace);
            block.name("name", &METRIC_NAME, name);
            block.set("value", value);
            block.set_opt("default_value", default_value);
            block.set_opt("unit", unit);
            if !dimensions.is_empty() {
                let object = dimensions
                    .into_iter()
                    .fold(Object::new(), |object, (name, field)| object.set(name, field));
                block.set("dimensions", object);
            }
        });
        let node = stack.add(&FILTER, label, body);
        LogMetricFilterHandle { node, namespace, name, absent_at_zero }
    }
}

/// A declared metric filter.
#[derive(Clone, Debug)]
pub struct LogMetricFilterHandle {
    node: Node,
    namespace: &'static str,
    name: &'static str,
    absent_at_zero: bool,
}

impl LogMetricFilterHandle {
    /// The metric that the filter makes, as a sum. Where the filter sets dimensions, add a value for each with
    /// [`Metric::dimension`].
    pub fn metric(&self) -> Metric {
        let metric = Metric::new(self.namespace, self.name, Statistic::Sum);
        if self.absent_at_zero { metric.absent_at_zero() } else { metric }
    }
}

impl Handle for LogMetricFilterHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
