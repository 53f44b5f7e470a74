//! ECS on Fargate: clusters, task definitions with their containers and roles, and services.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_ecs_cluster` | [`Cluster`] |
//! | `data "aws_ecs_cluster"` | [`ClusterLookup`] |
//! | `aws_ecs_cluster_capacity_providers` | [`SpotCluster`] |
//! | `aws_ecs_task_definition` | [`TaskDefinition`] |
//! | `aws_ecs_service` | [`Service`] |

mod capacity_strategy;
mod cluster;
mod cluster_handle;
mod cluster_lookup;
mod container;
mod container_condition;
mod container_definition;
mod container_definition_rules;
mod container_insights;
mod container_port;
mod deployment;
mod execute_command;
mod execution_role;
mod execution_role_handle;
mod existing_execution_role;
mod fargate_size;
mod health_check;
mod name;
mod open_files;
mod placement;
mod platform_version;
mod propagate_tags;
mod role_for_tasks;
mod service;
mod service_handle;
mod service_lowering;
mod service_rules;
mod service_targets;
mod spot_cluster;
mod task_definition;
mod task_definition_handle;
mod task_definition_lowering;
mod task_definition_rules;
mod volume;

pub use capacity_strategy::CapacityStrategy;
pub use cluster::Cluster;
pub use cluster_handle::ClusterHandle;
pub use cluster_lookup::ClusterLookup;
pub use container::Container;
pub use container_condition::ContainerCondition;
pub use container_insights::ContainerInsights;
pub use container_port::{ContainerPort, NonRoot, Root};
pub use execute_command::execute_command_rights;
pub use execution_role::ExecutionRole;
pub use execution_role_handle::ExecutionRoleHandle;
pub use existing_execution_role::ExistingExecutionRole;
pub use fargate_size::FargateSize;
pub use health_check::HealthCheck;
pub use open_files::OpenFiles;
pub use placement::Placement;
pub use platform_version::PlatformVersion;
pub use propagate_tags::PropagateTags;
pub use service::Service;
pub use service_handle::ServiceHandle;
pub use spot_cluster::{SpotCluster, SpotClusterHandle};
pub use task_definition::TaskDefinition;
pub use task_definition_handle::TaskDefinitionHandle;
pub use volume::Volume;
