//! `aws_cloudwatch_log_metric_filter`.

use terrane_aws::Metric;
use terrane_aws::kind::LogGroupName;
use terrane_core::{
    Body, Handle, NameRule, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

use super::custom_metric::CustomMetric;
use crate::FILE;

const METRIC_FILTER: ResourceType = terrane_aws::resource("aws_cloudwatch_log_metric_filter", FILE);

/// A filter that turns the events of a log group into a metric.
///
/// Emits `aws_cloudwatch_log_metric_filter.{label}`, with one `metric_transformation`.
///
/// A filter reads a group and writes nothing to it: a group that only a filter names is still reported as
/// `unused`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name of the filter or the metric, or a namespace, that CloudWatch refuses |
/// | `pattern-too-long` | a pattern of more than 1024 characters |
/// | `out-of-range` | more than three dimensions |
/// | `default-value-with-dimensions` | dimensions and a default value |
/// | `reserved-namespace` | a namespace that begins with `AWS/` |
///
/// # Not covered
///
/// Whether the group takes filters: one of [`LogClass::InfrequentAccess`](crate::LogClass) does not.
/// `apply_on_transformed_logs`, which aws 5.100 does not know.
///
/// # Example
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
///     .notify(&topic)
///     .declare(&mut stack, "worker_errors");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_cloudwatch_log_metric_filter")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct LogMetricFilter {
    name: Text,
    log_group: Ref<LogGroupName>,
    pattern: Text,
    metric: CustomMetric,
}

impl LogMetricFilter {
    /// The name of a metric filter.
    pub const NAME: NameRule =
        NameRule::new("a metric filter's name has 1 to 512 characters, and neither `:` nor `*`", 1, 512)
            .anything()
            .never_has(&[":", "*"]);

    /// A filter on a log group. An empty pattern matches every event. See [`LogMetricFilter::NAME`].
    pub fn new(
        name: impl Into<Text>,
        log_group: &impl RefersTo<LogGroupName>,
        pattern: impl Into<Text>,
        metric: CustomMetric,
    ) -> Self {
        Self { name: name.into(), log_group: log_group.reference(), pattern: pattern.into(), metric }
    }

    fn check(&self, body: &mut Body) {
        if self.pattern.as_literal().is_some_and(|pattern| pattern.chars().count() > 1024) {
            body.report(Problem::error(
                "pattern-too-long",
                "the filter's pattern is longer than the 1024 characters that CloudWatch takes",
                "split it into several filters that make the same metric",
            ));
        }
        self.metric.check(body);
    }
}

impl Resource for LogMetricFilter {
    type Handle = LogMetricFilterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> LogMetricFilterHandle {
        let mut body = Body::new();
        self.check(&mut body);
        let metric = self.metric.sum();
        body.name("name", &Self::NAME, self.name);
        // A filter reads the group; only what writes to it is a use.
        body.set_parent("log_group_name", &self.log_group);
        body.set("pattern", self.pattern);
        self.metric.write(&mut body);
        LogMetricFilterHandle { node: stack.add(&METRIC_FILTER, label, body), metric }
    }
}

/// A declared metric filter.
#[derive(Clone, Debug)]
pub struct LogMetricFilterHandle {
    node: Node,
    metric: Metric,
}

impl LogMetricFilterHandle {
    /// The metric that the filter makes, as a sum. Where the filter sets dimensions, add a value for each
    /// with [`Metric::dimension`].
    pub fn metric(&self) -> Metric {
        self.metric.clone()
    }
}

impl Handle for LogMetricFilterHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
