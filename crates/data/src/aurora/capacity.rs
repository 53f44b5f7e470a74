//! What the instances of a cluster can do: a range of ACUs, or an instance class.

use terrane_core::{Body, Problem, Seconds, Text};

use super::AcuRange;

/// A cluster whose instances scale between two sizes, in ACUs.
#[derive(Clone, Copy, Debug)]
pub enum ServerlessCapacity {}

/// A cluster whose instances are of one class.
#[derive(Clone, Copy, Debug)]
pub enum ProvisionedCapacity {}

#[derive(Debug)]
pub(super) enum Capacity {
    Serverless { range: AcuRange, pause_after: Option<Seconds> },
    Provisioned { class: Text },
}

impl Capacity {
    /// The range of ACUs of a serverless cluster.
    pub(super) const fn range(&self) -> Option<AcuRange> {
        match self {
            Capacity::Serverless { range, .. } => Some(*range),
            Capacity::Provisioned { .. } => None,
        }
    }

    /// Whether the instances pause while nothing is connected.
    pub(super) fn pauses(&self) -> bool {
        self.range().is_some_and(AcuRange::pauses)
    }

    pub(super) fn check(&self, body: &mut Body) {
        match self {
            Capacity::Serverless { range, pause_after } => check_pause(*range, *pause_after, body),
            Capacity::Provisioned { class } => check_class(class, body),
        }
    }

    pub(super) fn write_engine_mode(&self, body: &mut Body) {
        if let Capacity::Serverless { .. } = self {
            body.comment("Serverless v2 is a class of instance, not a mode of the cluster.");
            body.set("engine_mode", "provisioned");
        }
    }

    pub(super) fn write_instance_class(&self, body: &mut Body) {
        match self {
            Capacity::Serverless { .. } => body.set("instance_class", "db.serverless"),
            Capacity::Provisioned { class } => body.set("instance_class", class),
        }
    }

    pub(super) fn write_scaling(&self, body: &mut Body) {
        let Capacity::Serverless { range, pause_after } = self else { return };
        body.block("serverlessv2_scaling_configuration", |scaling| {
            if range.pauses() {
                scaling.comment("0: pauses while nothing is connected.");
            }
            scaling.set("min_capacity", range.min());
            scaling.set("max_capacity", range.max());
            scaling.set_opt("seconds_until_auto_pause", *pause_after);
        });
    }
}

fn check_pause(range: AcuRange, pause_after: Option<Seconds>, body: &mut Body) {
    let Some(Seconds(time)) = pause_after else { return };
    if !range.pauses() {
        let min = range.min();
        body.report(Problem::error(
            "auto-pause-without-zero",
            format!("the cluster is to pause after {time} seconds, but its minimum is {min} ACU"),
            "give it a minimum of 0 ACU, or remove `.auto_pause_after(…)`",
        ));
    }
    body.check_range("seconds_until_auto_pause", time, 300..=86_400);
}

fn check_class(class: &Text, body: &mut Body) {
    let Some(class) = class.as_literal() else { return };
    let is_class = class.split('.').count() >= 3 && class.split('.').all(|part| !part.is_empty());
    if !class.starts_with("db.") || !is_class {
        body.report(Problem::error(
            "malformed-instance-class",
            format!("`{class}` is not the class of a provisioned instance"),
            "write it as AWS does, such as `db.r7g.large`; \
             for `db.serverless` there is `AuroraCluster::serverless`",
        ));
    }
}
