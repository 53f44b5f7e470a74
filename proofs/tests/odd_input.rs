//! Whatever one writes is reported or emitted: nothing panics, neither a builder nor the rules nor the
//! emitter.

use terrane_aws::{Environment, Principal, Private, Region, Secret, Subnets, Zone};
use terrane_compute::{
    Cluster, Container, ContainerCondition, ContainerInsights, ExecutionRole, FargateSize, HealthCheck,
    Image, ImageDigest, ImageSelection, ImageTag, OpenFiles, Placement, Repository, RepositoryLifecycle,
    Role, RolePolicy, Schedule, Service, ServiceScaling, TaskCount, TaskDefinition, Volume,
};
use terrane_core::{Days, Declare, GiB, MiB, Percent, Ref, Seconds, Stack, literal};
use terrane_data::{
    AcuRange, Attributes, AuroraCluster, AuroraEngine, AuroraLog, Bucket, CacheEngine, CacheFamily, CacheLog,
    CacheParameterGroup, CacheSubnetGroup, CorsMethod, CorsRule, Credentials, DbParameterGroup,
    DbSubnetGroup, DeclaredSecret, GeneratedSecret, Gigabytes, GlobalIndex, Key, KeyAttribute, LifecycleRule,
    LocalIndex, NodeType, Password, ReplicationGroup, ServerlessCache, ServerlessEngine, StorageClass, Table,
    TableCapacity, TableItem,
};
use terrane_observability::Retention;

const TEXTS: [&str; 12] = [
    "",
    " ",
    "-",
    "ä",
    "日本語の名前",
    "\u{0}",
    "\n",
    "${a}%{b}",
    "\"\\",
    "a-b",
    "arn:",
    "e\u{301}\u{200d}😀",
];
const NUMBERS: [u32; 5] = [0, 1, 500, i32::MAX.unsigned_abs(), u32::MAX];

/// Asks the rules, and emits what is left of the stack.
fn ask(stack: Stack) {
    let problems = stack.check();
    let _ = problems.to_string();
    let _ = stack.finish().map(|terraform| terraform.to_string());
}

/// A stack for each text and number, with a label that is as odd.
fn each(build: impl Fn(&mut Stack, &'static str, &'static str, u32)) {
    for text in TEXTS {
        for number in NUMBERS {
            let mut stack = Stack::new(text);
            build(&mut stack, "main", text, number);
            ask(stack);
        }
        let mut stack = Stack::new(text);
        build(&mut stack, text, text, 1);
        ask(stack);
    }
}

fn subnets(zones: &[Zone]) -> Subnets<Private> {
    let zones = zones.iter().map(|zone| (zone.clone(), Ref::existing("")));
    Subnets::existing(Ref::existing(""), zones)
}

fn image(text: &'static str) -> Image {
    let tag = ImageTag::new(text).unwrap_or(ImageTag::computed(text));
    let _ = ImageDigest::new(text);
    Image::external(text, tag).credentials(&Secret::new(Ref::existing(text)).json_key(text))
}

fn check(text: &'static str, number: u32) -> HealthCheck {
    let nothing: [&str; 0] = [];
    let check = if number == 0 { HealthCheck::exec(nothing) } else { HealthCheck::exec([text, text]) };
    check.interval(Seconds(number)).timeout(Seconds(number)).retries(number).start_period(Seconds(number))
}

fn container(text: &'static str, number: u32) -> Container {
    let environment = Environment::new()
        .set(text, text)
        .set("A", number)
        .set("B", Secret::new(Ref::existing(text)).json_key(text));
    let volume = Volume::efs(text, &Ref::existing(text)).root_directory(text);
    Container::non_root(text, image(text), number)
        .group(number)
        .environment(environment)
        .command([text])
        .entry_point([text])
        .working_directory(text)
        .logs(&Ref::existing(text), &Region::EU_WEST_1, text)
        .health_check(check(text, number))
        .mount(&volume, text)
        .start_timeout(Seconds(number))
        .stop_timeout(Seconds(number))
        .cpu(number)
        .memory(MiB(number))
        .memory_reservation(MiB(number))
        .depends_on(text, ContainerCondition::Healthy)
        .open_files(OpenFiles { soft_limit: number, hard_limit: 0 })
        .label(text, text)
}

