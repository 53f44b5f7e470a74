//! `aws_elasticache_replication_group`: what can be said of Valkey or Redis on nodes.

use std::marker::PhantomData;

use terrane_aws::kind::{CacheSubnetGroupName, KeyArn, LogGroupName, SecurityGroupId, TopicArn};
use terrane_aws::{Tags, Zone};
use terrane_core::{Days, Expr, NameRule, Port, Ref, RefersTo, Text, Value, literal};

use super::{
    CacheEngine, CacheParameterGroupName, CacheUserGroupId, EvictionPolicy, JobQueue, NodeType, OneShard,
    Sharded,
};
use crate::names::words_with_dashes;

/// Which of its logs a replication group delivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheLog {
    /// Commands that took long.
    Slow,
    /// What the engine itself tells. From version 6.2 on.
    Engine,
}

impl From<CacheLog> for Expr {
    fn from(log: CacheLog) -> Self {
        match log {
            CacheLog::Slow => "slow-log".into(),
            CacheLog::Engine => "engine-log".into(),
        }
    }
}

/// Valkey or Redis on nodes of a chosen size: a cache, or with
/// [`as_job_queue`](ReplicationGroup::as_job_queue) a store that can hold a queue of jobs.
///
/// Emits `aws_elasticache_replication_group.{label}`, and `aws_elasticache_parameter_group.{label}` for
/// parameters of its own ([`parameter`](Self::parameter)), in the family of the engine.
///
/// By default there are one shard and one node, Valkey 8.0 and port 6379. Data is encrypted at rest and in
/// transit (`rediss://`), always.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | names and numbers that AWS refuses |
/// | `job-store-evicts` | a queue of jobs whose parameters let entries be evicted |
/// | `parameters-beside-group` | parameters of its own, and a shared parameter group |
/// | `parameter-group-of-other-family` | a shared parameter group of another engine or version |
/// | `parameter-group-cluster-mode` | a shared parameter group that is not for the number of shards |
/// | `multi-az-without-replica` | one node in several zones |
/// | `data-tiering-node-type` | data tiering without a node of the class r6gd, or the other way round |
/// | `zone-per-node` | zones other than one for each node |
/// | `duplicate-log` | a log that is delivered twice |
/// | `malformed-window`, `window-too-short` | windows of another form, or under 60 minutes |
///
/// # Not covered
///
/// `auth_token` (it has no write-only form, so it would be in the state; use
/// [`user_group`](Self::user_group)), `global_replication_group_id`, `node_group_configuration`,
/// `snapshot_arns`, `network_type` and `ip_discovery`: use `stack.amend(&group).attribute(…)`.
///
/// # Example
///
/// ```
/// # use terrane_aws::{CacheUrl, QueueUrl};
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{NodeType, ReplicationGroup};
///
/// # let mut stack = Stack::new("docs");
/// let queue = ReplicationGroup::new("jiki-queue", NodeType::T4G_MICRO, "The jobs of Sidekiq")
///     .replicas(1)
///     .as_job_queue()
///     .declare(&mut stack, "queue");
/// let url: QueueUrl = queue.queue_url();
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// A cache may evict what it holds, so it has no URL for a queue:
///
/// ```compile_fail,E0599
/// # use terrane_core::{Declare, Stack};
/// use terrane_data::{NodeType, ReplicationGroup};
///
/// # let mut stack = Stack::new("docs");
/// let cache = ReplicationGroup::new("jiki-pages", NodeType::T4G_MICRO, "Rendered pages");
/// let cache = cache.declare(&mut stack, "pages");
/// let url = cache.queue_url();
/// ```
#[doc(alias = "aws_elasticache_replication_group")]
#[doc(alias = "Redis")]
#[doc(alias = "Valkey")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ReplicationGroup<S = OneShard> {
    pub(super) settings: Settings,
    state: PhantomData<fn() -> S>,
}

