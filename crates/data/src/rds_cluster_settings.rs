//! The setters of an Aurora cluster

use terrane_aws::kind::{DbSubnetGroupName, KeyArn, LogGroupName, RoleArn, SecurityGroupId};
use terrane_core::{Days, EphemeralText, Port, Ref, RefersTo, Seconds, Text, Value};

use crate::db_parameter_group::DbParameterGroupName;
use crate::rds_cluster_parameter_group::ClusterParameterGroupName;
use crate::{AuroraCluster, AuroraLog, StoredPassword};

/// The master user of a cluster, and where its password comes from.
///
/// The name has 1 to 16 letters, digits and `_`, a letter first. `rdsadmin` is taken by RDS, and `admin` by PostgreSQL
/// (`reserved-name`).
#[derive(Clone, Debug)]
pub struct Credentials {
    pub(crate) username: Text,
    pub(crate) password: MasterPassword,
}

#[derive(Clone, Debug)]
pub(crate) enum MasterPassword {
    Stored { text: EphemeralText, rotation: Value<u32>, length: Option<u32> },
    ManagedByRds { key: Option<Ref<KeyArn>> },
}

impl Credentials {
    /// A password that changes when you say so: [`GeneratedSecretHandle::value`](crate::GeneratedSecretHandle::value).
    /// Containers can take the secret that holds it.
    pub fn stored(username: impl Into<Text>, password: &StoredPassword) -> Self {
        let StoredPassword { text, rotation, length } = password.clone();
        Self { username: username.into(), password: MasterPassword::Stored { text, rotation, length } }
    }

    /// A password that RDS makes, keeps in a secret of its own and changes every seven days:
    /// [`AuroraClusterHandle::managed_secret`](crate::AuroraClusterHandle::managed_secret). It is for applications that ask
    /// Secrets Manager whenever they connect; a container's environment does not take it.
    pub fn managed_by_rds(username: impl Into<Text>) -> Self {
        Self { username: username.into(), password: MasterPassword::ManagedByRds { key: None } }
    }

    /// As [`Credentials::managed_by_rds`], with the secret encrypted with a key of your own.
    pub fn managed_by_rds_with_key(username: impl Into<Text>, key: &impl RefersTo<KeyArn>) -> Self {
        let password = MasterPassword::ManagedByRds { key: Some(key.reference()) };
        Self { username: username.into(), password }
    }
}

/// How much CloudWatch Database Insights shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseInsights {
    /// Seven days of load, without extra cost.
    Standard,
    /// Fifteen months, locks, plans and the fleet; billed by vCPU or ACU. Performance Insights keep 465 days then.
    Advanced,
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

impl MonitoringInterval {
    pub(crate) const fn seconds(self) -> u32 {
        match self {
            MonitoringInterval::Seconds1 => 1,
            MonitoringInterval::Seconds5 => 5,
            MonitoringInterval::Seconds10 => 10,
            MonitoringInterval::Seconds15 => 15,
            MonitoringInterval::Seconds30 => 30,
            MonitoringInterval::Seconds60 => 60,
        }
    }
}

#[derive(Debug)]
pub(crate) enum MinorUpgrades {
    ByVersion,
    Chosen(Value<bool>),
}

#[derive(Debug)]
pub(crate) enum FinalSnapshot {
    Default,
    Named(String),
    Skipped,
}

impl<C> AuroraCluster<C> {
    /// The database to create; see [`AuroraCluster::DATABASE_NAME`]. Without it there is `postgres`, or none (MySQL).
    pub fn database_name(mut self, name: impl Into<Text>) -> Self {
        self.settings.database_name = Some(name.into());
        self
    }

    /// The port, 1150 or above. Default: 5432 for PostgreSQL, 3306 for MySQL.
    pub fn port(mut self, port: Port) -> Self {
        self.settings.port = Some(port);
        self
    }

    /// Begins with the data of a snapshot, by its identifier or ARN. Another one later makes another cluster.
    pub fn restore_from(mut self, snapshot: impl Into<Text>) -> Self {
        self.settings.snapshot = Some(snapshot.into());
        self
    }

    /// The subnets that the instances are put in. Without it, those of the default VPC.
    pub fn subnet_group(mut self, name: &impl RefersTo<DbSubnetGroupName>) -> Self {
        self.settings.subnet_group = Some(name.reference());
        self
    }

    /// Adds a security group. Without any, the VPC's default group is used.
    pub fn security_group(mut self, id: &impl RefersTo<SecurityGroupId>) -> Self {
        self.settings.security_groups.push(id.reference());
        self
    }

    /// Gives the instances public addresses: in public subnets, only the security groups then keep the internet out.
    pub fn dangerous_publicly_accessible(mut self) -> Self {
        self.settings.public = true;
        self
    }

