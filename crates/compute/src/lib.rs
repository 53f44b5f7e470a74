//! ECR, IAM, ECS on Fargate and autoscaling as typed Terraform.
//!
//! | AWS | here |
//! |---|---|
//! | an image repository and its lifecycle policy | [`Repository`], [`RepositoryLifecycle`] |
//! | an image, by tag or digest | [`Image`], [`ImageTag`], [`ImageDigest`] |
//! | roles and what they may do | [`Role`], [`RolePolicy`], [`RolePolicyAttachment`], [`ExecutionRole`] |
//! | the account that the stack is applied to | [`CallerIdentity`] |
//! | a cluster | [`Cluster`], [`SpotCluster`] |
//! | what runs | [`Container`], [`TaskDefinition`], [`FargateSize`] |
//! | how much of it, and where | [`Service`], [`Placement`], [`ServiceScaling`] |
//!
//! A service of one container, from the image to the autoscaling:
//!
//! ```
//! use terrane_compute::{
//!     Cluster, Container, ExecutionRole, FargateSize, HealthCheck, ImageTag, Placement, Repository, Role,
//!     Service, ServiceScaling, TaskCount, TaskDefinition,
//! };
//! use terrane_aws::{Environment, Public, Region, Subnets};
//! use terrane_core::{Declare, Percent, Ref, Seconds, Stack, UnprivilegedPort, literal};
//!
//! let mut stack = Stack::new("docs");
//! let region = Region::EU_WEST_1;
//! let subnets =
//!     Subnets::<Public>::existing(Ref::existing("vpc-1"), [(region.zone('a'), Ref::existing("subnet-1"))]);
//!
//! let repository = Repository::new("jiki/api").declare(&mut stack, "api");
//! let image = repository.image(ImageTag::variable(&mut stack, "image_tag", "3f2a91c"));
//! let execution =
//!     ExecutionRole::new("jiki-ecs-task-execution-role").declare(&mut stack, "ecs_task_execution");
//! let task_role = Role::for_ecs_tasks("jiki-ecs-task-role").declare(&mut stack, "ecs_task");
//! let cluster = Cluster::new("jiki-production").declare(&mut stack, "main");
//! let container = Container::non_root("web", image, 1000)
//!     .port(literal!(UnprivilegedPort, 3000))
//!     .environment(Environment::new().set("RAILS_ENV", "production"))
//!     .logs(&Ref::existing("/ecs/jiki-api-web"), &region, "ecs")
//!     .health_check(
//!         HealthCheck::exec(["curl", "-f", "http://localhost:3000/health"]).start_period(Seconds(60)),
//!     );
//! let task = TaskDefinition::new("jiki-api-web", literal!(FargateSize, 512, 1024), &execution, container);
//! let task = task.task_role(&task_role).declare(&mut stack, "web");
//! let placement = Placement::public(&subnets, &Ref::existing("sg-1"));
//! let web = Service::new("jiki-api-web", &cluster, &task, placement).declare(&mut stack, "web");
//! let scaling = ServiceScaling::new(&web, literal!(TaskCount, 1, 4)).on_cpu("jiki-web-cpu", Percent(70));
//! scaling.declare(&mut stack, "web");
//!
//! let terraform = stack.finish()?;
//! let compute = terraform.file("compute.tf").unwrap();
//! assert!(compute.contains("ignore_changes = [desired_count]"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod appautoscaling_policy;
mod appautoscaling_scheduled_action;
mod appautoscaling_target;
mod container;
mod container_definition;
mod container_rules;
mod deployment;
mod ecr_lifecycle_policy;
mod ecr_repository;
mod ecs_cluster;
mod ecs_service;
mod ecs_service_handle;
mod ecs_service_targets;
mod ecs_task_definition;
mod execute_command;
mod execution_role;
mod fargate_size;
mod health_check;
mod image;
pub mod kind;
mod placement;
mod spot_cluster;
mod volume;

pub use appautoscaling_policy::SCALING_POLICY_NAME;
pub use appautoscaling_scheduled_action::{SCHEDULED_ACTION_NAME, Schedule};
pub use appautoscaling_target::{ServiceScaling, ServiceScalingHandle, TaskCount};
pub use container::{Container, ContainerCondition, NonRoot, Root};
pub use ecr_lifecycle_policy::{ImageSelection, LifecycleRules, RepositoryLifecycle};
pub use ecr_repository::{REPOSITORY_NAME, Repository, RepositoryHandle, RepositoryLookup};
pub use ecs_cluster::{Cluster, ClusterHandle, ClusterLookup, ContainerInsights};
pub use ecs_service::{PlatformVersion, PropagateTags, Service};
pub use ecs_service_handle::ServiceHandle;
pub use ecs_task_definition::{ECS_NAME, TaskDefinition, TaskDefinitionHandle};
pub use execute_command::execute_command_rights;
pub use execution_role::{ExecutionRole, ExecutionRoleHandle, ExistingExecutionRole};
pub use fargate_size::FargateSize;
pub use health_check::HealthCheck;
pub use image::{Architecture, Image, ImageDigest, ImageTag};
pub use placement::Placement;
pub use spot_cluster::{CapacityStrategy, SpotCluster, SpotClusterHandle};
pub use terrane_aws::{
    CallerIdentity, CallerIdentityHandle, Role, RoleHandle, RoleLookup, RolePolicy, RolePolicyAttachment,
    RolePolicyAttachmentHandle, RolePolicyHandle, aws_managed_policy,
};
pub use volume::Volume;
