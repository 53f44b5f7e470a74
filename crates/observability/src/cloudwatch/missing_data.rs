//! Periods without data.

use terrane_core::Expr;

/// How an alarm treats periods without data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingData {
    /// Nothing is known, and the alarm goes to `INSUFFICIENT_DATA`. CloudWatch's default.
    Missing,
    /// The alarm stays in its state.
    Ignore,
    /// Beyond the threshold.
    Breaching,
    /// Within the threshold.
    NotBreaching,
}

impl From<MissingData> for Expr {
    fn from(missing_data: MissingData) -> Self {
        match missing_data {
            MissingData::Missing => "missing",
            MissingData::Ignore => "ignore",
            MissingData::Breaching => "breaching",
            MissingData::NotBreaching => "notBreaching",
        }
        .into()
    }
}
