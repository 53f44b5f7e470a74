//! `aws_appautoscaling_target`: how many tasks a service may have, with the policies that choose the number.

use terrane_aws::{ForwardedTargetGroup, Metric, Tags};
use terrane_core::{
    Body, Handle, Invalid, Node, Percent, Problem, Resource, ResourceType, Seconds, Stack, Text, valid,
};

use crate::appautoscaling_policy::{Policy, Tracked};
use crate::appautoscaling_scheduled_action::Action;
use crate::{Schedule, ServiceHandle};

const TARGET: ResourceType = terrane_aws::resource("aws_appautoscaling_target", "compute");
const SENTENCE: &str = "the fewest tasks are no more than the most, and the most are 5000";

/// How few and how many tasks a service may have.
///
/// ```
/// use terrane_compute::TaskCount;
/// use terrane_core::literal;
///
/// let count = literal!(TaskCount, 1, 4);
/// assert!(TaskCount::new(4, 1).is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_compute::TaskCount;
/// use terrane_core::literal;
///
/// let count = literal!(TaskCount, 4, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskCount {
    min: u32,
    max: u32,
}

const fn is_count(min: u32, max: u32) -> bool {
    min <= max && max <= 5000
}

impl TaskCount {
    /// Literal bounds: the fewest and the most.
    ///
    /// # Panics
    ///
    /// Where the fewest are more than the most, or those more than 5000; use it through
    /// [`literal!`](terrane_core::literal).
    pub const fn literal(min: u32, max: u32) -> Self {
        valid(is_count(min, max), SENTENCE);
        Self { min, max }
    }

    /// Bounds that are known at run time: the fewest and the most.
    ///
    /// # Errors
    ///
    /// Where the fewest are more than the most, or those more than 5000.
    pub fn new(min: u32, max: u32) -> Result<Self, Invalid> {
        if is_count(min, max) {
            Ok(Self { min, max })
        } else {
            Err(Invalid::new(format!("{min} to {max}: {SENTENCE}")))
        }
    }

    /// The fewest tasks.
    pub const fn min(self) -> u32 {
        self.min
    }

    /// The most tasks.
    pub const fn max(self) -> u32 {
        self.max
    }
}

/// Lets a service choose its number of tasks: between bounds, by policies and by schedules.
///
/// Emits `aws_appautoscaling_target.{label}`, and a policy `aws_appautoscaling_policy.{label}_cpu` (`_memory`,
/// `_requests`, …) or an `aws_appautoscaling_scheduled_action.{label}_{what}` for each rule. The service's
/// `desired_count` is ignored from then on: an `apply` would set it back otherwise.
///
/// Left out: policies in steps, predictive scaling.
///
/// ```
/// # use terrane_compute::{Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition};
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
/// # let task = TaskDefinition::new("web", literal!(FargateSize, 256, 512), &execution, container).declare(&mut stack, "web");
/// # let placement = Placement::private(&subnets, &Ref::existing("sg-1"));
/// # let web = Service::new("web", &cluster, &task, placement).declare(&mut stack, "web");
/// let scaling = ServiceScaling::new(&web, literal!(TaskCount, 1, 4))
///     .on_cpu("jiki-web-cpu-autoscaling", Percent(70))
///     .cooldowns(Seconds(300), Seconds(60))
///     .on_schedule("night", "jiki-web-night", Schedule::cron("0 22 * * ? *"), literal!(TaskCount, 1, 1));
/// scaling.declare(&mut stack, "web");
/// assert!(stack.finish().is_ok());
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ServiceScaling {
    service: ServiceHandle,
    count: TaskCount,
    policies: Vec<Policy>,
    actions: Vec<Action>,
    cooldowns: Option<(Seconds, Seconds)>,
    scale_in: bool,
    tags: Tags,
}

impl ServiceScaling {
    /// The service, and its fewest and most tasks. A service scales once (`service-scales-twice`): policies go together.
    pub fn new(service: &ServiceHandle, count: TaskCount) -> Self {
        Self {
            service: service.clone(),
            count,
            policies: Vec::new(),
            actions: Vec::new(),
            cooldowns: None,
            scale_in: true,
            tags: Tags::default(),
        }
    }

    /// Keeps the mean use of CPU at this share, by a policy of this name (1 to 255 characters).
    pub fn on_cpu(self, name: impl Into<Text>, target: Percent) -> Self {
        self.tracking("cpu", name, Tracked::Cpu, target.0)
    }

