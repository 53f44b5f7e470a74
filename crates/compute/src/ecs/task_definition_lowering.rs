//! What a task definition becomes.

use terrane_aws::RoleHandle;
use terrane_aws::traffic::health_check_queries;
use terrane_core::{Body, Expr, GiB, Node, Resource, ResourceType, Stack, Text, jsonencode};

use super::container_definition::ContainerDefinition;
use super::task_definition::TaskDefinition;
use super::task_definition_handle::{ServedContainer, TaskDefinitionHandle};
use super::volume::Volume;

const TASK_DEFINITION: ResourceType = terrane_aws::resource("aws_ecs_task_definition", "compute");

impl Resource for TaskDefinition {
    type Handle = TaskDefinitionHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TaskDefinitionHandle {
        let mut body = Body::new();
        self.check(&mut body);
        self.write(&mut body);
        let node = stack.add(&TASK_DEFINITION, label, body);
        self.allow_secrets(stack);
        self.record_queries(&node, stack);
        TaskDefinitionHandle {
            node,
            size: self.size,
            architecture: self.architecture,
            execution_role: self.execution.arn(),
            task_role: self.task_role.map(|role| (role.arn(), role.name())),
            containers: self.containers.into_iter().map(ServedContainer::from).collect(),
        }
    }
}

impl TaskDefinition {
    fn write(&self, body: &mut Body) {
        body.name("family", &Self::FAMILY, &self.family);
        body.list("requires_compatibilities", ["FARGATE"]);
        body.set("network_mode", "awsvpc");
        body.set("cpu", Text::from(self.size.cpu()));
        body.set("memory", Text::from(self.size.memory()));
        body.reference("execution_role_arn", self.execution.arn());
        body.reference_opt("task_role_arn", self.task_role.as_ref().map(RoleHandle::arn));
        body.set_opt("skip_destroy", self.keep_old_revisions.then_some(true));
        let containers = self.containers.iter().map(ContainerDefinition::lower);
        body.set("container_definitions", jsonencode(Expr::list(containers)));
        body.block("runtime_platform", |block| {
            block.set("cpu_architecture", self.architecture);
            block.set("operating_system_family", "LINUX");
        });
        if let Some(GiB(size)) = self.storage {
            body.block("ephemeral_storage", |block| block.number("size_in_gib", size, 21..=200));
        }
        for volume in self.volumes() {
            volume.write(body);
        }
        self.tags.clone().write(body);
    }

    /// The volumes that the containers mount, each once.
    fn volumes(&self) -> Vec<&Volume> {
        let mut volumes: Vec<&Volume> = Vec::new();
        for mount in self.containers.iter().flat_map(|container| &container.mounts) {
            if !volumes.iter().any(|other| other.has_name_of(&mount.volume)) {
                volumes.push(&mount.volume);
            }
        }
        volumes
    }

    fn allow_secrets(&self, stack: &mut Stack) {
        for container in &self.containers {
            let secrets = container.environment.secrets().map(|(_, secret)| secret);
            for secret in secrets.chain(&container.image.credentials) {
                self.execution.allow(stack, secret.read());
            }
        }
    }

    fn record_queries(&self, node: &Node, stack: &mut Stack) {
        let checks = self.containers.iter().filter_map(|container| container.health_check.as_ref());
        for queried in checks.flat_map(|check| &check.queries) {
            health_check_queries(stack, node, queried);
        }
    }
}
