//! `aws_rds_cluster` with its `aws_rds_cluster_instance`s: what can be said of an Aurora cluster.

use std::marker::PhantomData;

use terrane_aws::kind::{DbSubnetGroupName, KeyArn, LogGroupName, RoleArn, SecurityGroupId};
use terrane_core::{Days, Port, Ref, RefersTo, Seconds, Text, Value};

use super::capacity::Capacity;
use super::insights::Insights;
use super::windows::{MinorUpgrades, Windows};
use super::{
    AcuRange, AuroraEngine, AuroraLog, ClusterParameterGroupName, Credentials, DatabaseInsights,
    DbParameterGroupName, MonitoringInterval, ProvisionedCapacity, ServerlessCapacity,
};

/// An Aurora cluster, PostgreSQL or MySQL, with its instances: the writer, and readers that can take its
/// place.
///
/// Emits `aws_rds_cluster.{label}`, and `aws_rds_cluster_instance` for each instance: the first has the
/// cluster's label, the others `{label}_2` and so on. Their identifiers are `<identifier>-instance-1` and so
/// on. They get the cluster's tags, with their own identifier as `Name` where the cluster has one. What uses
/// the endpoint waits for the instance behind it.
///
/// By default there is one instance, the storage is encrypted, deletion is refused, the last snapshot is kept
/// under `<identifier>-final`, backups are kept for 7 days, tags go to snapshots, Performance Insights are
/// on, and the instances have no public address, even in public subnets. Where the engine's version names a
/// minor one, AWS does not upgrade it by itself: Terraform would try to turn that back. Name the major
/// version alone to get minor upgrades.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `reserved-name` | identifiers and names that AWS refuses or keeps for itself |
/// | `out-of-range` | numbers outside of what AWS accepts |
/// | `malformed-version` | a version of another form than the engine's |
/// | `serverless-not-on-version`, `acu-above-version`, `pause-not-on-version` | what the version cannot do |
/// | `auto-pause-without-zero` | a time until pausing, and a minimum above 0 |
/// | `never-pauses` | a minimum of 0, and logical replication, which keeps the cluster awake |
/// | `malformed-instance-class` | not the form of an instance class |
/// | `backtrack-not-of-engine` | backtracking of PostgreSQL |
/// | `password-too-long` | a generated password of more than 41 characters |
/// | `log-not-of-engine`, `log-group-of-other-name` | a log that the engine lacks, or that goes elsewhere |
/// | `malformed-window`, `window-too-short` | windows of another form, or under 30 minutes |
/// | `windows-overlap` | backup and maintenance at the same time |
/// | `upgrades-of-pinned-version` (a warning) | minor upgrades by AWS of a version that names one |
/// | `parameter-group-of-other-family` | parameters of another engine or version |
/// | `insights-retention` | a retention that AWS does not have |
/// | `insights-off` | advanced Database Insights without Performance Insights |
///
/// # Not covered
///
/// Global clusters, replication from elsewhere, `availability_zones` (AWS adds to them, which shows as a
/// change in every plan), Serverless v1, Active Directory, import from S3, point-in-time restore, the CA of
/// the certificates, `network_type`, `iam_roles`, write forwarding, `timeouts`, and an instance class or
/// promotion tier of a single instance: use `stack.amend(&x).attribute(…)` and `.block(…)`, with `&handle` or
/// one of its `instances()`.
///
/// # Example
///
/// ```
/// use terrane_aws::{Any, Region, Subnets};
/// use terrane_core::{Days, Declare, Ref, Stack, literal};
/// use terrane_data::{
///     AcuRange, AuroraCluster, AuroraEngine, AuroraLog, Credentials, DbSubnetGroup, GeneratedSecret,
///     Password,
/// };
///
/// let mut stack = Stack::new("docs");
/// # let zone = |letter| Region::EU_WEST_1.zone(letter);
/// # let subnets = Subnets::<Any>::existing(
/// #     Ref::existing("vpc-0a1b"),
/// #     [(zone('a'), Ref::existing("subnet-0a")), (zone('b'), Ref::existing("subnet-0b"))],
/// # );
/// # let security_group = Ref::existing("sg-0a1b");
/// # let log_group = Ref::existing("/aws/rds/cluster/jiki-production/postgresql");
/// let password = GeneratedSecret::new("jiki/production/database-password", Password::length(32), 1)
///     .declare(&mut stack, "database_password");
/// let subnet_group = DbSubnetGroup::new("jiki-main", &subnets).declare(&mut stack, "main");
/// let database = AuroraCluster::serverless(
///     "jiki-production",
///     AuroraEngine::postgresql("16.6"),
///     literal!(AcuRange, 0.0, 1.0),
///     Credentials::stored("jiki", &password.value()),
/// )
/// .database_name("jiki_production")
/// .subnet_group(&subnet_group)
/// .security_group(&security_group)
/// .backup_window("03:00-04:00")
/// .maintenance_window("mon:04:00-mon:05:00")
/// .export_log(AuroraLog::Postgresql, &log_group)
/// .declare(&mut stack, "main");
/// assert_eq!(database.max_connections(), Some(189));
/// stack.output("database_address", database.endpoint().address());
/// let terraform = stack.finish()?;
/// assert!(terraform.file("data.tf").unwrap().contains("master_password_wo_version"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// A password as text is not a credential; it would be in the state:
///
/// ```compile_fail,E0308
/// use terrane_data::Credentials;
///
/// let credentials = Credentials::stored("jiki", "hunter2hunter2");
/// ```
#[doc(alias = "aws_rds_cluster")]
#[doc(alias = "aws_rds_cluster_instance")]
#[doc(alias = "DB cluster")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct AuroraCluster<C = ServerlessCapacity> {
    pub(super) identifier: Text,
    pub(super) engine: AuroraEngine,
    pub(super) capacity: Capacity,
    pub(super) credentials: Credentials,
    pub(super) instances: u32,
    pub(super) database_name: Option<Text>,
    pub(super) snapshot: Option<Text>,
    pub(super) cluster_parameters: Option<Ref<ClusterParameterGroupName>>,
    pub(super) instance_parameters: Option<Ref<DbParameterGroupName>>,
    pub(super) subnet_group: Option<Ref<DbSubnetGroupName>>,
    pub(super) security_groups: Vec<Ref<SecurityGroupId>>,
    pub(super) port: Option<Port>,
    pub(super) public: bool,
    pub(super) iam_authentication: Option<Value<bool>>,
    pub(super) data_api: Option<Value<bool>>,
    pub(super) key: Option<Ref<KeyArn>>,
    pub(super) io_optimized: bool,
    pub(super) backtrack: Option<Seconds>,
    pub(super) windows: Windows,
    pub(super) logs: Vec<(AuroraLog, Ref<LogGroupName>)>,
    pub(super) insights: Insights,
    pub(super) deletion_protection: Value<bool>,
    pub(super) copy_tags: Value<bool>,
    pub(super) final_snapshot: FinalSnapshot,
    pub(super) tags: Vec<(Text, Text)>,
    kind: PhantomData<fn() -> C>,
}

