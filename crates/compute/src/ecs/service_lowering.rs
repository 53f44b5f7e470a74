//! What a service becomes.

use terrane_aws::RolePolicy;
use terrane_core::{Body, Declare, Percent, Resource, ResourceType, Seconds, Stack};

use super::execute_command::execute_command_rights;
use super::service::Service;
use super::service_handle::ServiceHandle;
use super::service_targets::{Target, find_targets, require_all_traffic};

const SERVICE: ResourceType = terrane_aws::resource("aws_ecs_service", "compute");

impl Resource for Service {
    type Handle = ServiceHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> ServiceHandle {
        let mut body = Body::new();
        self.check(&mut body);
        self.allow_execute_command(stack, label);
        let targets = find_targets(&self.target_groups, &self.task.containers, &mut body);
        self.write(&targets, &mut body);
        let node = stack.add(&SERVICE, label, body);
        let service = ServiceHandle {
            node,
            cluster: self.cluster.clone(),
            deployment: self.deployment,
            target_groups: self.target_groups.iter().map(|(group, _)| group.arn.clone()).collect(),
        };
        if let Some(name) = self.name.as_literal() {
            let claimed = format!("the service name `{name}` of this cluster");
            stack.claim(&service, "duplicate-service-name", &self.cluster.arn(), claimed);
        }
        require_all_traffic(stack, &service, &self.placement.groups, &targets);
        service
    }
}

impl Service {
    fn allow_execute_command(&self, stack: &mut Stack, label: &str) {
        let Some((_, role)) = self.task.task_role.as_ref().filter(|_| self.exec) else { return };
        RolePolicy::of(self.name.clone().then("-execute-command"), role)
            .allow(execute_command_rights())
            .allow(self.cluster.exec_rights.iter().cloned())
            .declare(stack, format!("{label}_execute_command"));
    }

    fn write(&self, targets: &[Target<'_>], body: &mut Body) {
        body.assumes_role(&self.task.execution_role);
        if let Some((role, _)) = &self.task.task_role {
            body.assumes_role(role);
        }
        body.name("name", &Self::NAME, &self.name);
        body.reference("cluster", self.cluster.arn());
        body.reference("task_definition", self.task.arn());
        body.number("desired_count", self.desired_count.clone(), 0..=5000);
        body.set_opt("launch_type", self.spot.is_none().then_some("FARGATE"));
        body.set_opt("platform_version", self.platform.name());
        body.set_opt("enable_execute_command", self.exec.then_some(true));
        body.set("enable_ecs_managed_tags", self.managed_tags);
        body.set("propagate_tags", self.propagate_tags);
        let minimum = self.deployment.minimum_healthy.map(|Percent(minimum)| minimum);
        body.set_opt("deployment_minimum_healthy_percent", minimum);
        let maximum = self.deployment.maximum.map(|Percent(maximum)| maximum);
        body.set_opt("deployment_maximum_percent", maximum);
        let grace = self.target_groups.iter().map(|(_, Seconds(grace))| *grace).max();
        body.number_opt("health_check_grace_period_seconds", grace, 0..=i32::MAX.unsigned_abs());
        body.set_opt("wait_for_steady_state", self.wait_for_steady_state.then_some(true));
        body.set_opt("force_new_deployment", self.force_new_deployment.then_some(true));
        if let Some(strategy) = &self.spot {
            strategy.write(body);
        }
        self.placement.write(body);
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
        self.tags.clone().write(body);
    }
}
