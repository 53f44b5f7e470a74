//! `aws_appautoscaling_scheduled_action`: other bounds at certain times.
//! [`ServiceScaling`](crate::ServiceScaling) makes it.

use terrane_core::{Body, NameRule, Node, Problem, ResourceType, Stack, Text};

use crate::TaskCount;
use crate::appautoscaling_target::name_target;

/// What Application Auto Scaling takes as a scheduled action's name.
pub const SCHEDULED_ACTION_NAME: NameRule = NameRule::new(
    "a scheduled action's name has 1 to 256 characters, none of them `:`, `/`, `|` or a control character, and no \
     space at either end",
    1,
    256,
)
.anything()
.never_has(&[":", "/", "|"])
.never_begins(&[" "])
.never_ends(&[" "]);

const ACTION: ResourceType = terrane_aws::resource("aws_appautoscaling_scheduled_action", "compute");

/// When something happens.
///
/// ```
/// use terrane_compute::Schedule;
///
/// let mornings = Schedule::cron("0 6 ? * MON-FRI *").timezone("Europe/Dublin");
/// let once = Schedule::at("2027-01-01T00:00:00");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Schedule {
    form: &'static str,
    when: String,
    timezone: Option<Text>,
}

impl Schedule {
    /// Again and again, by six fields: minutes, hours, day of month, month, day of week, year. One of the two days is
    /// `?`. Another number of fields is reported (`invalid-schedule`).
    pub fn cron(fields: impl Into<String>) -> Self {
        Self { form: "cron", when: fields.into(), timezone: None }
    }

    /// Once, at a local time such as `2027-01-01T00:00:00`.
    pub fn at(time: impl Into<String>) -> Self {
        Self { form: "at", when: time.into(), timezone: None }
    }

    /// The time zone of the schedule, such as `Europe/Dublin`. The default is UTC.
    pub fn timezone(self, name: impl Into<Text>) -> Self {
        Self { timezone: Some(name.into()), ..self }
    }

    fn is_valid(&self) -> bool {
        if self.form == "cron" {
            let fields: Vec<&str> = self.when.split_whitespace().collect();
            return fields.len() == 6 && (fields[2] == "?") != (fields[4] == "?");
        }
        let shape = "0000-00-00T00:00:00";
        let fits = |(is, wanted): (u8, u8)| {
            if wanted == b'0' { is.is_ascii_digit() } else { is == wanted }
        };
        self.when.len() == shape.len() && self.when.bytes().zip(shape.bytes()).all(fits)
    }
}

#[derive(Debug)]
pub(crate) struct Action {
    pub(crate) what: &'static str,
    pub(crate) name: Text,
    pub(crate) schedule: Schedule,
    pub(crate) count: TaskCount,
}

impl Action {
    pub(crate) fn declare(self, stack: &mut Stack, label: &str, target: &Node) -> Node {
        let mut body = Body::new();
        let Schedule { form, when, .. } = &self.schedule;
        if !self.schedule.is_valid() {
            body.report(Problem::error(
                "invalid-schedule",
                format!("`{form}({when})` is no schedule"),
                "write six fields, one of the two days as `?`: `0 6 ? * MON-FRI *`; or a time: `2027-01-01T00:00:00`",
            ));
        }
        body.name("name", &SCHEDULED_ACTION_NAME, self.name);
        name_target(&mut body, target);
        body.set("schedule", format!("{form}({when})"));
        body.set_opt("timezone", self.schedule.timezone);
        body.block("scalable_target_action", |bounds| {
            bounds.set("min_capacity", self.count.min());
            bounds.set("max_capacity", self.count.max());
        });
        stack.add(&ACTION, &format!("{label}_{}", self.what), body)
    }
}
