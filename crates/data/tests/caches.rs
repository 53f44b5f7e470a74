//! The limits of ElastiCache at their edges, and what its handles give.

use terrane_aws::kind::LogGroupName;
use terrane_aws::{Private, Region, Subnets};
use terrane_core::{Days, Declare, Port, Problem, Ref, Stack, Text, literal};
use terrane_data::{
    CacheEngine, CacheFamily, CacheLog, CacheParameterGroup, CacheSubnetGroup, EvictionPolicy, Gigabytes,
    NodeType, OneShard, ReplicationGroup, ServerlessCache, ServerlessEngine,
};

fn subnets(letters: &str) -> Subnets<Private> {
    let subnet =
        |(number, letter)| (Region::EU_WEST_1.zone(letter), Ref::existing(format!("subnet-{number}")));
    Subnets::existing(Ref::existing("vpc-1"), letters.chars().enumerate().map(subnet))
}

fn problems(declare: impl FnOnce(&mut Stack)) -> Vec<Problem> {
    let mut stack = Stack::new("caches");
    declare(&mut stack);
    stack.check().iter().cloned().collect()
}

fn rules(declare: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    problems(declare).iter().map(|problem| problem.rule).collect()
}

/// The one problem, by its rule, with the remedy.
fn one(declare: impl FnOnce(&mut Stack)) -> (&'static str, String) {
    let mut problems = problems(declare);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems.remove(0);
    (problem.rule, problem.help)
}

fn group() -> ReplicationGroup<OneShard> {
    ReplicationGroup::new("jiki-pages", NodeType::T4G_MICRO, "Rendered pages")
}

fn of_group(
    change: impl FnOnce(ReplicationGroup<OneShard>) -> ReplicationGroup<OneShard>,
) -> Vec<&'static str> {
    rules(|stack| {
        change(group()).declare(stack, "pages");
    })
}

fn serverless() -> ServerlessCache {
    ServerlessCache::new("jiki-redis", ServerlessEngine::Valkey, &subnets("abc"))
}

fn of_serverless(change: impl FnOnce(ServerlessCache) -> ServerlessCache) -> Vec<&'static str> {
    rules(|stack| {
        change(serverless()).declare(stack, "main");
    })
}

#[test]
fn names_keep_their_rules() {
    let (longest, too_long) = ("a".repeat(40), "a".repeat(41));
    for name in ["a", "jiki-queue-2", &longest] {
        assert!(ReplicationGroup::ID.check(name).is_ok(), "{name}");
        assert!(ServerlessCache::NAME.check(name).is_ok(), "{name}");
    }
    for name in ["", "Jiki", "1jiki", "jiki--queue", "jiki-", "jiki_queue", &too_long] {
        assert!(ReplicationGroup::ID.check(name).is_err(), "{name}");
        assert!(ServerlessCache::NAME.check(name).is_err(), "{name}");
    }
    for (rule, longest) in [(CacheSubnetGroup::NAME, 255), (CacheParameterGroup::NAME, 255)] {
        assert!(rule.check(&"a".repeat(longest)).is_ok());
        assert!(rule.check(&"a".repeat(longest + 1)).is_err());
        assert!(rule.check("Jiki").is_err());
        assert!(rule.check("jiki-").is_err());
    }
    assert!(ReplicationGroup::SNAPSHOT.check("Jiki-Final-1").is_ok());
    assert!(ReplicationGroup::SNAPSHOT.check("jiki_final").is_err());
}

#[test]
fn computed_names_are_reported() {
    let queue = |id: String| {
        rules(|stack| {
            ReplicationGroup::new(id, NodeType::T4G_MICRO, "Jobs").declare(stack, "queue");
        })
    };
    assert_eq!(queue("jiki".into()), [""; 0]);
    assert_eq!(queue("Jiki".into()), ["invalid-name"]);
    assert_eq!(of_group(|group| group.final_snapshot("jiki--final")), ["invalid-name"]);
    let cache = |name: String| {
        rules(|stack| {
            ServerlessCache::new(name, ServerlessEngine::Redis, &subnets("ab")).declare(stack, "main");
        })
    };
    assert_eq!(cache("a".repeat(40)), [""; 0]);
    assert_eq!(cache("a".repeat(41)), ["invalid-name"]);
}

