//! Whether a deployment can get ahead.

use terrane_core::Problem;

/// How many tasks must stay healthy during a deployment, and how many may run, in percent of the desired count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deployment {
    pub(crate) min: u32,
    pub(crate) max: u32,
}

impl Deployment {
    /// AWS's own.
    pub(crate) const DEFAULT: Deployment = Deployment { min: 100, max: 200 };

    /// Whether a task can be started or stopped at all. AWS rounds the minimum up and the maximum down.
    pub(crate) fn has_room(self, desired: u32) -> bool {
        let (desired, min, max) = (u64::from(desired), u64::from(self.min), u64::from(self.max));
        desired == 0 || desired * max / 100 > (desired * min).div_ceil(100)
    }

    pub(crate) fn no_room(self, desired: u32) -> Problem {
        let Deployment { min, max } = self;
        Problem::error(
            "no-room-to-deploy",
            format!(
                "with {desired} tasks, at least {min} % healthy and at most {max} % running leave no task to start or \
                 to stop, so that no deployment gets ahead"
            ),
            "raise the maximum, as in `.deployment(Percent(100), Percent(200))`, or lower the minimum",
        )
    }
}
