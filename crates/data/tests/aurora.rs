//! The rules of Aurora clusters and of the groups that they take: each at its edge.

use terrane_aws::kind::LogGroupName;
use terrane_aws::traffic::health_check_queries;
use terrane_aws::{Any, Region, Statistic, Subnets};
use terrane_core::{
    Body, Days, Declare, EphemeralText, Expr, Handle, Port, Problem, Problems, Ref, Resource, ResourceType,
    Seconds, Severity, Stack, Text, literal,
};
use terrane_data::{
    AcuRange, AuroraCluster, AuroraClusterHandle, AuroraEngine, AuroraFamily, AuroraLog,
    ClusterParameterGroup, ClusterParameterGroupHandle, Credentials, DatabaseInsights, DbParameterGroup,
    DbSubnetGroup, GeneratedSecret, Password, ServerlessCapacity, StoredPassword,
};

const SMALL: AcuRange = AcuRange::literal(0.5, 1.0);
const PAUSING: AcuRange = AcuRange::literal(0.0, 1.0);

fn report(resource: impl Resource) -> Vec<Problem> {
    let mut stack = Stack::new("test");
    resource.declare(&mut stack, "main");
    problems(&stack.check())
}

/// What a stack reports, but for what is missing around the one resource of a test.
fn problems(problems: &Problems) -> Vec<Problem> {
    problems.iter().filter(|problem| problem.rule != "unused").cloned().collect()
}

fn rules(resource: impl Resource) -> Vec<&'static str> {
    report(resource).iter().map(|problem| problem.rule).collect()
}

/// The resource breaks this rule alone, and is told this remedy.
#[track_caller]
fn breaks(resource: impl Resource, rule: &str, remedy: &str) {
    let report = report(resource);
    let found: Vec<_> = report.iter().map(|problem| (problem.rule, problem.help.as_str())).collect();
    assert_eq!(found, [(rule, remedy)]);
}

#[track_caller]
fn passes(resource: impl Resource) {
    let report = report(resource);
    assert!(report.is_empty(), "{report:?}");
}

fn password() -> StoredPassword {
    StoredPassword::new(EphemeralText::from_expr(Expr::text("ephemeral")), 1)
}

fn credentials() -> Credentials {
    Credentials::stored("jiki", &password())
}

fn cluster(engine: AuroraEngine, range: AcuRange) -> AuroraCluster {
    AuroraCluster::serverless("jiki", engine, range, credentials())
}

fn postgresql() -> AuroraCluster {
    cluster(AuroraEngine::postgresql("16.6"), SMALL)
}

fn mysql() -> AuroraCluster {
    cluster(AuroraEngine::mysql("8.0.mysql_aurora.3.08.0"), SMALL)
}

fn declared(cluster: AuroraCluster) -> AuroraClusterHandle {
    cluster.declare(&mut Stack::new("test"), "main")
}

#[test]
fn acus_come_in_half_steps() {
    for (min, max) in [(0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (0.0, 256.0), (256.0, 256.0), (1.5, 2.5)] {
        let range = AcuRange::new(min, max).unwrap();
        assert_eq!((range.min().to_bits(), range.max().to_bits()), (min.to_bits(), max.to_bits()));
    }
    for (min, max) in [
        (0.25, 1.0),
        (0.5, 0.75),
        (0.5, 1.25),
        (0.0, 0.5),
        (2.0, 1.5),
        (0.0, 256.5),
        (-0.5, 1.0),
        (f64::NAN, 1.0),
        (0.0, f64::INFINITY),
    ] {
        let error = AcuRange::new(min, max).unwrap_err().to_string();
        assert!(error.contains("half steps from 0 to 256"), "{error}");
    }
}

#[test]
fn names_of_clusters() {
    let named = |name: String| {
        AuroraCluster::serverless(name, AuroraEngine::postgresql("16.6"), SMALL, credentials())
            .skip_final_snapshot()
    };
    // 52 characters leave room for `-instance-1`.
    passes(named("a".repeat(52)));
    assert_eq!(rules(named("a".repeat(53))), ["invalid-name"]);
    let mut stack = Stack::new("test");
    named("a".repeat(53)).declare(&mut stack, "main");
    let report = problems(&stack.check());
    assert_eq!(report[0].address, "aws_rds_cluster_instance.main");
    for name in ["Jiki", "1jiki", "ji--ki", "jiki-", "ji_ki", "", &"a".repeat(64)] {
        assert_eq!(rules(named(name.to_owned())), ["invalid-name"], "{name}");
    }
    assert!(AuroraCluster::IDENTIFIER.check(&"a".repeat(63)).is_ok());
}

#[test]
fn master_users() {
    let with = |name: &'static str, engine| {
        AuroraCluster::serverless("jiki", engine, SMALL, Credentials::stored(name, &password()))
    };
    let postgresql = || AuroraEngine::postgresql("16.6");
    passes(with("abcdefghijklmnop", postgresql()));
    assert_eq!(rules(with("abcdefghijklmnopq", postgresql())), ["invalid-name"]);
    assert_eq!(rules(with("1jiki", postgresql())), ["invalid-name"]);
    passes(with("ji_ki", postgresql()));
    assert_eq!(rules(with("ji-ki", postgresql())), ["invalid-name"]);
    breaks(
        with("admin", postgresql()),
        "reserved-name",
        "choose another name, such as that of the application",
    );
    passes(with("admin", AuroraEngine::mysql("8.0.mysql_aurora.3.08.0")));
    assert_eq!(rules(with("rdsadmin", AuroraEngine::mysql("8.0.mysql_aurora.3.08.0"))), ["reserved-name"]);
}