    /// A key of your own for storage, snapshots and Performance Insights, instead of `aws/rds`. It cannot be changed later
    /// without another cluster.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.settings.key = Some(key.reference());
        self
    }

    /// Storage that is dearer and has I/O included (`aurora-iopt1`): cheaper where I/O is more than a quarter of the bill.
    pub fn io_optimized(mut self) -> Self {
        self.settings.storage = Some("aurora-iopt1");
        self
    }

    /// Parameters of the cluster.
    pub fn cluster_parameter_group(mut self, name: &impl RefersTo<ClusterParameterGroupName>) -> Self {
        self.settings.cluster_parameters = Some(name.reference());
        self
    }

    /// Parameters of the instances.
    pub fn parameter_group(mut self, name: &impl RefersTo<DbParameterGroupName>) -> Self {
        self.settings.instance_parameters = Some(name.reference());
        self
    }

    /// Lets database users log in with IAM, beside passwords. It takes memory, which small instances lack: off by default.
    pub fn iam_authentication(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.settings.iam_authentication = Some(enabled.into());
        self
    }

    /// Answers SQL over HTTPS (the Data API). Off by default.
    pub fn data_api(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.settings.data_api = Some(enabled.into());
        self
    }

    /// For how long backups are kept: 1 to 35 days, 7 by default.
    pub fn backup_retention(mut self, days: Days) -> Self {
        self.settings.backup_retention = days;
        self
    }

    /// When the daily backup begins, in UTC: `03:00-04:00`, 30 minutes or more. Without it AWS chooses.
    pub fn backup_window(mut self, window: impl Into<Text>) -> Self {
        self.settings.backup_window = Some(window.into());
        self
    }

    /// How far MySQL can be turned back in place: up to 259,200 seconds (72 hours); 0 is off.
    pub fn backtrack(mut self, time: Seconds) -> Self {
        self.settings.backtrack = Some(time);
        self
    }

    /// When AWS may restart things, in UTC: `mon:04:00-mon:05:00`, 30 minutes or more, and not during the backup. Without it
    /// AWS chooses.
    pub fn maintenance_window(mut self, window: impl Into<Text>) -> Self {
        self.settings.maintenance_window = Some(window.into());
        self
    }

    /// Makes changes at once instead of in the maintenance window. Default: in the window.
    pub fn apply_immediately(mut self, at_once: impl Into<Value<bool>>) -> Self {
        self.settings.apply_immediately = Some(at_once.into());
        self
    }

    /// Whether AWS upgrades minor versions by itself. By default it does where the engine's version names a major version
    /// alone (`16`). Where it names a minor one (`16.6`) it does not: Terraform would want to go back, which AWS refuses.
    pub fn auto_minor_upgrades(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.settings.minor_upgrades = MinorUpgrades::Chosen(enabled.into());
        self
    }

    /// Lets another major version be set. Default: AWS refuses.
    pub fn allow_major_upgrades(mut self, allowed: impl Into<Value<bool>>) -> Self {
        self.settings.major_upgrades = Some(allowed.into());
        self
    }

    /// Sends a log to CloudWatch Logs. AWS writes to `/aws/rds/cluster/<identifier>/<log>` and makes that group itself where
    /// it is missing, to be kept for ever; so the group is declared, with a retention, and the cluster waits for it.
    pub fn export_log(mut self, log: AuroraLog, group: &impl RefersTo<LogGroupName>) -> Self {
        self.settings.logs.push((log, group.reference()));
        self
    }

    /// The counters of Performance Insights. On by default; with [`AuroraCluster::encrypted_with`], under that key.
    pub fn performance_insights(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.settings.performance_insights = enabled.into();
        self
    }

    /// For how long the counters are kept: 7 days (the default, free of charge), 31 days or a multiple of it up to 713, or
    /// 731.
    pub fn performance_insights_retention(mut self, days: Days) -> Self {
        self.settings.insights_retention = Some(days);
        self
    }

    /// CloudWatch Database Insights. Default: [`DatabaseInsights::Standard`].
    pub fn database_insights(mut self, mode: DatabaseInsights) -> Self {
        self.settings.database_insights = mode;
        self
    }

    /// Enhanced Monitoring, as a role that `monitoring.rds.amazonaws.com` may take on. Off by default.
    pub fn enhanced_monitoring(
        mut self,
        interval: MonitoringInterval,
        role: &impl RefersTo<RoleArn>,
    ) -> Self {
        self.settings.monitoring = Some((interval, role.reference()));
        self
    }

    /// AWS refuses to delete the cluster. On by default.
    pub fn deletion_protection(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.settings.deletion_protection = enabled.into();
        self
    }

    /// Snapshots get the cluster's tags. On by default.
    pub fn copy_tags_to_snapshot(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.settings.copy_tags = enabled.into();
        self
    }

    /// The snapshot that is taken when the cluster is destroyed; see [`AuroraCluster::FINAL_SNAPSHOT`]. Default:
    /// `<identifier>-final`.
    ///
    /// It takes no reference and no expression: a name with a timestamp in it would be a change in every plan.
    pub fn final_snapshot(mut self, name: &str) -> Self {
        self.settings.final_snapshot = FinalSnapshot::Named(name.to_owned());
        self
    }

    /// Takes no snapshot when the cluster is destroyed: what was not backed up otherwise is lost.
    pub fn skip_final_snapshot(mut self) -> Self {
        self.settings.final_snapshot = FinalSnapshot::Skipped;
        self
    }

    /// How many instances: the writer and up to 15 readers. One by default.
    pub fn instances(mut self, number: u32) -> Self {
        self.settings.instances = number;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.settings.tags.push((key.into(), value.into()));
        self
    }
}
