//! When a scheduled action happens.

use terrane_core::{Body, Problem, Text};

/// When a scheduled action happens: again and again, or once. In UTC, unless a
/// [time zone](Schedule::timezone) is given.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-schedule` | a cron expression without six fields, or a time of another form |
///
/// # Not covered
///
/// `rate(…)`, and the times at which a schedule itself begins and ends.
///
/// # Example
///
/// ```
/// use terrane_compute::Schedule;
///
/// let mornings = Schedule::cron("0 6 ? * MON-FRI *").timezone("Europe/Dublin");
/// let once = Schedule::at("2027-01-01T00:00:00");
/// ```
#[derive(Clone, Debug)]
#[must_use = "a schedule does nothing until a scaling takes it"]
pub struct Schedule {
    form: &'static str,
    when: String,
    timezone: Option<Text>,
}

impl Schedule {
    /// Again and again, by six fields: minutes, hours, day of month, month, day of week, year. One of the two
    /// days is `?`.
    pub fn cron(fields: impl Into<String>) -> Self {
        Self { form: "cron", when: fields.into(), timezone: None }
    }

    /// Once, at a local time such as `2027-01-01T00:00:00`.
    pub fn at(time: impl Into<String>) -> Self {
        Self { form: "at", when: time.into(), timezone: None }
    }

    /// The time zone of the schedule, such as `Europe/Dublin`. Default: UTC.
    pub fn timezone(mut self, name: impl Into<Text>) -> Self {
        self.timezone = Some(name.into());
        self
    }

    pub(super) fn check(&self, body: &mut Body) {
        if !self.is_valid() {
            body.report(Problem::error(
                "invalid-schedule",
                format!("`{}` is no schedule", self.expression()),
                "write six fields, one of the two days as `?`: `0 6 ? * MON-FRI *`; \
                 or a time: `2027-01-01T00:00:00`",
            ));
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.set("schedule", self.expression());
        body.set_opt("timezone", self.timezone.as_ref());
    }

    fn expression(&self) -> String {
        format!("{}({})", self.form, self.when)
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
