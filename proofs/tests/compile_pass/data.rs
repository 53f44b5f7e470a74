//! The right way of the laws of `compile_fail/data`.

use terrane_compute::Repository;
use terrane_aws::kind::KeyArn;
use terrane_aws::{Action, CacheUrl, QueueUrl, Secret, Statement, environment};
use terrane_core::{Declare, Days, EphemeralText, Name, Stack, Variable, literal};
use terrane_data::{
    AcuRange, AuroraCluster, AuroraClusterHandle, AuroraLog, Bucket, BucketHandle, Credentials,
    DbSubnetGroup, GeneratedSecretHandle, JobQueue, KeyAttribute, KeyHandle, LifecycleRule,
    ReplicationGroupHandle, ServerlessCacheHandle, StoredPassword, Table, s3_action,
};
use terrane_edge::TargetHealth;
use terrane_network::NetworkHandle;
use terrane_observability::{Alarm, LogGroup, LogGroupHandle, Retention, Threshold};

environment! {
    struct Web {
        redis_url: CacheUrl = "REDIS_URL",
        sidekiq_redis_url: QueueUrl = "SIDEKIQ_REDIS_URL",
        database_password: Secret = "DATABASE_PASSWORD",
    }
}

const RANGE: AcuRange = literal!(AcuRange, 0.5, 1.0);
const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");

fn web(
    cache: &ServerlessCacheHandle,
    jobs: &ReplicationGroupHandle<JobQueue>,
    password: &GeneratedSecretHandle,
) -> Web {
    Web {
        redis_url: cache.cache_url(),
        sidekiq_redis_url: jobs.queue_url(),
        database_password: password.secret(),
    }
}

fn credentials(stack: &mut Stack, password: &GeneratedSecretHandle) -> [Credentials; 2] {
    let given: EphemeralText = stack.variable(Variable::ephemeral_text("password", "example"));
    [
        Credentials::stored("jiki", &password.value()),
        Credentials::stored("jiki", &StoredPassword::new(given, 1)),
    ]
}

fn names() -> [Name; 3] {
    [
        literal!(Name, AuroraCluster::IDENTIFIER, "jiki"),
        literal!(Name, Bucket::NAME, "jiki-storage"),
        literal!(Name, Repository::NAME, "jiki/api"),
    ]
}

fn database(cluster: AuroraCluster, stack: &mut Stack, network: &NetworkHandle, logs: &LogGroupHandle) {
    let subnets = DbSubnetGroup::new("main", network.public()).declare(stack, "main");
    let cluster = cluster
        .subnet_group(&subnets.name())
        .export_log(AuroraLog::Postgresql, &logs.name())
        .final_snapshot("jiki-final");
    cluster.declare(stack, "main");
}

fn storage(key: &KeyHandle) -> (Bucket, Table, LogGroup) {
    let rule = LifecycleRule::expire("old", Days(90));
    (
        Bucket::new("jiki-storage").encrypted_with(&key.arn()).lifecycle_rule(rule),
        Table::new("jiki-config", KeyAttribute::string("id")).sort_key(KeyAttribute::number("version")),
        LogGroup::new("/ecs/jiki-web", Retention::Days30),
    )
}

fn rights(key: &KeyHandle, bucket: &BucketHandle) -> [Statement; 3] {
    [
        Statement::allow([DECRYPT], [key.arn()]),
        Statement::allow([s3_action::GET_OBJECT], [bucket.objects_arn()]),
        Statement::allow([s3_action::LIST_BUCKET], [bucket.arn()]),
    ]
}

fn watched(health: TargetHealth, database: &AuroraClusterHandle) -> (TargetHealth, Alarm) {
    let alarm = Alarm::new("database-acu-high", database.acu_utilization(), Threshold::above(90.0));
    (health.queries(&database.id()), alarm)
}

fn main() {
    let _ = (RANGE, web, credentials, names, database, storage, rights, watched);
}
