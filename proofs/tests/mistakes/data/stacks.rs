//! The stacks of the mistakes with data.

use terrane_compute::{HealthCheck, RolePolicy};
use terrane_core::kind::BucketArn;
use terrane_core::{Action, Days, Ref, Stack, Statement, literal};
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
    stack.declare("main", change(cluster("16.6", literal!(AcuRange, 0.5, 1.0))));
}

fn pausing(stack: &mut Stack) -> AuroraClusterHandle {
    stack.declare("main", cluster("16.6", literal!(AcuRange, 0.0, 1.0)))
}

fn generated(stack: &mut Stack, password: Password) {
    let password = stack.declare("database", GeneratedSecret::new("jiki/database-password", password, 1));
    let credentials = Credentials::stored("jiki", &password.value());
    let (engine, range) = (AuroraEngine::postgresql("16.6"), literal!(AcuRange, 0.5, 1.0));
    stack.declare("main", AuroraCluster::serverless("jiki-production", engine, range, credentials));
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
    stack.declare("main", cluster("16.2", literal!(AcuRange, 0.0, 1.0)));
}

pub(super) fn probe(stack: &mut Stack) {
    let database = pausing(stack);
    let health = health().touches(&database.probe_target());
    let target = stack.declare("web", TargetGroup::ip("jiki-", PORT, &Ref::existing("vpc-1"), health));
    let alb = balancer(stack);
    https(stack, &alb, &target);
}

pub(super) fn health_check(stack: &mut Stack) {
    let database = pausing(stack);
    let check = HealthCheck::exec(["/app/bin/check-database"]).touches(&database.probe_target());
    service(stack, container().health_check(check), &group(), |service| service);
}

pub(super) fn capitals(stack: &mut Stack) {
    let name = format!("{}-production", "Jiki");
    let (engine, range) = (AuroraEngine::postgresql("16.6"), literal!(AcuRange, 0.5, 1.0));
    let cluster = AuroraCluster::serverless(name, engine, range, Credentials::managed_by_rds("jiki"));
    stack.declare("main", cluster);
}

pub(super) fn cache_url(stack: &mut Stack) {
    let cache = ServerlessCache::new("jiki", ServerlessEngine::Valkey, &subnets("ab"));
    let cache = stack.declare("main", cache);
    stack.output("redis_url", cache.cache_url());
}

pub(super) fn evicting_queue(stack: &mut Stack) {
    let group = CacheParameterGroup::new("jiki-queue", CacheFamily::Valkey8);
    let group = stack.declare("queue", group.eviction_policy(EvictionPolicy::AllKeysLru));
    let queue = ReplicationGroup::new("jiki-queue", "Jobs", NodeType::T4G_MICRO).for_jobs();
    stack.declare("queue", queue.parameter_group(&group.name()));
}

pub(super) fn no_backups(stack: &mut Stack) {
    database(stack, |cluster| cluster.backup_retention(Days(0)));
}

pub(super) fn no_days(stack: &mut Stack) {
    let rule = LifecycleRule::expire("old", Days(0));
    stack.declare("storage", Bucket::new("jiki-storage").lifecycle_rule(rule));
}

pub(super) fn no_versions(stack: &mut Stack) {
    let rule = LifecycleRule::expire_noncurrent("old-versions", Days(90));
    stack.declare("storage", Bucket::new("jiki-storage").unversioned().lifecycle_rule(rule));
}

pub(super) fn kms_on_bucket(stack: &mut Stack) {
    const DECRYPT: Action<BucketArn> = Action::new("kms:Decrypt");
    let bucket = stack.declare("storage", Bucket::new("jiki-storage"));
    let policy = RolePolicy::of("jiki-storage", &Ref::existing("jiki-task"));
    stack.declare("storage", policy.allow([Statement::allow([DECRYPT], [bucket.arn()])]));
}

pub(super) fn key_without_logs(stack: &mut Stack) {
    let key = stack.declare("main", Key::new("Jiki"));
    let group = LogGroup::aurora("jiki-production", "postgresql", Retention::Days7);
    let group = stack.declare("postgresql", group.encrypted_with(&key.arn()));
    database(stack, |cluster| cluster.export_log(AuroraLog::Postgresql, &group.name()));
}

pub(super) fn key_without_alarms(stack: &mut Stack) {
    let key = stack.declare("main", Key::new("Jiki"));
    let topic = stack.declare("alarms", Topic::new("jiki-alarms").encrypted_with(&key.arn()));
    let database = stack.declare("main", cluster("16.6", literal!(AcuRange, 0.5, 1.0)));
    let alarm = Alarm::new("jiki-database-cpu", database.cpu_utilization(), Threshold::above(80.0));
    stack.declare("database_cpu", alarm.notify(&topic.arn()));
}

pub(super) fn logs_elsewhere(stack: &mut Stack) {
    let group = stack.declare("postgresql", LogGroup::new("/rds/jiki-production", Retention::Days7));
    database(stack, |cluster| cluster.export_log(AuroraLog::Postgresql, &group.name()));
}

pub(super) fn mysql_log(stack: &mut Stack) {
    let group = LogGroup::aurora("jiki-production", "slowquery", Retention::Days7);
    let group = stack.declare("slowquery", group);
    database(stack, |cluster| cluster.export_log(AuroraLog::SlowQuery, &group.name()));
}

pub(super) fn overlapping_windows(stack: &mut Stack) {
    database(stack, |cluster| cluster.backup_window("03:00-04:00").maintenance_window("mon:03:30-mon:04:30"));
}

pub(super) fn one_zone(stack: &mut Stack) {
    let subnets = stack.declare("main", DbSubnetGroup::new("jiki-main", &subnets("a")));
    database(stack, |cluster| cluster.subnet_group(&subnets.name()));
}

pub(super) fn cache_in_one_subnet(stack: &mut Stack) {
    stack.declare("main", ServerlessCache::new("jiki", ServerlessEngine::Valkey, &subnets("a")));
}

pub(super) fn address_as_name(stack: &mut Stack) {
    stack.declare("storage", Bucket::new("192.168.5.4"));
}

pub(super) fn blanks_in_name(stack: &mut Stack) {
    stack.declare("config", Table::new("jiki config", KeyAttribute::string("id")));
}

pub(super) fn two_buckets(stack: &mut Stack) {
    stack.declare("storage", Bucket::new("jiki-storage"));
    stack.declare("videos", Bucket::new("jiki-storage"));
}
