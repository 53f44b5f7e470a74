//! `aws_ecs_cluster`.

use terrane_aws::kind::{ClusterArn, ClusterName, KeyArn, LogGroupArn, LogGroupName};
use terrane_aws::{Metric, Statement, Statistic, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use crate::execute_command;
use crate::kind::NamespaceArn;
use crate::{ECS_NAME, SpotCluster};

const CLUSTER: ResourceType = terrane_aws::resource("aws_ecs_cluster", "compute").named_once("name");
const LOOKUP: ResourceType = terrane_aws::data("aws_ecs_cluster", "compute");

/// How closely CloudWatch watches a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerInsights {
    /// Metrics of cluster, services and task families; each is billed as a custom metric.
    Enabled,
    /// Metrics of every task and container as well.
    Enhanced,
    /// Nothing beyond the CPU and memory of services.
    Disabled,
}

impl ContainerInsights {
    const fn name(self) -> &'static str {
        match self {
            ContainerInsights::Enabled => "enabled",
            ContainerInsights::Enhanced => "enhanced",
            ContainerInsights::Disabled => "disabled",
        }
    }
}

/// A cluster: the name under which services and tasks run.
///
/// Left out: keys of your own for the tasks' disks (use `stack.amend(&cluster).block("configuration", …)`), and
/// capacity on EC2.
///
/// ```
/// use terrane_compute::{Cluster, ContainerInsights};
/// use terrane_core::{Declare, Ref, Stack};
///
/// let mut stack = Stack::new("docs");
/// // In a stack of your own, a declared log group, with a retention: AWS makes one without.
/// let log_group = Ref::existing("/aws/ecs/containerinsights/jiki-production/performance");
/// let insights = Cluster::new("jiki-production").container_insights(ContainerInsights::Enabled, &log_group);
/// let cluster = insights.tag("Name", "jiki-production").declare(&mut stack, "main");
/// stack.output("ecs_cluster_name", cluster.name());
/// assert!(stack.finish().is_ok());
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Cluster {
    name: Text,
    insights: Option<(ContainerInsights, Option<Ref<LogGroupName>>)>,
    exec_key: Option<Ref<KeyArn>>,
    exec_logs: Option<(Ref<LogGroupName>, Ref<LogGroupArn>)>,
    namespace: Option<Ref<NamespaceArn>>,
    tags: Tags,
}

