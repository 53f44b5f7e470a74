//! When a cluster is backed up and when it may restart

use terrane_core::{Body, Problem};

use crate::AuroraEngine;
use crate::rds_cluster::Settings;
use crate::rds_cluster_settings::MinorUpgrades;
use crate::window;

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

pub(crate) fn backups_and_maintenance(settings: &Settings, engine: &AuroraEngine, body: &mut Body) {
    body.number("backup_retention_period", settings.backup_retention.0, 1..=35);
    if let Some(backup) = &settings.backup_window {
        window::set_daily(body, "preferred_backup_window", backup.clone(), 30);
    }
    if let Some(maintenance) = &settings.maintenance_window {
        window::set_weekly(body, "preferred_maintenance_window", maintenance.clone(), 30);
    }
    if let (Some(backup), Some(maintenance)) = (&settings.backup_window, &settings.maintenance_window)
        && let (Some(backup), Some(maintenance)) = (backup.as_literal(), maintenance.as_literal())
        && overlap(backup, maintenance)
    {
        body.problem(Problem::error(
            "windows-overlap",
            format!("the backup at {backup} and the maintenance at {maintenance} overlap"),
            "move one of them: RDS refuses windows that overlap",
        ));
    }
    body.maybe("apply_immediately", settings.apply_immediately.as_ref());
    if let MinorUpgrades::Chosen(enabled) = &settings.minor_upgrades
        && enabled.known() == Some(&true)
        && let (Some(true), Some(version)) = (engine.is_pinned(), engine.version.as_literal())
    {
        body.problem(Problem::warning(
            "upgrades-of-pinned-version",
            format!(
                "AWS is to upgrade {version} by itself, after which Terraform wants to go back to {version}"
            ),
            "name the major version alone, or remove `.auto_minor_upgrades(true)`",
        ));
    }
    body.maybe("allow_major_version_upgrade", settings.major_upgrades.as_ref());
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
