//! Whether a deployment can get ahead.

use terrane_core::{Percent, Problem};

/// How many tasks must stay healthy during a deployment, and how many may run: each in percent of the
/// desired count.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Deployment {
    pub(super) minimum_healthy: Option<Percent>,
    pub(super) maximum: Option<Percent>,
}

impl Deployment {
    fn min(self) -> u32 {
        self.minimum_healthy.map_or(100, |Percent(min)| min)
    }

    fn max(self) -> u32 {
        self.maximum.map_or(200, |Percent(max)| max)
    }

    /// Whether a task can be started or stopped at all. AWS rounds the minimum up and the maximum down.
    pub(crate) fn has_room(self, desired: u32) -> bool {
        let (desired, min, max) = (u64::from(desired), u64::from(self.min()), u64::from(self.max()));
        desired == 0 || desired * max / 100 > (desired * min).div_ceil(100)
    }

    pub(crate) fn no_room(self, desired: u32) -> Problem {
        let (min, max) = (self.min(), self.max());
        Problem::error(
            "no-room-to-deploy",
            format!(
                "with {desired} tasks, at least {min} % healthy and at most {max} % running leave no \
                 task to start or to stop: no deployment can finish"
            ),
            "raise the maximum, as in `.deployment_maximum_percent(Percent(200))`, or lower the minimum",
        )
    }
}
