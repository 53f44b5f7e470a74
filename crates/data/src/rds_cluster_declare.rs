//! What a cluster is checked for, and what it becomes

use terrane_aws::Tags;
use terrane_aws::traffic::pauses_when_idle;
use terrane_core::{Body, Days, NameRule, Node, Problem, Resource, Seconds, Stack, Text, Type, Value};

use crate::aurora_engine::Dialect;
use crate::parameter_group::{self, Known};
use crate::rds_cluster::{Capacity, Settings};
use crate::rds_cluster_handle::{Facts, ManagedSecret};
use crate::rds_cluster_instance::Instance;
use crate::rds_cluster_settings::{FinalSnapshot, MasterPassword};
use crate::rds_cluster_windows::backups_and_maintenance;
use crate::{AuroraCluster, AuroraClusterHandle, AuroraEngine, AuroraFamily, Credentials, DatabaseInsights};

const CLUSTER: Type = terrane_aws::resource("aws_rds_cluster", "data").named_once("cluster_identifier");

const USERNAME: NameRule =
    NameRule::new("a master user's name has 1 to 16 letters, digits and `_`, a letter first", 1, 16)
        .letters()
        .digits()
        .also("_")
        .begins_with_letter();

impl<C> Resource for AuroraCluster<C> {
    type Handle = AuroraClusterHandle<C>;

    fn lower(self, stack: &mut Stack, label: &str) -> AuroraClusterHandle<C> {
        let AuroraCluster { identifier, engine, capacity, credentials, settings, .. } = self;
        let mut body = Body::new();
        body.name("cluster_identifier", &AuroraCluster::IDENTIFIER, &identifier);
        engine.check(&mut body);
        body.set("engine", engine.dialect.name());
        if matches!(capacity, Capacity::Serverless { .. }) {
            body.comment("Serverless v2 is a class of instance, not a mode of the cluster.");
            body.set("engine_mode", "provisioned");
        }
        body.set("engine_version", &engine.version);
        database(&settings, &engine, &mut body);
        let managed_secret = master(credentials, engine.dialect, &mut body);
        let parameters = parameters(&settings, engine.family(), stack, &mut body);
        network_and_storage(&settings, engine.dialect, &mut body);
        backups_and_maintenance(&settings, &engine, &mut body);
        logs(&settings, &identifier, engine.dialect, stack, &mut body);
        insights(&settings, &mut body);
        deletion(&settings, &identifier, &mut body);
        tags(&settings.tags, None).apply(&mut body);
        scaling(&capacity, &engine, parameters.logical_replication, &mut body);
        let cluster = stack.add(&CLUSTER, label, body);

        let range = match &capacity {
            Capacity::Serverless { range, .. } => Some(*range),
            Capacity::Provisioned { .. } => None,
        };
        if range.is_some_and(crate::AcuRange::pauses) {
            pauses_when_idle(stack, &cluster);
        }
        let max_connections = match parameters.max_connections {
            Connections::Default => range.and_then(|range| default_connections(range, engine.dialect)),
            Connections::Set(number) => Some(number),
            Connections::Unknown => None,
        };
        let facts = Facts {
            port: settings.port.unwrap_or(engine.dialect.port()),
            pauses: range.is_some_and(crate::AcuRange::pauses),
            max_connections,
            managed_secret,
        };
        let count = settings.instances.clamp(1, 16);
        let instances: Vec<Node> = (1..=count)
            .map(|number| {
                let instance = Instance { number, cluster: &cluster, cluster_identifier: &identifier };
                instance.add(stack, label, &engine, &capacity, &settings)
            })
            .collect();
        AuroraClusterHandle::new(cluster, instances, facts)
    }
}

fn database(settings: &Settings, engine: &AuroraEngine, body: &mut Body) {
    body.check_range("instances", settings.instances, 1..=16);
    if let Some(name) = &settings.database_name {
        if engine.dialect == Dialect::Postgresql && name.as_literal().is_some_and(|name| name.len() == 64) {
            // MySQL's names may be one longer.
            let longest = NameRule::new(AuroraCluster::DATABASE_NAME.sentence(), 1, 63).anything();
            body.check_name("database_name", &longest, name);
        }
        body.name("database_name", &AuroraCluster::DATABASE_NAME, name);
    }
    body.maybe("snapshot_identifier", settings.snapshot.as_ref());
}