#[test]
fn passwords_that_rds_takes() {
    let report = |length| {
        let mut stack = Stack::new("test");
        let password = GeneratedSecret::new("jiki/password", Password::length(length), 1)
            .declare(&mut stack, "password");
        let credentials = Credentials::stored("jiki", &password.value());
        AuroraCluster::serverless("jiki", AuroraEngine::postgresql("16.6"), SMALL, credentials)
            .declare(&mut stack, "main");
        // The cluster's password is a use of the secret.
        stack.check().iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!(report(8), []);
    assert_eq!(report(41), []);
    let report = report(42);
    assert_eq!(report.len(), 1);
    assert_eq!(report[0].rule, "password-too-long");
    assert_eq!(report[0].help, "make it shorter: `Password::length(32)`");
    assert_eq!(report[0].address, "aws_rds_cluster.main");
}

#[test]
fn names_of_databases() {
    passes(postgresql().database_name("jiki_production"));
    passes(postgresql().database_name("a".repeat(63)));
    assert_eq!(rules(postgresql().database_name("a".repeat(64))), ["invalid-name"]);
    passes(mysql().database_name("a".repeat(64)));
    assert_eq!(rules(mysql().database_name("a".repeat(65))), ["invalid-name"]);
    for name in ["1jiki", "jiki-production", ""] {
        assert_eq!(rules(postgresql().database_name(name)), ["invalid-name"], "{name}");
    }
}

#[test]
fn versions() {
    let of = |engine| rules(cluster(engine, SMALL));
    for version in ["16.6", "16", "17.4", "13.6"] {
        assert_eq!(of(AuroraEngine::postgresql(version)), Vec::<&str>::new(), "{version}");
    }
    for version in ["", "16.", "v16.6", "16.6.1", "latest", "8.0.mysql_aurora.3.08.0"] {
        assert_eq!(of(AuroraEngine::postgresql(version)), ["malformed-version"], "{version}");
    }
    for version in ["8.0.mysql_aurora.3.02.0", "8.0.mysql_aurora.3.10.1", "8.0"] {
        assert_eq!(of(AuroraEngine::mysql(version)), Vec::<&str>::new(), "{version}");
    }
    for version in
        ["3.08.0", "8.0.mysql_aurora.2.08.0", "8.0.mysql_aurora.3.08.0.1", "8.0.mysql_aurora.3.x", "16.6"]
    {
        assert_eq!(of(AuroraEngine::mysql(version)), ["malformed-version"], "{version}");
    }
    let remedy = "write it as AWS does, such as `16.6`";
    breaks(cluster(AuroraEngine::postgresql("16.6 "), SMALL), "malformed-version", remedy);
    let given = Text::from_expr(Expr::raw("terraform.workspace").unwrap());
    passes(cluster(AuroraEngine::postgresql(given), PAUSING));
}

#[test]
fn versions_that_pause() {
    let remedy = "choose a later version, or a minimum of 0.5 ACU";
    for version in ["13.15", "14.12", "15.7", "16.3", "16", "17.1", "18.0"] {
        passes(cluster(AuroraEngine::postgresql(version), PAUSING));
    }
    for version in ["13.14", "14.11", "15.6", "16.2"] {
        breaks(cluster(AuroraEngine::postgresql(version), PAUSING), "pause-not-on-version", remedy);
    }
    passes(cluster(AuroraEngine::mysql("8.0.mysql_aurora.3.08.0"), PAUSING));
    breaks(cluster(AuroraEngine::mysql("8.0.mysql_aurora.3.07.1"), PAUSING), "pause-not-on-version", remedy);
}

#[test]
fn versions_that_are_serverless_and_large() {
    let remedy = "choose a later version, or `AuroraCluster::provisioned`";
    for version in ["12.20", "13.5", "14.2", "15.1", "16.0"] {
        breaks(cluster(AuroraEngine::postgresql(version), SMALL), "serverless-not-on-version", remedy);
    }
    assert_eq!(
        rules(cluster(AuroraEngine::mysql("5.7.mysql_aurora.2.12.0"), SMALL)),
        ["serverless-not-on-version"]
    );
    let remedy = "choose a later version, or a maximum of 128 ACUs";
    let (medium, large) = (literal!(AcuRange, 0.5, 128.0), literal!(AcuRange, 0.5, 128.5));
    passes(cluster(AuroraEngine::postgresql("15.4"), medium));
    breaks(cluster(AuroraEngine::postgresql("15.4"), large), "acu-above-version", remedy);
    passes(cluster(AuroraEngine::postgresql("15.5"), large));
    breaks(cluster(AuroraEngine::mysql("8.0.mysql_aurora.3.05.2"), large), "acu-above-version", remedy);
}

#[test]
fn pausing() {
    let paused =
        |seconds| cluster(AuroraEngine::postgresql("16.6"), PAUSING).auto_pause_after(Seconds(seconds));
    passes(paused(300));
    passes(paused(86_400));
    assert_eq!(rules(paused(299)), ["out-of-range"]);
    assert_eq!(rules(paused(86_401)), ["out-of-range"]);
    let remedy = "give it a minimum of 0 ACU, or remove `.auto_pause_after(…)`";
    breaks(postgresql().auto_pause_after(Seconds(300)), "auto-pause-without-zero", remedy);
}

#[test]
fn a_probe_keeps_a_pausing_cluster_awake() {
    const PROBER: ResourceType = terrane_aws::resource("aws_lb_target_group", "edge");
    let probed = |range| {
        let mut stack = Stack::new("test");
        let database = cluster(AuroraEngine::postgresql("16.6"), range).declare(&mut stack, "main");
        let prober = stack.add(&PROBER, "web", Body::new());
        health_check_queries(&mut stack, &prober, &database.id());
        problems(&stack.check())
    };
    assert_eq!(probed(SMALL), []);
    assert_eq!(probed(PAUSING)[0].rule, "probe-keeps-awake");
}

#[test]
fn logical_replication_keeps_a_cluster_awake() {
    let with = |range| {
        let mut stack = Stack::new("test");
        let group = ClusterParameterGroup::new("jiki", AuroraFamily::Postgresql(16));
        let group = group.parameter_at_reboot("rds.logical_replication", 1).declare(&mut stack, "main");
        let database =
            cluster(AuroraEngine::postgresql("16.6"), range).cluster_parameter_group(&group.name());
        database.declare(&mut stack, "main");
        problems(&stack.check())
    };
    assert_eq!(with(SMALL), []);
    let report = with(PAUSING);
    assert_eq!(report[0].rule, "never-pauses");
    assert_eq!(report[0].help, "turn `rds.logical_replication` off, or choose a minimum above 0");
}

#[test]
fn instance_classes() {
    let of = |class: &'static str| {
        AuroraCluster::provisioned("jiki", AuroraEngine::postgresql("16.6"), class, credentials())
    };
    passes(of("db.r7g.large"));
    let remedy = "write it as AWS does, such as `db.r7g.large`; \
                  for `db.serverless` there is `AuroraCluster::serverless`";
    for class in ["db.serverless", "r7g.large", "db.r7g.", "cache.t4g.micro"] {
        breaks(of(class), "malformed-instance-class", remedy);
    }
}

