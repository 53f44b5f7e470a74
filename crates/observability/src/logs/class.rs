//! The class of a log group.

use terrane_core::Expr;

/// What CloudWatch does with the events of a log group, beside storing them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogClass {
    /// All features. The default.
    Standard,
    /// Half the price of ingestion; no metric filters, no subscriptions, no live tail.
    InfrequentAccess,
}

impl From<LogClass> for Expr {
    fn from(class: LogClass) -> Self {
        match class {
            LogClass::Standard => "STANDARD",
            LogClass::InfrequentAccess => "INFREQUENT_ACCESS",
        }
        .into()
    }
}
