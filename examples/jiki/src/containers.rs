//! What the containers read: a field for each variable, so that none can be left out.

use terrane::prelude::*;

use crate::data::Data;
use crate::settings::Settings;

environment! {
    /// What the web process and the worker both read.
    pub(crate) struct Shared {
        rails_env: &'static str = "RAILS_ENV",
        rails_log_to_stdout: &'static str = "RAILS_LOG_TO_STDOUT",
        rails_max_threads: u32 = "RAILS_MAX_THREADS",
        aws_region: Text = "AWS_REGION",
        config_table: Text = "CONFIG_TABLE",
        storage_bucket: Text = "STORAGE_BUCKET",
        database_host: Text = "DATABASE_HOST",
        database_port: Port = "DATABASE_PORT",
        database_name: Text = "DATABASE_NAME",
        database_user: Text = "DATABASE_USER",
        redis_url: CacheUrl = "REDIS_URL",
        sidekiq_redis_url: QueueUrl = "SIDEKIQ_REDIS_URL",
        rails_master_key: Secret = "RAILS_MASTER_KEY",
        database_password: Secret = "DATABASE_PASSWORD",
    }
}

environment! {
    /// What the web process reads beside that.
    pub(crate) struct Web {
        rails_serve_static_files: &'static str = "RAILS_SERVE_STATIC_FILES",
        web_concurrency: u32 = "WEB_CONCURRENCY",
        http_port: UnprivilegedPort = "HTTP_PORT",
        target_port: UnprivilegedPort = "TARGET_PORT",
    }
}

pub(crate) fn worker(settings: &Settings, data: &Data, table: &TableHandle) -> Environment {
    let endpoint = data.database.endpoint();
    Shared {
        // Rails calls every environment but a developer's machine production.
        rails_env: "production",
        rails_log_to_stdout: "true",
        rails_max_threads: 5,
        aws_region: Text::from(&settings.region),
        config_table: table.name().into(),
        storage_bucket: data.bucket.name().into(),
        database_host: endpoint.host.into(),
        database_port: endpoint.port,
        database_name: data.database.database_name(),
        database_user: data.database.username(),
        redis_url: data.cache.cache_url(),
        sidekiq_redis_url: data.queue.queue_url(),
        rails_master_key: data.master_key.secret(),
        database_password: data.password.secret(),
    }
    .into()
}

pub(crate) fn web(settings: &Settings, data: &Data, table: &TableHandle) -> Environment {
    let web = Web {
        rails_serve_static_files: "false",
        web_concurrency: 2,
        http_port: settings.web_port,
        target_port: settings.target_port,
    };
    worker(settings, data, table).and(web)
}
