//! What the application keeps: secrets, the database, two key-value stores and the bucket.

use terrane::prelude::*;

use crate::logs::Logs;
use crate::network::Networking;
use crate::settings::{DATABASE_PORT, REDIS_PORT, Settings};

/// Raise it by one to give the database another password: it moves the secret and the cluster together.
const PASSWORD_ROTATION: u32 = 1;

const PAUSES: &str = "With a minimum of 0 the database pauses while nothing is connected. That also needs the processes' connection \
     pools\nto drop idle connections: a pool that keeps one open keeps the database awake, and billed.";
const EVICTS: &str = "The Rails cache store. It is cluster mode only: a read of several keys that lie in different slots counts as a \
     miss.\nIt evicts, so jobs live in the replication group instead.";
const ONE_NODE: &str = "one node is what the plan pays for; jobs wait while AWS replaces it";
const ACCESS_LOGS: &str = "only the tasks' role reaches the bucket, and what they do is in their logs";
const OTHER_REGION: &str = "versions are kept for 90 days; a copy in another region costs as much again";

pub(crate) struct Data {
    pub(crate) master_key: DeclaredSecretHandle,
    pub(crate) password: GeneratedSecretHandle,
    pub(crate) database: AuroraClusterHandle,
    pub(crate) cache: ServerlessCacheHandle,
    pub(crate) queue: ReplicationGroupHandle<JobQueue>,
    pub(crate) bucket: BucketHandle,
}

pub(crate) fn declare(
    stack: &mut Stack,
    settings: &Settings,
    network: &Networking,
    logs: &Logs,
    key: &KeyHandle,
) -> Data {
    let master_key = DeclaredSecret::new(settings.secret_name("rails-master-key"))
        .description("Rails master key for encrypted credentials")
        .encrypted_with(key)
        .tag("Name", settings.name("rails-master-key"))
        .declare(stack, "rails_master_key");
    let random = Password::length(32);
    let password = GeneratedSecret::new(settings.secret_name("database-password"), random, PASSWORD_ROTATION)
        .description("Aurora PostgreSQL master password")
        .encrypted_with(key)
        .tag("Name", settings.name("database-password"))
        .declare(stack, "database_password");
    let database = database(stack, settings, network, logs, key, &password);
    let (cache, queue) = caches(stack, settings, network, key);
    let bucket = Bucket::new(settings.bucket)
        .encrypted_with(key)
        .lifecycle_rule(LifecycleRule::expire_noncurrent("expire-old-versions", Days(90)))
        .abort_incomplete_uploads(Days(7))
        .tag("Name", "Jiki API Storage")
        .notify_event_bridge()
        .amend(|it| it.skip_checkov("CKV_AWS_18", ACCESS_LOGS).skip_checkov("CKV_AWS_144", OTHER_REGION))
        .amend(|it| if settings.protected { it.prevent_destroy() } else { it })
        .declare(stack, "api_storage");
    Data { master_key, password, database, cache, queue, bucket }
}

fn database(
    stack: &mut Stack,
    settings: &Settings,
    network: &Networking,
    logs: &Logs,
    key: &KeyHandle,
    password: &GeneratedSecretHandle,
) -> AuroraClusterHandle {
    let name = &settings.stack_name();
    let subnets = DbSubnetGroup::new(settings.name("main"), &network.subnets)
        .tag("Name", settings.name("main-db-subnet-group"))
        .declare(stack, "main");
    let parameters = ClusterParameterGroup::new(name, AuroraFamily::Postgresql(16))
        .description("Logs changes of the schema, and statements that take longer than a second")
        .parameter("log_statement", "ddl")
        .parameter("log_min_duration_statement", "1000")
        .declare(stack, "main");
    let monitoring = aws_managed_policy("service-role/AmazonRDSEnhancedMonitoringRole");
    let monitoring =
        Role::new(settings.name("rds-monitoring"), Principal::service("monitoring.rds.amazonaws.com"))
            .managed_policy("metrics", &monitoring)
            .declare(stack, "rds_monitoring");
    let cluster = AuroraCluster::serverless(
        name,
        AuroraEngine::postgresql("16.6"),
        settings.database_capacity,
        Credentials::stored("jiki", &password.value()),
    )
    .port(DATABASE_PORT)
    .database_name(settings.database_name())
    .subnet_group(&subnets)
    .security_group(&network.rds)
    .encrypted_with(key)
    .backup_retention(Days(7))
    .backup_window("03:00-04:00")
    .maintenance_window("mon:04:00-mon:05:00")
    .cluster_parameter_group(&parameters)
    .iam_authentication(true)
    .enhanced_monitoring(MonitoringInterval::Seconds60, &monitoring)
    .export_log(AuroraLog::Postgresql, &logs.postgresql)
    .performance_insights(true)
    .tag("Name", name);
    let cluster = if settings.protected {
        cluster.deletion_protection(true).final_snapshot(&format!("{name}-final-snapshot"))
    } else {
        cluster.deletion_protection(false).skip_final_snapshot()
    };
    cluster
        .amend(|it| if settings.protected { it.prevent_destroy() } else { it })
        .amend(|it| it.skip_checkov("CKV2_AWS_8", "RDS itself keeps seven days of backups").comment(PAUSES))
        .declare(stack, "main")
}

fn caches(
    stack: &mut Stack,
    settings: &Settings,
    network: &Networking,
    key: &KeyHandle,
) -> (ServerlessCacheHandle, ReplicationGroupHandle<JobQueue>) {
    let cache = ServerlessCache::new(settings.name("redis"), ServerlessEngine::Valkey, &network.subnets)
        .security_group(&network.elasticache)
        .max_storage(Gigabytes(10))
        .max_ecpu_per_second(5000)
        .encrypted_with(key)
        .tag("Name", settings.name("redis"))
        .amend(|it| it.comment(EVICTS))
        .declare(stack, "main");
    let subnets = CacheSubnetGroup::new(settings.name("main"), &network.subnets)
        .tag("Name", settings.name("elasticache-subnet-group"))
        .declare(stack, "main");
    let node = literal!(NodeType, "cache.t4g.micro");
    let queue = ReplicationGroup::new(settings.name("queue"), node, "Sidekiq jobs")
        .as_job_queue()
        .port(REDIS_PORT)
        .subnet_group(&subnets)
        .security_group(&network.elasticache)
        .encrypted_with(key)
        .tag("Name", settings.name("queue"))
        .amend(|it| it.skip_checkov("CKV2_AWS_50", ONE_NODE))
        .declare(stack, "queue");
    (cache, queue)
}