#[test]
fn a_subnet_group_has_subnets_and_a_use() {
    let declare = |name: &'static str, letters: &'static str, used: bool| {
        problems(|stack| {
            let subnet_group = CacheSubnetGroup::new(name, &subnets(letters)).declare(stack, "main");
            if used {
                group().subnet_group(&subnet_group.name()).declare(stack, "pages");
            }
        })
    };
    assert!(declare("jiki-main", "a", true).is_empty());
    assert_eq!(declare("jiki-main", "", true)[0].rule, "no-subnets");
    assert_eq!(declare("default", "a", true)[0].rule, "invalid-name");
    let unused = &declare("jiki-main", "a", false)[0];
    assert_eq!((unused.rule, &*unused.address), ("unused", "aws_elasticache_subnet_group.main"));
    assert!(unused.help.contains(".subnet_group(&group.name())"));
}

#[test]
fn ranges_of_a_replication_group() {
    assert_eq!(of_group(|group| group.replicas(5)), [""; 0]);
    assert_eq!(of_group(|group| group.replicas(6)), ["out-of-range"]);
    assert_eq!(of_group(|group| group.replicas(u32::MAX)), ["out-of-range"]);
    assert_eq!(of_group(|group| group.snapshot_retention(Days(35))), [""; 0]);
    assert_eq!(of_group(|group| group.snapshot_retention(Days(36))), ["out-of-range"]);
    let shards = |shards| {
        rules(|stack| {
            let handle = group().sharded(shards).declare(stack, "pages");
            assert!(handle.nodes().len() <= 500);
        })
    };
    assert_eq!(shards(1), [""; 0]);
    assert_eq!(shards(500), [""; 0]);
    assert_eq!(shards(0), ["out-of-range"]);
    assert_eq!(shards(501), ["out-of-range"]);
}

#[test]
fn windows_of_a_replication_group() {
    for window in ["mon:04:00-mon:05:00", "sun:23:30-mon:00:30"] {
        assert_eq!(of_group(|group| group.maintenance_window(window)), [""; 0], "{window}");
    }
    assert_eq!(of_group(|group| group.maintenance_window("mon:04:00-mon:04:59")), ["window-too-short"]);
    for window in [
        "04:00-05:00",
        "Mon:04:00-Mon:05:00",
        "mon:4:00-mon:05:00",
        "mon:24:00-tue:01:00",
        "mon:04:60-mon:06:00",
    ] {
        assert_eq!(of_group(|group| group.maintenance_window(window)), ["malformed-window"], "{window}");
    }
    assert_eq!(of_group(|group| group.snapshot_window("23:30-00:30")), [""; 0]);
    assert_eq!(of_group(|group| group.snapshot_window("03:00-03:59")), ["window-too-short"]);
    assert_eq!(of_group(|group| group.snapshot_window("3-4")), ["malformed-window"]);
}

#[test]
fn one_node_is_in_one_zone() {
    assert_eq!(of_group(|group| group.replicas(1).multi_az(true)), [""; 0]);
    assert_eq!(of_group(|group| group.multi_az(false)), [""; 0]);
    let alone = one(|stack| {
        group().multi_az(true).declare(stack, "pages");
    });
    assert_eq!(alone, ("multi-az-without-replica", "add `.replicas(1)`, or leave `multi_az` out".into()));
}

#[test]
fn each_node_has_its_zone() {
    let zone = |letter| Region::EU_WEST_1.zone(letter);
    assert_eq!(of_group(|group| group.replicas(1).zones([zone('a'), zone('b')])), [""; 0]);
    let few = one(|stack| {
        group().replicas(1).zones([zone('a')]).declare(stack, "pages");
    });
    assert_eq!(few, ("zone-per-node", "give each node one zone, or leave `zones` out".into()));
    let sharded = rules(|stack| {
        group().zones([zone('a')]).sharded(1).declare(stack, "pages");
    });
    assert_eq!(sharded, ["zone-per-node"]);
}

#[test]
fn data_tiering_goes_with_its_nodes() {
    let tiered = |node: NodeType, on: bool| {
        rules(|stack| {
            let group = ReplicationGroup::new("jiki-pages", node, "Rendered pages");
            (if on { group.data_tiering() } else { group }).declare(stack, "pages");
        })
    };
    assert_eq!(tiered(literal!(NodeType, "cache.r6gd.xlarge"), true), [""; 0]);
    assert_eq!(tiered(literal!(NodeType, "cache.r6gd.xlarge"), false), ["data-tiering-node-type"]);
    assert_eq!(tiered(NodeType::R7G_LARGE, true), ["data-tiering-node-type"]);
}

