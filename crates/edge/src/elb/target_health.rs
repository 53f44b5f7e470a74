//! How a target group finds out which targets are healthy.

use std::ops::RangeInclusive;

use terrane_aws::kind::HostName;
use terrane_core::{Body, Kind, Port, Problem, Ref, Seconds, Text};

use super::http_path::HttpPath;

/// The health check of a target group: a request that the load balancer sends again and again.
///
/// Emits the block `health_check` of `aws_lb_target_group`.
///
/// It should tell whether the process is alive, and should not query a database: one failed query would take
/// every task out of service at once, and a database that can pause would never do so. A health check that
/// does query one says so: [`queries`](Self::queries).
///
/// Defaults are AWS's: every 30 seconds, at most 5 seconds, healthy after 5 answers, unhealthy after 2,
/// status 200. All of them are written out, because Terraform's own differ.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `out-of-range` | numbers that AWS refuses |
/// | `timeout-not-below-interval` | a check that may take as long as the time between two |
/// | `invalid-matcher` | codes that are not HTTP status codes or gRPC codes |
/// | `probe-keeps-awake` | a query of a database, which then never pauses |
///
/// # Example
///
/// ```
/// use terrane_core::{Seconds, literal};
/// use terrane_edge::{HttpPath, TargetHealth};
///
/// let health = TargetHealth::http(literal!(HttpPath, "/health"))
///     .interval(Seconds(30))
///     .timeout(Seconds(5))
///     .healthy(2)
///     .unhealthy(3)
///     .matcher("200-299");
/// ```
#[doc(alias = "health_check")]
#[derive(Clone, Debug)]
#[must_use]
pub struct TargetHealth {
    path: HttpPath,
    pub(super) port: Option<Port>,
    encrypted: bool,
    interval: Seconds,
    timeout: Seconds,
    healthy: u32,
    unhealthy: u32,
    matcher: Text,
    pub(super) queried: Vec<Ref<HostName>>,
}

impl TargetHealth {
    /// Requests a path with HTTP; healthy is status 200.
    pub fn http(path: HttpPath) -> Self {
        Self {
            path,
            port: None,
            encrypted: false,
            interval: Seconds(30),
            timeout: Seconds(5),
            healthy: 5,
            unhealthy: 2,
            matcher: "200".into(),
            queried: Vec::new(),
        }
    }

    /// Requests a path with HTTPS, for targets that speak it; healthy is status 200. The certificate is not
    /// verified.
    pub fn https(path: HttpPath) -> Self {
        Self { encrypted: true, ..Self::http(path) }
    }

    /// Calls a gRPC method, `/package.service/method`; healthy is code 0. For groups of
    /// [`ProtocolVersion::Grpc`](crate::ProtocolVersion).
    pub fn grpc(method: HttpPath) -> Self {
        Self { matcher: "0".into(), ..Self::http(method) }
    }

    /// Another port than the one that gets the requests.
    pub fn port(mut self, port: impl Into<Port>) -> Self {
        self.port = Some(port.into());
        self
    }

    /// The time between two checks: 5 to 300 seconds.
    pub fn interval(mut self, interval: Seconds) -> Self {
        self.interval = interval;
        self
    }

    /// How long an answer may take: 2 to 120 seconds, and less than the interval.
    pub fn timeout(mut self, timeout: Seconds) -> Self {
        self.timeout = timeout;
        self
    }

    /// After how many good answers a target is healthy: 2 to 10.
    pub fn healthy(mut self, answers: u32) -> Self {
        self.healthy = answers;
        self
    }

    /// After how many bad answers a target is unhealthy: 2 to 10.
    pub fn unhealthy(mut self, answers: u32) -> Self {
        self.unhealthy = answers;
        self
    }

    /// Which answers are good: `200`, `200,204` or `200-299`. HTTP status 200 to 499, gRPC codes 0 to 99.
    pub fn matcher(mut self, codes: impl Into<Text>) -> Self {
        self.matcher = codes.into();
        self
    }

    /// Says that the answer needs a query of this (a database), every time: `queries(&database.id())`. A
    /// database that pauses when nothing queries it would not pause then, which is reported
    /// (`probe-keeps-awake`).
    pub fn queries<K: Kind>(mut self, target: &Ref<K>) -> Self {
        // Only what it refers to matters, so that one kind can stand for all.
        self.queried.push(Ref::from_expr(target.into()));
        self
    }

    pub(super) fn check(&self, body: &mut Body, is_grpc: bool) {
        if self.timeout >= self.interval {
            body.report(Problem::error(
                "timeout-not-below-interval",
                format!("a check may take {} s and there is one every {} s", self.timeout.0, self.interval.0),
                "make the timeout shorter than the interval",
            ));
        }
        let (codes, noun) = if is_grpc { (0..=99, "gRPC codes") } else { (200..=499, "HTTP status codes") };
        let (low, high) = (*codes.start(), *codes.end());
        if let Some(matcher) = self.matcher.as_literal()
            && !matcher.split(',').all(|part| is_code_or_range(part, &codes))
        {
            body.report(Problem::error(
                "invalid-matcher",
                format!("`{matcher}` does not say which answers are good"),
                format!("give {noun} from {low} to {high}: one, a list with commas, or a range with `-`"),
            ));
        }
    }

    pub(super) fn write(self, body: &mut Body) {
        body.block("health_check", |block| {
            block.set("enabled", true);
            block.set("path", self.path);
            block.set("port", self.port.map_or_else(|| Text::from("traffic-port"), Text::from));
            block.set("protocol", if self.encrypted { "HTTPS" } else { "HTTP" });
            block.number("healthy_threshold", self.healthy, 2..=10);
            block.number("unhealthy_threshold", self.unhealthy, 2..=10);
            block.number("timeout", self.timeout.0, 2..=120);
            block.number("interval", self.interval.0, 5..=300);
            block.set("matcher", self.matcher);
        });
    }
}

fn is_code_or_range(part: &str, codes: &RangeInclusive<u32>) -> bool {
    let code = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|code| is_number && codes.contains(code))
    };
    match part.split_once('-') {
        Some((from, to)) => code(from).zip(code(to)).is_some_and(|(from, to)| from <= to),
        None => code(part).is_some(),
    }
}
