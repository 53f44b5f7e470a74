//! `aws_rds_cluster_instance`: one instance of an Aurora cluster

use terrane_core::kind::DbClusterId;
use terrane_core::{Body, Node, Stack, Text, Type};

use crate::AuroraCluster;
use crate::rds_cluster::{Capacity, Settings};
use crate::rds_cluster_declare::{is_known_off, tags};

const INSTANCE: Type = Type::resource("aws_rds_cluster_instance", "data");

pub(crate) fn add(
    stack: &mut Stack,
    label: &str,
    number: u32,
    cluster_identifier: &Text,
    cluster: &Node,
    capacity: &Capacity,
    settings: &Settings,
) -> Node {
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
    body.maybe("auto_minor_version_upgrade", settings.minor_upgrades.as_ref());
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
    if number == 1 {
        stack.add(&INSTANCE, label, body)
    } else {
        stack.add(&INSTANCE, &format!("{label}_{number}"), body)
    }
}