#[test]
fn tasks_and_services() {
    each(|stack, label, text, number| {
        let execution = ExecutionRole::new(text).path(text).description(text).declare(stack, label);
        let role = Role::for_ecs_tasks(text).path(text).max_session(Seconds(number)).tag(text, text);
        let role = role.declare(stack, text);
        Role::new(text, Principal::service(text)).declare(stack, label);
        RolePolicy::new(text, &role).declare(stack, label);
        let size = literal!(FargateSize, 256, 512);
        let task = TaskDefinition::new(text, size, &execution, container(text, number))
            .container(container(text, number))
            .ephemeral_storage(GiB(number))
            .task_role(&role)
            .tag(text, text);
        let task = task.declare(stack, label);
        let cluster = Cluster::with_spot(text);
        let cluster = cluster.declare(stack, label);
        let group = Ref::existing(text);
        let other = Cluster::new(text).container_insights(ContainerInsights::Enabled, &group);
        other.declare(stack, "other");
        let placement = Placement::private(&subnets(&[]), &Ref::existing(text));
        let service = Service::new(text, cluster.cluster(), &task, placement)
            .desired_count(number)
            .deployment_minimum_healthy_percent(Percent(number))
            .deployment_maximum_percent(Percent(number))
            .spot(cluster.spot().fargate_base(number).fargate_weight(number).spot_weight(number))
            .execute_command(true);
        let service = service.declare(stack, label);
        for (min, max) in [(0, 0), (0, 5000), (5000, 5000), (number, u32::MAX), (number, number)] {
            let Ok(count) = TaskCount::new(min, max) else { continue };
            let scaling = ServiceScaling::new(&service, count)
                .on_cpu(text, Percent(number))
                .on_schedule("night", text, Schedule::cron(text).timezone(text), count)
                .on_schedule("day", text, Schedule::at(text), count)
                .scale_in_cooldown(Seconds(number))
                .scale_out_cooldown(Seconds(number));
            scaling.declare(stack, label);
        }
        let _ = FargateSize::new(number, number);
    });
}

#[test]
fn repositories() {
    each(|stack, label, text, number| {
        let nothing: [&str; 0] = [];
        let rules = RepositoryLifecycle::new()
            .expire_untagged(Days(number))
            .keep_last(ImageSelection::prefixes(nothing), number)
            .expire(ImageSelection::patterns([text]), Days(number));
        Repository::new(text).lifecycle(rules.keep_last_of_any(number)).declare(stack, label);
        Repository::new(text).lifecycle(RepositoryLifecycle::new()).declare(stack, "none");
    });
}

#[test]
fn keys_and_secrets() {
    each(|stack, label, text, number| {
        let key = Key::new(text).alias(text).deletion_window(Days(number)).rotate_every(Days(number));
        let key = key.account(&Ref::existing(text)).declare(stack, label);
        let secret = DeclaredSecret::new(text).description(text).recovery_window(Days(number));
        secret.encrypted_with(&key.arn()).declare(stack, label);
        GeneratedSecret::new(text, Password::length(number), number).declare(stack, "generated");
    });
}

