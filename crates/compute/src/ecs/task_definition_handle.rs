//! What is known of a declared task definition.

use terrane_aws::kind::{RoleArn, RoleName, TaskDefinitionArn};
use terrane_core::{Handle, Node, Port, Ref, RefersTo, Seconds, Text};

use super::container_definition::ContainerDefinition;
use super::fargate_size::FargateSize;
use crate::ecr::Architecture;

/// What a service must know of a container.
#[derive(Clone, Debug)]
pub(super) struct ServedContainer {
    pub(super) name: Text,
    pub(super) tcp_ports: Vec<Port>,
    pub(super) start_period: Seconds,
    pub(super) read_only: bool,
}

impl From<ContainerDefinition> for ServedContainer {
    fn from(container: ContainerDefinition) -> Self {
        let tcp = container.ports.iter().filter(|(_, protocol)| *protocol == "tcp");
        let start_period = container.health_check.as_ref().and_then(|check| check.start_period);
        Self {
            tcp_ports: tcp.map(|(port, _)| *port).collect(),
            start_period: start_period.unwrap_or(Seconds(0)),
            read_only: container.read_only,
            name: container.name,
        }
    }
}

/// A declared [`TaskDefinition`](crate::TaskDefinition).
#[derive(Clone, Debug)]
pub struct TaskDefinitionHandle {
    pub(super) node: Node,
    pub(super) size: FargateSize,
    pub(super) architecture: Architecture,
    pub(super) execution_role: Ref<RoleArn>,
    pub(super) task_role: Option<(Ref<RoleArn>, Ref<RoleName>)>,
    pub(super) containers: Vec<ServedContainer>,
}

impl RefersTo<TaskDefinitionArn> for TaskDefinitionHandle {
    fn reference(&self) -> Ref<TaskDefinitionArn> {
        self.arn()
    }
}

impl Handle for TaskDefinitionHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}

impl TaskDefinitionHandle {
    /// The ARN of the current revision.
    pub fn arn(&self) -> Ref<TaskDefinitionArn> {
        self.node.attribute("arn")
    }

    /// The family's name.
    pub fn family(&self) -> Text {
        Text::from_expr(self.node.expression("family"))
    }

    /// How much CPU and memory a task has.
    pub fn size(&self) -> FargateSize {
        self.size
    }

    /// What a task runs on.
    pub fn architecture(&self) -> Architecture {
        self.architecture
    }
}
