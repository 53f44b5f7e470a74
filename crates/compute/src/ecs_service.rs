//! `aws_ecs_service`.

use terrane_aws::{ForwardedTargetGroup, Tags};
use terrane_core::{
    Body, Declare, Handle, Percent, Problem, Resource, ResourceType, Seconds, Stack, Text, Value,
};

use crate::deployment::Deployment;
use crate::ecs_service_targets::Target;
use crate::{
    CapacityStrategy, ClusterHandle, ECS_NAME, Placement, RolePolicy, ServiceHandle, TaskDefinitionHandle,
    ecs_service_targets, execute_command_rights,
};

const SERVICE: ResourceType = terrane_aws::resource("aws_ecs_service", "compute");

/// Whose tags the tasks of a service get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropagateTags {
    /// The service's. The default.
    Service,
    /// The task definition's.
    TaskDefinition,
}

/// The platform that Fargate runs tasks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformVersion {
    /// Whatever AWS calls the latest. The default.
    Latest,
    /// 1.4.0: the oldest that has every size of task.
    V1_4_0,
}

/// A service: it keeps a number of tasks running, replaces those that fail, and registers them with target groups.
///
/// A deployment that fails is rolled back by itself (the circuit breaker), unless said otherwise. The service waits for
/// the policies of its roles and for the listeners in front of it.
///
/// The tasks' security groups must let them out on port 443, to the registry: `not-let-out`.
///
/// Emits `aws_ecs_service.{label}`, and with [`Service::execute_command`] also
/// `aws_iam_role_policy.{label}_execute_command`.
///
/// Left out: blue/green deployments, Service Connect, Cloud Map registration, VPC Lattice, EBS volumes, rollbacks on
/// alarms and the rebalancing of zones (use `stack.amend(&service).block(…)` and `.attribute(…)`).
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
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Service {
    name: Text,
    cluster: ClusterHandle,
    task: TaskDefinitionHandle,
    placement: Placement,
    desired_count: Value<u32>,
    target_groups: Vec<(ForwardedTargetGroup, Seconds)>,
    deployment: Option<Deployment>,
    circuit_breaker: bool,
    rollback: bool,
    exec: bool,
    spot: Option<CapacityStrategy>,
    platform: PlatformVersion,
    managed_tags: bool,
    propagate_tags: PropagateTags,
    wait_for_steady_state: bool,
    force_new_deployment: bool,
    tags: Tags,
}

impl Service {
    /// A service of the cluster, under a name that is unique there (1 to 255 letters, digits, `-` and `_`;
    /// `duplicate-service-name`): what it runs, and where. One task, unless said otherwise.
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
            deployment: None,
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

    /// How many tasks run, up to 5000. Where the service scales, this is only the number that it begins with.
    pub fn desired_count(self, count: impl Into<Value<u32>>) -> Self {
        Self { desired_count: count.into(), ..self }
    }

    /// Registers the tasks with a target group: the container that listens on its port. After a task's start, failed
    /// health checks are forgiven for the grace period; where there are several target groups (at most five), for the
    /// longest of theirs.
    ///
    /// Reported: a port, that of the health check included, on which no container listens (`no-container-on-port`), a
    /// security group that does not admit the load balancer (`load-balancer-not-admitted`) or one of the load balancer
    /// that does not let it out (`not-let-out`), and a grace period below the container's own start period
    /// (`grace-below-start-period`).
    pub fn behind(mut self, target_group: &ForwardedTargetGroup, grace_period: Seconds) -> Self {
        self.target_groups.push((target_group.clone(), grace_period));
        self
    }

    /// How many tasks stay healthy during a deployment, and how many run at most, in percent of the desired count. The
    /// defaults are 100 and 200. Percentages that leave no room to deploy are reported (`no-room-to-deploy`).
    pub fn deployment(self, min_healthy: Percent, max: Percent) -> Self {
        Self { deployment: Some(Deployment { min: min_healthy.0, max: max.0 }), ..self }
    }

    /// Stops a deployment that fails, but leaves its tasks as they are instead of going back to the last one.
    pub fn without_rollback(self) -> Self {
        Self { rollback: false, ..self }
    }

    /// Restarts the tasks of a failing deployment for ever.
    pub fn without_circuit_breaker(self) -> Self {
        Self { circuit_breaker: false, ..self }
    }

    /// Whether `aws ecs execute-command` opens a shell in a running container. The task role gets a policy for it; a
    /// task without one is reported (`exec-without-task-role`), and so is a container with a read-only root, in which
    /// the agent cannot start (`exec-on-read-only-root`).
    pub fn execute_command(self, enable: bool) -> Self {
        Self { exec: enable, ..self }
    }

    /// Spreads the tasks over Fargate and Fargate Spot. The strategy comes from the handle of a cluster that has Spot.
    pub fn spot(self, strategy: CapacityStrategy) -> Self {
        Self { spot: Some(strategy), ..self }
    }

    /// The platform that the tasks run on.
    pub fn platform_version(self, version: PlatformVersion) -> Self {
        Self { platform: version, ..self }
    }

    /// Whether ECS tags the tasks with the names of cluster and service. The default is yes: bills are broken down by
    /// them.
    pub fn ecs_managed_tags(self, enable: bool) -> Self {
        Self { managed_tags: enable, ..self }
    }

    /// Whose tags the tasks get.
    pub fn propagate_tags(self, from: PropagateTags) -> Self {
        Self { propagate_tags: from, ..self }
    }

