//! ECR, ECS on Fargate and autoscaling as typed Terraform.
//!
//! Everything goes to `compute.tf`. A task can be started and reached: its execution role may read exactly
//! the secrets of its containers, its subnets have a way to the registry, and its security groups are
//! checked.
//!
//! Not here: Lambda, EKS, and ECS on EC2. Use [`Custom`](terrane_core::Custom) for these.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_ecr_repository` | [`Repository`] |
//! | `data "aws_ecr_repository"` | [`RepositoryLookup`] |
//! | `aws_ecr_lifecycle_policy` | [`RepositoryLifecycle`] |
//! | `aws_ecs_cluster` | [`Cluster`] |
//! | `data "aws_ecs_cluster"` | [`ClusterLookup`] |
//! | `aws_ecs_cluster_capacity_providers` | [`SpotCluster`] |
//! | `aws_ecs_task_definition` | [`TaskDefinition`] |
//! | `aws_ecs_service` | [`Service`] |
//! | `aws_appautoscaling_target` | [`ServiceScaling`] |
//! | `aws_appautoscaling_policy` | [`ServiceScaling::on_cpu`] |
//! | `aws_appautoscaling_scheduled_action` | [`ServiceScaling::on_schedule`] |
//!
//! A task is made of [`Container`]s, whose [`Image`]s come from a repository; a [`Placement`] says where its
//! service runs. IAM and KMS are those of `terrane-aws`, given again.
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

mod autoscaling;
mod ecr;
mod ecs;
pub mod kind;

pub use autoscaling::{Schedule, ServiceScaling, ServiceScalingHandle, TaskCount};
pub use ecr::{
    Architecture, Image, ImageDigest, ImageSelection, ImageTag, LifecycleRules, Repository, RepositoryHandle,
    RepositoryLifecycle, RepositoryLookup,
};
pub use ecs::{
    CapacityStrategy, Cluster, ClusterHandle, ClusterLookup, Container, ContainerCondition,
    ContainerInsights, ContainerPort, ExecutionRole, ExecutionRoleHandle, ExistingExecutionRole, FargateSize,
    HealthCheck, NonRoot, OpenFiles, Placement, PlatformVersion, PropagateTags, Root, Service, ServiceHandle,
    SpotCluster, SpotClusterHandle, TaskDefinition, TaskDefinitionHandle, Volume, execute_command_rights,
};
pub use terrane_aws::{
    CallerIdentity, CallerIdentityHandle, Role, RoleHandle, RoleLookup, RolePolicy, RolePolicyAttachment,
    RolePolicyAttachmentHandle, RolePolicyHandle, aws_managed_policy,
};
