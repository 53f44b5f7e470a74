//! The logs of Aurora.

use terrane_core::Expr;

use super::engine::Dialect;

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

    /// Whether the engine has the log.
    pub(super) const fn is_of(self, dialect: Dialect) -> bool {
        match self {
            AuroraLog::Postgresql => matches!(dialect, Dialect::Postgresql),
            AuroraLog::Audit | AuroraLog::Error | AuroraLog::General | AuroraLog::SlowQuery => {
                matches!(dialect, Dialect::Mysql)
            }
            AuroraLog::Instance | AuroraLog::IamDbAuthError => true,
        }
    }
}

impl From<AuroraLog> for Expr {
    fn from(log: AuroraLog) -> Self {
        log.name().into()
    }
}