#[test]
fn node_types_have_a_form() {
    for name in ["cache.t4g.micro", "cache.r7g.12xlarge"] {
        assert_eq!(NodeType::new(name).expect("a node type").name(), name);
    }
    for name in [
        "",
        "cache.",
        "cache.t4g",
        "cache.t4g.",
        "cache..micro",
        "cache.t4g.micro.x",
        "db.t4g.micro",
        "cache.T4g.micro",
    ] {
        assert!(NodeType::new(name).is_err(), "{name}");
    }
    let wrong = NodeType::new("t4g.micro").unwrap_err().to_string();
    assert_eq!(wrong, "`t4g.micro`: a node type is written like `cache.t4g.micro`");
}

#[test]
fn each_log_goes_to_one_place() {
    let log_group: Ref<LogGroupName> = Ref::existing("/jiki/pages");
    let both = of_group(|group| {
        group.deliver_log(CacheLog::Slow, &log_group).deliver_log(CacheLog::Engine, &log_group)
    });
    assert_eq!(both, [""; 0]);
    let twice = one(|stack| {
        let group = group().deliver_log(CacheLog::Slow, &log_group).deliver_log(CacheLog::Slow, &log_group);
        group.declare(stack, "pages");
    });
    assert_eq!(twice, ("duplicate-log", "deliver each log to one log group".into()));
}

#[test]
fn a_store_of_jobs_evicts_nothing() {
    let of_jobs = |change: fn(ReplicationGroup<OneShard>) -> ReplicationGroup<OneShard>| {
        rules(|stack| {
            change(group()).as_job_queue().declare(stack, "queue");
        })
    };
    assert_eq!(of_jobs(|group| group), [""; 0]);
    assert_eq!(of_jobs(|group| group.eviction_policy(EvictionPolicy::NoEviction)), [""; 0]);
    assert_eq!(of_jobs(|group| group.eviction_policy(EvictionPolicy::AllKeysLru)), ["job-store-evicts"]);
    assert_eq!(of_jobs(|group| group.parameter_group(&Ref::existing("shared"))), ["job-store-evicts"]);
    let (rule, remedy) = one(|stack| {
        group().eviction_policy(EvictionPolicy::VolatileTtl).as_job_queue().declare(stack, "queue");
    });
    assert_eq!(rule, "job-store-evicts");
    assert_eq!(remedy, "leave the parameter out: `as_job_queue` sets it to `noeviction`");
}

#[test]
fn a_store_of_jobs_takes_a_shared_group_that_evicts_nothing() {
    let shared = |policy: EvictionPolicy| {
        rules(|stack| {
            let shared = CacheParameterGroup::new("jiki-jobs", CacheFamily::Valkey8).eviction_policy(policy);
            let shared = shared.declare(stack, "jobs");
            group().parameter_group(&shared.name()).as_job_queue().declare(stack, "queue");
        })
    };
    assert_eq!(shared(EvictionPolicy::NoEviction), [""; 0]);
    assert_eq!(shared(EvictionPolicy::VolatileLru), ["job-store-evicts"]);
}

#[test]
fn parameter_groups_fit_their_engine() {
    let fit = |family, engine, cluster: bool, sharded: bool| {
        rules(|stack| {
            let shared = CacheParameterGroup::new("jiki-shared", family);
            let shared = (if cluster { shared.cluster_mode() } else { shared }).declare(stack, "shared");
            let group = group().engine(engine).parameter_group(&shared.name());
            if sharded {
                group.sharded(2).declare(stack, "pages");
            } else {
                group.declare(stack, "pages");
            }
        })
    };
    assert_eq!(fit(CacheFamily::Valkey8, CacheEngine::Valkey8_1, false, false), [""; 0]);
    assert_eq!(fit(CacheFamily::Other("valkey8"), CacheEngine::Valkey8_0, true, true), [""; 0]);
    let other = fit(CacheFamily::Valkey7, CacheEngine::Valkey8_0, false, false);
    assert_eq!(other, ["parameter-group-of-other-family"]);
    assert_eq!(
        fit(CacheFamily::Redis7, CacheEngine::Redis7_1, true, false),
        ["parameter-group-cluster-mode"]
    );
    assert_eq!(
        fit(CacheFamily::Redis6, CacheEngine::Redis6_2, false, true),
        ["parameter-group-cluster-mode"]
    );
}

#[test]
fn parameters_are_set_once_and_in_one_place() {
    let beside =
        of_group(|group| group.parameter_group(&Ref::existing("shared")).parameter("timeout", "300"));
    assert_eq!(beside, ["parameters-beside-group"]);
    let twice = one(|stack| {
        group().parameter("timeout", "300").parameter("timeout", "0").declare(stack, "pages");
    });
    assert_eq!(twice, ("duplicate-parameter", "keep one of the two values".into()));
}

