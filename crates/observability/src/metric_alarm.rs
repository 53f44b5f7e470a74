//! `aws_cloudwatch_metric_alarm`

use terrane_aws::kind::{AlarmArn, TopicArn};
use terrane_aws::{KeyPolicy, Metric, Statistic, Tags};
use terrane_core::{
    Body, Handle, NameRule, Node, Object, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text,
};

use crate::topic::TopicKey;
use crate::{Evaluation, FILE, Percentile, Period, Threshold};

/// The name of an alarm.
pub const ALARM_NAME: NameRule =
    NameRule::new("an alarm's name has 1 to 255 characters, and no control characters", 1, 255).anything();

const ALARM: ResourceType =
    terrane_aws::resource("aws_cloudwatch_metric_alarm", FILE).named_once("alarm_name");

/// What an alarm makes of periods without data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingData {
    /// Nothing is known, and the alarm goes to `INSUFFICIENT_DATA`. CloudWatch's default.
    Missing,
    /// The alarm stays in its state.
    Ignore,
    /// Beyond the threshold.
    Breaching,
    /// Within the threshold.
    NotBreaching,
}

impl MissingData {
    const fn name(self) -> &'static str {
        match self {
            MissingData::Missing => "missing",
            MissingData::Ignore => "ignore",
            MissingData::Breaching => "breaching",
            MissingData::NotBreaching => "notBreaching",
        }
    }
}

/// How the values of a period are condensed: CloudWatch takes exactly one of the two forms.
#[derive(Clone, Copy, Debug)]
enum Condensed {
    Plainly(Statistic),
    Percentile(Percentile),
}

/// An alarm on one metric. The metric comes from the handle of what it is about, so none is watched that AWS does not
/// record.
///
/// Defaults: the metric's own [`Statistic`], periods of five minutes, one period of one. Where AWS records no data while
/// there is nothing to count, missing data counts as zero; elsewhere it is missing.
///
/// ```
/// use terrane_aws::{Metric, Statistic};
/// use terrane_core::{Declare, Stack, literal};
/// use terrane_observability::{Alarm, Evaluation, Period, Threshold, Topic};
///
/// let mut stack = Stack::new("docs");
/// let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
/// // From a handle: `target.target_5xx(&alb)`.
/// let errors =
///     Metric::new("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Statistic::Sum).absent_at_zero();
/// let alarm = Alarm::new("jiki-web-5xx-errors", errors, Threshold::above(10.0))
///     .description("The API answers with errors")
///     .period(Period::MINUTES_5)
///     .evaluate(literal!(Evaluation, 1, 1))
///     .notify(&topic.arn())
///     .declare(&mut stack, "web_5xx_errors");
/// let terraform = stack.finish()?;
/// assert!(terraform.file("observability.tf").unwrap().contains("treat_missing_data  = \"notBreaching\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Reported: a name with control characters (`invalid-name`), a description above 1024 characters
/// (`description-too-long`), more than five actions of a state (`too-many-actions`), periods that together are longer than
/// CloudWatch looks back (`evaluation-too-long`), and as warnings, an alarm that tells nobody (`alarm-tells-nobody`) and a
/// period below a minute on a metric of an AWS service (`period-below-resolution`).
///
/// Left out: anomaly detection and metric math (`threshold_metric_id`, `metric_query`), `PromQL`, `unit`, and actions other
/// than topics (use `stack.amend(&x).attribute(…)` and `.block(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Alarm {
    name: Text,
    metric: Metric,
    threshold: Threshold,
    description: Option<Text>,
    period: Period,
    evaluation: Evaluation,
    condensed: Condensed,
    ignores_low_samples: bool,
    missing_data: Option<MissingData>,
    silenced: bool,
    alarm_actions: Vec<Ref<TopicArn>>,
    ok_actions: Vec<Ref<TopicArn>>,
    insufficient_data_actions: Vec<Ref<TopicArn>>,
    tags: Tags,
}

impl Alarm {
    /// An alarm on a metric; see [`ALARM_NAME`]. The name is unique in the region.
    pub fn new(name: impl Into<Text>, metric: Metric, threshold: Threshold) -> Self {
        let condensed = Condensed::Plainly(metric.statistic);
        Self {
            name: name.into(),
            metric,
            threshold,
            description: None,
            period: Period::MINUTES_5,
            evaluation: Evaluation::ONE,
            condensed,
            ignores_low_samples: false,
            missing_data: None,
            silenced: false,
            alarm_actions: Vec::new(),
            ok_actions: Vec::new(),
            insufficient_data_actions: Vec::new(),
            tags: Tags::default(),
        }
    }

    /// What the alarm means, for whoever is woken by it. At most 1024 characters.
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

    /// How the values of a period are condensed. Default: the metric's own.
    pub fn statistic(mut self, statistic: Statistic) -> Self {
        self.condensed = Condensed::Plainly(statistic);
        self
    }

    /// Condenses the values of a period to a percentile, in place of a statistic.
    pub fn percentile(mut self, percentile: Percentile) -> Self {
        self.condensed = Condensed::Percentile(percentile);
        self
    }

    /// The alarm stays in its state while there are too few samples for its percentile. Only with
    /// [`percentile`](Self::percentile).
    pub fn ignore_low_samples(mut self) -> Self {
        self.ignores_low_samples = true;
        self
    }

    /// What to make of periods without data.
    pub fn missing_data(mut self, missing_data: MissingData) -> Self {
        self.missing_data = Some(missing_data);
        self
    }

    /// Changes its state, and tells nobody.
    pub fn silenced(mut self) -> Self {
        self.silenced = true;
        self
    }

    /// Tells a topic when the alarm is raised. At most five for each state.
    pub fn notify(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.alarm_actions.push(topic.reference());
        self
    }

