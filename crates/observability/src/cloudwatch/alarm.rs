//! `aws_cloudwatch_metric_alarm`.

use terrane_aws::kind::{AlarmArn, TopicArn};
use terrane_aws::{Metric, Statistic, Tags};
use terrane_core::{Body, Handle, NameRule, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::evaluation::Evaluation;
use super::missing_data::MissingData;
use super::percentile::Percentile;
use super::period::Period;
use super::threshold::Threshold;
use crate::FILE;
use crate::dimensions::dimensions;

const ALARM: ResourceType =
    terrane_aws::resource("aws_cloudwatch_metric_alarm", FILE).named_once("alarm_name");

/// How the values of a period become one: CloudWatch takes exactly one of the two arguments.
#[derive(Clone, Copy, Debug)]
pub(super) enum Aggregation {
    Statistic(Statistic),
    Percentile(Percentile),
}

/// An alarm on one metric. The metric comes from the handle of a resource, so AWS records it.
///
/// Emits `aws_cloudwatch_metric_alarm.{label}`.
///
/// Defaults: the metric's own [`Statistic`], periods of five minutes, the last period alone. Where AWS
/// records no data while there is nothing to count, missing data counts as zero; elsewhere it is missing.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name that CloudWatch refuses |
/// | `duplicate-name` | two alarms of one name |
/// | `description-too-long` | a description of more than 1024 characters |
/// | `too-many-actions` | more than five actions of one state |
/// | `evaluation-too-long` | periods that together are longer than CloudWatch looks back |
/// | `low-samples-without-percentile` | low samples are ignored, but there is no percentile |
/// | `key-not-for-alarms` | a topic's key that CloudWatch may not use, if the stack declares topic and key |
/// | `not-a-number` | a threshold that is not a finite number |
/// | `alarm-tells-nobody` | a warning: no action, and not silenced |
/// | `period-below-resolution` | a warning: a period below a minute on a metric of an AWS service |
///
/// # Not covered
///
/// Anomaly detection and metric math (`threshold_metric_id`, `metric_query`), `PromQL`, `unit`, and actions
/// other than topics: use `stack.amend(&alarm).attribute(…)` and `.block(…)`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Metric, Statistic};
/// use terrane_core::{Declare, Stack};
/// use terrane_observability::{Alarm, Period, Threshold, Topic};
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
/// // From a handle: `target.target_5xx(&alb)`.
/// let errors =
///     Metric::new("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Statistic::Sum).absent_at_zero();
/// let alarm = Alarm::new("jiki-web-5xx-errors", errors, Threshold::above(10.0))
///     .description("The API answers with errors")
///     .period(Period::MINUTES_5)
///     .notify(&topic)
///     .declare(&mut stack, "web_5xx_errors");
/// let terraform = stack.finish()?;
/// assert!(terraform.file("observability.tf").unwrap().contains("treat_missing_data  = \"notBreaching\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_cloudwatch_metric_alarm")]
#[doc(alias = "CloudWatch alarm")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Alarm {
    name: Text,
    pub(super) metric: Metric,
    threshold: Threshold,
    pub(super) description: Option<Text>,
    pub(super) period: Period,
    pub(super) evaluation: Evaluation,
    pub(super) aggregation: Aggregation,
    pub(super) ignores_low_samples: bool,
    missing_data: Option<MissingData>,
    pub(super) silenced: bool,
    pub(super) alarm_actions: Vec<Ref<TopicArn>>,
    pub(super) ok_actions: Vec<Ref<TopicArn>>,
    pub(super) insufficient_data_actions: Vec<Ref<TopicArn>>,
    tags: Tags,
}

impl Alarm {
    /// The name of an alarm.
    pub const NAME: NameRule =
        NameRule::new("an alarm's name has 1 to 255 characters, and no control characters", 1, 255)
            .anything();