#[derive(Debug)]
pub(super) enum FinalSnapshot {
    /// `<identifier>-final`.
    Default,
    Named(String),
    Skipped,
}

impl AuroraCluster<ServerlessCapacity> {
    /// A cluster whose instances scale within a range of ACUs (Serverless v2); see
    /// [`AuroraCluster::IDENTIFIER`].
    ///
    /// With a minimum of 0 it pauses while nothing is connected. Then nothing may query it again and again:
    /// no health check, and no connection pool that keeps its connections.
    pub fn serverless(
        identifier: impl Into<Text>,
        engine: AuroraEngine,
        range: AcuRange,
        credentials: Credentials,
    ) -> Self {
        Self::new(identifier.into(), engine, Capacity::Serverless { range, pause_after: None }, credentials)
    }

    /// Pauses after this time without a connection: 300 to 86,400 seconds, 300 by default. Wants a minimum of
    /// 0 ACU.
    pub fn auto_pause_after(mut self, time: Seconds) -> Self {
        if let Capacity::Serverless { pause_after, .. } = &mut self.capacity {
            *pause_after = Some(time);
        }
        self
    }
}

impl AuroraCluster<ProvisionedCapacity> {
    /// A cluster whose instances are of one class, such as `db.r7g.large`; see [`AuroraCluster::IDENTIFIER`].
    pub fn provisioned(
        identifier: impl Into<Text>,
        engine: AuroraEngine,
        instance_class: impl Into<Text>,
        credentials: Credentials,
    ) -> Self {
        let class = instance_class.into();
        Self::new(identifier.into(), engine, Capacity::Provisioned { class }, credentials)
    }
}

