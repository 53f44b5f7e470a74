//! The platform that Fargate runs tasks on.

/// The platform that Fargate runs tasks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformVersion {
    /// Whatever AWS calls the latest. The default.
    Latest,
    /// 1.4.0: the oldest that has every size of task.
    V1_4_0,
}

impl PlatformVersion {
    /// As ECS writes it; nothing where AWS chooses.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            PlatformVersion::Latest => None,
            PlatformVersion::V1_4_0 => Some("1.4.0"),
        }
    }
}