/// What holds in every state.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) id: Text,
    pub(super) description: Text,
    pub(super) node_type: NodeType,
    pub(super) engine: CacheEngine,
    pub(super) shards: Option<u32>,
    pub(super) job_queue: bool,
    pub(super) replicas: u32,
    pub(super) multi_az: Option<bool>,
    pub(super) port: Port,
    pub(super) subnet_group: Option<Ref<CacheSubnetGroupName>>,
    pub(super) security_groups: Vec<Ref<SecurityGroupId>>,
    pub(super) zones: Vec<Zone>,
    pub(super) parameter_group: Option<Ref<CacheParameterGroupName>>,
    pub(super) parameters: Vec<(Text, Text)>,
    pub(super) user_group: Option<Ref<CacheUserGroupId>>,
    pub(super) key: Option<Ref<KeyArn>>,
    pub(super) snapshot_retention: Option<Value<Days>>,
    pub(super) snapshot_window: Option<Text>,
    pub(super) final_snapshot: Option<Text>,
    pub(super) restored_from: Option<Text>,
    pub(super) maintenance_window: Option<Text>,
    pub(super) minor_upgrades: Option<Value<bool>>,
    pub(super) apply_immediately: Option<Value<bool>>,
    pub(super) topic: Option<Ref<TopicArn>>,
    pub(super) logs: Vec<(CacheLog, Ref<LogGroupName>)>,
    pub(super) data_tiering: bool,
    pub(super) tags: Tags,
}

impl ReplicationGroup {
    /// The id of a replication group. AWS stores it in lower case.
    pub const ID: NameRule = words_with_dashes(
        "a replication group's id has 1 to 40 lower-case letters, digits and `-`, \
         a letter first, no `--` and no `-` at its end",
        40,
    )
    .lower();

    /// The name of a snapshot.
    pub const SNAPSHOT: NameRule = words_with_dashes(
        "a cache snapshot's name has 1 to 255 letters, digits and `-`, \
         a letter first, no `--` and no `-` at its end",
        255,
    )
    .letters();

    /// One node of this type, with Valkey 8.0. The id must be unique in the account and region.
    pub fn new(id: impl Into<Text>, node_type: NodeType, description: impl Into<Text>) -> Self {
        let settings = Settings {
            id: id.into(),
            description: description.into(),
            node_type,
            engine: CacheEngine::Valkey8_0,
            shards: None,
            job_queue: false,
            replicas: 0,
            multi_az: None,
            port: literal!(Port, 6379),
            subnet_group: None,
            security_groups: Vec::new(),
            zones: Vec::new(),
            parameter_group: None,
            parameters: Vec::new(),
            user_group: None,
            key: None,
            snapshot_retention: None,
            snapshot_window: None,
            final_snapshot: None,
            restored_from: None,
            maintenance_window: None,
            minor_upgrades: None,
            apply_immediately: None,
            topic: None,
            logs: Vec::new(),
            data_tiering: false,
            tags: Tags::default(),
        };
        Self { settings, state: PhantomData }
    }

    /// Able to hold a queue of jobs: nothing is evicted (`maxmemory-policy` is `noeviction`, in a parameter
    /// group of its own), and one shard answers every command. Only such a group gives a
    /// [`QueueUrl`](terrane_aws::QueueUrl).
    ///
    /// A parameter that says otherwise is reported (`job-store-evicts`), and so is a shared parameter group
    /// that does not say the same.
    pub fn as_job_queue(mut self) -> ReplicationGroup<JobQueue> {
        self.settings.job_queue = true;
        ReplicationGroup { settings: self.settings, state: PhantomData }
    }

    /// Cluster mode: keys are spread over 1 to 500 shards, each with its replicas. Clients must speak the
    /// cluster protocol, there is one database only, and a command takes keys of one slot.
    pub fn sharded(mut self, shards: u32) -> ReplicationGroup<Sharded> {
        self.settings.shards = Some(shards);
        ReplicationGroup { settings: self.settings, state: PhantomData }
    }
}

impl<S> ReplicationGroup<S> {
    /// Another engine, or another version, than Valkey 8.0.
    pub fn engine(mut self, engine: CacheEngine) -> Self {
        self.settings.engine = engine;
        self
    }

    /// How many copies each shard has beside its primary node, 0 to 5. With one or more, another node takes
    /// over where the primary fails.
    pub fn replicas(mut self, replicas: u32) -> Self {
        self.settings.replicas = replicas;
        self
    }

    /// Whether the nodes are in several zones. On by default where there is a replica; needs one.
    pub fn multi_az(mut self, on: bool) -> Self {
        self.settings.multi_az = Some(on);
        self
    }

    /// Another port than 6379.
    pub fn port(mut self, port: Port) -> Self {
        self.settings.port = port;
        self
    }

    /// The subnets that the nodes may be in; those of the default VPC where nothing is said.
    pub fn subnet_group(mut self, group: &impl RefersTo<CacheSubnetGroupName>) -> Self {
        self.settings.subnet_group = Some(group.reference());
        self
    }