/// Sets the master user. What comes back is the secret, where RDS manages it.
fn master(credentials: Credentials, dialect: Dialect, body: &mut Body) -> Option<ManagedSecret> {
    let Credentials { username, password } = credentials;
    let reserved = username.as_literal().filter(|name| {
        let name = name.to_ascii_lowercase();
        name == "rdsadmin" || (name == "admin" && dialect == Dialect::Postgresql)
    });
    if let Some(name) = reserved {
        body.problem(Problem::error(
            "reserved-name",
            format!("`master_username` is `{name}`, which RDS keeps for itself"),
            "choose another name, such as that of the application",
        ));
    }
    body.name("master_username", &USERNAME, username);
    match password {
        MasterPassword::Stored { text, rotation, length } => {
            if let Some(length @ 42..) = length {
                body.problem(Problem::error(
                    "password-too-long",
                    format!("the password has {length} characters, but RDS takes 41 at most"),
                    "make it shorter: `Password::length(32)`",
                ));
            }
            body.set("master_password_wo", text);
            body.set("master_password_wo_version", rotation);
            None
        }
        MasterPassword::ManagedByRds { key } => {
            body.set("manage_master_user_password", true);
            if let Some(key) = &key {
                body.reference("master_user_secret_kms_key_id", key);
            }
            Some(ManagedSecret { key })
        }
    }
}

enum Connections {
    Default,
    Set(u32),
    Unknown,
}

struct Parameters {
    max_connections: Connections,
    logical_replication: bool,
}

fn parameters(
    settings: &Settings,
    family: Option<AuroraFamily>,
    stack: &mut Stack,
    body: &mut Body,
) -> Parameters {
    let mut found = Parameters { max_connections: Connections::Default, logical_replication: false };
    let mut learn = |known: Option<&Known>| match known {
        Some(Known { max_connections, logical_replication, .. }) => {
            found.logical_replication |= logical_replication;
            if let Some(value) = max_connections {
                let number = value.as_literal().and_then(|value| value.parse().ok());
                found.max_connections = number.map_or(Connections::Unknown, Connections::Set);
            }
        }
        None => found.max_connections = Connections::Unknown,
    };
    if let Some(group) = &settings.cluster_parameters {
        learn(parameter_group::check(stack, body, group, family));
        body.reference("db_cluster_parameter_group_name", group);
    }
    if let Some(group) = &settings.instance_parameters {
        // The instances name it; what it says of connections holds before what the cluster's group says.
        learn(parameter_group::check(stack, body, group, family));
    }
    found
}

fn network_and_storage(settings: &Settings, dialect: Dialect, body: &mut Body) {
    if let Some(group) = &settings.subnet_group {
        body.reference("db_subnet_group_name", group);
    }
    body.references("vpc_security_group_ids", &settings.security_groups);
    if let Some(port) = settings.port {
        body.number("port", u32::from(port.number()), 1150..=65535);
    }
    body.maybe("iam_database_authentication_enabled", settings.iam_authentication.as_ref());
    body.maybe("enable_http_endpoint", settings.data_api.as_ref());
    body.set("storage_encrypted", true);
    if let Some(key) = &settings.key {
        body.reference("kms_key_id", key);
    }
    body.maybe("storage_type", settings.storage);
    if let Some(Seconds(time)) = settings.backtrack {
        if dialect == Dialect::Postgresql && time > 0 {
            body.problem(Problem::error(
                "backtrack-not-of-engine",
                "only Aurora MySQL can be turned back in place",
                "remove `.backtrack(…)`: PostgreSQL is restored to a point in time instead, as another cluster",
            ));
        }
        body.number("backtrack_window", time, 0..=259_200);
    }
}

