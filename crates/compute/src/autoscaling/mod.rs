//! Application Auto Scaling: how many tasks a service has.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_appautoscaling_target` | [`ServiceScaling`] |
//! | `aws_appautoscaling_policy` | [`ServiceScaling::on_cpu`] |
//! | `aws_appautoscaling_scheduled_action` | [`ServiceScaling::on_schedule`] |

mod policy;
mod scalable_target;
mod schedule;
mod scheduled_action;
mod service_scaling;
mod service_scaling_handle;
mod task_count;

pub use schedule::Schedule;
pub use service_scaling::ServiceScaling;
pub use service_scaling_handle::ServiceScalingHandle;
pub use task_count::TaskCount;
