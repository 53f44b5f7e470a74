//! writes: a job queue on a serverless cache (data to compute)
//! costs: it evicts jobs once it is full, and it is a cluster, in which Sidekiq does not work at all
//! elsewhere: nobody
//! stops: compile
use terrane_aws::{QueueUrl, environment};
use terrane_data::ServerlessCacheHandle;

environment! {
    struct Worker {
        sidekiq_redis_url: QueueUrl = "SIDEKIQ_REDIS_URL",
    }
}

fn worker(cache: &ServerlessCacheHandle) -> Worker {
    Worker { sidekiq_redis_url: cache.cache_url() }
}

fn main() {}