    /// Whether `terraform apply` waits until the deployment is complete. The default is no.
    pub fn wait_for_steady_state(self, wait: bool) -> Self {
        Self { wait_for_steady_state: wait, ..self }
    }

    /// Starts a new deployment at every change of the service, even where the tasks stay as they are.
    pub fn force_new_deployment(self) -> Self {
        Self { force_new_deployment: true, ..self }
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for Service {
    type Handle = ServiceHandle;

    fn lower(mut self, stack: &mut Stack, label: &str) -> ServiceHandle {
        let mut body = Body::new();
        let tags = std::mem::take(&mut self.tags);
        self.check(&mut body);
        if self.exec {
            self.allow_execute_command(stack, label, &mut body);
        }
        body.assumes_role(&self.task.execution_role);
        if let Some((role, _)) = &self.task.task_role {
            body.assumes_role(role);
        }
        let targets = ecs_service_targets::find(&self.target_groups, &self.task.containers, &mut body);
        self.write(&targets, &mut body);
        tags.write(&mut body);
        let node = stack.add(&SERVICE, label, body);
        let service = ServiceHandle {
            node,
            cluster: self.cluster.clone(),
            deployment: self.deployment.unwrap_or(Deployment::DEFAULT),
            target_groups: self.target_groups.iter().map(|(group, _)| group.arn.clone()).collect(),
        };
        if let Some(name) = self.name.as_literal() {
            let what = format!("the service name `{name}` of this cluster");
            stack.claim(&service, "duplicate-service-name", &self.cluster.arn(), what);
        }
        ecs_service_targets::demand(stack, &service, &self.placement.groups, &targets);
        service
    }
}

impl Service {
    fn check(&self, body: &mut Body) {
        let deployment = self.deployment.unwrap_or(Deployment::DEFAULT);
        if let Some(desired) = self.desired_count.known().filter(|desired| !deployment.has_room(**desired)) {
            body.report(deployment.no_room(*desired));
        }
        let count = u32::try_from(self.target_groups.len()).unwrap_or(u32::MAX);
        body.check_range("how many target groups the service has", count, 0..=5);
        if let Some(strategy) = &self.spot
            && strategy.cluster.node().address() != self.cluster.node().address()
        {
            let (mine, other) = (self.cluster.node().address(), strategy.cluster.node().address());
            body.report(Problem::error(
                "spot-of-another-cluster",
                format!("the service runs in `{mine}`, but its strategy is of `{other}`"),
                "take the strategy from the handle of the service's own cluster",
            ));
        }
    }

    fn allow_execute_command(&self, stack: &mut Stack, label: &str, body: &mut Body) {
        if let Some(container) = self.task.containers.iter().find(|container| container.read_only) {
            let name = container.name.as_literal().unwrap_or("the container");
            body.report(Problem::error(
                "exec-on-read-only-root",
                format!("`aws ecs execute-command` cannot reach `{name}`: its agent writes to the container's root, which is read-only"),
                "leave out `.execute_command(true)` or `.read_only_root()`",
            ));
        }
        let Some((_, role)) = &self.task.task_role else {
            body.report(Problem::error(
                "exec-without-task-role",
                "`aws ecs execute-command` works with the rights of the task role, and the task has none",
                "give the task definition a role: `.task_role(&role)`",
            ));
            return;
        };
        let policy = RolePolicy::of(self.name.clone().then("-execute-command"), role)
            .allow(execute_command_rights())
            .allow(self.cluster.exec_rights.iter().cloned());
        policy.declare(stack, format!("{label}_execute_command"));
    }

    fn write(&self, targets: &[Target<'_>], body: &mut Body) {
        body.name("name", &ECS_NAME, &self.name);
        body.reference("cluster", self.cluster.arn());
        body.reference("task_definition", self.task.arn());
        body.number("desired_count", self.desired_count.clone(), 0..=5000);
        if self.spot.is_none() {
            body.set("launch_type", "FARGATE");
        }
        body.set_opt("platform_version", (self.platform == PlatformVersion::V1_4_0).then_some("1.4.0"));
        body.set_opt("enable_execute_command", self.exec.then_some(true));
        body.set("enable_ecs_managed_tags", self.managed_tags);
        let tags_of = match self.propagate_tags {
            PropagateTags::Service => "SERVICE",
            PropagateTags::TaskDefinition => "TASK_DEFINITION",
        };
        body.set("propagate_tags", tags_of);
        if let Some(Deployment { min, max }) = self.deployment {
            body.set("deployment_minimum_healthy_percent", min);
            body.set("deployment_maximum_percent", max);
        }
        if let Some(Seconds(grace)) = self.target_groups.iter().map(|(_, grace)| *grace).max() {
            body.number("health_check_grace_period_seconds", grace, 0..=i32::MAX.unsigned_abs());
        }
        body.set_opt("wait_for_steady_state", self.wait_for_steady_state.then_some(true));
        body.set_opt("force_new_deployment", self.force_new_deployment.then_some(true));
        if let Some(strategy) = &self.spot {
            strategy.lower(body);
        }
        self.placement.lower(body);
        for Target { group, container } in targets {
            body.block("load_balancer", |block| {
                block.reference("target_group_arn", &group.arn);
                block.set("container_name", &container.name);
                block.set("container_port", group.port);
            });
        }
        body.block("deployment_circuit_breaker", |block| {
            block.set("enable", self.circuit_breaker);
            block.set("rollback", self.circuit_breaker && self.rollback);
        });
    }
}