#[test]
fn an_unused_parameter_group_is_reported() {
    let (rule, remedy) = one(|stack| {
        CacheParameterGroup::new("jiki-shared", CacheFamily::Valkey8).declare(stack, "shared");
    });
    assert_eq!(rule, "unused");
    assert_eq!(remedy, "give it to a replication group: `.parameter_group(&group.name())`");
}

#[test]
fn ranges_of_a_serverless_cache() {
    assert_eq!(of_serverless(|cache| cache.max_storage(Gigabytes(1))), [""; 0]);
    assert_eq!(of_serverless(|cache| cache.max_storage(Gigabytes(5000))), [""; 0]);
    assert_eq!(of_serverless(|cache| cache.max_storage(Gigabytes(0))), ["out-of-range"]);
    assert_eq!(of_serverless(|cache| cache.max_storage(Gigabytes(5001))), ["out-of-range"]);
    assert_eq!(of_serverless(|cache| cache.max_ecpu_per_second(1000)), [""; 0]);
    assert_eq!(of_serverless(|cache| cache.max_ecpu_per_second(15_000_000)), [""; 0]);
    assert_eq!(of_serverless(|cache| cache.max_ecpu_per_second(999)), ["out-of-range"]);
    assert_eq!(of_serverless(|cache| cache.min_ecpu_per_second(15_000_001)), ["out-of-range"]);
    assert_eq!(of_serverless(|cache| cache.snapshot_retention(Days(35))), [""; 0]);
    assert_eq!(of_serverless(|cache| cache.snapshot_retention(Days(36))), ["out-of-range"]);
    assert_eq!(of_serverless(|cache| cache.daily_snapshot_time("23:59")), [""; 0]);
    assert_eq!(of_serverless(|cache| cache.daily_snapshot_time("24:00")), ["malformed-window"]);
    assert_eq!(of_serverless(|cache| cache.min_storage(Gigabytes(10)).max_storage(Gigabytes(10))), [""; 0]);
    let above = one(|stack| {
        serverless().min_storage(Gigabytes(11)).max_storage(Gigabytes(10)).declare(stack, "main");
    });
    assert_eq!(above, ("minimum-above-maximum", "lower the minimum or raise the maximum".into()));
}

#[test]
fn a_serverless_cache_is_in_two_or_three_zones() {
    let of_subnets = |letters: &'static str| {
        rules(|stack| {
            ServerlessCache::memcached("jiki", &subnets(letters)).declare(stack, "main");
        })
    };
    assert_eq!(of_subnets("ab"), [""; 0]);
    assert_eq!(of_subnets("abc"), [""; 0]);
    for letters in ["", "a", "aa", "aab", "abcd"] {
        assert_eq!(of_subnets(letters), ["serverless-cache-subnets"], "{letters}");
    }
}

#[test]
fn urls_and_nodes() {
    let mut stack = Stack::new("urls");
    let queue = group().replicas(1).port(literal!(Port, 6380)).as_job_queue().declare(&mut stack, "queue");
    let nodes = queue.nodes();
    assert_eq!(nodes.len(), 2);
    let memory = nodes[1].memory_usage();
    assert_eq!((memory.namespace, memory.name), ("AWS/ElastiCache", "DatabaseMemoryUsagePercentage"));
    assert_eq!(memory.dimensions[0].0, "CacheClusterId");
    stack.output("node", memory.dimensions[0].1.clone());
    stack.output("queue", Text::from(queue.queue_url()));
    let cache = serverless().max_storage(Gigabytes(10)).max_ecpu_per_second(5000).declare(&mut stack, "main");
    assert_eq!(cache.max_storage_bytes(), Some(10_000_000_000));
    assert_eq!(cache.max_ecpu_per_second(), Some(5000));
    assert_eq!(cache.evictions().dimensions[0].0, "clusterId");
    stack.output("cache", Text::from(cache.cache_url()));
    let terraform = stack.finish().expect("a stack without problems");
    let outputs = terraform.file("outputs.tf").expect("outputs");
    let endpoint = "aws_elasticache_serverless_cache.main.endpoint[0]";
    for url in [
        "\"${aws_elasticache_replication_group.queue.id}-002\"".to_owned(),
        "\"rediss://${aws_elasticache_replication_group.queue.primary_endpoint_address}:6380/0\"".to_owned(),
        format!("\"rediss://${{{endpoint}.address}}:${{{endpoint}.port}}/0\""),
    ] {
        assert!(outputs.contains(&url), "{url} is not in\n{outputs}");
    }
}