    /// An alarm on a metric. The name is unique in the region; see [`Alarm::NAME`].
    pub fn new(name: impl Into<Text>, metric: Metric, threshold: Threshold) -> Self {
        let aggregation = Aggregation::Statistic(metric.statistic);
        Self {
            name: name.into(),
            metric,
            threshold,
            description: None,
            period: Period::MINUTES_5,
            evaluation: Evaluation::ONE,
            aggregation,
            ignores_low_samples: false,
            missing_data: None,
            silenced: false,
            alarm_actions: Vec::new(),
            ok_actions: Vec::new(),
            insufficient_data_actions: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// What the alarm means and what to do, as the notification shows it. At most 1024 characters.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// The length of a period. Default: five minutes.
    pub fn period(mut self, period: Period) -> Self {
        self.period = period;
        self
    }

    /// How many of the last periods must be beyond the threshold. Default: the last one.
    pub fn evaluate(mut self, evaluation: Evaluation) -> Self {
        self.evaluation = evaluation;
        self
    }

    /// The statistic over the values of a period. Default: the metric's own.
    pub fn statistic(mut self, statistic: Statistic) -> Self {
        self.aggregation = Aggregation::Statistic(statistic);
        self
    }

    /// A percentile of the values of a period, in place of a statistic.
    pub fn percentile(mut self, percentile: Percentile) -> Self {
        self.aggregation = Aggregation::Percentile(percentile);
        self
    }

    /// The alarm stays in its state while there are too few samples for its percentile. Only with
    /// [`percentile`](Self::percentile).
    pub fn ignore_low_samples(mut self) -> Self {
        self.ignores_low_samples = true;
        self
    }

    /// How periods without data are treated.
    pub fn missing_data(mut self, missing_data: MissingData) -> Self {
        self.missing_data = Some(missing_data);
        self
    }

    /// The alarm changes its state without any action, such as for a dashboard.
    pub fn silenced(mut self) -> Self {
        self.silenced = true;
        self
    }

    /// Notifies a topic when the alarm is raised. At most five for each state.
    pub fn notify(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.alarm_actions.push(topic.reference());
        self
    }

    /// Notifies a topic when the alarm ends.
    pub fn notify_ok(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.ok_actions.push(topic.reference());
        self
    }

    /// Notifies a topic when there are too few data to decide.
    pub fn notify_insufficient(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.insufficient_data_actions.push(topic.reference());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    /// Missing data as zero, where AWS records no zero.
    fn default_missing_data(&self) -> Option<MissingData> {
        let raised = self.threshold.is_raised_by_zero();
        let as_zero = if raised { MissingData::Breaching } else { MissingData::NotBreaching };
        self.metric.absent_at_zero.then_some(as_zero)
    }
}

impl Resource for Alarm {
    type Handle = AlarmHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> AlarmHandle {
        let mut body = Body::new();
        self.check(stack, &mut body);
        let missing_data = self.missing_data.or_else(|| self.default_missing_data());
        body.name("alarm_name", &Self::NAME, self.name);
        body.set_opt("alarm_description", self.description);
        body.set_opt("actions_enabled", self.silenced.then_some(false));
        body.set("comparison_operator", self.threshold.operator());
        self.evaluation.write(&mut body);
        body.set("metric_name", self.metric.name);
        body.set("namespace", self.metric.namespace);
        body.set("period", self.period);
        match self.aggregation {
            Aggregation::Statistic(statistic) => body.set("statistic", statistic.name()),
            Aggregation::Percentile(percentile) => body.set("extended_statistic", percentile),
        }
        body.set_opt("evaluate_low_sample_count_percentiles", self.ignores_low_samples.then_some("ignore"));
        self.threshold.write(&mut body);
        body.set_opt("treat_missing_data", missing_data);
        body.references("alarm_actions", &self.alarm_actions);
        body.references("ok_actions", &self.ok_actions);
        body.references("insufficient_data_actions", &self.insufficient_data_actions);
        body.set_opt("dimensions", dimensions(self.metric.dimensions));
        self.tags.write(&mut body);
        AlarmHandle { node: stack.add(&ALARM, label, body) }
    }
}

/// A declared alarm.
#[derive(Clone, Debug)]
pub struct AlarmHandle {
    node: Node,
}

impl AlarmHandle {
    /// Its ARN.
    pub fn arn(&self) -> Ref<AlarmArn> {
        self.node.attribute("arn")
    }

    /// Its name, as deployment rollbacks and composite alarms take it.
    pub fn name(&self) -> Text {
        Text::from_expr(self.node.expression("alarm_name"))
    }
}

impl RefersTo<AlarmArn> for AlarmHandle {
    fn reference(&self) -> Ref<AlarmArn> {
        self.arn()
    }
}

impl Handle for AlarmHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
