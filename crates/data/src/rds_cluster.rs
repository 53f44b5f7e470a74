//! `aws_rds_cluster` with its `aws_rds_cluster_instance`s: what can be said of an Aurora cluster

use std::marker::PhantomData;

use terrane_aws::kind::{DbSubnetGroupName, KeyArn, LogGroupName, RoleArn, SecurityGroupId};
use terrane_core::{Days, NameRule, Port, Ref, Seconds, Text, Value};

use crate::db_parameter_group::DbParameterGroupName;
use crate::rds_cluster_parameter_group::ClusterParameterGroupName;
use crate::rds_cluster_settings::{FinalSnapshot, MinorUpgrades};
use crate::{AcuRange, AuroraEngine, AuroraLog, Credentials, DatabaseInsights, MonitoringInterval};

/// An Aurora cluster, PostgreSQL or MySQL, with its instances: the writer, and readers that can take its place.
///
/// By default the storage is encrypted, deletion is refused, the last snapshot is kept under `<identifier>-final`, backups
/// are kept for 7 days, tags go to snapshots, Performance Insights are on, and the instances have no public address, even in
/// public subnets. There is one instance.
///
/// Where the engine's version names a minor one, AWS does not upgrade it by itself: Terraform would try to turn that
/// back. Name the major version alone to get minor upgrades.
///
/// The first instance has the cluster's label, the others `<label>_2` and so on; their identifiers are
/// `<identifier>-instance-1` and so on. They get the cluster's tags, with their own identifier as `Name` where the cluster
/// has one. Whatever takes the endpoint waits for the instance behind it.
///
/// Reported, beside names (`invalid-name`, `reserved-name`) and ranges (`out-of-range`):
///
/// | rule | what |
/// |---|---|
/// | `malformed-version` | a version of another form than the engine's |
/// | `serverless-not-on-version`, `acu-above-version`, `pause-not-on-version` | what the version cannot do |
/// | `auto-pause-without-zero` | a time until pausing, and a minimum above 0 |
/// | `never-pauses` | a minimum of 0, and logical replication, which keeps the cluster awake |
/// | `malformed-instance-class` | a provisioned class that is none |
/// | `password-too-long` | a generated password of more than 41 characters |
/// | `log-not-of-engine`, `log-group-of-other-name` | a log that the engine does not have, or that goes elsewhere |
/// | `malformed-window`, `window-too-short`, `windows-overlap` | windows of another form, under 30 minutes, or at the same time |
/// | `upgrades-of-pinned-version` (a warning) | minor upgrades by AWS, and a version that names the minor one |
/// | `parameter-group-of-other-family` | parameters of another engine or version |
/// | `insights-retention`, `insights-off` | a retention that AWS does not have, advanced insights without the counters |
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
/// .subnet_group(&subnet_group.name())
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
///
/// Left out: global clusters, replication from elsewhere, `availability_zones` (AWS adds to them, which shows as a change for
/// ever), Serverless v1, Active Directory, import from S3, point-in-time restore, the CA of the certificates, `network_type`,
/// `iam_roles`, write forwarding, `timeouts`, and an instance class or promotion tier of a single instance (use
/// `stack.amend(&x).attribute(…)` and `.block(…)`, with `&handle` or one of its `instances()`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct AuroraCluster<C = ServerlessCapacity> {
    pub(crate) identifier: Text,
    pub(crate) engine: AuroraEngine,
    pub(crate) capacity: Capacity,
    pub(crate) credentials: Credentials,
    pub(crate) settings: Settings,
    kind: PhantomData<fn() -> C>,
}

/// A cluster whose instances scale between two sizes, in ACUs.
#[derive(Clone, Copy, Debug)]
pub enum ServerlessCapacity {}

/// A cluster whose instances are of one class.
#[derive(Clone, Copy, Debug)]
pub enum ProvisionedCapacity {}

#[derive(Debug)]
pub(crate) enum Capacity {
    Serverless { range: AcuRange, pause_after: Option<Seconds> },
    Provisioned { class: Text },
}

