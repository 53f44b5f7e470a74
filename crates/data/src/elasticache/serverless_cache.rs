//! `aws_elasticache_serverless_cache`: a cache that scales by itself.

use std::marker::PhantomData;

use terrane_aws::kind::{KeyArn, SecurityGroupId};
use terrane_aws::{Access, Any, Subnets, Tags};
use terrane_core::{
    Body, Days, NameRule, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text, Value,
};

use super::usage_limits::{self, Limits, in_gigabytes};
use super::{
    CacheUserGroupId, Gigabytes, MemcachedProtocol, RedisProtocol, ServerlessCacheHandle, ServerlessEngine,
};
use crate::names::words_with_dashes;
use crate::window;

const TYPE: ResourceType =
    terrane_aws::resource("aws_elasticache_serverless_cache", "data").named_once("name");

/// A serverless cache: it scales by itself.
///
/// Emits `aws_elasticache_serverless_cache.{label}`.
///
/// TLS cannot be switched off, so its URL begins with `rediss://`. It always runs in cluster mode: there is
/// database 0 only, a command takes keys of one slot, and entries are evicted once the maximum is reached. It
/// therefore cannot hold a queue of jobs: it has no `queue_url`, which only
/// [`ReplicationGroup::as_job_queue`](crate::ReplicationGroup::as_job_queue) gives.
///
/// By default AWS chooses the latest version of the engine, encrypts with a key of its own, limits nothing
/// and keeps no snapshot.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`ServerlessCache::NAME`] |
/// | `serverless-cache-subnets` | other than 2 or 3 subnets, or two in one zone |
/// | `minimum-above-maximum`, `out-of-range` | limits that AWS refuses |
/// | `malformed-window` | a snapshot time of another form than `04:00` |
///
/// # Not covered
///
/// `timeouts`.
///
/// # Example
///
/// ```
/// # use terrane_aws::{Public, Region, Subnets};
/// # use terrane_core::{Declare, Ref, Stack};
/// use terrane_core::Days;
/// use terrane_data::{Gigabytes, ServerlessCache, ServerlessEngine};
///
/// # let region = Region::EU_WEST_1;
/// # let subnet = |letter, id| (region.zone(letter), Ref::existing(id));
/// # let subnets = [subnet('a', "subnet-1"), subnet('b', "subnet-2")];
/// # let subnets = Subnets::<Public>::existing(Ref::existing("vpc-1"), subnets);
/// # let mut stack = Stack::new("docs");
/// let cache = ServerlessCache::new("jiki-redis", ServerlessEngine::Valkey, &subnets)
///     .max_storage(Gigabytes(10))
///     .max_ecpu_per_second(5000)
///     .snapshot_retention(Days(7))
///     .declare(&mut stack, "main");
/// let url = cache.cache_url();
/// # stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// Jobs do not fit:
///
/// ```compile_fail,E0599
/// # use terrane_aws::{Public, Subnets};
/// # use terrane_core::{Declare, Ref, Stack};
/// use terrane_data::{ServerlessCache, ServerlessEngine};
///
/// # let subnets = Subnets::<Public>::existing(Ref::existing("vpc-1"), []);
/// # let mut stack = Stack::new("docs");
/// let cache =
///     ServerlessCache::new("jiki-redis", ServerlessEngine::Valkey, &subnets).declare(&mut stack, "main");
/// let url = cache.queue_url();
/// ```
#[doc(alias = "aws_elasticache_serverless_cache")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct ServerlessCache<P = RedisProtocol> {
    name: Text,
    engine: &'static str,
    subnets: Subnets<Any>,
    major_version: Option<Text>,
    description: Option<Text>,
    security_groups: Vec<Ref<SecurityGroupId>>,
    storage: Limits,
    ecpu: Limits,
    key: Option<Ref<KeyArn>>,
    user_group: Option<Ref<CacheUserGroupId>>,
    snapshot_retention: Option<Value<Days>>,
    snapshot_time: Option<Text>,
    restored_from: Vec<Text>,
    tags: Tags,
    protocol: PhantomData<fn() -> P>,
}

impl ServerlessCache {
    /// The name of a serverless cache. AWS stores it in lower case.
    pub const NAME: NameRule = words_with_dashes(
        "a serverless cache's name has 1 to 40 lower-case letters, digits and `-`, \
         a letter first, no `--` and no `-` at its end",
        40,
    )
    .lower();

    /// A cache in these subnets: 2 or 3, each in a zone of its own. The name must be unique in the account
    /// and region.
    pub fn new<A: Access>(name: impl Into<Text>, engine: ServerlessEngine, subnets: &Subnets<A>) -> Self {
        Self::build(name.into(), engine.name(), subnets.any())
    }

    /// The users who may connect (RBAC).
    pub fn user_group(mut self, group: &impl RefersTo<CacheUserGroupId>) -> Self {
        self.user_group = Some(group.reference());
        self
    }
}

impl ServerlessCache<MemcachedProtocol> {
    /// A Memcached cache in these subnets. It bills at least 1 GB, and its clients must speak TLS.
    pub fn memcached<A: Access>(name: impl Into<Text>, subnets: &Subnets<A>) -> Self {
        Self::build(name.into(), "memcached", subnets.any())
    }
}