impl<C> AuroraCluster<C> {
    fn new(identifier: Text, engine: AuroraEngine, capacity: Capacity, credentials: Credentials) -> Self {
        Self {
            identifier,
            engine,
            capacity,
            credentials,
            instances: 1,
            database_name: None,
            snapshot: None,
            cluster_parameters: None,
            instance_parameters: None,
            subnet_group: None,
            security_groups: Vec::new(),
            port: None,
            public: false,
            iam_authentication: None,
            data_api: None,
            key: None,
            io_optimized: false,
            backtrack: None,
            windows: Windows {
                backup_retention: Days(7),
                backup: None,
                maintenance: None,
                apply_immediately: None,
                minor_upgrades: MinorUpgrades::ByVersion,
                major_upgrades: None,
            },
            logs: Vec::new(),
            insights: Insights {
                counters: true.into(),
                retention: None,
                mode: DatabaseInsights::Standard,
                monitoring: None,
            },
            deletion_protection: true.into(),
            copy_tags: true.into(),
            final_snapshot: FinalSnapshot::Default,
            tags: Vec::new(),
            kind: PhantomData,
        }
    }

    /// The database to create; see [`AuroraCluster::DATABASE_NAME`]. Without it there is `postgres`, or none
    /// (MySQL).
    pub fn database_name(mut self, name: impl Into<Text>) -> Self {
        self.database_name = Some(name.into());
        self
    }

    /// The port, 1150 or above. Default: 5432 for PostgreSQL, 3306 for MySQL.
    pub fn port(mut self, port: Port) -> Self {
        self.port = Some(port);
        self
    }

    /// Begins with the data of a snapshot, by its identifier or ARN. Another one later makes another cluster.
    pub fn restore_from(mut self, snapshot: impl Into<Text>) -> Self {
        self.snapshot = Some(snapshot.into());
        self
    }

    /// The subnets that the instances are put in. Without it, those of the default VPC.
    pub fn subnet_group(mut self, group: &impl RefersTo<DbSubnetGroupName>) -> Self {
        self.subnet_group = Some(group.reference());
        self
    }

    /// Adds a security group. Without any, the VPC's default group is used.
    pub fn security_group(mut self, group: &impl RefersTo<SecurityGroupId>) -> Self {
        self.security_groups.push(group.reference());
        self
    }

    /// Gives the instances public addresses: in public subnets, only the security groups then keep the
    /// internet out.
    pub fn dangerous_publicly_accessible(mut self) -> Self {
        self.public = true;
        self
    }

    /// A key of your own for storage, snapshots and Performance Insights, instead of `aws/rds`. It cannot be
    /// changed later without another cluster.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }

    /// Storage that is dearer and has I/O included (`aurora-iopt1`): cheaper where I/O is more than a quarter
    /// of the bill.
    pub fn io_optimized(mut self) -> Self {
        self.io_optimized = true;
        self
    }

    /// Parameters of the cluster.
    pub fn cluster_parameter_group(mut self, group: &impl RefersTo<ClusterParameterGroupName>) -> Self {
        self.cluster_parameters = Some(group.reference());
        self
    }

    /// Parameters of the instances.
    pub fn parameter_group(mut self, group: &impl RefersTo<DbParameterGroupName>) -> Self {
        self.instance_parameters = Some(group.reference());
        self
    }

    /// Lets database users log in with IAM, beside passwords. It takes memory, which small instances lack:
    /// off by default.
    pub fn iam_authentication(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.iam_authentication = Some(enabled.into());
        self
    }

    /// Answers SQL over HTTPS (the Data API). Off by default.
    pub fn data_api(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.data_api = Some(enabled.into());
        self
    }

    /// For how long backups are kept: 1 to 35 days, 7 by default.
    pub fn backup_retention(mut self, days: Days) -> Self {
        self.windows.backup_retention = days;
        self
    }