#[test]
fn databases() {
    each(|stack, label, text, number| {
        let _ = DbSubnetGroup::new(text, &subnets(&[]));
        let group = DbSubnetGroup::new(text, &subnets(&[Region::EU_WEST_1.zone('é')])).declare(stack, label);
        let _ = DbParameterGroup::new(text, terrane_data::AuroraFamily::Other("")).description(text);
        for engine in [AuroraEngine::postgresql(text), AuroraEngine::mysql(text)] {
            let _ = engine.family();
            let ranges = [(0.0, 1.0), (f64::NAN, 1.0), (-0.5, f64::INFINITY), (256.0, 256.0)];
            for range in ranges.into_iter().filter_map(|(min, max)| AcuRange::new(min, max).ok()) {
                let credentials = Credentials::managed_by_rds(text);
                let cluster = AuroraCluster::serverless(text, engine.clone(), range, credentials)
                    .database_name(text)
                    .backup_retention(Days(number))
                    .backup_window(text)
                    .maintenance_window(text)
                    .backtrack(Seconds(number))
                    .auto_pause_after(Seconds(number))
                    .performance_insights_retention(Days(number))
                    .export_log(AuroraLog::Postgresql, &Ref::existing(text))
                    .final_snapshot(text)
                    .subnet_group(&group.name())
                    .instances(number)
                    .tag(text, text);
                let cluster = cluster.declare(stack, label);
                let _ = (cluster.max_connections(), cluster.endpoint(), cluster.reader_endpoint());
                let _ = (cluster.managed_secret(), cluster.connect_as(text));
            }
        }
        let class = AuroraCluster::provisioned(
            text,
            AuroraEngine::mysql("8.0.mysql_aurora.3"),
            text,
            Credentials::managed_by_rds(text),
        );
        class.declare(stack, "provisioned");
    });
}

#[test]
fn caches() {
    each(|stack, label, text, number| {
        let cache = ServerlessCache::new(text, ServerlessEngine::Valkey, &subnets(&[]))
            .min_storage(Gigabytes(number))
            .max_storage(Gigabytes(0))
            .min_ecpu_per_second(number)
            .max_ecpu_per_second(0)
            .snapshot_retention(Days(number))
            .daily_snapshot_time(text)
            .major_version(text);
        let cache = cache.declare(stack, label);
        let _ = (cache.max_storage_bytes(), cache.cache_url(), cache.reader_endpoint());
        CacheSubnetGroup::new(text, &subnets(&[])).declare(stack, label);
        let _ = NodeType::new(text);
        let other = CacheEngine::Other { engine: text, version: text, family: CacheFamily::Other(text) };
        let group = CacheParameterGroup::new(text, CacheFamily::Other(text)).declare(stack, "shared");
        let queue = ReplicationGroup::new(text, NodeType::T4G_MICRO, text)
            .engine(other)
            .replicas(number)
            .zones([])
            .parameter(text, text)
            .snapshot_retention(Days(number))
            .snapshot_window(text)
            .maintenance_window(text)
            .final_snapshot(text)
            .deliver_log(CacheLog::Slow, &Ref::existing(text));
        let jobs = queue.as_job_queue().parameter_group(&group.name()).declare(stack, "jobs");
        let _ = (jobs.queue_url(), jobs.nodes());
        let sharded = ReplicationGroup::new(text, NodeType::T4G_MICRO, text).replicas(number);
        let sharded = sharded.sharded(number).declare(stack, "sharded");
        assert!(sharded.nodes().len() <= 500 * 6);
    });
}

#[test]
fn buckets_and_tables() {
    each(|stack, label, text, number| {
        let rule = LifecycleRule::transition(text, Days(number), StorageClass::StandardIa)
            .and_expire(Days(number))
            .and_expire_noncurrent(Days(number))
            .keep_noncurrent(number)
            .prefix(text)
            .tagged(text, text)
            .larger_than(u64::MAX)
            .smaller_than(0_u64);
        let cors = CorsRule::new(text, CorsMethod::Get);
        let bucket = Bucket::new(text).lifecycle_rule(rule).cors(cors).unversioned().accept_access_logs(text);
        let bucket = bucket.declare(stack, label);
        let _ = (bucket.objects_under(text), bucket.read_write());
        let table = Table::new(text, KeyAttribute::string(text))
            .sort_key(KeyAttribute::number(text))
            .provisioned(TableCapacity { read_units: number, write_units: number })
            .recovery_period(Days(number))
            .expire_at(text)
            .global_index(GlobalIndex::new(text, KeyAttribute::binary(text)))
            .local_index(LocalIndex::new(text, KeyAttribute::binary(text)));
        let table = table.declare(stack, label);
        TableItem::new(&table, text, Attributes::new().set(text, text)).declare(stack, "item");
        let _ = Retention::days(number);
    });
}
