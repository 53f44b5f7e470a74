//! `aws_appautoscaling_policy`: what chooses the number of tasks.
//! [`ServiceScaling`](crate::ServiceScaling) declares it.

use terrane_aws::{ForwardedTargetGroup, Metric};
use terrane_core::{Body, NameRule, Node, Problem, ResourceType, Seconds, Stack, Text};

use super::scalable_target::write_scalable_target;
use crate::ecs::ServiceHandle;

const POLICY: ResourceType = terrane_aws::resource("aws_appautoscaling_policy", "compute");

/// A policy that tracks a metric.
#[derive(Debug)]
pub(super) struct Policy {
    /// The policy's own label is that of the scaling, `_` and this.
    pub(super) label_suffix: &'static str,
    pub(super) name: Text,
    pub(super) tracked: Tracked,
    pub(super) target: u32,
}

/// The metric that a policy keeps at its target.
#[derive(Debug)]
pub(super) enum Tracked {
    Cpu,
    Memory,
    Requests(ForwardedTargetGroup),
    Metric(Metric),
}

/// What the policies of one service have in common.
#[derive(Debug, Default)]
pub(super) struct Pace {
    pub(super) scale_in_cooldown: Option<Seconds>,
    pub(super) scale_out_cooldown: Option<Seconds>,
    pub(super) without_scale_in: bool,
}

impl Policy {
    /// What the provider accepts as a scaling policy's name (the API itself accepts one character more).
    pub(super) const NAME: NameRule = NameRule::new(
        "a scaling policy's name has 1 to 255 characters, none of them a control character",
        1,
        255,
    )
    .anything();

    pub(super) fn declare(
        self,
        stack: &mut Stack,
        label: &str,
        target: &Node,
        service: &ServiceHandle,
        pace: &Pace,
    ) -> Node {
        let mut body = Body::new();
        self.check(service, &mut body);
        body.name("name", &Self::NAME, &self.name);
        body.set("policy_type", "TargetTrackingScaling");
        write_scalable_target(target, &mut body);
        body.block("target_tracking_scaling_policy_configuration", |block| {
            block.set("target_value", self.target);
            block.set_opt("scale_in_cooldown", pace.scale_in_cooldown);
            block.set_opt("scale_out_cooldown", pace.scale_out_cooldown);
            block.set_opt("disable_scale_in", pace.without_scale_in.then_some(true));
            self.tracked.write(block);
        });
        stack.add(&POLICY, &format!("{label}_{}", self.label_suffix), body)
    }

    fn check(&self, service: &ServiceHandle, body: &mut Body) {
        let most = match &self.tracked {
            Tracked::Cpu | Tracked::Memory => 100,
            Tracked::Requests(_) | Tracked::Metric(_) => u32::MAX,
        };
        body.check_range("target_value", self.target, 1..=most);
        let Tracked::Requests(group) = &self.tracked else { return };
        // A variable is the same where it reads the same.
        let reads_the_same = |own| format!("{own:?}") == format!("{:?}", group.arn);
        let mut own = service.target_groups.iter();
        if !own.any(|own| own.same_as(&group.arn) || reads_the_same(own)) {
            body.report(Problem::error(
                "scaling-on-foreign-target-group",
                "the requests are counted at a target group that the service does not register with",
                "give the target group that the service registers with, in `.register_with(…)`",
            ));
        }
    }
}

impl Tracked {
    fn write(&self, block: &mut Body) {
        match self {
            Tracked::Cpu => write_predefined("ECSServiceAverageCPUUtilization", None, block),
            Tracked::Memory => write_predefined("ECSServiceAverageMemoryUtilization", None, block),
            Tracked::Requests(group) => {
                write_predefined("ALBRequestCountPerTarget", Some(&group.request_count_label), block);
            }
            Tracked::Metric(metric) => write_customized(metric, block),
        }
    }
}

fn write_predefined(metric_type: &'static str, resource_label: Option<&Text>, block: &mut Body) {
    block.block("predefined_metric_specification", |metric| {
        metric.set("predefined_metric_type", metric_type);
        metric.set_opt("resource_label", resource_label);
    });
}

fn write_customized(metric: &Metric, block: &mut Body) {
    block.block("customized_metric_specification", |block| {
        block.set("metric_name", metric.name);
        block.set("namespace", metric.namespace);
        block.set("statistic", metric.statistic.name());
        for (name, value) in &metric.dimensions {
            block.block("dimensions", |dimension| {
                dimension.set("name", *name);
                dimension.set("value", value);
            });
        }
    });
}