#[test]
fn numbers() {
    passes(postgresql().backup_retention(Days(1)));
    passes(postgresql().backup_retention(Days(35)));
    assert_eq!(rules(postgresql().backup_retention(Days(0))), ["out-of-range"]);
    assert_eq!(rules(postgresql().backup_retention(Days(36))), ["out-of-range"]);
    passes(postgresql().instances(16));
    assert_eq!(rules(postgresql().instances(0)), ["out-of-range"]);
    assert_eq!(rules(postgresql().instances(17)), ["out-of-range"]);
    passes(postgresql().port(literal!(Port, 1150)));
    assert_eq!(rules(postgresql().port(literal!(Port, 1149))), ["out-of-range"]);
    passes(mysql().backtrack(Seconds(259_200)));
    assert_eq!(rules(mysql().backtrack(Seconds(259_201))), ["out-of-range"]);
    let remedy =
        "remove `.backtrack(…)`: PostgreSQL is restored to a point in time instead, as another cluster";
    breaks(postgresql().backtrack(Seconds(60)), "backtrack-not-of-engine", remedy);
}

#[test]
fn windows() {
    let windows = |backup: &'static str, maintenance: &'static str| {
        postgresql().backup_window(backup).maintenance_window(maintenance)
    };
    passes(windows("03:00-04:00", "mon:04:00-mon:05:00"));
    passes(windows("03:00-03:30", "mon:03:30-mon:04:00"));
    passes(windows("23:30-00:30", "sun:00:30-sun:23:30"));
    assert_eq!(rules(windows("03:00-03:29", "mon:04:00-mon:05:00")), ["window-too-short"]);
    assert_eq!(rules(windows("03:00-04:00", "mon:04:00-mon:04:29")), ["window-too-short"]);
    for backup in ["3:00-4:00", "03:00", "24:00-01:00", "03:60-04:30", "mon:03:00-mon:04:00", ""] {
        assert_eq!(rules(windows(backup, "mon:04:00-mon:05:00")), ["malformed-window"], "{backup}");
    }
    for maintenance in ["04:00-05:00", "Mon:04:00-Mon:05:00", "day:04:00-day:05:00"] {
        assert_eq!(rules(windows("03:00-04:00", maintenance)), ["malformed-window"], "{maintenance}");
    }
    let remedy = "move one of them: RDS refuses windows that overlap";
    for maintenance in
        ["mon:03:59-mon:05:00", "tue:02:00-tue:03:01", "sat:03:10-sat:03:40", "sun:20:00-mon:03:30"]
    {
        breaks(windows("03:00-04:00", maintenance), "windows-overlap", remedy);
    }
    // Over midnight, and over the end of the week.
    breaks(windows("23:30-00:30", "mon:00:00-mon:01:00"), "windows-overlap", remedy);
    let given = || Text::from_expr(Expr::raw("terraform.workspace").unwrap());
    passes(postgresql().backup_window(given()).maintenance_window(given()));
}

