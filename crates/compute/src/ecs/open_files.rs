//! How many files a container may have open.

/// How many files a container may have open (`nofile`). Fargate changes no other limit.
///
/// A soft limit above the hard one is reported (`soft-limit-above-hard`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenFiles {
    /// How many it may have open at first. The program can raise it up to the hard limit.
    pub soft_limit: u32,
    /// How many it may have open at most.
    pub hard_limit: u32,
}
