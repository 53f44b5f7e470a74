//! The processors that an image is built for.

use terrane_core::Expr;

/// The processors that an image is built for, or that a task runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// Intel and AMD, 64 bits. The default.
    X86_64,
    /// AWS Graviton: a fifth cheaper on Fargate.
    Arm64,
}

impl Architecture {
    /// As ECS writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Architecture::X86_64 => "X86_64",
            Architecture::Arm64 => "ARM64",
        }
    }
}

impl From<Architecture> for Expr {
    fn from(architecture: Architecture) -> Self {
        architecture.name().into()
    }
}