#[test]
fn exported_logs() {
    let group = |name: &str| Ref::<LogGroupName>::existing(format!("/aws/rds/cluster/jiki/{name}"));
    passes(postgresql().export_log(AuroraLog::Postgresql, &group("postgresql")));
    passes(postgresql().export_log(AuroraLog::IamDbAuthError, &group("iam-db-auth-error")));
    passes(mysql().export_log(AuroraLog::SlowQuery, &group("slowquery")));
    let remedy = "export `AuroraLog::Postgresql`";
    breaks(postgresql().export_log(AuroraLog::SlowQuery, &group("slowquery")), "log-not-of-engine", remedy);
    let remedy = "export `AuroraLog::Audit`, `Error`, `General` or `SlowQuery`";
    breaks(mysql().export_log(AuroraLog::Postgresql, &group("postgresql")), "log-not-of-engine", remedy);
    let remedy = "declare and pass the log group `/aws/rds/cluster/jiki/postgresql`";
    let other = Ref::existing("/aws/rds/cluster/production/postgresql");
    breaks(postgresql().export_log(AuroraLog::Postgresql, &other), "log-group-of-other-name", remedy);
}

#[test]
fn insights() {
    for days in [7, 31, 713, 731] {
        passes(postgresql().performance_insights_retention(Days(days)));
    }
    let remedy = "choose 7 days, 31 days or a multiple of it up to 713, or 731 days";
    for days in [0, 8, 30, 714, 744] {
        let cluster = postgresql().performance_insights_retention(Days(days));
        breaks(cluster, "insights-retention", remedy);
    }
    let advanced = || postgresql().database_insights(DatabaseInsights::Advanced);
    passes(advanced());
    passes(advanced().performance_insights_retention(Days(465)));
    let remedy = "remove `.performance_insights_retention(…)`: 465 days are the default then";
    breaks(advanced().performance_insights_retention(Days(434)), "insights-retention", remedy);
    let remedy = "remove `.performance_insights(false)`, or choose `DatabaseInsights::Standard`";
    breaks(advanced().performance_insights(false), "insights-off", remedy);
}

