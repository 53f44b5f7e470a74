//! What a replication group was told, what does not fit together in it, and how it is written.

use terrane_aws::kind::{CacheSubnetGroupName, KeyArn, LogGroupName, SecurityGroupId, TopicArn};
use terrane_aws::{Tags, Zone};
use terrane_core::{Body, Days, Port, Problem, Ref, Stack, Text, Value};

use crate::elasticache_parameter_group::Known;
use crate::{
    CacheEngine, CacheFamily, CacheLog, CacheParameterGroup, CacheParameterGroupName, CacheUserGroupId,
    EvictionPolicy, NodeType, ReplicationGroup, window,
};

pub(crate) const EVICTION: &str = "maxmemory-policy";

#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) id: Text,
    pub(crate) description: Text,
    pub(crate) node_type: NodeType,
    pub(crate) engine: CacheEngine,
    pub(crate) shards: Option<u32>,
    pub(crate) holds_jobs: bool,
    pub(crate) replicas: u32,
    pub(crate) multi_az: Option<bool>,
    pub(crate) port: Port,
    pub(crate) subnet_group: Option<Ref<CacheSubnetGroupName>>,
    pub(crate) security_groups: Vec<Ref<SecurityGroupId>>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) parameter_group: Option<Ref<CacheParameterGroupName>>,
    pub(crate) parameters: Vec<(Text, Text)>,
    pub(crate) user_group: Option<Ref<CacheUserGroupId>>,
    pub(crate) key: Option<Ref<KeyArn>>,
    pub(crate) snapshot_retention: Option<Value<Days>>,
    pub(crate) snapshot_window: Option<Text>,
    pub(crate) final_snapshot: Option<Text>,
    pub(crate) restored_from: Option<Text>,
    pub(crate) maintenance_window: Option<Text>,
    pub(crate) minor_upgrades: Option<Value<bool>>,
    pub(crate) apply_immediately: Option<Value<bool>>,
    pub(crate) topic: Option<Ref<TopicArn>>,
    pub(crate) logs: Vec<(CacheLog, Ref<LogGroupName>)>,
    pub(crate) data_tiering: bool,
    pub(crate) tags: Tags,
}

impl Settings {
    pub(crate) fn own_parameter_group(&self) -> Option<CacheParameterGroup> {
        if self.parameter_group.is_some() || (self.parameters.is_empty() && !self.holds_jobs) {
            return None;
        }
        let family = self.engine.family();
        let name = self.id.clone().then("-").then(family.slug());
        let mut group = CacheParameterGroup::new(name, family);
        group = group.description(Text::from("Settings of ").then(&self.id));
        if self.holds_jobs && !self.parameters.iter().any(|(name, _)| name.as_literal() == Some(EVICTION)) {
            group = group.eviction_policy(EvictionPolicy::NoEviction);
        }
        if self.shards.is_some() {
            group = group.cluster_mode();
        }
        group = self.parameters.iter().fold(group, |group, (name, value)| group.parameter(name, value));
        Some(group.tags(self.tags.clone()))
    }

    /// What does not fit together.
    pub(crate) fn check(&self, body: &mut Body) {
        if self.holds_jobs {
            let evicts = |(name, value): &&(Text, Text)| {
                name.as_literal() == Some(EVICTION) && value.as_literal() != Some("noeviction")
            };
            if let Some((_, policy)) = self.parameters.iter().find(evicts) {
                let policy = policy.as_literal().unwrap_or("a value that is not known here");
                body.problem(Problem::error(
                    "job-store-evicts",
                    format!("`{EVICTION}` is {policy}, so jobs vanish once the memory is full"),
                    "leave the parameter out: `for_jobs` sets it to `noeviction`",
                ));
            }
        }
        if self.parameter_group.is_some() && !self.parameters.is_empty() {
            body.problem(Problem::error(
                "parameters-beside-group",
                "there are parameters and a shared parameter group, and only the group would have an effect",
                "set the parameters on the shared group, or leave the group out",
            ));
        }
        if self.multi_az == Some(true) && self.replicas == 0 {
            body.problem(Problem::error(
                "multi-az-without-replica",
                "one node cannot be in several zones",
                "add `.replicas(1)`, or leave `multi_az` out",
            ));
        }
        let is_tiered = self.node_type.name().starts_with("cache.r6gd.");
        if is_tiered != self.data_tiering {
            let (what, remedy) = if is_tiered {
                (
                    "nodes of the class r6gd need data tiering",
                    "add `.data_tiering()`, or choose another node type",
                )
            } else {
                (
                    "only nodes of the class r6gd can tier data",
                    "choose a node type such as `cache.r6gd.xlarge`, or leave `data_tiering` out",
                )
            };
            body.problem(Problem::error("data-tiering-node-type", what, remedy));
        }
        let nodes = self.replicas as usize + 1;
        if !self.zones.is_empty() && (self.shards.is_some() || self.zones.len() != nodes) {
            let what = match self.shards {
                Some(_) => "zones cannot be chosen for the nodes of several shards".to_owned(),
                None => format!("there are {} zones for {nodes} nodes", self.zones.len()),
            };
            body.problem(Problem::error(
                "zone-per-node",
                what,
                "give each node one zone, or leave `zones` out",
            ));
        }
        if let Some(engine_log) =
            self.logs.iter().enumerate().find_map(|(at, (log, _))| {
                self.logs[..at].iter().any(|(other, _)| other == log).then_some(log)
            })
        {
            body.problem(Problem::error(
                "duplicate-log",
                format!("the log {engine_log:?} is delivered twice"),
                "deliver each log to one log group",
            ));
        }
    }

