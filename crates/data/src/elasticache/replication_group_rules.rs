//! What does not fit together in a replication group.

use terrane_core::{Body, Days, Problem, Stack, Text, Value};

use super::parameter_group::Known;
use super::replication_group::Settings;
use super::{CacheFamily, CacheLog, EvictionPolicy};

impl Settings {
    pub(super) fn check(&self, stack: &mut Stack, body: &mut Body) {
        self.check_parameters(body);
        self.check_nodes(body);
        self.check_logs(body);
        if let Some(Value::Known(Days(days))) = self.snapshot_retention {
            body.check_range("snapshot_retention_limit", days, 0..=35);
        }
        self.check_shared_group(stack, body);
    }

    fn check_parameters(&self, body: &mut Body) {
        let eviction = EvictionPolicy::PARAMETER;
        let evicts = |(name, value): &&(Text, Text)| {
            name.as_literal() == Some(eviction)
                && value.as_literal() != Some(EvictionPolicy::NoEviction.name())
        };
        if self.job_queue
            && let Some((_, policy)) = self.parameters.iter().find(evicts)
        {
            let policy = policy.as_literal().unwrap_or("a value that is not known here");
            body.report(Problem::error(
                "job-store-evicts",
                format!("`{eviction}` is {policy}, so jobs vanish once the memory is full"),
                "leave the parameter out: `as_job_queue` sets it to `noeviction`",
            ));
        }
        if self.parameter_group.is_some() && !self.parameters.is_empty() {
            body.report(Problem::error(
                "parameters-beside-group",
                "there are parameters and a shared parameter group, and only the group would have an effect",
                "set the parameters on the shared group, or leave the group out",
            ));
        }
    }

    fn check_nodes(&self, body: &mut Body) {
        if self.multi_az == Some(true) && self.replicas == 0 {
            body.report(Problem::error(
                "multi-az-without-replica",
                "one node cannot be in several zones",
                "add `.replicas(1)`, or leave `multi_az` out",
            ));
        }
        match (self.node_type.name().starts_with("cache.r6gd."), self.data_tiering) {
            (true, false) => body.report(Problem::error(
                "data-tiering-node-type",
                "nodes of the class r6gd need data tiering",
                "add `.data_tiering()`, or choose another node type",
            )),
            (false, true) => body.report(Problem::error(
                "data-tiering-node-type",
                "only nodes of the class r6gd can tier data",
                "choose a node type such as `cache.r6gd.xlarge`, or leave `data_tiering` out",
            )),
            (true, true) | (false, false) => {}
        }
        let nodes = self.replicas as usize + 1;
        if !self.zones.is_empty() && (self.shards.is_some() || self.zones.len() != nodes) {
            let message = match self.shards {
                Some(_) => "zones cannot be chosen for the nodes of several shards".to_owned(),
                None => format!("there are {} zones for {nodes} nodes", self.zones.len()),
            };
            body.report(Problem::error(
                "zone-per-node",
                message,
                "give each node one zone, or leave `zones` out",
            ));
        }
        if self.shards.is_none() {
            body.check_range("replicas", self.replicas, 0..=5);
        }
    }

    fn check_logs(&self, body: &mut Body) {
        let mut logs = self.logs.iter().map(|(log, _)| log).enumerate();
        let is_repeated =
            |(at, log): &(usize, &CacheLog)| self.logs[..*at].iter().any(|(other, _)| other == *log);
        if let Some((_, log)) = logs.find(is_repeated) {
            body.report(Problem::error(
                "duplicate-log",
                format!("the log {log:?} is delivered twice"),
                "deliver each log to one log group",
            ));
        }
    }

    /// What a parameter group that was given must be like.
    fn check_shared_group(&self, stack: &mut Stack, body: &mut Body) {
        let Some(group) = &self.parameter_group else { return };
        let known = stack.remember::<Known, _>(group).filter(|known| known.family.is_some());
        let keeps_everything = known.as_ref().is_some_and(|known| known.keeps_everything);
        if self.job_queue && !keeps_everything {
            body.report(Problem::error(
                "job-store-evicts",
                "nothing says that the shared parameter group keeps all jobs once the memory is full",
                "add `.eviction_policy(EvictionPolicy::NoEviction)` to it, or leave `parameter_group` out",
            ));
        }
        let Some(known) = known else { return };
        let (ours, theirs) = (self.engine.family().name(), known.family.map_or("", CacheFamily::name));
        if ours != theirs {
            body.report(Problem::error(
                "parameter-group-of-other-family",
                format!("the parameter group is of the family `{theirs}`, but the engine's is `{ours}`"),
                format!("make the group of the family `{ours}`: `engine.family()`"),
            ));
        }
        match (known.cluster_mode, self.shards) {
            (true, None) => body.report(Problem::error(
                "parameter-group-cluster-mode",
                "the parameter group is for cluster mode, and there is one shard",
                "leave `cluster_mode` out of the group, or add `.sharded(…)`",
            )),
            (false, Some(_)) => body.report(Problem::error(
                "parameter-group-cluster-mode",
                "there are shards, and the parameter group is not for cluster mode",
                "add `.cluster_mode()` to the group",
            )),
            (true, Some(_)) | (false, None) => {}
        }
    }
}