impl Cluster {
    /// A cluster: 1 to 255 letters, digits, `-` and `_`, unique in the account and region.
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            insights: None,
            exec_key: None,
            exec_logs: None,
            namespace: None,
            tags: Tags::default(),
        }
    }

    /// A cluster that can run tasks on Fargate Spot as well as on Fargate. Its handle alone gives the strategies by
    /// which a service asks for Spot.
    pub fn with_spot(name: impl Into<Text>) -> SpotCluster {
        SpotCluster::new(Self::new(name))
    }

    /// Container Insights, and the log group that it writes to: `/aws/ecs/containerinsights/{cluster}/performance`.
    ///
    /// AWS makes that group by itself where there is none, without a retention, so that it grows for ever. The cluster
    /// waits for the one that is declared. Without this call, the account's own setting holds.
    pub fn container_insights(
        self,
        insights: ContainerInsights,
        log_group: &impl RefersTo<LogGroupName>,
    ) -> Self {
        Self { insights: Some((insights, Some(log_group.reference()))), ..self }
    }

    /// Container Insights off, whatever the account's own setting is.
    pub fn without_container_insights(self) -> Self {
        Self { insights: Some((ContainerInsights::Disabled, None)), ..self }
    }

    /// Encrypts the sessions of `aws ecs execute-command` with a key of your own. The task roles of services that
    /// allow such sessions become able to decrypt with it.
    pub fn execute_command_key(self, key: &impl RefersTo<KeyArn>) -> Self {
        Self { exec_key: Some(key.reference()), ..self }
    }

    /// Records the sessions of `aws ecs execute-command` in a log group: its name and its ARN. The task roles of
    /// services that allow such sessions become able to write to it.
    pub fn execute_command_logs(
        self,
        name: &impl RefersTo<LogGroupName>,
        arn: &impl RefersTo<LogGroupArn>,
    ) -> Self {
        Self { exec_logs: Some((name.reference(), arn.reference())), ..self }
    }

    /// The namespace in which services of the cluster find each other through Service Connect, where they name none.
    pub fn service_connect_namespace(self, namespace: &impl RefersTo<NamespaceArn>) -> Self {
        Self { namespace: Some(namespace.reference()), ..self }
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for Cluster {
    type Handle = ClusterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ClusterHandle {
        let mut body = Body::new();
        body.name("name", &ECS_NAME, &self.name);
        if let Some((insights, log_group)) = &self.insights {
            body.block("setting", |setting| {
                setting.set("name", "containerInsights");
                setting.set("value", insights.name());
            });
            if let Some(log_group) = log_group {
                self.check_log_group(log_group, stack, &mut body);
                body.after_reference(log_group);
            }
        }
        if self.exec_key.is_some() || self.exec_logs.is_some() {
            body.block("configuration", |block| {
                block.block("execute_command_configuration", |exec| self.execute_command(exec));
            });
        }
        if let Some(namespace) = &self.namespace {
            body.block("service_connect_defaults", |block| block.reference("namespace", namespace));
        }
        self.tags.write(&mut body);
        let exec_logs = self.exec_logs.as_ref().map(|(_, arn)| arn);
        let exec_rights = execute_command::of_cluster(self.exec_key.as_ref(), exec_logs);
        ClusterHandle { node: stack.add(&CLUSTER, label, body), name: "name", exec_rights }
    }
}

impl Cluster {
    /// Container Insights write to the group of one name, whatever group is declared.
    fn check_log_group(&self, group: &Ref<LogGroupName>, stack: &Stack, body: &mut Body) {
        let (Some(group), Some(cluster)) = (stack.known_text(group), self.name.as_literal()) else { return };
        let written = format!("/aws/ecs/containerinsights/{cluster}/performance");
        if group != written {
            body.report(Problem::error(
                "log-group-of-other-name",
                format!("Container Insights go to `{written}`, not to `{group}`"),
                format!("declare and pass the log group `{written}`"),
            ));
        }
    }

    fn execute_command(&self, exec: &mut Body) {
        exec.reference_opt("kms_key_id", self.exec_key.as_ref());
        exec.set("logging", if self.exec_logs.is_some() { "OVERRIDE" } else { "DEFAULT" });
        if let Some((name, _)) = &self.exec_logs {
            exec.block("log_configuration", |log| log.reference("cloud_watch_log_group_name", name));
        }
    }
}

/// A cluster that another stack declares, looked up by its name.
///
/// ```
/// use terrane_compute::ClusterLookup;
/// use terrane_core::{Declare, Stack};
///
/// let mut stack = Stack::new("docs");
/// let cluster = ClusterLookup::new("shared").declare(&mut stack, "shared");
/// assert!(stack.finish()?.file("compute.tf").unwrap().contains("data \"aws_ecs_cluster\" \"shared\" {"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ClusterLookup {
    name: Text,
}

impl ClusterLookup {
    /// The cluster of this name.
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into() }
    }
}

impl Resource for ClusterLookup {
    type Handle = ClusterHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ClusterHandle {
        let mut body = Body::new();
        body.name("cluster_name", &ECS_NAME, self.name);
        ClusterHandle { node: stack.add(&LOOKUP, label, body), name: "cluster_name", exec_rights: Vec::new() }
    }
}

/// A declared [`Cluster`], or one that was looked up.
#[derive(Clone, Debug)]
pub struct ClusterHandle {
    node: Node,
    name: &'static str,
    /// What a task role needs for sessions, beside the sessions themselves.
    pub(crate) exec_rights: Vec<Statement>,
}

impl RefersTo<ClusterArn> for ClusterHandle {
    fn reference(&self) -> Ref<ClusterArn> {
        self.arn()
    }
}

impl RefersTo<ClusterName> for ClusterHandle {
    fn reference(&self) -> Ref<ClusterName> {
        self.name()
    }
}

impl Handle for ClusterHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl ClusterHandle {
    /// The ARN.
    pub fn arn(&self) -> Ref<ClusterArn> {
        self.node.attribute("arn")
    }

    /// The name.
    pub fn name(&self) -> Ref<ClusterName> {
        self.node.attribute(self.name)
    }

    /// How many tasks run in the cluster. Recorded only with Container Insights.
    pub fn task_count(&self) -> Metric {
        self.insight("TaskCount")
    }

    /// How many services the cluster has. Recorded only with Container Insights.
    pub fn service_count(&self) -> Metric {
        self.insight("ServiceCount")
    }

    fn insight(&self, name: &'static str) -> Metric {
        Metric::new("ECS/ContainerInsights", name, Statistic::Average).dimension("ClusterName", self.name())
    }
}
