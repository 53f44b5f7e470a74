//! The stacks of the mistakes with data.

use terrane_aws::kind::BucketArn;
use terrane_aws::{Action, Statement};
use terrane_compute::{HealthCheck, RolePolicy};
use terrane_core::{Days, Declare, Ref, Stack, literal};
use terrane_data::{
    AcuRange, AuroraCluster, AuroraClusterHandle, AuroraEngine, AuroraLog, Bucket, CacheFamily,
    CacheParameterGroup, Credentials, DbSubnetGroup, EvictionPolicy, GeneratedSecret, Key, KeyAttribute,
    LifecycleRule, NodeType, Password, ReplicationGroup, ServerlessCache, ServerlessEngine, Table,
};
use terrane_edge::TargetGroup;
use terrane_observability::{Alarm, LogGroup, Retention, Threshold, Topic};

use crate::service::{PORT, balancer, container, group, health, https, service, subnets};

fn cluster(version: &'static str, range: AcuRange) -> AuroraCluster {
    let credentials = Credentials::managed_by_rds("jiki");
    AuroraCluster::serverless("jiki-production", AuroraEngine::postgresql(version), range, credentials)
}

/// `aws_rds_cluster.main`, of which more is said.
fn database(stack: &mut Stack, change: impl FnOnce(AuroraCluster) -> AuroraCluster) {
    change(cluster("16.6", literal!(AcuRange, 0.5, 1.0))).declare(stack, "main");
}

fn pausing(stack: &mut Stack) -> AuroraClusterHandle {
    cluster("16.6", literal!(AcuRange, 0.0, 1.0)).declare(stack, "main")
}

fn generated(stack: &mut Stack, password: Password) {
    let password = GeneratedSecret::new("jiki/database-password", password, 1).declare(stack, "database");
    let credentials = Credentials::stored("jiki", &password.value());
    let (engine, range) = (AuroraEngine::postgresql("16.6"), literal!(AcuRange, 0.5, 1.0));
    AuroraCluster::serverless("jiki-production", engine, range, credentials).declare(stack, "main");
}

pub(super) fn password(stack: &mut Stack) {
    generated(stack, Password::length(32));
}

pub(super) fn password_with_marks(stack: &mut Stack) {
    generated(stack, Password::length(32).with_marks());
}

pub(super) fn long_password(stack: &mut Stack) {
    generated(stack, Password::length(64));
}

pub(super) fn cannot_pause(stack: &mut Stack) {
    cluster("16.2", literal!(AcuRange, 0.0, 1.0)).declare(stack, "main");
}

pub(super) fn probe(stack: &mut Stack) {
    let database = pausing(stack);
    let health = health().queries(&database.id());
    let target = TargetGroup::ip("jiki-", PORT, &Ref::existing("vpc-1"), health).declare(stack, "web");
    let alb = balancer(stack);
    https(stack, &alb, &target);
}

pub(super) fn health_check(stack: &mut Stack) {
    let database = pausing(stack);
    let check = HealthCheck::exec(["/app/bin/check-database"]).queries(&database.id());
    service(stack, container().health_check(check), &group(), |service| service);
}

pub(super) fn capitals(stack: &mut Stack) {
    let name = format!("{}-production", "Jiki");
    let (engine, range) = (AuroraEngine::postgresql("16.6"), literal!(AcuRange, 0.5, 1.0));
    let cluster = AuroraCluster::serverless(name, engine, range, Credentials::managed_by_rds("jiki"));
    cluster.declare(stack, "main");
}

pub(super) fn cache_url(stack: &mut Stack) {
    let cache = ServerlessCache::new("jiki", ServerlessEngine::Valkey, &subnets("ab"));
    let cache = cache.declare(stack, "main");
    stack.output("redis_url", cache.cache_url());
}

