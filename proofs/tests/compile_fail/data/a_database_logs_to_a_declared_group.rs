//! writes: exported logs without the log group (observability to data)
//! costs: RDS makes the group itself and keeps it for ever; declaring it later fails, as it is there
//! elsewhere: nobody
//! stops: compile
use terrane_core::Ref;
use terrane_aws::kind::SecurityGroupId;
use terrane_data::{AuroraCluster, AuroraLog};

fn logged(cluster: AuroraCluster, group: &Ref<SecurityGroupId>) -> AuroraCluster {
    cluster.security_group(group).export_log(AuroraLog::Postgresql)
}

fn main() {}
