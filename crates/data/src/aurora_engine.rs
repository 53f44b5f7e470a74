//! What an Aurora cluster runs

use terrane_core::{Body, Expr, Port, Problem, Text};

use crate::AcuRange;

/// Aurora's engine and its version.
///
/// The version decides what the cluster can do: whether it can be serverless, how large it gets, and whether it can pause.
/// A literal version of another form is reported (`malformed-version`). One that only Terraform knows passes, and so does
/// what depends on it.
///
/// ```
/// use terrane_data::AuroraEngine;
///
/// let postgresql = AuroraEngine::postgresql("16.6");
/// let mysql = AuroraEngine::mysql("8.0.mysql_aurora.3.08.0");
/// ```
#[derive(Clone, Debug)]
pub struct AuroraEngine {
    pub(crate) dialect: Dialect,
    pub(crate) version: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Postgresql,
    Mysql,
}

impl Dialect {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Dialect::Postgresql => "aurora-postgresql",
            Dialect::Mysql => "aurora-mysql",
        }
    }

    pub(crate) const fn port(self) -> Port {
        match self {
            Dialect::Postgresql => Port::literal(5432),
            Dialect::Mysql => Port::literal(3306),
        }
    }
}

/// A version that was understood: the number that AWS counts releases by, and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Release {
    dialect: Dialect,
    /// 16 of 16.6; 3 of `8.0.mysql_aurora.3.08.0`.
    major: u32,
    /// 6 of 16.6; 8 of `8.0.mysql_aurora.3.08.0`; nothing where AWS chooses it.
    minor: Option<u32>,
}

impl AuroraEngine {
    /// Aurora PostgreSQL. With a major version alone (`16`), AWS chooses the minor one and Terraform leaves it alone.
    pub fn postgresql(version: impl Into<Text>) -> Self {
        Self { dialect: Dialect::Postgresql, version: version.into() }
    }

    /// Aurora MySQL, by AWS's own version: `8.0.mysql_aurora.3.08.0`. With MySQL's version alone (`8.0`), AWS chooses.
    pub fn mysql(version: impl Into<Text>) -> Self {
        Self { dialect: Dialect::Mysql, version: version.into() }
    }

    /// The version's number, where it is known and of the right form.
    pub(crate) fn release(&self) -> Option<Release> {
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
    pub(crate) fn is_pinned(&self) -> Option<bool> {
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

    pub(crate) fn check(&self, body: &mut Body) {
        if let Some(version) = self.version.as_literal()
            && self.release().is_none()
        {
            let (name, example) = match self.dialect {
                Dialect::Postgresql => ("Aurora PostgreSQL", "16.6"),
                Dialect::Mysql => ("Aurora MySQL", "8.0.mysql_aurora.3.08.0"),
            };
            body.problem(Problem::error(
                "malformed-version",
                format!("`engine_version` is `{version}`, which is no version of {name}"),
                format!("write it as AWS does, such as `{example}`"),
            ));
        }
    }

    /// Reports what a serverless cluster of this version cannot do.
    pub(crate) fn check_serverless(&self, range: AcuRange, body: &mut Body) {
        let (Some(release), Some(version)) = (self.release(), self.version.as_literal()) else { return };
        let (serverless, large, pausing) = match self.dialect {
            Dialect::Postgresql => (
                "13.6, 14.3, 15.2 and 16.1",
                "13.13, 14.10, 15.5 and 16.1",
                "13.15, 14.12, 15.7, 16.3 and every later major version",
            ),
            Dialect::Mysql => ("3.02.0", "3.06.0", "3.08.0"),
        };
        if !release.is_at_least(&[(13, 6), (14, 3), (15, 2), (16, 1)], (3, 2)) {
            body.problem(Problem::error(
                "serverless-not-on-version",
                format!(
                    "version {version} does not run on Serverless v2; the first that do are {serverless}"
                ),
                "choose a later version, or `AuroraCluster::provisioned`",
            ));
            return;
        }
        if range.max_halves() > 256 && !release.is_at_least(&[(13, 13), (14, 10), (15, 5), (16, 1)], (3, 6)) {
            body.problem(Problem::error(
                "acu-above-version",
                format!("version {version} scales to 128 ACUs; the first that reach 256 are {large}"),
                "choose a later version, or a maximum of 128 ACUs",
            ));
        }
        if range.pauses() && !release.is_at_least(&[(13, 15), (14, 12), (15, 7), (16, 3)], (3, 8)) {
            body.problem(Problem::error(
                "pause-not-on-version",
                format!("version {version} cannot pause, so its minimum is 0.5 ACU; the first that can are {pausing}"),
                "choose a later version, or a minimum of 0.5 ACU",
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
    fn is_at_least(self, postgresql: &[(u32, u32)], mysql: (u32, u32)) -> bool {
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

/// A log that Aurora can send to CloudWatch Logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuroraLog {
    /// PostgreSQL's log: errors, and the statements that its parameters choose.
    Postgresql,
    /// MySQL: who connected and what was asked, where `server_audit_logging` is on.
    Audit,
    /// MySQL: errors.
    Error,
    /// MySQL: every statement, where `general_log` is on.
    General,
    /// MySQL: slow statements, where `slow_query_log` is on.
    SlowQuery,
    /// Both: what the instances report.
    Instance,
    /// Both: refused logins by IAM.
    IamDbAuthError,
}

impl AuroraLog {
    /// As AWS writes it: also the end of the log group's name, `/aws/rds/cluster/<cluster>/<log>`.
    pub const fn name(self) -> &'static str {
        match self {
            AuroraLog::Postgresql => "postgresql",
            AuroraLog::Audit => "audit",
            AuroraLog::Error => "error",
            AuroraLog::General => "general",
            AuroraLog::SlowQuery => "slowquery",
            AuroraLog::Instance => "instance",
            AuroraLog::IamDbAuthError => "iam-db-auth-error",
        }
    }

    pub(crate) const fn is_of(self, dialect: Dialect) -> bool {
        match self {
            AuroraLog::Postgresql => matches!(dialect, Dialect::Postgresql),
            AuroraLog::Audit | AuroraLog::Error | AuroraLog::General | AuroraLog::SlowQuery => {
                matches!(dialect, Dialect::Mysql)
            }
            AuroraLog::Instance | AuroraLog::IamDbAuthError => true,
        }
    }
}
