//! `aws_ecs_cluster`.

use terrane_aws::Tags;
use terrane_aws::kind::{KeyArn, LogGroupArn, LogGroupName};
use terrane_core::{Body, NameRule, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::cluster_handle::ClusterHandle;
use super::container_insights::ContainerInsights;
use super::execute_command::cluster_rights;
use super::name::ECS_NAME;
use crate::kind::NamespaceArn;

const CLUSTER: ResourceType = terrane_aws::resource("aws_ecs_cluster", "compute").named_once("name");

/// A cluster: the name under which services and tasks run.
///
/// Emits `aws_ecs_cluster.{label}`.
///
/// By default, the account's own setting says whether the cluster has Container Insights, and the sessions of
/// `aws ecs execute-command` are neither recorded nor encrypted with a key of your own.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Cluster::NAME`] |
/// | `log-group-of-other-name` | a log group that Container Insights do not write to |
///
/// # Not covered
///
/// Keys of your own for the tasks' disks (use `stack.amend(&cluster).block("configuration", …)`), and
/// capacity on EC2.
///
/// # Example
///
/// ```
/// use terrane_compute::{Cluster, ContainerInsights};
/// use terrane_core::{Declare, Ref, Stack};
///
/// let mut stack = Stack::new("docs");
/// // In a stack of your own, a declared log group, with a retention: AWS makes one without.
/// let log_group = Ref::existing("/aws/ecs/containerinsights/jiki-production/performance");
/// let cluster = Cluster::new("jiki-production")
///     .container_insights(ContainerInsights::Enabled, &log_group)
///     .tag("Name", "jiki-production")
///     .declare(&mut stack, "main");
/// stack.output("ecs_cluster_name", cluster.name());
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_ecs_cluster")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Cluster {
    name: Text,
    insights: Option<ContainerInsights>,
    insights_log_group: Option<Ref<LogGroupName>>,
    exec_key: Option<Ref<KeyArn>>,
    exec_logs: Option<(Ref<LogGroupName>, Ref<LogGroupArn>)>,
    namespace: Option<Ref<NamespaceArn>>,
    tags: Tags,
}

impl Cluster {
    /// The name of a cluster.
    pub const NAME: NameRule = ECS_NAME;

    /// A cluster. The name must be unique in the account and region.
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            insights: None,
            insights_log_group: None,
            exec_key: None,
            exec_logs: None,
            namespace: None,
            tags: Tags::default(),
        }
    }

    /// Container Insights, and the log group that they write to:
    /// `/aws/ecs/containerinsights/{cluster}/performance`.
    ///
    /// Where that group is missing, AWS creates it, without a retention, so that it grows for ever. The
    /// cluster waits for the declared one.
    pub fn container_insights(
        mut self,
        insights: ContainerInsights,
        log_group: &impl RefersTo<LogGroupName>,
    ) -> Self {
        self.insights = Some(insights);
        self.insights_log_group = Some(log_group.reference());
        self
    }

    /// Container Insights off, whatever the account's own setting is.
    pub fn without_container_insights(mut self) -> Self {
        self.insights = Some(ContainerInsights::Disabled);
        self.insights_log_group = None;
        self
    }

    /// Encrypts the sessions of `aws ecs execute-command` with a key of your own. The task roles of services
    /// that allow such sessions become able to decrypt with it.
    pub fn execute_command_key(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.exec_key = Some(key.reference());
        self
    }

    /// Records the sessions of `aws ecs execute-command` in a log group. The task roles of services that
    /// allow such sessions become able to write to it.
    ///
    /// ECS takes the group's name and IAM its ARN, so this takes what has both: the group's handle.
    pub fn execute_command_logs(
        mut self,
        log_group: &(impl RefersTo<LogGroupName> + RefersTo<LogGroupArn>),
    ) -> Self {
        self.exec_logs = Some((log_group.reference(), log_group.reference()));
        self
    }

    /// The namespace in which services of the cluster find each other through Service Connect, where they
    /// name none.
    pub fn service_connect_namespace(mut self, namespace: &impl RefersTo<NamespaceArn>) -> Self {
        self.namespace = Some(namespace.reference());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    /// Container Insights write to the group of one name, whatever group is declared.
    fn check(&self, stack: &Stack, body: &mut Body) {
        let Some(group) = self.insights_log_group.as_ref().and_then(|group| stack.known_text(group)) else {
            return;
        };
        let Some(cluster) = self.name.as_literal() else { return };
        let written = format!("/aws/ecs/containerinsights/{cluster}/performance");
        if group != written {
            body.report(Problem::error(
                "log-group-of-other-name",
                format!("Container Insights go to `{written}`, not to `{group}`"),
                format!("declare and pass the log group `{written}`"),
            ));
        }
    }

    fn write_insights(&self, body: &mut Body) {
        let Some(insights) = self.insights else { return };
        body.block("setting", |setting| {
            setting.set("name", "containerInsights");
            setting.set("value", insights);
        });
        if let Some(log_group) = &self.insights_log_group {
            body.after_reference(log_group);
        }
    }

    fn write_execute_command(&self, body: &mut Body) {
        if self.exec_key.is_none() && self.exec_logs.is_none() {
            return;
        }
        body.block("configuration", |block| {
            block.block("execute_command_configuration", |exec| {
                exec.reference_opt("kms_key_id", self.exec_key.as_ref());
                exec.set("logging", if self.exec_logs.is_some() { "OVERRIDE" } else { "DEFAULT" });
                if let Some((name, _)) = &self.exec_logs {
                    exec.block("log_configuration", |log| log.reference("cloud_watch_log_group_name", name));
                }
            });
        });
    }
}

impl Resource for Cluster {
    type Handle = ClusterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ClusterHandle {
        let mut body = Body::new();
        self.check(stack, &mut body);
        body.name("name", &Self::NAME, &self.name);
        self.write_insights(&mut body);
        self.write_execute_command(&mut body);
        if let Some(namespace) = &self.namespace {
            body.block("service_connect_defaults", |block| block.reference("namespace", namespace));
        }
        self.tags.write(&mut body);
        let exec_logs = self.exec_logs.as_ref().map(|(_, arn)| arn);
        let exec_rights = cluster_rights(self.exec_key.as_ref(), exec_logs);
        ClusterHandle { node: stack.add(&CLUSTER, label, body), name: "name", exec_rights }
    }
}
