//! How long a log group keeps its events.

use terrane_core::{Expr, Invalid};

/// How long the events of a log group are kept: CloudWatch takes these periods and no other.
///
/// ```
/// use terrane_observability::Retention;
///
/// assert_eq!(Retention::days(7), Ok(Retention::Days7));
/// assert!(Retention::days(10).is_err());
/// ```
///
/// Another number of days has no name:
///
/// ```compile_fail,E0599
/// use terrane_observability::Retention;
///
/// let retention = Retention::Days10;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// For ever.
    Never,
    /// 1 day.
    Days1,
    /// 3 days.
    Days3,
    /// 5 days.
    Days5,
    /// 1 week.
    Days7,
    /// 2 weeks.
    Days14,
    /// 30 days.
    Days30,
    /// 60 days.
    Days60,
    /// 90 days.
    Days90,
    /// 120 days.
    Days120,
    /// 150 days.
    Days150,
    /// 180 days.
    Days180,
    /// 1 year.
    Days365,
    /// 13 months.
    Days400,
    /// 18 months.
    Days545,
    /// 2 years.
    Days731,
    /// 3 years.
    Days1096,
    /// 5 years.
    Days1827,
    /// 6 years.
    Days2192,
    /// 7 years.
    Days2557,
    /// 8 years.
    Days2922,
    /// 9 years.
    Days3288,
    /// 10 years.
    Days3653,
}

impl Retention {
    /// Every supported period, the shortest first; [`Retention::Never`] at the end.
    pub const ALL: [Retention; 23] = [
        Retention::Days1,
        Retention::Days3,
        Retention::Days5,
        Retention::Days7,
        Retention::Days14,
        Retention::Days30,
        Retention::Days60,
        Retention::Days90,
        Retention::Days120,
        Retention::Days150,
        Retention::Days180,
        Retention::Days365,
        Retention::Days400,
        Retention::Days545,
        Retention::Days731,
        Retention::Days1096,
        Retention::Days1827,
        Retention::Days2192,
        Retention::Days2557,
        Retention::Days2922,
        Retention::Days3288,
        Retention::Days3653,
        Retention::Never,
    ];

    /// A period that is known at run time. Zero is no period: events that are never deleted are
    /// [`Retention::Never`].
    ///
    /// # Errors
    ///
    /// Where CloudWatch does not take that number of days.
    pub fn days(days: u32) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|retention| retention.number() == days && days != 0);
        found.ok_or_else(|| {
            let numbers: Vec<String> =
                Self::ALL[..22].iter().map(|retention| retention.number().to_string()).collect();
            Invalid::new(format!("{days} days: CloudWatch keeps logs for {} days", numbers.join(", ")))
        })
    }

    /// The number of days; 0 for [`Retention::Never`], as CloudWatch writes it.
    pub const fn number(self) -> u32 {
        match self {
            Retention::Never => 0,
            Retention::Days1 => 1,
            Retention::Days3 => 3,
            Retention::Days5 => 5,
            Retention::Days7 => 7,
            Retention::Days14 => 14,
            Retention::Days30 => 30,
            Retention::Days60 => 60,
            Retention::Days90 => 90,
            Retention::Days120 => 120,
            Retention::Days150 => 150,
            Retention::Days180 => 180,
            Retention::Days365 => 365,
            Retention::Days400 => 400,
            Retention::Days545 => 545,
            Retention::Days731 => 731,
            Retention::Days1096 => 1096,
            Retention::Days1827 => 1827,
            Retention::Days2192 => 2192,
            Retention::Days2557 => 2557,
            Retention::Days2922 => 2922,
            Retention::Days3288 => 3288,
            Retention::Days3653 => 3653,
        }
    }
}

impl From<Retention> for Expr {
    fn from(retention: Retention) -> Self {
        retention.number().into()
    }
}