fn logs(settings: &Settings, identifier: &Text, dialect: Dialect, stack: &Stack, body: &mut Body) {
    let mut names: Vec<&'static str> = Vec::new();
    for (log, group) in &settings.logs {
        let name = log.name();
        if !log.is_of(dialect) {
            let engine = dialect.name();
            body.problem(Problem::error(
                "log-not-of-engine",
                format!("{engine} has no log `{name}`"),
                match dialect {
                    Dialect::Postgresql => "export `AuroraLog::Postgresql`",
                    Dialect::Mysql => "export `AuroraLog::Audit`, `Error`, `General` or `SlowQuery`",
                },
            ));
        }
        if let (Some(group), Some(cluster)) = (stack.known_text(group), identifier.as_literal()) {
            let written = format!("/aws/rds/cluster/{cluster}/{name}");
            if group != written {
                body.problem(Problem::error(
                    "log-group-of-other-name",
                    format!("the log `{name}` goes to `{written}`, not to `{group}`"),
                    format!("declare and pass the log group `{written}`"),
                ));
            }
        }
        body.after_reference(group);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    body.list("enabled_cloudwatch_logs_exports", names);
}

fn insights(settings: &Settings, body: &mut Body) {
    if let Some(Days(days)) = settings.insights_retention
        && !matches!(days, 7 | 731)
        && !(days.is_multiple_of(31) && (31..=713).contains(&days))
    {
        body.problem(Problem::error(
            "insights-retention",
            format!("Performance Insights do not keep {days} days"),
            "choose 7 days, 31 days or a multiple of it up to 713, or 731 days",
        ));
    }
    match settings.database_insights {
        DatabaseInsights::Standard => body.set("database_insights_mode", "standard"),
        DatabaseInsights::Advanced => {
            if settings.performance_insights.known() == Some(&false) {
                body.problem(Problem::error(
                    "insights-off",
                    "advanced Database Insights read the counters of Performance Insights, which are off",
                    "remove `.performance_insights(false)`, or choose `DatabaseInsights::Standard`",
                ));
            }
            if let Some(Days(days @ ..465)) = settings.insights_retention {
                body.problem(Problem::error(
                    "insights-retention",
                    format!("advanced Database Insights want 465 days of counters, not {days}"),
                    "remove `.performance_insights_retention(…)`: 465 days are the default then",
                ));
            }
            body.set("database_insights_mode", "advanced");
            body.set("performance_insights_enabled", true);
            body.maybe("performance_insights_kms_key_id", settings.key.as_ref());
            body.maybe("performance_insights_retention_period", settings.counters_kept());
        }
    }
}

impl Settings {
    pub(crate) fn counters_kept(&self) -> Option<Days> {
        match self.database_insights {
            DatabaseInsights::Standard => self.insights_retention,
            DatabaseInsights::Advanced => self.insights_retention.or(Some(Days(465))),
        }
    }
}

fn deletion(settings: &Settings, identifier: &Text, body: &mut Body) {
    body.set("deletion_protection", &settings.deletion_protection);
    body.set("copy_tags_to_snapshot", &settings.copy_tags);
    let name = match &settings.final_snapshot {
        FinalSnapshot::Default => Text::from(identifier).then("-final"),
        FinalSnapshot::Named(name) => Text::from(name),
        FinalSnapshot::Skipped => return body.set("skip_final_snapshot", true),
    };
    body.set("skip_final_snapshot", false);
    body.name("final_snapshot_identifier", &AuroraCluster::FINAL_SNAPSHOT, name);
}

fn scaling(capacity: &Capacity, engine: &AuroraEngine, logical_replication: bool, body: &mut Body) {
    let (range, pause_after) = match capacity {
        Capacity::Serverless { range, pause_after } => (*range, *pause_after),
        Capacity::Provisioned { class } => return check_class(class, body),
    };
    engine.check_serverless(range, body);
    if let Some(Seconds(time)) = pause_after {
        if !range.pauses() {
            body.problem(Problem::error(
                "auto-pause-without-zero",
                format!(
                    "the cluster is to pause after {time} seconds, but its minimum is {} ACU",
                    range.min()
                ),
                "give it a minimum of 0 ACU, or remove `.auto_pause_after(…)`",
            ));
        }
        body.check_range("seconds_until_auto_pause", time, 300..=86_400);
    }
    if range.pauses() && logical_replication {
        body.problem(Problem::error(
            "never-pauses",
            "the minimum is 0 ACU, but logical replication keeps the cluster awake",
            "turn `rds.logical_replication` off, or choose a minimum above 0",
        ));
    }
    body.block("serverlessv2_scaling_configuration", |scaling| {
        let (min, max) = range.bounds();
        if range.pauses() {
            scaling.comment("0: pauses while nothing is connected.");
        }
        scaling.set("min_capacity", min);
        scaling.set("max_capacity", max);
        scaling.maybe("seconds_until_auto_pause", pause_after);
    });
}

fn check_class(class: &Text, body: &mut Body) {
    let Some(class) = class.as_literal() else { return };
    let is_class = class.split('.').count() >= 3 && class.split('.').all(|part| !part.is_empty());
    if !class.starts_with("db.") || !is_class {
        body.problem(Problem::error(
            "malformed-instance-class",
            format!("`{class}` is no class of a provisioned instance"),
            "write it as AWS does, such as `db.r7g.large`; for `db.serverless` there is `AuroraCluster::serverless`",
        ));
    }
}

/// What the engine's own parameter groups allow. AWS computes it from the memory of the maximum.
fn default_connections(range: crate::AcuRange, dialect: Dialect) -> Option<u32> {
    let halves = u32::from(range.max_halves());
    let number = match dialect {
        // LEAST(memory / 9531392, 5000). The memory that counts is 211.45 of these units for each ACU, without 22.4 for
        // the system: this meets every row of AWS's table (189 at 1 ACU, 823 at 4, 1669 at 8, 3360 at 16).
        Dialect::Postgresql => ((21_145 * halves / 2).saturating_sub(2_240) / 100).min(5000),
        // A logarithm of the memory: only the rows of AWS's table.
        Dialect::Mysql => match halves {
            2 => 90,
            8 => 135,
            16 => 1000,
            32 => 2000,
            64 => 3000,
            128 => 4000,
            256 => 5000,
            512 => 6000,
            _ => return None,
        },
    };
    Some(if range.caps_connections() { number.min(2000) } else { number })
}

pub(crate) fn tags(tags: &[(Text, Text)], name: Option<&Text>) -> Tags {
    let mut all = Tags::default();
    for (key, value) in tags {
        let own = name.filter(|_| key.as_literal() == Some("Name"));
        all.set(key, own.unwrap_or(value));
    }
    all
}

pub(crate) fn is_known_off(value: &Value<bool>) -> bool {
    value.known() == Some(&false)
}