#[test]
fn last_snapshots() {
    passes(postgresql().final_snapshot(&"a".repeat(255)));
    for name in ["1jiki", "jiki-", "ji--ki", "jiki_final", "", &"a".repeat(256)] {
        assert_eq!(rules(postgresql().final_snapshot(name)), ["invalid-name"], "{name}");
    }
}

#[test]
fn upgrades_of_a_pinned_version() {
    let upgrading =
        |version: &'static str| cluster(AuroraEngine::postgresql(version), SMALL).auto_minor_upgrades(true);
    passes(upgrading("16"));
    let report = report(upgrading("16.6"));
    assert_eq!((report[0].rule, report[0].severity), ("upgrades-of-pinned-version", Severity::Warning));
    assert_eq!(report[0].help, "name the major version alone, or remove `.auto_minor_upgrades(true)`");
    let text = |version: &'static str| {
        let mut stack = Stack::new("test");
        cluster(AuroraEngine::postgresql(version), SMALL).declare(&mut stack, "main");
        stack.finish().unwrap().file("data.tf").unwrap().to_owned()
    };
    assert!(text("16.6").contains("auto_minor_version_upgrade   = false"));
    assert!(text("16").contains("auto_minor_version_upgrade   = true"));
}

#[test]
fn parameter_groups() {
    let named = |name: &str| ClusterParameterGroup::new(name.to_owned(), AuroraFamily::Postgresql(16));
    passes(named(&"a".repeat(255)));
    for name in ["Jiki", "1jiki", "ji--ki", "jiki-", "", &"a".repeat(256)] {
        assert_eq!(rules(named(name)), ["invalid-name"], "{name}");
    }
    let twice = DbParameterGroup::new("jiki", AuroraFamily::Mysql80)
        .parameter("max_connections", 100)
        .parameter_at_reboot("max_connections", 200);
    breaks(twice, "duplicate-parameter", "keep one of the two values");

    let taken = |family| {
        let mut stack = Stack::new("test");
        let group = ClusterParameterGroup::new("jiki", family).declare(&mut stack, "main");
        postgresql().cluster_parameter_group(&group.name()).declare(&mut stack, "main");
        problems(&stack.check())
    };
    assert_eq!(taken(AuroraFamily::Postgresql(16)), []);
    assert_eq!(taken(AuroraFamily::Other("aurora-postgresql16")), []);
    let report = taken(AuroraFamily::Postgresql(15));
    assert_eq!(report[0].rule, "parameter-group-of-other-family");
    assert_eq!(report[0].help, "make the group of the family `aurora-postgresql16`: `engine.family()`");
}

#[test]
fn subnet_groups() {
    let subnets = |letters: &[char]| {
        let zones = letters.iter().map(|letter| Region::EU_WEST_1.zone(*letter));
        let subnets = zones.map(|zone| (zone, Ref::existing("subnet-0a1b")));
        Subnets::<Any>::existing(Ref::existing("vpc-0a1b"), subnets.collect::<Vec<_>>())
    };
    let two = subnets(&['a', 'b']);
    passes(DbSubnetGroup::new("jiki main._-1", &two));
    passes(DbSubnetGroup::new("a".repeat(255), &two));
    for name in ["Jiki", "1jiki", "", &"a".repeat(256)] {
        assert_eq!(rules(DbSubnetGroup::new(name.to_owned(), &two)), ["invalid-name"], "{name}");
    }
    breaks(DbSubnetGroup::new("default", &two), "reserved-name", "choose another name, such as `main`");
    let remedy = "add a subnet in another zone: one instance still runs in one zone only";
    breaks(DbSubnetGroup::new("jiki", &subnets(&['a', 'a'])), "too-few-zones", remedy);
    breaks(DbSubnetGroup::new("jiki", &subnets(&[])), "too-few-zones", remedy);

    let mut stack = Stack::new("test");
    DbSubnetGroup::new("jiki", &two).declare(&mut stack, "main");
    let report = stack.check();
    let unused = report.iter().next().unwrap();
    assert_eq!(unused.rule, "unused");
    assert_eq!(unused.help, "give its name to a cluster: `.subnet_group(&group.name())`, or remove it");
}

