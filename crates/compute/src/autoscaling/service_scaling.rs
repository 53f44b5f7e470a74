//! `aws_appautoscaling_target`: how many tasks a service may have, with the policies that choose the number.

use terrane_aws::{ForwardedTargetGroup, Metric, Tags};
use terrane_core::{Body, NameRule, Node, Percent, Problem, Resource, ResourceType, Seconds, Stack, Text};

use super::policy::{Pace, Policy, Tracked};
use super::schedule::Schedule;
use super::scheduled_action::ScheduledAction;
use super::service_scaling_handle::ServiceScalingHandle;
use super::task_count::TaskCount;
use crate::ecs::ServiceHandle;

const TARGET: ResourceType = terrane_aws::resource("aws_appautoscaling_target", "compute");

/// Lets a service choose its number of tasks: between bounds, by policies and by schedules.
///
/// Emits `aws_appautoscaling_target.{label}`, and for each rule `aws_appautoscaling_policy.{label}_cpu`
/// (`_memory`, `_requests`, …) or `aws_appautoscaling_scheduled_action.{label}_{label_suffix}`. Terraform
/// ignores the service's `desired_count` from then on: an `apply` would set it back otherwise.
///
/// By default, the policies add tasks and take them away, with AWS's own cooldowns of 300 seconds.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | names and targets that AWS refuses |
/// | `invalid-schedule` | see [`Schedule`] |
/// | `scaling-without-policy` | neither a policy nor a schedule (a warning) |
/// | `scaling-on-foreign-target-group` | requests at a target group that the service does not register with |
/// | `service-scales-twice` | a second scaling of one service |
/// | `no-room-to-deploy` | a number of tasks with which the service's deployments cannot get ahead |
///
/// # Not covered
///
/// Step scaling and predictive scaling: use `terrane_core::Custom`.
///
/// # Example
///
/// ```
/// # use terrane_compute::{
/// #     Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition,
/// # };
/// # use terrane_aws::{Private, Region, Subnets};
/// # use terrane_core::{Declare, Ref};
/// use terrane_compute::{Schedule, ServiceScaling, TaskCount};
/// use terrane_core::{Percent, Seconds, Stack, literal};
///
/// # let mut stack = Stack::new("docs");
/// # let zone = Region::EU_WEST_1.zone('a');
/// # let subnets = Subnets::<Private>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
/// # let execution = ExecutionRole::new("jiki-execution").declare(&mut stack, "execution");
/// # let cluster = Cluster::new("jiki-production").declare(&mut stack, "main");
/// # let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
/// # let container = Container::non_root("web", image, 1000);
/// # let task = TaskDefinition::new("web", literal!(FargateSize, 256, 512), &execution, container);
/// # let task = task.declare(&mut stack, "web");
/// # let placement = Placement::private(&subnets, &Ref::existing("sg-1"));
/// # let web = Service::new("web", &cluster, &task, placement).declare(&mut stack, "web");
/// ServiceScaling::new(&web, literal!(TaskCount, 1, 4))
///     .on_cpu("jiki-web-cpu-autoscaling", Percent(70))
///     .scale_in_cooldown(Seconds(300))
///     .scale_out_cooldown(Seconds(60))
///     .on_schedule("night", "jiki-web-night", Schedule::cron("0 22 * * ? *"), literal!(TaskCount, 1, 1))
///     .declare(&mut stack, "web");
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_appautoscaling_target")]
#[doc(alias = "aws_appautoscaling_policy")]
#[doc(alias = "aws_appautoscaling_scheduled_action")]
#[doc(alias = "autoscaling")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ServiceScaling {
    service: ServiceHandle,
    count: TaskCount,
    policies: Vec<Policy>,
    actions: Vec<ScheduledAction>,
    pace: Pace,
    tags: Tags,
}

impl ServiceScaling {
    /// The name of a policy.
    pub const POLICY_NAME: NameRule = Policy::NAME;

    /// The name of a scheduled action.
    pub const SCHEDULED_ACTION_NAME: NameRule = ScheduledAction::NAME;

    /// The service, and its fewest and most tasks. A service scales once: all its policies go together.
    pub fn new(service: &ServiceHandle, count: TaskCount) -> Self {
        Self {
            service: service.clone(),
            count,
            policies: Vec::new(),
            actions: Vec::new(),
            pace: Pace::default(),
            tags: Tags::default(),
        }
    }

