//! `aws_appautoscaling_scheduled_action`: other bounds at certain times.
//! [`ServiceScaling`](crate::ServiceScaling) declares it.

use terrane_core::{Body, NameRule, Node, ResourceType, Stack, Text};

use super::scalable_target::write_scalable_target;
use super::schedule::Schedule;
use super::task_count::TaskCount;

const ACTION: ResourceType = terrane_aws::resource("aws_appautoscaling_scheduled_action", "compute");

/// A change of the bounds at a certain time.
#[derive(Debug)]
pub(super) struct ScheduledAction {
    /// The action's own label is that of the scaling, `_` and this.
    pub(super) label_suffix: &'static str,
    pub(super) name: Text,
    pub(super) schedule: Schedule,
    pub(super) count: TaskCount,
}

impl ScheduledAction {
    /// What Application Auto Scaling accepts as a scheduled action's name.
    pub(super) const NAME: NameRule = NameRule::new(
        "a scheduled action's name has 1 to 256 characters, none of them `:`, `/`, `|` or a control \
         character, and no space at either end",
        1,
        256,
    )
    .anything()
    .never_has(&[":", "/", "|"])
    .never_begins(&[" "])
    .never_ends(&[" "]);

    pub(super) fn declare(self, stack: &mut Stack, label: &str, target: &Node) -> Node {
        let mut body = Body::new();
        self.schedule.check(&mut body);
        body.name("name", &Self::NAME, self.name);
        write_scalable_target(target, &mut body);
        self.schedule.write(&mut body);
        body.block("scalable_target_action", |bounds| {
            bounds.set("min_capacity", self.count.min());
            bounds.set("max_capacity", self.count.max());
        });
        stack.add(&ACTION, &format!("{label}_{}", self.label_suffix), body)
    }
}
