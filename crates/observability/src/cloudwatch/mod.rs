//! CloudWatch: alarms on typed metrics.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_cloudwatch_metric_alarm` | [`Alarm`] |

mod alarm;
mod alarm_rules;
mod evaluation;
mod missing_data;
mod percentile;
mod period;
mod threshold;

pub use alarm::{Alarm, AlarmHandle};
pub use evaluation::{DatapointsToAlarm, Evaluation, EvaluationPeriods};
pub use missing_data::MissingData;
pub use percentile::Percentile;
pub use period::Period;
pub use threshold::Threshold;
