//! `aws_rds_cluster_instance`: one instance of an Aurora cluster.

use terrane_aws::Tags;
use terrane_aws::kind::DbClusterId;
use terrane_core::{Body, Node, ResourceType, Stack, Text};

use super::AuroraCluster;
use super::windows::MinorUpgrades;

const INSTANCE: ResourceType = terrane_aws::resource("aws_rds_cluster_instance", "data");

/// Declares an instance of a cluster: the first has the cluster's label.
pub(super) fn declare<C>(
    stack: &mut Stack,
    label: &str,
    builder: &AuroraCluster<C>,
    cluster: &Node,
    number: u32,
) -> Node {
    let identifier = Text::from(&builder.identifier).then(format!("-instance-{number}"));
    let mut body = Body::new();
    check(builder, &identifier, &mut body);
    body.set("identifier", &identifier);
    body.reference("cluster_identifier", cluster.attribute::<DbClusterId>("id"));
    builder.capacity.write_instance_class(&mut body);
    body.set("engine", cluster.expression("engine"));
    body.set("engine_version", cluster.expression("engine_version"));
    if let Some(group) = &builder.instance_parameters {
        body.reference("db_parameter_group_name", group);
    }
    if !builder.public {
        body.comment("In public subnets, AWS would otherwise give it a public address.");
    }
    body.set("publicly_accessible", builder.public);
    let is_pinned = write_minor_upgrades(builder, &mut body);
    body.set_opt("apply_immediately", builder.windows.apply_immediately.as_ref());
    body.set("copy_tags_to_snapshot", &builder.copy_tags);
    builder.insights.write_instance(builder.key.as_ref(), &mut body);
    tags(builder, &identifier).write(&mut body);
    let node = match number {
        1 => stack.add(&INSTANCE, label, body),
        _ => stack.add(&INSTANCE, &format!("{label}_{number}"), body),
    };
    if is_pinned {
        let reason = "the version is fixed in the stack, so that what is tested is what runs";
        stack.amend(&node).skip_checkov("CKV_AWS_226", reason);
    }
    node
}

/// A cluster's identifier that is wrong by itself has been reported.
fn check<C>(builder: &AuroraCluster<C>, identifier: &Text, body: &mut Body) {
    if builder.identifier.as_literal().is_none_or(|name| AuroraCluster::IDENTIFIER.check(name).is_ok()) {
        body.check_name("identifier", &AuroraCluster::IDENTIFIER, identifier);
    }
}

/// Whether minor upgrades are off because the engine's version names a minor one.
fn write_minor_upgrades<C>(builder: &AuroraCluster<C>, body: &mut Body) -> bool {
    match &builder.windows.minor_upgrades {
        MinorUpgrades::Chosen(enabled) => {
            body.set("auto_minor_version_upgrade", enabled);
            false
        }
        MinorUpgrades::ByVersion => {
            let is_pinned = builder.engine.is_pinned();
            if is_pinned == Some(true) {
                body.comment("The version is fixed: Terraform would try to go back from a later one.");
            }
            body.set_opt("auto_minor_version_upgrade", is_pinned.map(|is_pinned| !is_pinned));
            is_pinned == Some(true)
        }
    }
}

/// The cluster's tags, with the instance's identifier as `Name` where the cluster has one.
fn tags<C>(builder: &AuroraCluster<C>, identifier: &Text) -> Tags {
    let mut tags = Tags::default();
    for (key, value) in &builder.tags {
        tags.set(key, if key.as_literal() == Some("Name") { identifier } else { value });
    }
    tags
}
