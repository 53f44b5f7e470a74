//! The health check of a container.

use terrane_aws::kind::HostName;
use terrane_core::{Body, Expr, Kind, Object, Problem, Ref, Seconds, Text};

/// A command by which ECS finds out, inside of a container, whether the container works.
///
/// ECS ignores the `HEALTHCHECK` of a Dockerfile, so it must be given here. By default, it runs every 30
/// seconds, may take 5, and fails the container after 3 failures in a row.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `out-of-range` | times and retries that ECS refuses |
/// | `empty-health-check` | no command |
/// | `shell-words-without-shell` | what only a shell understands, in a command without one |
/// | `probe-keeps-awake` | a check that [queries](HealthCheck::queries) a database that is to pause |
///
/// # Example
///
/// ```
/// use terrane_compute::HealthCheck;
/// use terrane_core::Seconds;
///
/// let check = HealthCheck::exec(["curl", "-f", "http://localhost:3000/health"])
///     .interval(Seconds(15))
///     .start_period(Seconds(60));
/// ```
#[derive(Clone, Debug)]
#[must_use = "a health check does nothing until a container takes it"]
pub struct HealthCheck {
    form: &'static str,
    command: Vec<Text>,
    interval: Seconds,
    timeout: Seconds,
    retries: u32,
    pub(super) start_period: Option<Seconds>,
    pub(super) queries: Vec<Ref<HostName>>,
}

impl HealthCheck {
    /// A program and its arguments, started without a shell (`CMD`). The exit code 0 means healthy.
    pub fn exec<T: Into<Text>>(command: impl IntoIterator<Item = T>) -> Self {
        Self::new("CMD", command.into_iter().map(Into::into).collect())
    }

    /// A line for the container's shell (`CMD-SHELL`): the image must have one, and must quote as you do.
    pub fn shell(line: impl Into<Text>) -> Self {
        Self::new("CMD-SHELL", vec![line.into()])
    }

    fn new(form: &'static str, command: Vec<Text>) -> Self {
        let (interval, timeout, start_period, queries) = (Seconds(30), Seconds(5), None, Vec::new());
        Self { form, command, interval, timeout, retries: 3, start_period, queries }
    }

    /// The time between two checks, 5 to 300 seconds. Default: 30.
    pub fn interval(mut self, interval: Seconds) -> Self {
        self.interval = interval;
        self
    }

    /// How long a check may take before it counts as failed, 2 to 60 seconds. Default: 5.
    pub fn timeout(mut self, timeout: Seconds) -> Self {
        self.timeout = timeout;
        self
    }

    /// How many failures in a row make the container unhealthy, 1 to 10. Default: 3.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// How long after the start failures do not count, up to 300 seconds. Default: they count at once.
    pub fn start_period(mut self, period: Seconds) -> Self {
        self.start_period = Some(period);
        self
    }

    /// What every check sends a query to, as in `queries(&database.id())`. A database that is to pause never
    /// does so then, which is reported.
    pub fn queries<K: Kind>(mut self, queried: &Ref<K>) -> Self {
        // Only what it refers to matters, so that one kind can stand for all.
        self.queries.push(Ref::from_expr(queried.into()));
        self
    }

    pub(super) fn check(&self, container: &str, body: &mut Body) {
        let mut range = |argument: &str, number, range| {
            body.check_range(&format!("{argument} of the health check of `{container}`"), number, range);
        };
        range("interval", self.interval.0, 5..=300);
        range("timeout", self.timeout.0, 2..=60);
        range("retries", self.retries, 1..=10);
        range("startPeriod", self.start_period.map_or(0, |period| period.0), 0..=300);
        let is_empty = |text: &Text| text.as_literal().is_some_and(str::is_empty);
        if self.command.first().is_none_or(is_empty) {
            body.report(Problem::error(
                "empty-health-check",
                format!("the health check of `{container}` has no command"),
                "give the program and its arguments: `HealthCheck::exec([\"curl\", \"-f\", url])`",
            ));
        }
        if self.form == "CMD"
            && let Some(problem) = shell_words(&format!("the health check of `{container}`"), &self.command)
        {
            body.report(problem);
        }
    }

    pub(super) fn lower(&self) -> Object {
        let command = std::iter::once(Text::from(self.form)).chain(self.command.iter().cloned());
        Object::new()
            .set("command", Expr::list(command))
            .set("interval", self.interval)
            .set("timeout", self.timeout)
            .set("retries", self.retries)
            .set_opt("startPeriod", self.start_period)
    }
}

/// What only a shell understands, in a command that no shell reads. `subject` is whose command it is.
pub(super) fn shell_words(subject: &str, command: &[Text]) -> Option<Problem> {
    let is_operator = |word: &&str| ["||", "&&", "2>&1", ">/dev/null"].contains(word);
    let operator = command.iter().filter_map(Text::as_literal).find(is_operator);
    let only = match command {
        [word] => word.as_literal().filter(|word| word.contains(' ')),
        _ => None,
    };
    let found = operator.or(only)?;
    Some(Problem::error(
        "shell-words-without-shell",
        format!("{subject} is started without a shell, which alone understands `{found}`"),
        "give each word by itself, as in `[\"curl\", \"-f\", url]`, or start a shell: \
         `HealthCheck::shell(line)` for a health check, `[\"sh\", \"-c\", line]` for a command",
    ))
}