    /// Tells a topic when all is well again.
    pub fn notify_ok(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.ok_actions.push(topic.reference());
        self
    }

    /// Tells a topic when there is too little data to say.
    pub fn notify_insufficient(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.insufficient_data_actions.push(topic.reference());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    /// What the metric's zero means to the alarm, where AWS records no zero.
    fn default_missing_data(&self) -> Option<MissingData> {
        let raised = self.threshold.is_raised_by_zero();
        let as_zero = if raised { MissingData::Breaching } else { MissingData::NotBreaching };
        self.metric.absent_at_zero.then_some(as_zero)
    }

    fn report(&self, body: &mut Body) {
        let description = self.description.as_ref().and_then(Text::as_literal);
        if description.is_some_and(|text| text.chars().count() > 1024) {
            body.report(Problem::error(
                "description-too-long",
                "the alarm's description is longer than the 1024 characters that CloudWatch takes",
                "shorten it, and link to the run-book",
            ));
        }
        let states = [
            ("alarm_actions", &self.alarm_actions),
            ("ok_actions", &self.ok_actions),
            ("insufficient_data_actions", &self.insufficient_data_actions),
        ];
        for (state, actions) in states {
            if actions.len() > 5 {
                body.report(Problem::error(
                    "too-many-actions",
                    format!("`{state}` has {} actions, but CloudWatch takes 5 for each state", actions.len()),
                    "notify one topic, and subscribe to it whoever is to know",
                ));
            }
        }
        let (seconds, longest) = (self.period.seconds(), self.period.longest_evaluation());
        let total = u64::from(seconds) * u64::from(self.evaluation.periods());
        if total > u64::from(longest) {
            body.report(Problem::error(
                "evaluation-too-long",
                format!(
                    "{} periods of {seconds} s are {total} s, but CloudWatch looks back {longest} s",
                    self.evaluation.periods()
                ),
                "take fewer periods; a period of an hour or more looks back a week, a shorter one a day",
            ));
        }
        if seconds < 60 && self.metric.namespace.starts_with("AWS/") {
            body.report(Problem::warning(
                "period-below-resolution",
                format!("the period is {seconds} s, but `{}` has a value each minute", self.metric.namespace),
                "take a period of 60 s or more",
            ));
        }
        if self.ignores_low_samples && matches!(self.condensed, Condensed::Plainly(_)) {
            body.report(Problem::error(
                "low-samples-without-percentile",
                "the alarm ignores low samples, which means nothing without a percentile",
                "add `.percentile(…)`, or remove `.ignore_low_samples()`",
            ));
        }
        if !self.silenced && states.iter().all(|(_, actions)| actions.is_empty()) {
            body.report(Problem::warning(
                "alarm-tells-nobody",
                "the alarm has no action: nobody learns of it",
                "add `.notify(&topic.arn())`, or `.silenced()` where a dashboard shows it",
            ));
        }
    }
}

impl Resource for Alarm {
    type Handle = AlarmHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> AlarmHandle {
        let mut body = Body::new();
        self.report(&mut body);
        let missing_data = self.missing_data.or_else(|| self.default_missing_data());
        body.name("alarm_name", &ALARM_NAME, self.name);
        body.set_opt("alarm_description", self.description);
        body.set_opt("actions_enabled", self.silenced.then_some(false));
        body.set("comparison_operator", self.threshold.operator());
        body.set("evaluation_periods", self.evaluation.periods());
        let (datapoints, periods) = (self.evaluation.datapoints(), self.evaluation.periods());
        body.set_opt("datapoints_to_alarm", (datapoints != periods).then_some(datapoints));
        body.set("metric_name", self.metric.name);
        body.set("namespace", self.metric.namespace);
        body.set("period", self.period);
        match self.condensed {
            Condensed::Plainly(statistic) => body.set("statistic", statistic.name()),
            Condensed::Percentile(percentile) => body.set("extended_statistic", percentile.to_string()),
        }
        body.set_opt("evaluate_low_sample_count_percentiles", self.ignores_low_samples.then_some("ignore"));
        self.threshold.write(&mut body);
        body.set_opt("treat_missing_data", missing_data.map(MissingData::name));
        let mut topics =
            self.alarm_actions.iter().chain(&self.ok_actions).chain(&self.insufficient_data_actions);
        if topics.any(|topic| is_unheard(topic, stack)) {
            body.report(Problem::error(
                "key-not-for-alarms",
                "the key of the topic does not let CloudWatch use it, so that this alarm would reach nobody",
                "say `.allow_cloudwatch_alarms()` of the key",
            ));
        }
        body.references("alarm_actions", &self.alarm_actions);
        body.references("ok_actions", &self.ok_actions);
        body.references("insufficient_data_actions", &self.insufficient_data_actions);
        if !self.metric.dimensions.is_empty() {
            let dimensions = self.metric.dimensions.into_iter();
            body.set(
                "dimensions",
                dimensions.fold(Object::new(), |object, (name, value)| object.set(name, value)),
            );
        }
        self.tags.write(&mut body);
        AlarmHandle { node: stack.add(&ALARM, label, body) }
    }
}

/// An alarm has no role: the key of its topic must let CloudWatch use it, or nobody hears of the alarm.
fn is_unheard(topic: &Ref<TopicArn>, stack: &mut Stack) -> bool {
    let key = stack.remember::<TopicKey, _>(topic).and_then(|known| known.0.clone());
    key.is_some_and(|key| KeyPolicy::allows(stack, &key, "cloudwatch.") == Some(false))
}

/// A declared alarm.
#[derive(Clone, Debug)]
pub struct AlarmHandle {
    node: Node,
}

impl AlarmHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<AlarmArn> {
        self.node.attribute("arn")
    }

    /// The name, as deployment rollbacks and composite alarms take it.
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
