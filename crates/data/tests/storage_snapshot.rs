//! One stack that uses every builder of ElastiCache, S3 and DynamoDB with most setters, as it is emitted.

use terrane_aws::kind::{HostName, KeyArn, LogGroupName, SecurityGroupId, TopicArn};
use terrane_aws::{AwsProvider, CacheUrl, Principal, Public, QueueUrl, Region, Statement, Subnets};
use terrane_core::{Days, Declare, OutputValue, Port, Ref, Seconds, Stack, Text, Value, Variable, literal};
use terrane_data::{
    AttributeValue, Attributes, Bucket, CacheEngine, CacheFamily, CacheLog, CacheParameterGroup,
    CacheSubnetGroup, CorsMethod, CorsRule, EvictionPolicy, Gigabytes, GlobalIndex, KeyAttribute,
    LifecycleRule, LocalIndex, NodeType, ReplicationGroup, ServerlessCache, ServerlessEngine, StorageClass,
    StreamView, Table, TableCapacity, TableItem, TableLookup, s3_action,
};

const REGION: Region = Region::EU_WEST_1;

fn subnets() -> Subnets<Public> {
    let subnets = [('a', "subnet-0a"), ('b', "subnet-0b"), ('c', "subnet-0c")];
    let subnets = subnets.map(|(letter, id)| (REGION.zone(letter), Ref::existing(id)));
    Subnets::existing(Ref::existing("vpc-01"), subnets)
}

fn key() -> Ref<KeyArn> {
    Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
}

fn group() -> Ref<SecurityGroupId> {
    Ref::existing("sg-0123")
}

fn topic() -> Ref<TopicArn> {
    Ref::existing("arn:aws:sns:eu-west-1:111122223333:jiki-alarms")
}

fn log_group() -> Ref<LogGroupName> {
    Ref::existing("/jiki/queue")
}

fn caches(stack: &mut Stack) {
    let subnet_group = CacheSubnetGroup::new("jiki-main", &subnets())
        .description("Jiki's caches")
        .tag("Name", "jiki-caches")
        .declare(stack, "main");
    let units: Value<u32> = stack.variable(Variable::number("ecpu", 5000));
    let cache = ServerlessCache::new("jiki-redis", ServerlessEngine::Valkey, &subnets())
        .major_version("8")
        .description("The cache of Rails")
        .security_group(&group())
        .min_storage(Gigabytes(1))
        .max_storage(Gigabytes(10))
        .min_ecpu_per_second(1000)
        .max_ecpu_per_second(units)
        .user_group(&Ref::existing("jiki"))
        .snapshot_retention(Days(7))
        .daily_snapshot_time("04:00")
        .restored_from("arn:aws:elasticache:eu-west-1:111122223333:serverlesscachesnapshot:jiki")
        .encrypted_with(&key())
        .tag("Name", "jiki-redis")
        .declare(stack, "main");
    let url: CacheUrl = cache.cache_url();
    stack.output("redis_url", OutputValue::new(url));
    stack.output("redis_host", cache.endpoint().host);
    stack.output("redis_reader", cache.reader_endpoint().address());
    let memcached = ServerlessCache::memcached("jiki-memcached", &subnets()).max_storage(Gigabytes(1));
    let memcached = memcached.declare(stack, "memcached");
    stack.output("memcached", memcached.endpoint().address());

    let queue = ReplicationGroup::new("jiki-queue", NodeType::T4G_MICRO, "The jobs of Sidekiq")
        .engine(CacheEngine::Valkey8_1)
        .replicas(1)
        .multi_az(true)
        .zones([REGION.zone('a'), REGION.zone('b')])
        .port(literal!(Port, 6380))
        .subnet_group(&subnet_group.name())
        .security_group(&group())
        .parameter("timeout", "300")
        .encrypted_with(&key())
        .snapshot_retention(Days(3))
        .snapshot_window("03:00-04:00")
        .final_snapshot("jiki-queue-final")
        .maintenance_window("mon:04:00-mon:05:00")
        .auto_minor_version_upgrade(true)
        .apply_immediately(true)
        .notify(&topic())
        .deliver_log(CacheLog::Slow, &log_group())
        .deliver_log(CacheLog::Engine, &log_group())
        .tag("Name", "jiki-queue")
        .as_job_queue()
        .declare(stack, "queue");
    let url: QueueUrl = queue.queue_url();
    stack.output("queue_url", OutputValue::new(url));
    let shared = CacheParameterGroup::new("jiki-shards", CacheFamily::Redis7)
        .description("Caches with shards")
        .cluster_mode()
        .eviction_policy(EvictionPolicy::AllKeysLru)
        .tag("Name", "jiki-shards")
        .declare(stack, "shards");
    let pages =
        ReplicationGroup::new("jiki-pages", literal!(NodeType, "cache.r6gd.xlarge"), "Rendered pages")
            .sharded(2)
            .engine(CacheEngine::Redis7_1)
            .replicas(1)
            .parameter_group(&shared.name())
            .user_group(&Ref::existing("jiki"))
            .restored_from("jiki-pages-before")
            .data_tiering()
            .declare(stack, "pages");
    stack.output("pages_url", OutputValue::new(pages.cache_url()));
    let nodes = OutputValue::list(pages.nodes().iter().map(|node| node.id().clone()));
    stack.output("pages_nodes", nodes);
}

