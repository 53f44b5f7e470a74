//! What a cluster becomes.

use terrane_aws::Tags;
use terrane_aws::traffic::pauses_when_idle;
use terrane_core::{Body, Node, Resource, ResourceType, Seconds, Stack, Text};

use super::cluster::FinalSnapshot;
use super::cluster_handle::Facts;
use super::connections::max_connections;
use super::instance;
use super::parameter_group::Known;
use super::{AuroraCluster, AuroraClusterHandle};

const CLUSTER: ResourceType =
    terrane_aws::resource("aws_rds_cluster", "data").named_once("cluster_identifier");

impl<C> Resource for AuroraCluster<C> {
    type Handle = AuroraClusterHandle<C>;

    fn lower(self, stack: &mut Stack, label: &str) -> AuroraClusterHandle<C> {
        let groups = self.known_groups(stack);
        let mut body = Body::new();
        self.check(stack, &groups, &mut body);
        body.name("cluster_identifier", &AuroraCluster::IDENTIFIER, &self.identifier);
        body.set("engine", self.engine.dialect);
        self.capacity.write_engine_mode(&mut body);
        body.set("engine_version", &self.engine.version);
        body.name_opt("database_name", &AuroraCluster::DATABASE_NAME, self.database_name.as_ref());
        body.set_opt("snapshot_identifier", self.snapshot.as_ref());
        self.credentials.write(&mut body);
        body.reference_opt("db_cluster_parameter_group_name", self.cluster_parameters.as_ref());
        body.reference_opt("db_subnet_group_name", self.subnet_group.as_ref());
        body.references("vpc_security_group_ids", &self.security_groups);
        if let Some(port) = self.port {
            body.number("port", u32::from(port.number()), 1150..=65535);
        }
        body.set_opt("iam_database_authentication_enabled", self.iam_authentication.as_ref());
        body.set_opt("enable_http_endpoint", self.data_api.as_ref());
        body.set("storage_encrypted", true);
        body.reference_opt("kms_key_id", self.key.as_ref());
        body.set_opt("storage_type", self.io_optimized.then_some("aurora-iopt1"));
        if let Some(Seconds(time)) = self.backtrack {
            body.number("backtrack_window", time, 0..=259_200);
        }
        self.windows.write(&mut body);
        self.write_logs(&mut body);
        self.insights.write_cluster(self.key.as_ref(), &mut body);
        body.set("deletion_protection", &self.deletion_protection);
        body.set("copy_tags_to_snapshot", &self.copy_tags);
        self.write_final_snapshot(&mut body);
        self.cluster_tags().write(&mut body);
        self.capacity.write_scaling(&mut body);
        let cluster = stack.add(&CLUSTER, label, body);

        if self.capacity.pauses() {
            pauses_when_idle(stack, &cluster);
        }
        let instances: Vec<Node> = (1..=self.instances.clamp(1, 16))
            .map(|number| instance::declare(stack, label, &self, &cluster, number))
            .collect();
        let dialect = self.engine.dialect;
        let facts = Facts {
            port: self.port.unwrap_or(dialect.port()),
            pauses: self.capacity.pauses(),
            max_connections: max_connections(self.capacity.range(), dialect, &groups),
            managed_secret: self.credentials.managed_secret().cloned(),
        };
        AuroraClusterHandle::new(cluster, instances, facts)
    }
}

impl<C> AuroraCluster<C> {
    /// What its parameter groups are known to say. What the instances' group says takes precedence: it is the
    /// last.
    fn known_groups(&self, stack: &mut Stack) -> Vec<Option<Known>> {
        let cluster = self.cluster_parameters.as_ref().map(|group| Known::of(stack, group));
        let instances = self.instance_parameters.as_ref().map(|group| Known::of(stack, group));
        cluster.into_iter().chain(instances).collect()
    }

    fn write_logs(&self, body: &mut Body) {
        let mut names: Vec<&'static str> = Vec::new();
        for (log, group) in &self.logs {
            body.after_reference(group);
            if !names.contains(&log.name()) {
                names.push(log.name());
            }
        }
        body.list("enabled_cloudwatch_logs_exports", names);
    }

    fn write_final_snapshot(&self, body: &mut Body) {
        let name = match &self.final_snapshot {
            FinalSnapshot::Default => Text::from(&self.identifier).then("-final"),
            FinalSnapshot::Named(name) => Text::from(name),
            FinalSnapshot::Skipped => return body.set("skip_final_snapshot", true),
        };
        body.set("skip_final_snapshot", false);
        body.name("final_snapshot_identifier", &AuroraCluster::FINAL_SNAPSHOT, name);
    }

    fn cluster_tags(&self) -> Tags {
        let mut tags = Tags::default();
        for (key, value) in &self.tags {
            tags.set(key, value);
        }
        tags
    }
}