    /// Keeps the mean use of memory at this share, by a policy of this name.
    pub fn on_memory(self, name: impl Into<Text>, target: Percent) -> Self {
        self.tracking("memory", name, Tracked::Memory, target.0)
    }

    /// Keeps the requests that each task gets in a minute at this number, by a policy of this name. The target group
    /// must be one of the service's, or it is reported (`scaling-on-foreign-target-group`).
    pub fn on_requests(
        self,
        name: impl Into<Text>,
        target_group: &ForwardedTargetGroup,
        per_target: u32,
    ) -> Self {
        let tracked = Tracked::Requests(target_group.clone());
        self.tracking("requests", name, tracked, per_target)
    }

    /// Keeps any other metric at a value, by the policy `aws_appautoscaling_policy.{label}_{what}` of this name. The
    /// metric must fall when tasks are added, such as the length of a queue.
    pub fn on_metric(self, what: &'static str, name: impl Into<Text>, metric: &Metric, target: u32) -> Self {
        self.tracking(what, name, Tracked::Metric(metric.clone()), target)
    }

    /// Changes the bounds at certain times, by `aws_appautoscaling_scheduled_action.{label}_{what}` of this name (1 to
    /// 256 characters).
    pub fn on_schedule(
        mut self,
        what: &'static str,
        name: impl Into<Text>,
        schedule: Schedule,
        count: TaskCount,
    ) -> Self {
        self.actions.push(Action { what, name: name.into(), schedule, count });
        self
    }

    /// How long the policies wait after tasks were taken away and after tasks were added, before they act again. AWS's
    /// own default is 300 seconds for both.
    pub fn cooldowns(self, scale_in: Seconds, scale_out: Seconds) -> Self {
        Self { cooldowns: Some((scale_in, scale_out)), ..self }
    }

    /// The policies add tasks and take none away.
    pub fn without_scale_in(self) -> Self {
        Self { scale_in: false, ..self }
    }

    /// Adds a tag to the target.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn tracking(mut self, what: &'static str, name: impl Into<Text>, tracked: Tracked, target: u32) -> Self {
        self.policies.push(Policy { what, name: name.into(), tracked, target });
        self
    }
}

impl Resource for ServiceScaling {
    type Handle = ServiceScalingHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ServiceScalingHandle {
        let service = &self.service;
        let mut body = Body::new();
        if self.policies.is_empty() && self.actions.is_empty() {
            body.report(Problem::warning(
                "scaling-without-policy",
                "nothing chooses the number of tasks between these bounds",
                "add a policy such as `.on_cpu(name, Percent(70))`, or leave the scaling out",
            ));
        }
        body.set("max_capacity", self.count.max);
        body.set("min_capacity", self.count.min);
        let resource = Text::from("service/").then(service.cluster_name()).then("/").then(service.name());
        body.set("resource_id", resource);
        body.set("scalable_dimension", "ecs:service:DesiredCount");
        body.set("service_namespace", "ecs");
        self.tags.write(&mut body);
        let node = stack.add(&TARGET, label, body);
        stack.amend(service).ignore_changes(["desired_count"]);
        stack.claim(&node, "service-scales-twice", &service.name(), "the number of this service's tasks");
        let others = self.actions.iter().map(|action| action.count);
        let mut counts = std::iter::once(self.count).chain(others).flat_map(|it| it.min..=it.max);
        if let Some(count) = counts.find(|count| !service.deployment.has_room(*count)) {
            stack.report(&node, service.deployment.no_room(count));
        }
        let policies = self.policies.into_iter();
        let policies = policies
            .map(|policy| policy.declare(stack, label, &node, service, self.cooldowns, self.scale_in))
            .collect();
        let actions = self.actions.into_iter();
        let schedules = actions.map(|action| action.declare(stack, label, &node)).collect();
        ServiceScalingHandle { node, policies, schedules }
    }
}

/// A declared [`ServiceScaling`].
#[derive(Clone, Debug)]
pub struct ServiceScalingHandle {
    node: Node,
    policies: Vec<Node>,
    schedules: Vec<Node>,
}

impl Handle for ServiceScalingHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl ServiceScalingHandle {
    /// The policies, in the order in which they were given.
    pub fn policies(&self) -> &[Node] {
        &self.policies
    }

    /// The scheduled actions, in the order in which they were given.
    pub fn schedules(&self) -> &[Node] {
        &self.schedules
    }
}

/// What policies and schedules say of the target they belong to.
pub(crate) fn name_target(body: &mut Body, target: &Node) {
    for argument in ["resource_id", "scalable_dimension", "service_namespace"] {
        body.set(argument, target.expression(argument));
    }
}
