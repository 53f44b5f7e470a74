//! `aws_ecs_service`: what can be said of a service.

use terrane_aws::{ForwardedTargetGroup, Tags};
use terrane_core::{NameRule, Percent, Seconds, Text, Value};

use super::capacity_strategy::CapacityStrategy;
use super::cluster_handle::ClusterHandle;
use super::deployment::Deployment;
use super::name::ECS_NAME;
use super::placement::Placement;
use super::platform_version::PlatformVersion;
use super::propagate_tags::PropagateTags;
use super::task_definition_handle::TaskDefinitionHandle;

/// A service: it keeps a number of tasks running, replaces those that fail, and registers them with target
/// groups.
///
/// Emits `aws_ecs_service.{label}`, and with [`Service::execute_command`] also
/// `aws_iam_role_policy.{label}_execute_command`.
///
/// By default, it runs one task on Fargate, and a deployment that fails is rolled back (the circuit breaker).
/// The service waits for the policies of its roles and for the listeners in front of it.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | names and numbers that AWS refuses |
/// | `duplicate-service-name` | two services of one name in a cluster |
/// | `no-subnets` | see [`Placement`] |
/// | `no-room-to-deploy` | percentages with which no task can be started or stopped |
/// | `no-container-on-port` | a port of a target group, or of its health check, without a container |
/// | `grace-below-start-period` | a grace period below the container's own start period |
/// | `load-balancer-not-admitted` | the tasks' security groups do not admit the load balancer |
/// | `not-let-out` | security groups do not let the load balancer out, or the tasks on port 443 |
/// | `exec-without-task-role`, `exec-on-read-only-root` | sessions that could not begin |
/// | `spot-of-another-cluster` | see [`CapacityStrategy`] |
///
/// # Not covered
///
/// Blue/green deployments, Service Connect, Cloud Map registration, VPC Lattice, EBS volumes, rollbacks on
/// alarms and the rebalancing of zones: use `stack.amend(&service).block(…)` and `.attribute(…)`.
///
/// # Example
///
/// ```
/// use terrane_compute::{
///     Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition,
/// };
/// use terrane_aws::{Private, Region, Subnets};
/// use terrane_core::{Declare, Ref, Stack, literal};
///
/// let mut stack = Stack::new("docs");
/// let zone = Region::EU_WEST_1.zone('a');
/// let subnets = Subnets::<Private>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
/// let execution = ExecutionRole::new("jiki-execution").declare(&mut stack, "execution");
/// let cluster = Cluster::new("jiki-production").declare(&mut stack, "main");
/// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
/// let container = Container::non_root("worker", image, 1000).command(["bundle", "exec", "sidekiq"]);
/// let task = TaskDefinition::new("worker", literal!(FargateSize, 256, 512), &execution, container);
/// let task = task.declare(&mut stack, "worker");
/// let placement = Placement::private(&subnets, &Ref::existing("sg-1"));
/// let worker =
///     Service::new("worker", &cluster, &task, placement).desired_count(2).declare(&mut stack, "worker");
/// stack.output("worker", worker.name());
///
/// // The execution role's policy must be there before the first task starts.
/// let terraform = stack.finish()?;
/// let compute = terraform.file("compute.tf").unwrap();
/// assert!(compute.contains("depends_on = [aws_iam_role_policy_attachment.execution]"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_ecs_service")]
#[doc(alias = "Fargate")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Service {
    pub(super) name: Text,
    pub(super) cluster: ClusterHandle,
    pub(super) task: TaskDefinitionHandle,
    pub(super) placement: Placement,
    pub(super) desired_count: Value<u32>,
    pub(super) target_groups: Vec<(ForwardedTargetGroup, Seconds)>,
    pub(super) deployment: Deployment,
    pub(super) circuit_breaker: bool,
    pub(super) rollback: bool,
    pub(super) exec: bool,
    pub(super) spot: Option<CapacityStrategy>,
    pub(super) platform: PlatformVersion,
    pub(super) managed_tags: bool,
    pub(super) propagate_tags: PropagateTags,
    pub(super) wait_for_steady_state: bool,
    pub(super) force_new_deployment: bool,
    pub(super) tags: Tags,
}

