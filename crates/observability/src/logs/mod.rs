//! CloudWatch Logs: log groups, and metrics that are made of their events.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_cloudwatch_log_group` | [`LogGroup`] |
//! | `aws_cloudwatch_log_metric_filter` | [`LogMetricFilter`] |

mod class;
mod custom_metric;
mod group;
mod metric_filter;
mod retention;

pub use class::LogClass;
pub use custom_metric::CustomMetric;
pub use group::{LogGroup, LogGroupHandle};
pub use metric_filter::{LogMetricFilter, LogMetricFilterHandle};
pub use retention::Retention;
