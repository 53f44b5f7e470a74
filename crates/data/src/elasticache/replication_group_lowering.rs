//! What a replication group becomes.

use terrane_core::{Body, Declare, Resource, ResourceType, Stack, Text};

use super::replication_group::Settings;
use super::replication_group_handle::Shape;
use super::{CacheParameterGroup, EvictionPolicy, ReplicationGroup, ReplicationGroupHandle};
use crate::window;

const TYPE: ResourceType =
    terrane_aws::resource("aws_elasticache_replication_group", "data").named_once("replication_group_id");

impl<S> Resource for ReplicationGroup<S> {
    type Handle = ReplicationGroupHandle<S>;

    fn lower(self, stack: &mut Stack, label: &str) -> ReplicationGroupHandle<S> {
        let mut settings = self.settings;
        let mut body = Body::new();
        settings.check(stack, &mut body);
        let own_group = settings.own_parameter_group().map(|group| group.declare(stack, label));
        if let Some(group) = &own_group {
            // A new family needs a new group, and the old one is in use until the engine has moved on.
            stack.amend(group).create_before_destroy();
            settings.parameter_group = Some(group.name());
        }
        let shape = Shape::new(settings.shards, settings.replicas, settings.port);
        let has_users = settings.user_group.is_some();
        settings.write(&mut body);
        let node = stack.add(&TYPE, label, body);
        if !has_users {
            stack.amend(&node).skip_checkov(
                "CKV_AWS_31",
                "an auth token has no write-only argument and would be in the state; \
                 the security group decides who connects",
            );
        }
        ReplicationGroupHandle::new(node, own_group, shape)
    }
}

impl Settings {
    fn write(self, body: &mut Body) {
        body.name("replication_group_id", &ReplicationGroup::ID, self.id);
        body.set("description", self.description);
        body.set("engine", self.engine.engine());
        body.set("engine_version", self.engine.version());
        body.set("node_type", self.node_type);
        write_nodes(self.shards, self.replicas, body);
        body.set("automatic_failover_enabled", self.replicas > 0 || self.shards.is_some());
        body.set("multi_az_enabled", self.multi_az.unwrap_or(self.replicas > 0));
        body.list("preferred_cache_cluster_azs", self.zones.iter().map(Text::from));
        body.set_opt("data_tiering_enabled", self.data_tiering.then_some(true));
        body.reference_opt("parameter_group_name", self.parameter_group.as_ref());
        body.set("port", self.port);
        body.reference_opt("subnet_group_name", self.subnet_group.as_ref());
        body.references("security_group_ids", &self.security_groups);
        body.list("user_group_ids", &self.user_group);
        body.set("at_rest_encryption_enabled", true);
        body.reference_opt("kms_key_id", self.key.as_ref());
        body.set("transit_encryption_enabled", true);
        body.set_opt("snapshot_retention_limit", self.snapshot_retention);
        if let Some(snapshots) = &self.snapshot_window {
            window::write_daily(body, "snapshot_window", snapshots, 60);
        }
        body.name_opt("final_snapshot_identifier", &ReplicationGroup::SNAPSHOT, self.final_snapshot);
        body.set_opt("snapshot_name", self.restored_from);
        if let Some(maintenance) = &self.maintenance_window {
            window::write_weekly(body, "maintenance_window", maintenance, 60);
        }
        body.set_opt("auto_minor_version_upgrade", self.minor_upgrades);
        body.set_opt("apply_immediately", self.apply_immediately);
        body.reference_opt("notification_topic_arn", self.topic.as_ref());
        self.tags.write(body);
        for (log, group) in self.logs {
            body.block("log_delivery_configuration", |delivery| {
                delivery.reference("destination", group);
                delivery.set("destination_type", "cloudwatch-logs");
                delivery.set("log_format", "json");
                delivery.set("log_type", log);
            });
        }
    }

    fn own_parameter_group(&self) -> Option<CacheParameterGroup> {
        if self.parameter_group.is_some() || (self.parameters.is_empty() && !self.job_queue) {
            return None;
        }
        let family = self.engine.family();
        let name = self.id.clone().then("-").then(family.slug());
        let mut group = CacheParameterGroup::new(name, family);
        group = group.description(Text::from("Settings of ").then(&self.id));
        if self.job_queue
            && !self.parameters.iter().any(|(name, _)| name.as_literal() == Some(EvictionPolicy::PARAMETER))
        {
            group = group.eviction_policy(EvictionPolicy::NoEviction);
        }
        if self.shards.is_some() {
            group = group.cluster_mode();
        }
        group = self.parameters.iter().fold(group, |group, (name, value)| group.parameter(name, value));
        Some(group.tags(self.tags.clone()))
    }
}

/// In cluster mode the number of shards is written, and else that of nodes.
fn write_nodes(shards: Option<u32>, replicas: u32, body: &mut Body) {
    match shards {
        Some(shards) => {
            body.set("cluster_mode", "enabled");
            body.number("num_node_groups", shards, 1..=500);
            body.number("replicas_per_node_group", replicas, 0..=5);
        }
        None => body.set("num_cache_clusters", replicas.saturating_add(1)),
    }
}
