//! The families of Aurora's parameter groups.

use terrane_core::{Expr, Text};

/// The family of a parameter group: which engine's parameters it holds.
///
/// ```
/// use terrane_data::{AuroraEngine, AuroraFamily};
///
/// assert_eq!(AuroraEngine::postgresql("16.6").family(), Some(AuroraFamily::Postgresql(16)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuroraFamily {
    /// `aurora-postgresql16` for 16.
    Postgresql(u32),
    /// `aurora-mysql5.7`: Aurora MySQL 2.
    Mysql57,
    /// `aurora-mysql8.0`: Aurora MySQL 3.
    Mysql80,
    /// Any other, as AWS writes it.
    Other(&'static str),
}

impl From<AuroraFamily> for Text {
    fn from(family: AuroraFamily) -> Self {
        match family {
            AuroraFamily::Postgresql(major) => format!("aurora-postgresql{major}").into(),
            AuroraFamily::Mysql57 => "aurora-mysql5.7".into(),
            AuroraFamily::Mysql80 => "aurora-mysql8.0".into(),
            AuroraFamily::Other(name) => name.into(),
        }
    }
}

impl From<AuroraFamily> for Expr {
    fn from(family: AuroraFamily) -> Self {
        Text::from(family).into()
    }
}
