//! Aurora: clusters with their instances, and the groups that they take.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_rds_cluster` | [`AuroraCluster`] |
//! | `aws_rds_cluster_instance` | [`AuroraCluster`], which declares its instances |
//! | `aws_rds_cluster_parameter_group` | [`ClusterParameterGroup`] |
//! | `aws_db_parameter_group` | [`DbParameterGroup`] |
//! | `aws_db_subnet_group` | [`DbSubnetGroup`] |

mod acu_range;
mod capacity;
mod cluster;
mod cluster_handle;
mod connections;
mod credentials;
mod engine;
mod family;
mod insights;
mod instance;
mod log;
mod lowering;
mod parameter_group;
mod rules;
mod subnet_group;
mod windows;

pub use acu_range::AcuRange;
pub use capacity::{ProvisionedCapacity, ServerlessCapacity};
pub use cluster::AuroraCluster;
pub use cluster_handle::{AuroraClusterHandle, DbUserArn};
pub use credentials::Credentials;
pub use engine::AuroraEngine;
pub use family::AuroraFamily;
pub use insights::{DatabaseInsights, MonitoringInterval};
pub use log::AuroraLog;
pub use parameter_group::{
    ClusterParameterGroup, ClusterParameterGroupHandle, ClusterParameterGroupName, DbParameterGroup,
    DbParameterGroupHandle, DbParameterGroupName, ParameterGroup, ParameterGroupHandle, ParameterGroupOf,
};
pub use subnet_group::{DbSubnetGroup, DbSubnetGroupHandle};
