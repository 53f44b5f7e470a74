//! What a cluster and its instances show of themselves: Performance Insights, Database Insights, Enhanced
//! Monitoring.

use terrane_aws::kind::{KeyArn, RoleArn};
use terrane_core::{Body, Days, Expr, Problem, Ref, Value};

/// How much CloudWatch Database Insights shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseInsights {
    /// Seven days of load, without extra cost.
    Standard,
    /// Fifteen months, locks, plans and the fleet; billed by vCPU or ACU. Performance Insights keep 465 days
    /// then.
    Advanced,
}

impl From<DatabaseInsights> for Expr {
    fn from(mode: DatabaseInsights) -> Self {
        match mode {
            DatabaseInsights::Standard => "standard".into(),
            DatabaseInsights::Advanced => "advanced".into(),
        }
    }
}

/// How often Enhanced Monitoring looks at the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonitoringInterval {
    /// Every second.
    Seconds1,
    /// Every 5 seconds.
    Seconds5,
    /// Every 10 seconds.
    Seconds10,
    /// Every 15 seconds.
    Seconds15,
    /// Every 30 seconds.
    Seconds30,
    /// Every minute.
    Seconds60,
}

impl From<MonitoringInterval> for Expr {
    fn from(interval: MonitoringInterval) -> Self {
        let seconds: u32 = match interval {
            MonitoringInterval::Seconds1 => 1,
            MonitoringInterval::Seconds5 => 5,
            MonitoringInterval::Seconds10 => 10,
            MonitoringInterval::Seconds15 => 15,
            MonitoringInterval::Seconds30 => 30,
            MonitoringInterval::Seconds60 => 60,
        };
        seconds.into()
    }
}

#[derive(Debug)]
pub(super) struct Insights {
    /// Performance Insights.
    pub(super) counters: Value<bool>,
    pub(super) retention: Option<Days>,
    pub(super) mode: DatabaseInsights,
    pub(super) monitoring: Option<(MonitoringInterval, Ref<RoleArn>)>,
}

impl Insights {
    pub(super) fn check(&self, body: &mut Body) {
        if let Some(Days(days)) = self.retention
            && !matches!(days, 7 | 731)
            && !(days.is_multiple_of(31) && (31..=713).contains(&days))
        {
            body.report(Problem::error(
                "insights-retention",
                format!("Performance Insights do not keep {days} days"),
                "choose 7 days, 31 days or a multiple of it up to 713, or 731 days",
            ));
        }
        if self.mode == DatabaseInsights::Standard {
            return;
        }
        if self.counters.known() == Some(&false) {
            body.report(Problem::error(
                "insights-off",
                "advanced Database Insights read the counters of Performance Insights, which are off",
                "remove `.performance_insights(false)`, or choose `DatabaseInsights::Standard`",
            ));
        }
        if let Some(Days(days @ ..465)) = self.retention {
            body.report(Problem::error(
                "insights-retention",
                format!("advanced Database Insights need 465 days of counters, not {days}"),
                "remove `.performance_insights_retention(…)`: 465 days are the default then",
            ));
        }
    }

    pub(super) fn write_cluster(&self, key: Option<&Ref<KeyArn>>, body: &mut Body) {
        body.set("database_insights_mode", self.mode);
        if self.mode == DatabaseInsights::Advanced {
            body.set("performance_insights_enabled", true);
            self.write_counters(key, body);
        }
    }

    pub(super) fn write_instance(&self, key: Option<&Ref<KeyArn>>, body: &mut Body) {
        body.set("performance_insights_enabled", &self.counters);
        if self.counters.known() != Some(&false) {
            self.write_counters(key, body);
        }
        if let Some((interval, role)) = &self.monitoring {
            body.set("monitoring_interval", *interval);
            body.reference("monitoring_role_arn", role);
            body.assumes_role(role);
        }
    }

    fn write_counters(&self, key: Option<&Ref<KeyArn>>, body: &mut Body) {
        body.set_opt("performance_insights_kms_key_id", key);
        body.set_opt("performance_insights_retention_period", self.counters_kept());
    }

    fn counters_kept(&self) -> Option<Days> {
        match self.mode {
            DatabaseInsights::Standard => self.retention,
            DatabaseInsights::Advanced => self.retention.or(Some(Days(465))),
        }
    }
}
