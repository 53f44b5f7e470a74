//! What does not fit together in a service.

use terrane_core::{Body, Handle, Problem};

use super::service::Service;

impl Service {
    pub(super) fn check(&self, body: &mut Body) {
        let desired = self.desired_count.known();
        if let Some(desired) = desired.filter(|desired| !self.deployment.has_room(**desired)) {
            body.report(self.deployment.no_room(*desired));
        }
        body.check_count("how many target groups the service has", self.target_groups.len(), 0..=5);
        self.placement.check(body);
        self.check_spot(body);
        self.check_execute_command(body);
    }

    fn check_spot(&self, body: &mut Body) {
        let Some(strategy) = &self.spot else { return };
        strategy.check(body);
        let (mine, other) = (self.cluster.node().address(), strategy.cluster.node().address());
        if mine != other {
            body.report(Problem::error(
                "spot-of-another-cluster",
                format!("the service runs in `{mine}`, but its strategy is of `{other}`"),
                "take the strategy from the handle of the service's own cluster",
            ));
        }
    }

    fn check_execute_command(&self, body: &mut Body) {
        if !self.exec {
            return;
        }
        if let Some(container) = self.task.containers.iter().find(|container| container.read_only) {
            let name = container.name.as_literal().unwrap_or("the container");
            body.report(Problem::error(
                "exec-on-read-only-root",
                format!(
                    "`aws ecs execute-command` cannot reach `{name}`: \
                     its agent writes to the container's root, which is read-only"
                ),
                "leave out `.execute_command(true)` or `.read_only_root()`",
            ));
        }
        if self.task.task_role.is_none() {
            body.report(Problem::error(
                "exec-without-task-role",
                "`aws ecs execute-command` works with the rights of the task role, and the task has none",
                "give the task definition a role: `.task_role(&role)`",
            ));
        }
    }
}