fn buckets(stack: &mut Stack) {
    let logs = Bucket::new("jiki-logs")
        .unversioned()
        .accept_access_logs("111122223333")
        .accept_load_balancer_logs("111122223333")
        .notify_event_bridge()
        .deny_insecure_transport()
        .lifecycle_rule(LifecycleRule::expire("expire", Days(365)))
        .declare(stack, "logs");
    let storage = Bucket::new("jiki-api-storage")
        .versioned()
        .encrypted_with(&key())
        .lifecycle_rule(LifecycleRule::expire_noncurrent("expire-old-versions", Days(90)).keep_noncurrent(3))
        .abort_incomplete_uploads(Days(7))
        .lifecycle_rule(LifecycleRule::expire_delete_markers("remove-marks").disabled())
        .lifecycle_rule(
            LifecycleRule::transition("archive", Days(30), StorageClass::StandardIa)
                .and_transition(Days(90), StorageClass::GlacierInstantRetrieval)
                .and_transition_noncurrent(Days(30), StorageClass::OneZoneIa)
                .and_expire(Days(3650))
                .and_expire_noncurrent(Days(400))
                .prefix("invoices/")
                .tagged("kind", "invoice")
                .larger_than(131_072)
                .smaller_than(10_000_000_000),
        )
        .lifecycle_rule(LifecycleRule::expire("temporary", Days(1)).tagged("temporary", "true"))
        .cors(
            CorsRule::new("https://jiki.io", CorsMethod::Put)
                .id("uploads")
                .origin("https://*.jiki.io")
                .method(CorsMethod::Get)
                .allow_header("*")
                .expose_header("ETag")
                .max_age(Seconds(3600)),
        )
        .log_requests_to(&logs.log_target(), "api-storage/")
        .force_destroy(false)
        .tag("Name", "Jiki API Storage")
        .declare(stack, "api_storage");
    let cdn = Principal::service("cloudfront.amazonaws.com");
    let read = Statement::allow([s3_action::GET_OBJECT], [storage.objects_under("public/")]).principal(cdn);
    storage.grant(stack, read);
    stack.output("bucket", storage.name());
}

fn tables(stack: &mut Stack) {
    let config = Table::new("jiki-config", KeyAttribute::string("key"))
        .provisioned(TableCapacity { read_units: 1, write_units: 1 })
        .deletion_protection(true)
        .encrypted_with(&key())
        .recovery_period(Days(7))
        .tag("Name", "jiki-config")
        .declare(stack, "config");
    let events = Table::new("jiki-events", KeyAttribute::string("user_id"))
        .sort_key(KeyAttribute::number("at"))
        .on_demand_up_to(TableCapacity { read_units: 100, write_units: 50 })
        .global_index(
            GlobalIndex::new("by-kind", KeyAttribute::string("kind"))
                .sort_key(KeyAttribute::number("at"))
                .project(["title", "text"]),
        )
        .local_index(LocalIndex::new("by-digest", KeyAttribute::binary("digest")).project_keys())
        .expire_at("expires_at")
        .stream(StreamView::NewAndOldImages)
        .infrequent_access()
        .encrypted_with_aws_managed_key()
        .declare(stack, "events");
    Table::new("jiki-counters", KeyAttribute::string("name"))
        .provisioned(TableCapacity { read_units: 5, write_units: 5 })
        .global_index(
            GlobalIndex::new("by-day", KeyAttribute::string("day"))
                .provisioned(TableCapacity { read_units: 1, write_units: 2 }),
        )
        .global_index(GlobalIndex::new("by-hour", KeyAttribute::string("hour")))
        .without_point_in_time_recovery()
        .declare(stack, "counters");
    stack.output("stream", OutputValue::new(events.stream_arn().expect("the table has a stream")));

    let host: Ref<HostName> = Ref::raw("var.host").expect("an expression");
    let _: Text = stack.variable(Variable::text("host", "db.internal"));
    let price: Text = stack.variable(Variable::text("stripe_price", "price_1"));
    let size: Value<u32> = stack.variable(Variable::number("size", 5));
    let value = |value: AttributeValue| Attributes::new().set("value", value);
    TableItem::new(&config, "aurora_endpoint", value(host.into())).declare(stack, "aurora_endpoint");
    TableItem::new(&config, "stripe_price", value(price.into())).declare(stack, "stripe_price");
    TableItem::new(&config, "frontend_base_url", value("https://jiki.io".into())).declare(stack, "frontend");
    let everything = Attributes::new()
        .set("port", literal!(Port, 5432))
        .set("size", size)
        .set("ratio", AttributeValue::Number("-0.5".into()))
        .set("on", true)
        .set("nothing", AttributeValue::Null)
        .set("bytes", AttributeValue::Binary("AAEC".into()))
        .set("list", vec![AttributeValue::from("a"), AttributeValue::from(1)])
        .set("map", Attributes::new().set("with space", "b"))
        .set("strings", AttributeValue::StringSet(vec!["a".into(), "b".into()]))
        .set("numbers", AttributeValue::NumberSet(vec!["1".into(), "2".into()]));
    TableItem::new(&events, "u1", everything).sort_key(1_700_000_000).declare(stack, "everything");
    let found = TableLookup::new("jiki-flags", KeyAttribute::string("flag")).indexed();
    let found = found.declare(stack, "flags");
    TableItem::new(&found, "beta", value(true.into())).declare(stack, "flag");
}

#[test]
fn every_builder() {
    let mut stack = Stack::new("storage");
    stack.provider(AwsProvider::new(&REGION));
    caches(&mut stack);
    buckets(&mut stack);
    tables(&mut stack);
    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(terraform.warnings().iter().count(), 0);
    insta::assert_snapshot!(terraform);
}