/// Everything that has a default.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) database_name: Option<Text>,
    pub(crate) port: Option<Port>,
    pub(crate) snapshot: Option<Text>,
    pub(crate) subnet_group: Option<Ref<DbSubnetGroupName>>,
    pub(crate) security_groups: Vec<Ref<SecurityGroupId>>,
    pub(crate) public: bool,
    pub(crate) key: Option<Ref<KeyArn>>,
    pub(crate) storage: Option<&'static str>,
    pub(crate) cluster_parameters: Option<Ref<ClusterParameterGroupName>>,
    pub(crate) instance_parameters: Option<Ref<DbParameterGroupName>>,
    pub(crate) iam_authentication: Option<Value<bool>>,
    pub(crate) data_api: Option<Value<bool>>,
    pub(crate) backup_retention: Days,
    pub(crate) backup_window: Option<Text>,
    pub(crate) backtrack: Option<Seconds>,
    pub(crate) maintenance_window: Option<Text>,
    pub(crate) apply_immediately: Option<Value<bool>>,
    pub(crate) minor_upgrades: MinorUpgrades,
    pub(crate) major_upgrades: Option<Value<bool>>,
    pub(crate) logs: Vec<(AuroraLog, Ref<LogGroupName>)>,
    pub(crate) performance_insights: Value<bool>,
    pub(crate) insights_retention: Option<Days>,
    pub(crate) database_insights: DatabaseInsights,
    pub(crate) monitoring: Option<(MonitoringInterval, Ref<RoleArn>)>,
    pub(crate) deletion_protection: Value<bool>,
    pub(crate) copy_tags: Value<bool>,
    pub(crate) final_snapshot: FinalSnapshot,
    pub(crate) instances: u32,
    pub(crate) tags: Vec<(Text, Text)>,
}

impl AuroraCluster<ServerlessCapacity> {
    /// A cluster whose instances scale within a range of ACUs (Serverless v2); see [`AuroraCluster::IDENTIFIER`].
    ///
    /// With a minimum of 0 it pauses while nothing is connected. Then nothing may ask it again and again: not a probe, and
    /// not a connection pool that keeps its connections.
    pub fn serverless(
        identifier: impl Into<Text>,
        engine: AuroraEngine,
        range: AcuRange,
        credentials: Credentials,
    ) -> Self {
        Self::new(identifier.into(), engine, Capacity::Serverless { range, pause_after: None }, credentials)
    }

    /// Pauses after this time without a connection: 300 to 86,400 seconds, 300 by default. Wants a minimum of 0 ACU.
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

impl AuroraCluster {
    /// The identifier of a cluster. Its instances add `-instance-1` to it, and have the same limit.
    pub const IDENTIFIER: NameRule = NameRule::new(
        "an Aurora identifier has 1 to 63 lower-case letters, digits and `-`, a letter first, no `--`, no `-` at the end",
        1,
        63,
    )
    .lower()
    .digits()
    .also("-")
    .begins_with_letter()
    .ends_alphanumeric()
    .never_has(&["--"]);

    /// The name of the last snapshot.
    pub const FINAL_SNAPSHOT: NameRule = NameRule::new(
        "a snapshot's name has 1 to 255 letters, digits and `-`, a letter first, no `--`, no `-` at the end",
        1,
        255,
    )
    .letters()
    .digits()
    .also("-")
    .begins_with_letter()
    .ends_alphanumeric()
    .never_has(&["--"]);

    /// The name of a cluster's database.
    pub const DATABASE_NAME: NameRule = NameRule::new(
        "a database's name has 1 to 64 letters, digits and `_` (63 for PostgreSQL), a letter first",
        1,
        64,
    )
    .letters()
    .digits()
    .also("_")
    .begins_with_letter();
}

impl<C> AuroraCluster<C> {
    fn new(identifier: Text, engine: AuroraEngine, capacity: Capacity, credentials: Credentials) -> Self {
        let settings = Settings {
            database_name: None,
            port: None,
            snapshot: None,
            subnet_group: None,
            security_groups: Vec::new(),
            public: false,
            key: None,
            storage: None,
            cluster_parameters: None,
            instance_parameters: None,
            iam_authentication: None,
            data_api: None,
            backup_retention: Days(7),
            backup_window: None,
            backtrack: None,
            maintenance_window: None,
            apply_immediately: None,
            minor_upgrades: MinorUpgrades::ByVersion,
            major_upgrades: None,
            logs: Vec::new(),
            performance_insights: true.into(),
            insights_retention: None,
            database_insights: DatabaseInsights::Standard,
            monitoring: None,
            deletion_protection: true.into(),
            copy_tags: true.into(),
            final_snapshot: FinalSnapshot::Default,
            instances: 1,
            tags: Vec::new(),
        };
        Self { identifier, engine, capacity, credentials, settings, kind: PhantomData }
    }
}