    /// Adds a security group; without any, AWS uses the VPC's default group.
    pub fn security_group(mut self, group: &impl RefersTo<SecurityGroupId>) -> Self {
        self.settings.security_groups.push(group.reference());
        self
    }

    /// The zone of each node, the primary's first. One for each node, and not with
    /// [`sharded`](ReplicationGroup::sharded).
    pub fn zones(mut self, zones: impl IntoIterator<Item = Zone>) -> Self {
        self.settings.zones = zones.into_iter().collect();
        self
    }

    /// A parameter group that is shared, instead of one of its own. Its family must be that of the engine
    /// (`parameter-group-of-other-family`), and with shards it must be one for [cluster
    /// mode](crate::CacheParameterGroup::cluster_mode) (`parameter-group-cluster-mode`).
    pub fn parameter_group(mut self, group: &impl RefersTo<CacheParameterGroupName>) -> Self {
        self.settings.parameter_group = Some(group.reference());
        self
    }

    /// Sets a parameter of the engine, in a parameter group of its own.
    pub fn parameter(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.settings.parameters.push((name.into(), value.into()));
        self
    }

    /// What a node does once its memory is full. AWS's default is [`EvictionPolicy::VolatileLru`].
    pub fn eviction_policy(self, policy: EvictionPolicy) -> Self {
        self.parameter(EvictionPolicy::PARAMETER, policy.name())
    }

    /// The users who may connect (RBAC). Their passwords, or IAM, are with the users.
    pub fn user_group(mut self, group: &impl RefersTo<CacheUserGroupId>) -> Self {
        self.settings.user_group = Some(group.reference());
        self
    }

    /// Encrypts what is on disk with a key of your own instead of AWS's. It cannot change later.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.settings.key = Some(key.reference());
        self
    }

    /// For how long daily snapshots are kept, 0 (none, the default) to 35 days.
    pub fn snapshot_retention(mut self, days: impl Into<Value<Days>>) -> Self {
        self.settings.snapshot_retention = Some(days.into());
        self
    }

    /// When the daily snapshot is made, in UTC: `03:00-04:00`, at least 60 minutes.
    pub fn snapshot_window(mut self, window: impl Into<Text>) -> Self {
        self.settings.snapshot_window = Some(window.into());
        self
    }

    /// The name of the snapshot that is made before the group is destroyed. None is made by default.
    ///
    /// It accepts no reference and no expression: a name with a timestamp in it would be a change in every
    /// plan.
    pub fn final_snapshot(mut self, name: &str) -> Self {
        self.settings.final_snapshot = Some(name.to_owned().into());
        self
    }

    /// The name of a snapshot to fill the new group from.
    pub fn restored_from(mut self, snapshot: impl Into<Text>) -> Self {
        self.settings.restored_from = Some(snapshot.into());
        self
    }

    /// When AWS may do maintenance, in UTC: `mon:04:00-mon:05:00`, at least 60 minutes.
    pub fn maintenance_window(mut self, window: impl Into<Text>) -> Self {
        self.settings.maintenance_window = Some(window.into());
        self
    }

    /// Whether minor versions are installed in the maintenance window; AWS's default is yes.
    pub fn auto_minor_version_upgrade(mut self, on: impl Into<Value<bool>>) -> Self {
        self.settings.minor_upgrades = Some(on.into());
        self
    }

    /// Whether changes are made at once instead of in the next maintenance window, the default.
    pub fn apply_immediately(mut self, on: impl Into<Value<bool>>) -> Self {
        self.settings.apply_immediately = Some(on.into());
        self
    }

    /// A topic to which ElastiCache publishes failovers, restarts and the like.
    pub fn notify(mut self, topic: &impl RefersTo<TopicArn>) -> Self {
        self.settings.topic = Some(topic.reference());
        self
    }

    /// Delivers a log, as JSON, to a CloudWatch log group.
    pub fn deliver_log(mut self, log: CacheLog, group: &impl RefersTo<LogGroupName>) -> Self {
        self.settings.logs.push((log, group.reference()));
        self
    }

    /// Moves what is seldom used to the nodes' disks. Nodes of the r6gd class need it, and no other class
    /// can.
    pub fn data_tiering(mut self) -> Self {
        self.settings.data_tiering = true;
        self
    }

    /// Adds a tag, on the parameter group of its own as well.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.settings.tags.set(key, value);
        self
    }
}
