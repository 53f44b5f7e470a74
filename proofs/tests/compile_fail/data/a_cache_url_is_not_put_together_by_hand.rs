//! writes: `redis://` to a cache that speaks TLS only (data to compute)
//! costs: every connection fails, and says so only when the program runs
//! elsewhere: nobody
//! stops: compile
use terrane_aws::{CacheUrl, environment};

environment! {
    struct Web {
        redis_url: CacheUrl = "REDIS_URL",
    }
}

fn web(host: &str) -> Web {
    Web { redis_url: format!("redis://{host}:6379/0") }
}

fn main() {}
