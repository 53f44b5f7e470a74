//! When a cluster is backed up, when it may restart, and who upgrades it.

use terrane_core::{Body, Days, Problem, Text, Value};

use super::AuroraEngine;
use crate::window;

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

#[derive(Debug)]
pub(super) struct Windows {
    pub(super) backup_retention: Days,
    pub(super) backup: Option<Text>,
    pub(super) maintenance: Option<Text>,
    pub(super) apply_immediately: Option<Value<bool>>,
    pub(super) minor_upgrades: MinorUpgrades,
    pub(super) major_upgrades: Option<Value<bool>>,
}

#[derive(Debug)]
pub(super) enum MinorUpgrades {
    /// Where the engine's version leaves the minor one to AWS.
    ByVersion,
    Chosen(Value<bool>),
}

impl Windows {
    pub(super) fn check(&self, engine: &AuroraEngine, body: &mut Body) {
        if let (Some(backup), Some(maintenance)) = (&self.backup, &self.maintenance)
            && let (Some(backup), Some(maintenance)) = (backup.as_literal(), maintenance.as_literal())
            && overlap(backup, maintenance)
        {
            body.report(Problem::error(
                "windows-overlap",
                format!("the backup at {backup} and the maintenance at {maintenance} overlap"),
                "move one of them: RDS refuses windows that overlap",
            ));
        }
        if let MinorUpgrades::Chosen(enabled) = &self.minor_upgrades
            && enabled.known() == Some(&true)
            && let (Some(true), Some(version)) = (engine.is_pinned(), engine.version.as_literal())
        {
            body.report(Problem::warning(
                "upgrades-of-pinned-version",
                format!(
                    "AWS is to upgrade {version} by itself, \
                     after which Terraform would go back to {version}"
                ),
                "name the major version alone, or remove `.auto_minor_upgrades(true)`",
            ));
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.number("backup_retention_period", self.backup_retention.0, 1..=35);
        if let Some(backup) = &self.backup {
            window::write_daily(body, "preferred_backup_window", backup, 30);
        }
        if let Some(maintenance) = &self.maintenance {
            window::write_weekly(body, "preferred_maintenance_window", maintenance, 30);
        }
        body.set_opt("apply_immediately", self.apply_immediately.as_ref());
        body.set_opt("allow_major_version_upgrade", self.major_upgrades.as_ref());
    }
}

/// Whether the backup of some day and the weekly maintenance overlap. What is malformed has been reported.
fn overlap(backup: &str, maintenance: &str) -> bool {
    let (Some((backup, backup_length)), Some((maintenance, maintenance_length))) =
        (window::daily(backup), window::weekly(maintenance))
    else {
        return false;
    };
    (0..7).any(|day| {
        let backup = backup + day * DAY;
        let from_backup = (maintenance + WEEK - backup) % WEEK;
        let from_maintenance = (backup + WEEK - maintenance) % WEEK;
        from_backup < backup_length || from_maintenance < maintenance_length
    })
}