    /// Keeps the mean use of CPU at this share, by a policy of this name.
    pub fn on_cpu(self, name: impl Into<Text>, target: Percent) -> Self {
        self.tracking("cpu", name, Tracked::Cpu, target.0)
    }

    /// Keeps the mean use of memory at this share, by a policy of this name.
    pub fn on_memory(self, name: impl Into<Text>, target: Percent) -> Self {
        self.tracking("memory", name, Tracked::Memory, target.0)
    }

    /// Keeps the requests that each task gets in a minute at this number, by a policy of this name. The
    /// service must register with the target group.
    pub fn on_requests(
        self,
        name: impl Into<Text>,
        target_group: &ForwardedTargetGroup,
        per_target: u32,
    ) -> Self {
        self.tracking("requests", name, Tracked::Requests(target_group.clone()), per_target)
    }

    /// Keeps any other metric at a value, by the policy `aws_appautoscaling_policy.{label}_{label_suffix}` of
    /// this name. The metric must fall when tasks are added, such as the length of a queue.
    pub fn on_metric(
        self,
        label_suffix: &'static str,
        name: impl Into<Text>,
        metric: &Metric,
        target: u32,
    ) -> Self {
        self.tracking(label_suffix, name, Tracked::Metric(metric.clone()), target)
    }

    fn tracking(
        mut self,
        label_suffix: &'static str,
        name: impl Into<Text>,
        tracked: Tracked,
        target: u32,
    ) -> Self {
        self.policies.push(Policy { label_suffix, name: name.into(), tracked, target });
        self
    }

    /// Changes the bounds at certain times, by
    /// `aws_appautoscaling_scheduled_action.{label}_{label_suffix}` of this name.
    pub fn on_schedule(
        mut self,
        label_suffix: &'static str,
        name: impl Into<Text>,
        schedule: Schedule,
        count: TaskCount,
    ) -> Self {
        self.actions.push(ScheduledAction { label_suffix, name: name.into(), schedule, count });
        self
    }

    /// How long the policies wait after they took tasks away, before they do so again. AWS's default is 300
    /// seconds.
    pub fn scale_in_cooldown(mut self, cooldown: Seconds) -> Self {
        self.pace.scale_in_cooldown = Some(cooldown);
        self
    }

    /// How long the policies wait after they added tasks, before they do so again. AWS's default is 300
    /// seconds.
    pub fn scale_out_cooldown(mut self, cooldown: Seconds) -> Self {
        self.pace.scale_out_cooldown = Some(cooldown);
        self
    }

    /// The policies add tasks and take none away.
    pub fn without_scale_in(mut self) -> Self {
        self.pace.without_scale_in = true;
        self
    }

    /// Adds a tag to the target.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if self.policies.is_empty() && self.actions.is_empty() {
            body.report(Problem::warning(
                "scaling-without-policy",
                "nothing chooses the number of tasks between these bounds",
                "add a policy such as `.on_cpu(name, Percent(70))`, or leave the scaling out",
            ));
        }
    }

    /// Every number of tasks that the service may have must leave room to deploy.
    fn check_room(&self, target: &Node, stack: &mut Stack) {
        let deployment = self.service.deployment;
        let others = self.actions.iter().map(|action| action.count);
        let mut counts = std::iter::once(self.count).chain(others).flat_map(|it| it.min()..=it.max());
        if let Some(count) = counts.find(|count| !deployment.has_room(*count)) {
            stack.report(target, deployment.no_room(count));
        }
    }
}

impl Resource for ServiceScaling {
    type Handle = ServiceScalingHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ServiceScalingHandle {
        let service = &self.service;
        let mut body = Body::new();
        self.check(&mut body);
        body.set("max_capacity", self.count.max());
        body.set("min_capacity", self.count.min());
        let resource = Text::from("service/").then(service.cluster_name()).then("/").then(service.name());
        body.set("resource_id", resource);
        body.set("scalable_dimension", "ecs:service:DesiredCount");
        body.set("service_namespace", "ecs");
        self.tags.clone().write(&mut body);
        let node = stack.add(&TARGET, label, body);
        stack.amend(service).ignore_changes(["desired_count"]);
        stack.claim(&node, "service-scales-twice", &service.name(), "the number of this service's tasks");
        self.check_room(&node, stack);
        let policies = self.policies.into_iter();
        let policies =
            policies.map(|policy| policy.declare(stack, label, &node, service, &self.pace)).collect();
        let actions = self.actions.into_iter();
        let schedules = actions.map(|action| action.declare(stack, label, &node)).collect();
        ServiceScalingHandle { node, policies, schedules }
    }
}
