//! Log groups, topics and alarms on typed metrics as typed Terraform.
//!
//! An [`Alarm`] watches a [`Metric`](terrane_aws::Metric) that the handle of a resource gave, and tells a [`Topic`].
//! Everything goes to `observability.tf`.
//!
//! ```
//! use terrane_aws::{Metric, Statistic};
//! use terrane_core::{Declare, Stack, literal};
//! use terrane_observability::{Alarm, Evaluation, Period, Threshold, Topic, TopicSubscription};
//!
//! let mut stack = Stack::new("docs");
//! let topic = Topic::new("jiki-api-alarms").declare(&mut stack, "alarms");
//! TopicSubscription::email(&topic.arn(), "ops@jiki.io").declare(&mut stack, "alarms_email");
//!
//! // A service's handle gives this one: `web.cpu_utilization()`.
//! let cpu =
//!     Metric::new("AWS/ECS", "CPUUtilization", Statistic::Average).dimension("ServiceName", "jiki-api-web");
//! Alarm::new("jiki-web-cpu-high", cpu, Threshold::above(80.0))
//!     .period(Period::MINUTES_5)
//!     .evaluate(literal!(Evaluation, 2, 2))
//!     .notify(&topic.arn())
//!     .declare(&mut stack, "web_cpu_high");
//! let terraform = stack.finish()?;
//! assert!(terraform.file("observability.tf").unwrap().contains("threshold           = 80"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```
//!
//! Left out: composite alarms, anomaly detection and metric math, dashboards, subscription filters of log groups. Use
//! [`Custom`](terrane_core::Custom) for these.

mod evaluation;
mod log_group;
mod log_metric_filter;
mod metric_alarm;
mod percentile;
mod retention;
mod threshold;
mod topic;
mod topic_policy;
mod topic_subscription;

pub use evaluation::{Evaluation, Period};
pub use log_group::{LOG_GROUP_NAME, LogClass, LogGroup, LogGroupHandle};
pub use log_metric_filter::{
    CustomMetric, LogMetricFilter, LogMetricFilterHandle, METRIC_FILTER_NAME, METRIC_NAME,
};
pub use metric_alarm::{ALARM_NAME, Alarm, AlarmHandle, MissingData};
pub use percentile::Percentile;
pub use retention::Retention;
pub use threshold::Threshold;
pub use topic::{FIFO_TOPIC_NAME, FifoTopic, FifoTopicArn, FifoTopicHandle, TOPIC_NAME, Topic, TopicHandle};
pub use topic_policy::{TopicPolicy, TopicPolicyHandle};
pub use topic_subscription::{FunctionArn, QueueArn, TopicSubscription, TopicSubscriptionHandle};

/// The layer: everything of it goes to `observability.tf`.
const FILE: &str = "observability";