impl Service {
    /// The name of a service.
    pub const NAME: NameRule = ECS_NAME;

    /// A service of the cluster: what it runs, and where. The name must be unique in the cluster.
    pub fn new(
        name: impl Into<Text>,
        cluster: &ClusterHandle,
        task: &TaskDefinitionHandle,
        placement: Placement,
    ) -> Self {
        Self {
            name: name.into(),
            cluster: cluster.clone(),
            task: task.clone(),
            placement,
            desired_count: Value::Known(1),
            target_groups: Vec::new(),
            deployment: Deployment::default(),
            circuit_breaker: true,
            rollback: true,
            exec: false,
            spot: None,
            platform: PlatformVersion::Latest,
            managed_tags: true,
            propagate_tags: PropagateTags::Service,
            wait_for_steady_state: false,
            force_new_deployment: false,
            tags: Tags::default(),
        }
    }

    /// How many tasks run, up to 5000. Where the service scales, this is only the number at first. Default:
    /// 1.
    pub fn desired_count(mut self, count: impl Into<Value<u32>>) -> Self {
        self.desired_count = count.into();
        self
    }

    /// Registers the tasks with a target group: the container that listens on its port. At most five target
    /// groups.
    ///
    /// It takes what a listener forwards to, so that the service waits for the listener:
    /// `listener.target_group()`, or that of a listener's rule.
    ///
    /// ECS ignores failed health checks for the grace period after a task's start. Where there are several
    /// target groups, the longest of their grace periods applies.
    pub fn register_with(mut self, target_group: &ForwardedTargetGroup, grace_period: Seconds) -> Self {
        self.target_groups.push((target_group.clone(), grace_period));
        self
    }

    /// How many tasks stay healthy during a deployment, in percent of the desired count. Default: 100.
    pub fn deployment_minimum_healthy_percent(mut self, percent: Percent) -> Self {
        self.deployment.minimum_healthy = Some(percent);
        self
    }

    /// How many tasks run at most during a deployment, in percent of the desired count. Default: 200.
    pub fn deployment_maximum_percent(mut self, percent: Percent) -> Self {
        self.deployment.maximum = Some(percent);
        self
    }

    /// Stops a deployment that fails, and leaves its tasks as they are instead of rolling back.
    pub fn without_rollback(mut self) -> Self {
        self.rollback = false;
        self
    }

    /// Restarts the tasks of a failing deployment for ever.
    pub fn without_circuit_breaker(mut self) -> Self {
        self.circuit_breaker = false;
        self
    }

    /// Whether `aws ecs execute-command` opens a shell in a running container. The task role gets a policy
    /// for it. A container with a read-only root cannot have one: the agent cannot start there. Default: no.
    pub fn execute_command(mut self, enable: bool) -> Self {
        self.exec = enable;
        self
    }

    /// Spreads the tasks over Fargate and Fargate Spot. The handle of a cluster with Spot gives the strategy.
    pub fn spot(mut self, strategy: CapacityStrategy) -> Self {
        self.spot = Some(strategy);
        self
    }

    /// The platform that the tasks run on.
    pub fn platform_version(mut self, version: PlatformVersion) -> Self {
        self.platform = version;
        self
    }

    /// Whether ECS tags the tasks with the names of cluster and service, by which bills can be broken down.
    /// Default: yes.
    pub fn ecs_managed_tags(mut self, enable: bool) -> Self {
        self.managed_tags = enable;
        self
    }

    /// Whose tags the tasks get.
    pub fn propagate_tags(mut self, from: PropagateTags) -> Self {
        self.propagate_tags = from;
        self
    }

    /// Whether `terraform apply` waits until the deployment is complete. Default: no.
    pub fn wait_for_steady_state(mut self, wait: bool) -> Self {
        self.wait_for_steady_state = wait;
        self
    }

    /// Starts a new deployment at every change of the service, even where the tasks stay as they are.
    pub fn force_new_deployment(mut self) -> Self {
        self.force_new_deployment = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}
