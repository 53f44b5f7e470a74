//! Sticky sessions of a target group.

use terrane_core::{Body, Problem, Seconds, Text};

/// Whether the requests of a client go to the same target.
///
/// ```
/// use terrane_core::Seconds;
/// use terrane_edge::Stickiness;
///
/// let an_hour = Stickiness::by_load_balancer(Seconds(3600));
/// let session = Stickiness::by_application("jiki_session", Seconds(3600));
/// ```
#[doc(alias = "sticky session")]
#[derive(Clone, Debug)]
#[must_use]
pub struct Stickiness {
    cookie_name: Option<Text>,
    duration: Seconds,
}

impl Stickiness {
    /// By a cookie of the load balancer, for 1 to 604800 seconds.
    pub fn by_load_balancer(duration: Seconds) -> Self {
        Self { cookie_name: None, duration }
    }

    /// By a cookie of the application, for 1 to 604800 seconds. A name that begins with `AWSALB` is reported
    /// (`reserved-cookie`).
    pub fn by_application(cookie_name: impl Into<Text>, duration: Seconds) -> Self {
        Self { cookie_name: Some(cookie_name.into()), duration }
    }

    pub(super) fn check(&self, body: &mut Body) {
        let name = self.cookie_name.as_ref().and_then(Text::as_literal);
        if name.is_some_and(|name| name.starts_with("AWSALB")) {
            body.report(Problem::error(
                "reserved-cookie",
                "the cookie's name begins with `AWSALB`, which the load balancer keeps for its own",
                "give the name of the application's cookie",
            ));
        }
    }

    pub(super) fn write(self, body: &mut Body) {
        body.block("stickiness", |block| {
            block.set("type", if self.cookie_name.is_some() { "app_cookie" } else { "lb_cookie" });
            block.set_opt("cookie_name", self.cookie_name);
            block.number("cookie_duration", self.duration.0, 1..=604_800);
        });
    }
}