    /// When the daily backup begins, in UTC: `03:00-04:00`, 30 minutes or more. Without it AWS chooses.
    pub fn backup_window(mut self, window: impl Into<Text>) -> Self {
        self.windows.backup = Some(window.into());
        self
    }

    /// How far MySQL can be turned back in place: up to 259,200 seconds (72 hours); 0 is off.
    pub fn backtrack(mut self, time: Seconds) -> Self {
        self.backtrack = Some(time);
        self
    }

    /// When AWS may restart things, in UTC: `mon:04:00-mon:05:00`, 30 minutes or more, and not during the
    /// backup. Without it AWS chooses.
    pub fn maintenance_window(mut self, window: impl Into<Text>) -> Self {
        self.windows.maintenance = Some(window.into());
        self
    }

    /// Makes changes at once instead of in the maintenance window. Default: in the window.
    pub fn apply_immediately(mut self, at_once: impl Into<Value<bool>>) -> Self {
        self.windows.apply_immediately = Some(at_once.into());
        self
    }

    /// Whether AWS upgrades minor versions by itself. By default it does where the engine's version names a
    /// major version alone (`16`). Where it names a minor one (`16.6`) it does not: Terraform would try to
    /// go back, which AWS refuses.
    pub fn auto_minor_upgrades(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.windows.minor_upgrades = MinorUpgrades::Chosen(enabled.into());
        self
    }

    /// Lets another major version be set. Default: AWS refuses.
    pub fn allow_major_upgrades(mut self, allowed: impl Into<Value<bool>>) -> Self {
        self.windows.major_upgrades = Some(allowed.into());
        self
    }

    /// Sends a log to CloudWatch Logs. AWS writes to `/aws/rds/cluster/<identifier>/<log>` and makes that
    /// group itself where it is missing, to be kept for ever; so the group is declared, with a retention, and
    /// the cluster waits for it.
    pub fn export_log(mut self, log: AuroraLog, group: &impl RefersTo<LogGroupName>) -> Self {
        self.logs.push((log, group.reference()));
        self
    }

    /// The counters of Performance Insights. On by default; with [`AuroraCluster::encrypted_with`], under
    /// that key.
    pub fn performance_insights(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.insights.counters = enabled.into();
        self
    }

    /// For how long the counters are kept: 7 days (the default, free of charge), 31 days or a multiple of it
    /// up to 713, or 731.
    pub fn performance_insights_retention(mut self, days: Days) -> Self {
        self.insights.retention = Some(days);
        self
    }

    /// CloudWatch Database Insights. Default: [`DatabaseInsights::Standard`].
    pub fn database_insights(mut self, mode: DatabaseInsights) -> Self {
        self.insights.mode = mode;
        self
    }

    /// Enhanced Monitoring, as a role that `monitoring.rds.amazonaws.com` may assume. Off by default.
    pub fn enhanced_monitoring(
        mut self,
        interval: MonitoringInterval,
        role: &impl RefersTo<RoleArn>,
    ) -> Self {
        self.insights.monitoring = Some((interval, role.reference()));
        self
    }

    /// AWS refuses to delete the cluster. On by default.
    pub fn deletion_protection(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.deletion_protection = enabled.into();
        self
    }

    /// Snapshots get the cluster's tags. On by default.
    pub fn copy_tags_to_snapshot(mut self, enabled: impl Into<Value<bool>>) -> Self {
        self.copy_tags = enabled.into();
        self
    }

    /// The snapshot that is taken when the cluster is destroyed; see [`AuroraCluster::FINAL_SNAPSHOT`].
    /// Default: `<identifier>-final`.
    ///
    /// It accepts no reference and no expression: a name with a timestamp in it would be a change in every
    /// plan.
    pub fn final_snapshot(mut self, name: &str) -> Self {
        self.final_snapshot = FinalSnapshot::Named(name.to_owned());
        self
    }

    /// Takes no snapshot when the cluster is destroyed: what was not backed up otherwise is lost.
    pub fn skip_final_snapshot(mut self) -> Self {
        self.final_snapshot = FinalSnapshot::Skipped;
        self
    }

    /// How many instances: the writer and up to 15 readers. One by default.
    pub fn instances(mut self, number: u32) -> Self {
        self.instances = number;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.push((key.into(), value.into()));
        self
    }
}