    /// What a parameter group that was given must be like.
    pub(crate) fn check_shared_group(&self, stack: &mut Stack, body: &mut Body) {
        let Some(group) = &self.parameter_group else { return };
        let known = stack.remember::<Known, _>(group).filter(|known| known.family.is_some());
        let keeps_everything = known.as_ref().is_some_and(|known| known.keeps_everything);
        if self.holds_jobs && !keeps_everything {
            body.problem(Problem::error(
                "job-store-evicts",
                "nothing says that the shared parameter group keeps all jobs once the memory is full",
                "add `.eviction_policy(EvictionPolicy::NoEviction)` to it, or leave `parameter_group` out",
            ));
        }
        let Some(known) = known else { return };
        let (ours, theirs) = (self.engine.family().name(), known.family.map_or("", CacheFamily::name));
        if ours != theirs {
            body.problem(Problem::error(
                "parameter-group-of-other-family",
                format!("the parameter group is of the family `{theirs}`, but the engine's is `{ours}`"),
                format!("make the group of the family `{ours}`: `engine.family()`"),
            ));
        }
        if known.cluster_mode != self.shards.is_some() {
            let (what, remedy) = if known.cluster_mode {
                (
                    "the parameter group is for cluster mode, and there is one shard",
                    "leave `cluster_mode` out of the group, or add `.sharded(…)`",
                )
            } else {
                (
                    "there are shards, and the parameter group is not for cluster mode",
                    "add `.cluster_mode()` to the group",
                )
            };
            body.problem(Problem::error("parameter-group-cluster-mode", what, remedy));
        }
    }

    pub(crate) fn fill(self, body: &mut Body) {
        body.name("replication_group_id", &ReplicationGroup::ID, self.id);
        body.set("description", self.description);
        body.set("engine", self.engine.engine());
        body.set("engine_version", self.engine.version());
        body.set("node_type", self.node_type);
        match self.shards {
            Some(shards) => {
                body.set("cluster_mode", "enabled");
                body.number("num_node_groups", shards, 1..=500);
                body.number("replicas_per_node_group", self.replicas, 0..=5);
            }
            None => {
                body.check_range("replicas", self.replicas, 0..=5);
                body.set("num_cache_clusters", self.replicas.saturating_add(1));
            }
        }
        body.set("automatic_failover_enabled", self.replicas > 0 || self.shards.is_some());
        body.set("multi_az_enabled", self.multi_az.unwrap_or(self.replicas > 0));
        body.list("preferred_cache_cluster_azs", self.zones.iter().map(Text::from));
        body.maybe("data_tiering_enabled", self.data_tiering.then_some(true));
        if let Some(group) = &self.parameter_group {
            body.reference("parameter_group_name", group);
        }
        body.set("port", self.port);
        if let Some(group) = &self.subnet_group {
            body.reference("subnet_group_name", group);
        }
        body.references("security_group_ids", &self.security_groups);
        body.list("user_group_ids", &self.user_group);
        body.set("at_rest_encryption_enabled", true);
        if let Some(key) = &self.key {
            body.reference("kms_key_id", key);
        }
        body.set("transit_encryption_enabled", true);
        if let Some(days) = self.snapshot_retention {
            if let Some(days) = days.known() {
                body.check_range("snapshot_retention_limit", days.0, 0..=35);
            }
            body.set("snapshot_retention_limit", days);
        }
        if let Some(snapshots) = self.snapshot_window {
            window::set_daily(body, "snapshot_window", snapshots, 60);
        }
        if let Some(name) = self.final_snapshot {
            body.name("final_snapshot_identifier", &ReplicationGroup::SNAPSHOT, name);
        }
        body.maybe("snapshot_name", self.restored_from);
        if let Some(maintenance) = self.maintenance_window {
            window::set_weekly(body, "maintenance_window", maintenance, 60);
        }
        body.maybe("auto_minor_version_upgrade", self.minor_upgrades);
        body.maybe("apply_immediately", self.apply_immediately);
        if let Some(topic) = &self.topic {
            body.reference("notification_topic_arn", topic);
        }
        self.tags.apply(body);
        for (log, group) in self.logs {
            body.block("log_delivery_configuration", |delivery| {
                delivery.reference("destination", group);
                delivery.set("destination_type", "cloudwatch-logs");
                delivery.set("log_format", "json");
                delivery.set("log_type", if log == CacheLog::Slow { "slow-log" } else { "engine-log" });
            });
        }
    }
}
