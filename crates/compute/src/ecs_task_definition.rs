//! `aws_ecs_task_definition`.

use terrane_aws::kind::{RoleArn, RoleName, TaskDefinitionArn};
use terrane_aws::traffic::health_check_queries;
use terrane_aws::{Tags, Trust};
use terrane_core::{
    Body, Expr, GiB, Handle, NameRule, Node, Port, Problem, Ref, RefersTo, Resource, ResourceType, Seconds,
    Stack, Text, jsonencode,
};

use crate::container_definition::Parts;
use crate::execution_role::not_for_tasks;
use crate::{Architecture, Container, ExecutionRoleHandle, FargateSize, RoleHandle, Volume, container_rules};

/// What ECS takes as the name of a cluster, a service, a family of task definitions, a container or a volume.
pub const ECS_NAME: NameRule =
    NameRule::new("a name in ECS has 1 to 255 letters, digits, `-` and `_`", 1, 255)
        .letters()
        .digits()
        .also("-_");

const TASK_DEFINITION: ResourceType = terrane_aws::resource("aws_ecs_task_definition", "compute");

/// What a task on Fargate consists of: its size, its containers and its roles.
///
/// The network mode is `awsvpc`, the only one that Fargate has. The execution role becomes able to read exactly the
/// secrets that the containers take.
///
/// Left out: Windows, App Mesh, fault injection (provider 5.100.0 has it not everywhere), and EC2.
///
/// ```
/// use terrane_compute::{Container, ExecutionRole, FargateSize, Image, ImageTag, Role, TaskDefinition};
/// use terrane_core::{Declare, Stack, literal};
///
/// let mut stack = Stack::new("docs");
/// let execution = ExecutionRole::new("jiki-execution").declare(&mut stack, "execution");
/// let role = Role::for_ecs_tasks("jiki-worker").declare(&mut stack, "worker");
/// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c")).arm64();
/// let container = Container::non_root("worker", image, 1000).command(["bundle", "exec", "sidekiq"]);
/// let task = TaskDefinition::new("jiki-worker", literal!(FargateSize, 256, 512), &execution, container);
/// task.task_role(&role).arm64().declare(&mut stack, "worker");
///
/// let terraform = stack.finish()?;
/// assert!(terraform.file("compute.tf").unwrap().contains("cpu_architecture        = \"ARM64\""));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TaskDefinition {
    family: Text,
    size: FargateSize,
    execution: ExecutionRoleHandle,
    containers: Vec<Parts>,
    task_role: Option<RoleHandle>,
    architecture: Architecture,
    storage: Option<GiB>,
    keep_old_revisions: bool,
    tags: Tags,
}

impl TaskDefinition {
    /// A family of task definitions (1 to 255 letters, digits, `-` and `_`), the size of a task, the role that starts
    /// it, and its first container.
    pub fn new<User>(
        family: impl Into<Text>,
        size: FargateSize,
        execution: &ExecutionRoleHandle,
        container: Container<User>,
    ) -> Self {
        Self {
            family: family.into(),
            size,
            execution: execution.clone(),
            containers: vec![container.parts],
            task_role: None,
            architecture: Architecture::X86_64,
            storage: None,
            keep_old_revisions: false,
            tags: Tags::default(),
        }
    }

    /// Another container beside the first. A task has at most ten.
    pub fn container<User>(mut self, container: Container<User>) -> Self {
        self.containers.push(container.parts);
        self
    }

    /// The role as which the containers call AWS. Without one, they cannot. A role that does not trust ECS is reported
    /// (`role-not-for-tasks`).
    pub fn task_role(self, role: &RoleHandle) -> Self {
        Self { task_role: Some(role.clone()), ..self }
    }

    /// Runs on ARM64 (Graviton) instead of x86-64. The images must be built for it.
    pub fn arm64(self) -> Self {
        Self { architecture: Architecture::Arm64, ..self }
    }

    /// The task's disk, 21 to 200 GiB. The default is 20.
    pub fn ephemeral_storage(self, size: GiB) -> Self {
        Self { storage: Some(size), ..self }
    }