pub(super) fn evicting_queue(stack: &mut Stack) {
    let group = CacheParameterGroup::new("jiki-queue", CacheFamily::Valkey8);
    let group = group.eviction_policy(EvictionPolicy::AllKeysLru).declare(stack, "queue");
    let queue = ReplicationGroup::new("jiki-queue", NodeType::T4G_MICRO, "Jobs").as_job_queue();
    queue.parameter_group(&group.name()).declare(stack, "queue");
}

pub(super) fn no_backups(stack: &mut Stack) {
    database(stack, |cluster| cluster.backup_retention(Days(0)));
}

pub(super) fn no_days(stack: &mut Stack) {
    let rule = LifecycleRule::expire("old", Days(0));
    Bucket::new("jiki-storage").lifecycle_rule(rule).declare(stack, "storage");
}

pub(super) fn no_versions(stack: &mut Stack) {
    let rule = LifecycleRule::expire_noncurrent("old-versions", Days(90));
    Bucket::new("jiki-storage").unversioned().lifecycle_rule(rule).declare(stack, "storage");
}

pub(super) fn kms_on_bucket(stack: &mut Stack) {
    const DECRYPT: Action<BucketArn> = Action::new("kms:Decrypt");
    let bucket = Bucket::new("jiki-storage").declare(stack, "storage");
    let policy = RolePolicy::of("jiki-storage", &Ref::existing("jiki-task"));
    policy.allow([Statement::allow([DECRYPT], [bucket.arn()])]).declare(stack, "storage");
}

pub(super) fn key_without_logs(stack: &mut Stack) {
    let key = Key::new("Jiki").declare(stack, "main");
    let group = LogGroup::aurora("jiki-production", "postgresql", Retention::Days7);
    let group = group.encrypted_with(&key.arn()).declare(stack, "postgresql");
    database(stack, |cluster| cluster.export_log(AuroraLog::Postgresql, &group.name()));
}

pub(super) fn key_without_alarms(stack: &mut Stack) {
    let key = Key::new("Jiki").declare(stack, "main");
    let topic = Topic::new("jiki-alarms").encrypted_with(&key.arn()).declare(stack, "alarms");
    let database = cluster("16.6", literal!(AcuRange, 0.5, 1.0)).declare(stack, "main");
    let alarm = Alarm::new("jiki-database-cpu", database.cpu_utilization(), Threshold::above(80.0));
    alarm.notify(&topic).declare(stack, "database_cpu");
}

pub(super) fn logs_elsewhere(stack: &mut Stack) {
    let group = LogGroup::new("/rds/jiki-production", Retention::Days7).declare(stack, "postgresql");
    database(stack, |cluster| cluster.export_log(AuroraLog::Postgresql, &group.name()));
}

pub(super) fn mysql_log(stack: &mut Stack) {
    let group = LogGroup::aurora("jiki-production", "slowquery", Retention::Days7);
    let group = group.declare(stack, "slowquery");
    database(stack, |cluster| cluster.export_log(AuroraLog::SlowQuery, &group.name()));
}

pub(super) fn overlapping_windows(stack: &mut Stack) {
    database(stack, |cluster| cluster.backup_window("03:00-04:00").maintenance_window("mon:03:30-mon:04:30"));
}

pub(super) fn one_zone(stack: &mut Stack) {
    let subnets = DbSubnetGroup::new("jiki-main", &subnets("a")).declare(stack, "main");
    database(stack, |cluster| cluster.subnet_group(&subnets.name()));
}

pub(super) fn cache_in_one_subnet(stack: &mut Stack) {
    ServerlessCache::new("jiki", ServerlessEngine::Valkey, &subnets("a")).declare(stack, "main");
}

pub(super) fn address_as_name(stack: &mut Stack) {
    Bucket::new("192.168.5.4").declare(stack, "storage");
}

pub(super) fn blanks_in_name(stack: &mut Stack) {
    Table::new("jiki config", KeyAttribute::string("id")).declare(stack, "config");
}

pub(super) fn two_buckets(stack: &mut Stack) {
    Bucket::new("jiki-storage").declare(stack, "storage");
    Bucket::new("jiki-storage").declare(stack, "videos");
}
