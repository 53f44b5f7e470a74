//! `aws_ecs_task_definition`: what can be said of a task.

use terrane_aws::{RoleHandle, Tags};
use terrane_core::{GiB, NameRule, Text};

use super::container::Container;
use super::container_definition::ContainerDefinition;
use super::execution_role_handle::ExecutionRoleHandle;
use super::fargate_size::FargateSize;
use super::name::ECS_NAME;
use crate::ecr::Architecture;

/// What a task on Fargate consists of: its size, its containers and its roles.
///
/// Emits `aws_ecs_task_definition.{label}`. The execution role becomes able to read exactly the secrets that
/// the containers read.
///
/// By default, the task runs on x86-64 with 20 GiB of disk and without a task role, and an old revision is
/// deregistered when a new one replaces it. The network mode is `awsvpc`, the only one that Fargate has.
///
/// # Rules
///
/// Those of [`Container`] and [`Volume`](crate::Volume), and for all containers together:
///
/// | rule | what |
/// |---|---|
/// | `invalid-name`, `out-of-range` | a family or a disk that ECS refuses |
/// | `too-many-containers`, `no-essential-container` | more than ten, or none that is essential |
/// | `duplicate-container-name`, `duplicate-container-port` | they share one network interface |
/// | `architecture-mismatch` | an image that is not built for the task's processors |
/// | `container-cpu-above-task`, `container-memory-above-task` | more than the task's size has |
/// | `reservation-not-below-limit` | a reservation of memory that is not below the container's limit |
/// | `unknown-container-dependency`, `container-dependency-cycle` | a container that never starts |
/// | `dependency-without-health-check` | a wait for the health of a container without a health check |
/// | `essential-container-dependency` | a wait for the end of a container that ends the task |
/// | `duplicate-volume` | two different volumes of one name |
/// | `task-definition-too-large` | more than 64 KiB |
/// | `role-not-for-tasks` | a task role that ECS cannot assume |
///
/// # Not covered
///
/// Windows, App Mesh, fault injection (provider 5.100.0 has it only in part), and EC2.
///
/// # Example
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
#[doc(alias = "aws_ecs_task_definition")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct TaskDefinition {
    pub(super) family: Text,
    pub(super) size: FargateSize,
    pub(super) execution: ExecutionRoleHandle,
    pub(super) containers: Vec<ContainerDefinition>,
    pub(super) task_role: Option<RoleHandle>,
    pub(super) architecture: Architecture,
    pub(super) storage: Option<GiB>,
    pub(super) keep_old_revisions: bool,
    pub(super) tags: Tags,
}

impl TaskDefinition {
    /// The name of a family of task definitions.
    pub const FAMILY: NameRule = ECS_NAME;

    /// A family of task definitions, the size of a task, the role that ECS assumes to start it, and its first
    /// container.
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
            containers: vec![container.definition],
            task_role: None,
            architecture: Architecture::X86_64,
            storage: None,
            keep_old_revisions: false,
            tags: Tags::default(),
        }
    }

    /// Another container beside the first. A task has at most ten.
    pub fn container<User>(mut self, container: Container<User>) -> Self {
        self.containers.push(container.definition);
        self
    }

    /// The role as which the containers call AWS. Without one, they cannot.
    pub fn task_role(mut self, role: &RoleHandle) -> Self {
        self.task_role = Some(role.clone());
        self
    }

    /// Runs on ARM64 (Graviton) instead of x86-64. The images must be built for it.
    pub fn arm64(mut self) -> Self {
        self.architecture = Architecture::Arm64;
        self
    }

    /// The task's disk, 21 to 200 GiB. Default: 20.
    pub fn ephemeral_storage(mut self, size: GiB) -> Self {
        self.storage = Some(size);
        self
    }

    /// Leaves the old revision registered when a new one replaces it, for a rollback by hand.
    pub fn keep_old_revisions(mut self) -> Self {
        self.keep_old_revisions = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}
