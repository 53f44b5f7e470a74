//! Log groups, topics and alarms on typed metrics as typed Terraform.
//!
//! Everything goes to `observability.tf`. An [`Alarm`] watches a [`Metric`](terrane_aws::Metric) that the
//! handle of a resource gave, and notifies a [`Topic`]. A [`LogGroup`] keeps events for a time that is always
//! chosen.
//!
//! Not here: composite alarms, anomaly detection and metric math, dashboards, subscription filters of log
//! groups. Use [`Custom`](terrane_core::Custom) for these.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_cloudwatch_log_group` | [`LogGroup`] |
//! | `aws_cloudwatch_log_metric_filter` | [`LogMetricFilter`] |
//! | `aws_sns_topic` | [`Topic`], [`FifoTopic`] |
//! | `aws_sns_topic_policy` | [`TopicPolicy`] |
//! | `aws_sns_topic_subscription` | [`TopicSubscription`] |
//! | `aws_cloudwatch_metric_alarm` | [`Alarm`] |
//!
//! ```
//! use terrane_aws::{Metric, Statistic};
//! use terrane_core::{Declare, Stack, literal};
//! use terrane_observability::{
//!     Alarm, DatapointsToAlarm, Evaluation, EvaluationPeriods, Period, Threshold, Topic, TopicSubscription,
//! };
//!
//! let mut stack = Stack::new("docs");
//! let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
//! TopicSubscription::email(&topic, "ops@jiki.io").declare(&mut stack, "alarms_email");
//!
//! // A service's handle gives this one: `web.cpu_utilization()`.
//! let cpu =
//!     Metric::new("AWS/ECS", "CPUUtilization", Statistic::Average).dimension("ServiceName", "jiki-api-web");
//! Alarm::new("jiki-web-cpu-high", cpu, Threshold::above(80.0))
//!     .period(Period::MINUTES_5)
//!     .evaluate(literal!(Evaluation, DatapointsToAlarm(2), EvaluationPeriods(3)))
//!     .notify(&topic)
//!     .declare(&mut stack, "web_cpu_high");
//! let terraform = stack.finish()?;
//! assert!(terraform.file("observability.tf").unwrap().contains("threshold           = 80"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod cloudwatch;
mod dimensions;
mod logs;
mod sns;

pub use cloudwatch::{
    Alarm, AlarmHandle, DatapointsToAlarm, Evaluation, EvaluationPeriods, MissingData, Percentile, Period,
    Threshold,
};
pub use logs::{
    CustomMetric, LogClass, LogGroup, LogGroupHandle, LogMetricFilter, LogMetricFilterHandle, Retention,
};
pub use sns::{
    FifoTopic, FifoTopicArn, FifoTopicHandle, FunctionArn, QueueArn, Topic, TopicHandle, TopicPolicy,
    TopicPolicyHandle, TopicSubscription, TopicSubscriptionHandle,
};

/// Where everything of this layer goes: `observability.tf`.
const FILE: &str = "observability";