impl<P> ServerlessCache<P> {
    fn build(name: Text, engine: &'static str, subnets: Subnets<Any>) -> Self {
        Self {
            name,
            engine,
            subnets,
            major_version: None,
            description: None,
            security_groups: Vec::new(),
            storage: Limits::default(),
            ecpu: Limits::default(),
            key: None,
            user_group: None,
            snapshot_retention: None,
            snapshot_time: None,
            restored_from: Vec::new(),
            tags: Tags::default(),
            protocol: PhantomData,
        }
    }

    /// The major version, such as `8` for Valkey or `1.6` for Memcached; AWS chooses the latest where nothing
    /// is said.
    pub fn major_version(mut self, version: impl Into<Text>) -> Self {
        self.major_version = Some(version.into());
        self
    }

    /// What the cache is for.
    pub fn description(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Adds a security group; without any, AWS uses the VPC's default group.
    pub fn security_group(mut self, group: &impl RefersTo<SecurityGroupId>) -> Self {
        self.security_groups.push(group.reference());
        self
    }

    /// The maximum of data, 1 to 5000 GB: what does not fit is evicted.
    pub fn max_storage(mut self, size: impl Into<Value<Gigabytes>>) -> Self {
        self.storage.maximum = Some(in_gigabytes(size.into()));
        self
    }

    /// The minimum of data, 1 to 5000 GB, for which capacity is kept ready. It is billed whether it is used
    /// or not.
    pub fn min_storage(mut self, size: impl Into<Value<Gigabytes>>) -> Self {
        self.storage.minimum = Some(in_gigabytes(size.into()));
        self
    }

    /// The maximum of ElastiCache processing units (ECPU), 1,000 to 15,000,000 a second: what exceeds it is
    /// throttled.
    pub fn max_ecpu_per_second(mut self, units: impl Into<Value<u32>>) -> Self {
        self.ecpu.maximum = Some(units.into());
        self
    }

    /// The minimum of ElastiCache processing units (ECPU), 1,000 to 15,000,000 a second, that is kept ready.
    /// It is billed whether it is used or not.
    pub fn min_ecpu_per_second(mut self, units: impl Into<Value<u32>>) -> Self {
        self.ecpu.minimum = Some(units.into());
        self
    }

    /// Encrypts with a key of your own instead of AWS's. It cannot change later.
    pub fn encrypted_with(mut self, key: &impl RefersTo<KeyArn>) -> Self {
        self.key = Some(key.reference());
        self
    }

    /// For how long daily snapshots are kept, 0 (none, the default) to 35 days.
    pub fn snapshot_retention(mut self, days: impl Into<Value<Days>>) -> Self {
        self.snapshot_retention = Some(days.into());
        self
    }

    /// When the daily snapshot is made, in UTC: `04:00`.
    pub fn daily_snapshot_time(mut self, time: impl Into<Text>) -> Self {
        self.snapshot_time = Some(time.into());
        self
    }

    /// Adds a snapshot, by its ARN, to fill the new cache from.
    pub fn restored_from(mut self, snapshot_arn: impl Into<Text>) -> Self {
        self.restored_from.push(snapshot_arn.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        let (subnets, zones) = (self.subnets.len(), self.subnets.zone_count());
        if !(2..=3).contains(&subnets) || zones != subnets {
            body.report(Problem::error(
                "serverless-cache-subnets",
                format!(
                    "there are {subnets} subnets in {zones} zones, but AWS requires 2 or 3, each in its own"
                ),
                "give it two or three subnets of different availability zones",
            ));
        }
        if let Some(Value::Known(Days(days))) = self.snapshot_retention {
            body.check_range("snapshot_retention_limit", days, 0..=35);
        }
    }
}

impl<P> Resource for ServerlessCache<P> {
    type Handle = ServerlessCacheHandle<P>;

    fn lower(self, stack: &mut Stack, label: &str) -> ServerlessCacheHandle<P> {
        let mut body = Body::new();
        self.check(&mut body);
        let (max_storage, max_ecpu) = (self.storage.known_maximum(), self.ecpu.known_maximum());
        body.name("name", &ServerlessCache::NAME, self.name);
        body.set("engine", self.engine);
        body.set_opt("major_engine_version", self.major_version);
        body.set_opt("description", self.description);
        body.references("subnet_ids", &self.subnets.without_dependencies().ids());
        body.references("security_group_ids", &self.security_groups);
        body.reference_opt("user_group_id", self.user_group.as_ref());
        body.reference_opt("kms_key_id", self.key.as_ref());
        body.set_opt("snapshot_retention_limit", self.snapshot_retention);
        if let Some(time) = &self.snapshot_time {
            window::write_time(&mut body, "daily_snapshot_time", time);
        }
        body.list("snapshot_arns_to_restore", self.restored_from);
        self.tags.write(&mut body);
        usage_limits::write(self.storage, self.ecpu, &mut body);
        let node = stack.add(&TYPE, label, body);
        ServerlessCacheHandle::new(node, max_storage, max_ecpu)
    }
}