#[test]
fn connections_that_an_instance_takes() {
    let of = |engine: AuroraEngine, min, max| {
        declared(cluster(engine, AcuRange::new(min, max).unwrap())).max_connections()
    };
    // The rows of AWS's tables.
    for (max, connections) in [(1.0, 189), (4.0, 823), (8.0, 1669), (16.0, 3360), (32.0, 5000), (256.0, 5000)]
    {
        assert_eq!(of(AuroraEngine::postgresql("16.6"), 1.0, max), Some(connections), "{max}");
    }
    assert_eq!(of(AuroraEngine::postgresql("16.6"), 0.0, 1.0), Some(189));
    assert_eq!(of(AuroraEngine::postgresql("16.6"), 0.5, 1.0), Some(189));
    for min in [0.0, 0.5] {
        assert_eq!(of(AuroraEngine::postgresql("16.6"), min, 64.0), Some(2000));
    }
    assert_eq!(of(AuroraEngine::postgresql("16.6"), 1.0, 64.0), Some(5000));
    assert_eq!(of(AuroraEngine::mysql("8.0.mysql_aurora.3.08.0"), 1.0, 1.0), Some(90));
    assert_eq!(of(AuroraEngine::mysql("8.0.mysql_aurora.3.08.0"), 1.0, 1.5), None);
    let provisioned =
        AuroraCluster::provisioned("jiki", AuroraEngine::postgresql("16.6"), "db.r7g.large", credentials());
    assert_eq!(provisioned.declare(&mut Stack::new("test"), "main").max_connections(), None);

    let with = |group: ClusterParameterGroup| {
        let mut stack = Stack::new("test");
        let group: ClusterParameterGroupHandle = group.declare(&mut stack, "main");
        postgresql().cluster_parameter_group(&group.name()).declare(&mut stack, "main").max_connections()
    };
    let group = || ClusterParameterGroup::new("jiki", AuroraFamily::Postgresql(16));
    assert_eq!(with(group()), Some(189));
    assert_eq!(with(group().parameter_at_reboot("max_connections", 120)), Some(120));
    assert_eq!(
        with(group().parameter_at_reboot("max_connections", "LEAST({DBInstanceClassMemory/1},9)")),
        None
    );
    let outside = postgresql().cluster_parameter_group(&Ref::existing("company-wide"));
    assert_eq!(declared(outside).max_connections(), None);
}

#[test]
fn metrics_are_of_the_cluster() {
    let awake = declared(postgresql());
    let metric = awake.connections();
    assert_eq!(
        (metric.namespace, metric.name, metric.statistic),
        ("AWS/RDS", "DatabaseConnections", Statistic::Average)
    );
    assert_eq!(metric.dimensions[0].0, "DBClusterIdentifier");
    assert!(!metric.absent_at_zero);
    assert_eq!(awake.acu_utilization().name, "ACUUtilization");
    let pausing = declared(cluster(AuroraEngine::postgresql("16.6"), PAUSING));
    assert!(pausing.connections().absent_at_zero);
}

#[test]
fn a_managed_password_is_a_secret_that_rotates() {
    let managed = Credentials::managed_by_rds("jiki");
    let cluster: AuroraCluster<ServerlessCapacity> =
        AuroraCluster::serverless("jiki", AuroraEngine::postgresql("16.6"), SMALL, managed);
    let mut stack = Stack::new("test");
    let handle = cluster.declare(&mut stack, "main");
    assert!(handle.managed_secret().is_some());
    assert_eq!(handle.node().address(), "aws_rds_cluster.main");
    let terraform = stack.finish().unwrap();
    let text = terraform.file("data.tf").unwrap();
    assert!(text.contains("manage_master_user_password = true") && !text.contains("master_password_wo"));
    assert!(declared(postgresql()).managed_secret().is_none());
}
