//! How a target group finds out which targets are healthy.

use std::borrow::Cow;

use terrane_aws::kind::HostName;
use terrane_core::{Body, Expr, Invalid, Kind, Port, Problem, Ref, Seconds, Text, valid};

/// The path of an HTTP request: `/`, and up to 1023 more characters without blanks.
///
/// ```
/// use terrane_core::literal;
/// use terrane_edge::HttpPath;
///
/// let path = literal!(HttpPath, "/health");
/// assert!(HttpPath::new("health").is_err());
/// ```
///
/// A literal without the slash does not compile:
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_edge::HttpPath;
///
/// let path = literal!(HttpPath, "health");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpPath(Cow<'static, str>);

impl HttpPath {
    const SENTENCE: &'static str =
        "a path begins with `/` and has up to 1024 printable ASCII characters without blanks";

    const fn is_valid(path: &str) -> bool {
        let bytes = path.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_graphic() {
                return false;
            }
            at += 1;
        }
        matches!(bytes, [b'/', ..]) && bytes.len() <= 1024
    }

    /// A path that is known at run time.
    ///
    /// # Errors
    ///
    /// Where it does not begin with `/`, is longer than 1024 characters, or has a blank in it.
    pub fn new(path: impl Into<String>) -> Result<Self, Invalid> {
        let path = path.into();
        if Self::is_valid(&path) {
            Ok(Self(path.into()))
        } else {
            Err(Invalid::new(format!("`{path}`: {}", Self::SENTENCE)))
        }
    }

    /// A literal path.
    ///
    /// # Panics
    ///
    /// Where it is not one; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(path: &'static str) -> Self {
        valid(Self::is_valid(path), Self::SENTENCE);
        Self(Cow::Borrowed(path))
    }
}

impl From<HttpPath> for Expr {
    fn from(path: HttpPath) -> Self {
        Expr::text(path.0)
    }
}

/// The health check of a target group: a path that is asked again and again.
///
/// It should tell whether the process lives, and not ask a database: one blip there would take every task out of service
/// at once, and a database that pauses would never do so. A check that does ask one [says so](Self::touches).
///
/// Defaults are AWS's: every 30 seconds, at most 5 seconds, healthy after 5 answers, unhealthy after 2, status 200. All of
/// them are written out, because Terraform's own differ.
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
#[derive(Clone, Debug)]
#[must_use]
pub struct TargetHealth {
    path: HttpPath,
    port: Option<Port>,
    encrypted: bool,
    interval: Seconds,
    timeout: Seconds,
    healthy: u32,
    unhealthy: u32,
    matcher: Text,
    pub(crate) touches: Vec<Ref<HostName>>,
}

impl TargetHealth {
    /// Asks a path with HTTP; healthy is status 200.
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
            touches: Vec::new(),
        }
    }

    /// Asks a path with HTTPS, for targets that speak it; healthy is status 200. The certificate is not verified.
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

    /// Says that answering makes the process ask this (a database): what pauses when nothing asks it will not, and that is
    /// reported (`probe-keeps-awake`).
    pub fn touches<K: Kind>(mut self, asked: &Ref<K>) -> Self {
        // Only what it refers to matters, so that one kind can stand for all.
        self.touches.push(Ref::from_expr(asked.into()));
        self
    }

    fn report(&self, body: &mut Body, is_grpc: bool) {
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

    /// The port that is asked, where that is another one than the requests'.
    pub(crate) const fn asked_port(&self) -> Option<Port> {
        self.port
    }

    pub(crate) fn write(self, body: &mut Body, is_grpc: bool) {
        self.report(body, is_grpc);
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

fn is_code_or_range(part: &str, codes: &std::ops::RangeInclusive<u32>) -> bool {
    let code = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|code| is_number && codes.contains(code))
    };
    match part.split_once('-') {
        Some((from, to)) => code(from).zip(code(to)).is_some_and(|(from, to)| from <= to),
        None => code(part).is_some(),
    }
}
