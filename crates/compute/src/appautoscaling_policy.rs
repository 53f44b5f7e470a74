//! `aws_appautoscaling_policy`: what chooses the number of tasks. [`ServiceScaling`](crate::ServiceScaling) makes it.

use terrane_aws::{ForwardedTargetGroup, Metric};
use terrane_core::{Body, NameRule, Node, Problem, ResourceType, Seconds, Stack, Text};

use crate::ServiceHandle;
use crate::appautoscaling_target::name_target;

/// What the provider takes as a scaling policy's name (the API itself takes one character more).
pub const SCALING_POLICY_NAME: NameRule = NameRule::new(
    "a scaling policy's name has 1 to 255 characters, none of them a control character",
    1,
    255,
)
.anything();

const POLICY: ResourceType = terrane_aws::resource("aws_appautoscaling_policy", "compute");

#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) what: &'static str,
    pub(crate) name: Text,
    pub(crate) tracked: Tracked,
    pub(crate) target: u32,
}

#[derive(Debug)]
pub(crate) enum Tracked {
    Cpu,
    Memory,
    Requests(ForwardedTargetGroup),
    Metric(Metric),
}

impl Policy {
    pub(crate) fn declare(
        self,
        stack: &mut Stack,
        label: &str,
        target: &Node,
        service: &ServiceHandle,
        cooldowns: Option<(Seconds, Seconds)>,
        scale_in: bool,
    ) -> Node {
        let mut body = Body::new();
        self.check(service, &mut body);
        body.name("name", &SCALING_POLICY_NAME, &self.name);
        body.set("policy_type", "TargetTrackingScaling");
        name_target(&mut body, target);
        body.block("target_tracking_scaling_policy_configuration", |block| {
            block.set("target_value", self.target);
            if let Some((scale_in, scale_out)) = cooldowns {
                block.set("scale_in_cooldown", scale_in);
                block.set("scale_out_cooldown", scale_out);
            }
            block.set_opt("disable_scale_in", (!scale_in).then_some(true));
            self.tracked.lower(block);
        });
        stack.add(&POLICY, &format!("{label}_{}", self.what), body)
    }

    fn check(&self, service: &ServiceHandle, body: &mut Body) {
        match &self.tracked {
            Tracked::Cpu | Tracked::Memory => body.check_range("target_value", self.target, 1..=100),
            Tracked::Requests(group) => {
                body.check_range("target_value", self.target, 1..=u32::MAX);
                // A variable is the same where it reads the same.
                let reads_the_same = |own| format!("{own:?}") == format!("{:?}", group.arn);
                let mut own = service.target_groups.iter();
                let is_own = own.any(|own| own.same_as(&group.arn) || reads_the_same(own));
                if !is_own {
                    body.report(Problem::error(
                        "scaling-on-foreign-target-group",
                        "the requests are counted at a target group that the service does not register with",
                        "give the target group that the service is `.behind(…)`",
                    ));
                }
            }
            Tracked::Metric(_) => body.check_range("target_value", self.target, 1..=u32::MAX),
        }
    }
}

impl Tracked {
    fn lower(&self, block: &mut Body) {
        let predefined = match self {
            Tracked::Cpu => "ECSServiceAverageCPUUtilization",
            Tracked::Memory => "ECSServiceAverageMemoryUtilization",
            Tracked::Requests(_) => "ALBRequestCountPerTarget",
            Tracked::Metric(metric) => return customized(metric, block),
        };
        block.block("predefined_metric_specification", |metric| {
            metric.set("predefined_metric_type", predefined);
            if let Tracked::Requests(group) = self {
                metric.set("resource_label", &group.request_count_label);
            }
        });
    }
}

fn customized(metric: &Metric, block: &mut Body) {
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