    /// Leaves the old revision registered when a new one takes its place, so that it can be gone back to by hand.
    pub fn keep_old_revisions(self) -> Self {
        Self { keep_old_revisions: true, ..self }
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    /// The volumes that the containers mount, each once.
    fn volumes(&self, body: &mut Body) -> Vec<Volume> {
        let mut volumes: Vec<Volume> = Vec::new();
        for (volume, ..) in self.containers.iter().flat_map(|container| &container.mounts) {
            let name = volume.name().as_literal();
            match volumes.iter().find(|other| name.is_some() && other.name().as_literal() == name) {
                None => volumes.push(volume.clone()),
                Some(other) if !other.is_same_storage(volume) => {
                    let name = name.unwrap_or_default();
                    body.report(Problem::error(
                        "duplicate-volume",
                        format!("two different volumes of the task are called `{name}`"),
                        "give each a name of its own",
                    ));
                }
                Some(_) => {}
            }
        }
        volumes
    }
}

impl Resource for TaskDefinition {
    type Handle = TaskDefinitionHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> TaskDefinitionHandle {
        let mut body = Body::new();
        container_rules::check(&self.containers, self.size, self.architecture, &mut body);
        let volumes = self.volumes(&mut body);
        body.name("family", &ECS_NAME, self.family);
        body.list("requires_compatibilities", ["FARGATE"]);
        body.set("network_mode", "awsvpc");
        body.set("cpu", Text::from(self.size.cpu()));
        body.set("memory", Text::from(self.size.memory()));
        body.reference("execution_role_arn", self.execution.arn());
        if let Some(role) = &self.task_role {
            body.reference("task_role_arn", role.arn());
            if role.trust() == Trust::Others {
                body.report(not_for_tasks("task role"));
            }
        }
        body.set_opt("skip_destroy", self.keep_old_revisions.then_some(true));
        let containers: Vec<_> = self.containers.iter().map(|it| it.lower(&mut body)).collect();
        body.set("container_definitions", jsonencode(Expr::list(containers)));
        body.block("runtime_platform", |block| {
            block.set("cpu_architecture", self.architecture.name());
            block.set("operating_system_family", "LINUX");
        });
        if let Some(GiB(size)) = self.storage {
            body.block("ephemeral_storage", |block| block.number("size_in_gib", size, 21..=200));
        }
        for volume in volumes {
            volume.lower(&mut body);
        }
        self.tags.write(&mut body);
        let node = stack.add(&TASK_DEFINITION, label, body);
        for container in &self.containers {
            let secrets = container.environment.secrets().map(|(_, secret)| secret);
            for secret in secrets.chain(&container.image.credentials) {
                self.execution.allow(stack, secret.read());
            }
            for asked in container.health_check.iter().flat_map(|check| &check.touches) {
                health_check_queries(stack, &node, asked);
            }
        }
        TaskDefinitionHandle {
            node,
            size: self.size,
            architecture: self.architecture,
            execution_role: self.execution.arn(),
            task_role: self.task_role.map(|role| (role.arn(), role.name())),
            containers: self.containers.into_iter().map(ContainerFacts::from).collect(),
        }
    }
}

/// What a service must know of a container.
#[derive(Clone, Debug)]
pub(crate) struct ContainerFacts {
    pub(crate) name: Text,
    pub(crate) tcp_ports: Vec<Port>,
    pub(crate) start_period: Seconds,
    pub(crate) read_only: bool,
}

impl From<Parts> for ContainerFacts {
    fn from(parts: Parts) -> Self {
        let tcp = parts.ports.iter().filter(|(_, protocol)| *protocol == "tcp");
        let start_period = parts.health_check.as_ref().and_then(|check| check.start_period);
        Self {
            tcp_ports: tcp.map(|(port, _)| *port).collect(),
            start_period: start_period.unwrap_or(Seconds(0)),
            read_only: parts.read_only,
            name: parts.name,
        }
    }
}

/// A declared [`TaskDefinition`].
#[derive(Clone, Debug)]
pub struct TaskDefinitionHandle {
    node: Node,
    size: FargateSize,
    architecture: Architecture,
    pub(crate) execution_role: Ref<RoleArn>,
    pub(crate) task_role: Option<(Ref<RoleArn>, Ref<RoleName>)>,
    pub(crate) containers: Vec<ContainerFacts>,
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
