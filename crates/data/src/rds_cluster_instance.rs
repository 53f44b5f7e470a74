//! `aws_rds_cluster_instance`: one instance of an Aurora cluster

use terrane_aws::kind::DbClusterId;
use terrane_core::{Body, Node, Stack, Text, Type};

use crate::rds_cluster::{Capacity, Settings};
use crate::rds_cluster_declare::{is_known_off, tags};
use crate::rds_cluster_settings::MinorUpgrades;
use crate::{AuroraCluster, AuroraEngine};

const INSTANCE: Type = terrane_aws::resource("aws_rds_cluster_instance", "data");

/// Which instance of which cluster.
pub(crate) struct Instance<'a> {
    pub(crate) number: u32,
    pub(crate) cluster: &'a Node,
    pub(crate) cluster_identifier: &'a Text,
}

impl Instance<'_> {
    pub(crate) fn add(
        self,
        stack: &mut Stack,
        label: &str,
        engine: &AuroraEngine,
        capacity: &Capacity,
        settings: &Settings,
    ) -> Node {
        let Instance { number, cluster, cluster_identifier } = self;
        let identifier = Text::from(cluster_identifier).then(format!("-instance-{number}"));
        let mut body = Body::new();
        // A cluster's name that is wrong by itself has been reported.
        if cluster_identifier.as_literal().is_none_or(|name| AuroraCluster::IDENTIFIER.check(name).is_ok()) {
            body.check_name("identifier", &AuroraCluster::IDENTIFIER, &identifier);
        }
        body.set("identifier", &identifier);
        body.reference("cluster_identifier", cluster.attribute::<DbClusterId>("id"));
        match capacity {
            Capacity::Serverless { .. } => body.set("instance_class", "db.serverless"),
            Capacity::Provisioned { class } => body.set("instance_class", class),
        }
        body.set("engine", cluster.expression("engine"));
        body.set("engine_version", cluster.expression("engine_version"));
        if let Some(group) = &settings.instance_parameters {
            body.reference("db_parameter_group_name", group);
        }
        if !settings.public {
            body.comment("In public subnets, AWS would otherwise give it a public address.");
        }
        body.set("publicly_accessible", settings.public);
        let pinned = match &settings.minor_upgrades {
            MinorUpgrades::Chosen(enabled) => {
                body.set("auto_minor_version_upgrade", enabled);
                false
            }
            MinorUpgrades::ByVersion => {
                let pinned = engine.is_pinned();
                if pinned == Some(true) {
                    body.comment("The version is fixed: Terraform would try to go back from a later one.");
                }
                body.maybe("auto_minor_version_upgrade", pinned.map(|pinned| !pinned));
                pinned == Some(true)
            }
        };
        body.maybe("apply_immediately", settings.apply_immediately.as_ref());
        body.set("copy_tags_to_snapshot", &settings.copy_tags);
        body.set("performance_insights_enabled", &settings.performance_insights);
        if !is_known_off(&settings.performance_insights) {
            body.maybe("performance_insights_kms_key_id", settings.key.as_ref());
            body.maybe("performance_insights_retention_period", settings.counters_kept());
        }
        if let Some((interval, role)) = &settings.monitoring {
            body.set("monitoring_interval", interval.seconds());
            body.reference("monitoring_role_arn", role);
            body.acts_as(role);
        }
        tags(&settings.tags, Some(&identifier)).apply(&mut body);
        let node = if number == 1 {
            stack.add(&INSTANCE, label, body)
        } else {
            stack.add(&INSTANCE, &format!("{label}_{number}"), body)
        };
        if pinned {
            let reason = "the version is fixed in the stack, so that what is tested is what runs";
            stack.amend(&node).skip_checkov("CKV_AWS_226", reason);
        }
        node
    }
}
