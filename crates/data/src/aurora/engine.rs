//! Aurora's engines and their versions.

use terrane_core::{Body, Expr, Port, Problem, Text};

use super::AuroraFamily;

/// Aurora's engine and its version.
///
/// The version decides what the cluster can do: whether it can be serverless, how large it gets, and whether
/// it can pause. A literal version of another form is reported (`malformed-version`). One that only Terraform
/// knows passes, and so does what depends on it.
///
/// ```
/// use terrane_data::AuroraEngine;
///
/// let postgresql = AuroraEngine::postgresql("16.6");
/// let mysql = AuroraEngine::mysql("8.0.mysql_aurora.3.08.0");
/// ```
#[derive(Clone, Debug)]
pub struct AuroraEngine {
    pub(super) dialect: Dialect,
    pub(super) version: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Postgresql,
    Mysql,
}

impl Dialect {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Dialect::Postgresql => "aurora-postgresql",
            Dialect::Mysql => "aurora-mysql",
        }
    }

    pub(super) const fn port(self) -> Port {
        match self {
            Dialect::Postgresql => Port::literal(5432),
            Dialect::Mysql => Port::literal(3306),
        }
    }
}

impl From<Dialect> for Expr {
    fn from(dialect: Dialect) -> Self {
        dialect.name().into()
    }
}

/// A version that was understood: the number that AWS counts releases by, and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Release {
    dialect: Dialect,
    /// 16 of 16.6; 3 of `8.0.mysql_aurora.3.08.0`.
    major: u32,
    /// 6 of 16.6; 8 of `8.0.mysql_aurora.3.08.0`; nothing where AWS chooses it.
    minor: Option<u32>,
}

impl AuroraEngine {
    /// Aurora PostgreSQL. With a major version alone (`16`), AWS chooses the minor one and Terraform leaves
    /// it alone.
    pub fn postgresql(version: impl Into<Text>) -> Self {
        Self { dialect: Dialect::Postgresql, version: version.into() }
    }

    /// Aurora MySQL, by AWS's own version: `8.0.mysql_aurora.3.08.0`. With MySQL's version alone (`8.0`), AWS
    /// chooses.
    pub fn mysql(version: impl Into<Text>) -> Self {
        Self { dialect: Dialect::Mysql, version: version.into() }
    }

    /// The version's number, where it is known and of the right form.
    pub(super) fn release(&self) -> Option<Release> {
        let version = self.version.as_literal()?;
        let (dialect, numbers) = match self.dialect {
            Dialect::Postgresql => (Dialect::Postgresql, version),
            Dialect::Mysql => {
                let (mysql, aurora) = match version.split_once(".mysql_aurora.") {
                    Some((mysql, aurora)) => (mysql, Some(aurora)),
                    None => (version, None),
                };
                let major = match mysql {
                    "5.7" => "2",
                    "8.0" => "3",
                    _ => return None,
                };
                let aurora = aurora.unwrap_or(major);
                (Dialect::Mysql, (aurora.split('.').next() == Some(major)).then_some(aurora)?)
            }
        };
        let mut numbers = numbers.split('.').map(number);
        let (major, minor, patch) = (numbers.next()??, numbers.next(), numbers.next());
        let too_many = match dialect {
            Dialect::Postgresql => patch.is_some(),
            Dialect::Mysql => matches!(patch, Some(None)) || numbers.next().is_some(),
        };
        let minor = match minor {
            Some(minor) => Some(minor?),
            None => None,
        };
        (!too_many).then_some(Release { dialect, major, minor })
    }

    /// Whether the version names a minor one; `None` where it is not known here.
    pub(super) fn is_pinned(&self) -> Option<bool> {
        self.release().map(|release| release.minor.is_some())
    }

    /// The family of the version's parameter groups; `None` where the version is not known here.
    pub fn family(&self) -> Option<AuroraFamily> {
        let Release { dialect, major, .. } = self.release()?;
        Some(match (dialect, major) {
            (Dialect::Postgresql, major) => AuroraFamily::Postgresql(major),
            (Dialect::Mysql, 2) => AuroraFamily::Mysql57,
            (Dialect::Mysql, _) => AuroraFamily::Mysql80,
        })
    }

    /// Reports a version that is not one of the engine's.
    pub(super) fn check(&self, body: &mut Body) {
        if let Some(version) = self.version.as_literal()
            && self.release().is_none()
        {
            let (name, example) = match self.dialect {
                Dialect::Postgresql => ("Aurora PostgreSQL", "16.6"),
                Dialect::Mysql => ("Aurora MySQL", "8.0.mysql_aurora.3.08.0"),
            };
            body.report(Problem::error(
                "malformed-version",
                format!("`engine_version` is `{version}`, which is not a version of {name}"),
                format!("write it as AWS does, such as `{example}`"),
            ));
        }
    }
}

fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

impl Release {
    /// `postgresql` has the first minor version of each major version; later major versions all count.
    pub(super) fn is_at_least(self, postgresql: &[(u32, u32)], mysql: (u32, u32)) -> bool {
        // AWS chooses the latest of the minor versions.
        let minor = self.minor.unwrap_or(u32::MAX);
        match self.dialect {
            Dialect::Mysql => (self.major, minor) >= mysql,
            Dialect::Postgresql => match postgresql.iter().find(|(major, _)| *major == self.major) {
                Some((_, first)) => minor >= *first,
                None => postgresql.last().is_some_and(|(last, _)| self.major > *last),
            },
        }
    }
}
