//! The text of a stack that uses every builder of keys, secrets and Aurora.

use terrane_aws::kind::{KeyArn, LogGroupName, RoleArn, SecurityGroupId};
use terrane_aws::{Action, Any, Principal, Region, Statement, Subnets, policy_document};
use terrane_core::{Custom, Days, Declare, Port, Ref, ResourceType, Seconds, Stack, Variable, literal};
use terrane_data::{
    AcuRange, AuroraCluster, AuroraClusterHandle, AuroraEngine, AuroraFamily, AuroraLog,
    ClusterParameterGroup, Credentials, DatabaseInsights, DbParameterGroup, DbSubnetGroup, DeclaredSecret,
    GeneratedSecret, GeneratedSecretHandle, Key, KeyHandle, MonitoringInterval, Password, SecretReading,
};

const LOG_GROUP: ResourceType = terrane_aws::resource("aws_cloudwatch_log_group", "observability");
const POLICY: ResourceType = terrane_aws::resource("aws_iam_policy", "compute");

fn keys(stack: &mut Stack) -> KeyHandle {
    let key = Key::new("Encrypts Jiki's data at rest")
        .alias("jiki-production")
        .deletion_window(Days(14))
        .allow_logs(&Region::EU_WEST_1)
        .allow_logs(&Region::US_EAST_1)
        .allow_cloudwatch_alarms()
        .tag("Name", "jiki-production");
    let key = key.declare(stack, "main");
    let decrypt: Action<KeyArn> = Action::new("kms:Decrypt");
    let auditor = Principal::aws("arn:aws:iam::111122223333:role/auditor");
    let archive = Key::new("Encrypts the archive")
        .account(&Ref::existing("111122223333"))
        .rotate_every(Days(180))
        .multi_region()
        .statement(Statement::allow_on_everything([decrypt]).principal(auditor));
    archive.declare(stack, "archive");
    let legacy = Key::new("Fixed").account(&Ref::existing("111122223333")).dangerous_without_rotation();
    legacy.declare(stack, "legacy");
    key
}

fn secrets(stack: &mut Stack, key: &KeyHandle) -> GeneratedSecretHandle {
    let master_key = DeclaredSecret::new("jiki/production/rails-master-key")
        .description("Rails master key for encrypted credentials")
        .encrypted_with(&key.arn())
        .recovery_window(Days(0))
        .replicate_to(&Region::EU_CENTRAL_1)
        .tag("Name", "rails-master-key");
    let master_key = master_key.declare(stack, "rails_master_key");
    let password = GeneratedSecret::new("jiki/production/database-password", Password::length(32), 1)
        .description("Aurora PostgreSQL master password")
        .encrypted_with(&key.arn())
        .recovery_window(Days(7))
        .replicate_to(&Region::EU_CENTRAL_1)
        .tag("Name", "database-password");
    let password = password.declare(stack, "database_password");
    let token = GeneratedSecret::new("jiki/production/token", Password::length(41).with_marks(), 7);
    let token = token.declare(stack, "token");
    let reads = [master_key.secret().read(), password.secret().read(), token.secret().read()];
    let reads = policy_document(reads.into_iter().flatten());
    Custom::new(&POLICY).set("name", "reads").set("policy", reads).declare(stack, "reads");
    password
}

fn serverless(stack: &mut Stack, key: &KeyHandle, password: &GeneratedSecretHandle) -> AuroraClusterHandle {
    let zone = |letter| Region::EU_WEST_1.zone(letter);
    let subnets = Subnets::<Any>::existing(
        Ref::existing("vpc-0a1b2c3d"),
        [(zone('a'), Ref::existing("subnet-0a1b2c3d")), (zone('b'), Ref::existing("subnet-1a2b3c4d"))],
    );
    let subnet_group = DbSubnetGroup::new("jiki-main", &subnets)
        .description("The database's subnets")
        .tag("Name", "jiki-main-db-subnet-group");
    let subnet_group = subnet_group.declare(stack, "main");
    let logs = Custom::new(&LOG_GROUP).set("name", "/aws/rds/cluster/jiki-production/postgresql");
    let logs = logs.set("retention_in_days", 30_u32).declare(stack, "postgresql");
    let logs: Ref<LogGroupName> = logs.attribute("name");
    let engine = AuroraEngine::postgresql("16.6");
    let family = AuroraFamily::Postgresql(16);
    let parameters = ClusterParameterGroup::new("jiki-production", family)
        .description("What Jiki changes")
        .parameter("log_min_duration_statement", 1000)
        .parameter_at_reboot("rds.force_ssl", 1)
        .tag("Name", "jiki-production");
    let parameters = parameters.declare(stack, "main");
    let instance_parameters = DbParameterGroup::new("jiki-production", family)
        .description("What Jiki changes")
        .parameter_at_reboot("max_connections", 150)
        .tag("Name", "jiki-production");
    let instance_parameters = instance_parameters.declare(stack, "main");
    let role: Ref<RoleArn> = Ref::existing("arn:aws:iam::111122223333:role/rds-monitoring");
    let security_group: Ref<SecurityGroupId> = Ref::existing("sg-0a1b2c3d");
    let credentials = Credentials::stored("jiki", &password.value());
    let database =
        AuroraCluster::serverless("jiki-production", engine, literal!(AcuRange, 0.0, 1.5), credentials)
            .database_name("jiki_production")
            .port(literal!(Port, 5433))
            .subnet_group(&subnet_group.name())
            .security_group(&security_group)
            .encrypted_with(&key.arn())
            .io_optimized()
            .cluster_parameter_group(&parameters.name())
            .parameter_group(&instance_parameters.name())
            .iam_authentication(true)
            .data_api(true)
            .backup_retention(Days(14))
            .backup_window("03:00-04:00")
            .maintenance_window("mon:04:00-mon:05:00")
            .apply_immediately(true)
            .allow_major_upgrades(true)
            .export_log(AuroraLog::Postgresql, &logs)
            .performance_insights_retention(Days(31))
            .enhanced_monitoring(MonitoringInterval::Seconds60, &role)
            .final_snapshot("jiki-production-final-snapshot")
            .auto_pause_after(Seconds(600))
            .instances(2)
            .tag("Name", "jiki-production")
            .tag("Environment", "production");
    database.declare(stack, "main")
}

fn provisioned(stack: &mut Stack, key: &KeyHandle) {
    let secret: Ref<_> = Ref::existing("arn:aws:secretsmanager:eu-west-1:111122223333:secret:legacy-Ab12Cd");
    let reading = SecretReading::new(&secret).declare(stack, "legacy");
    let legacy = AuroraCluster::provisioned(
        "legacy",
        AuroraEngine::mysql("8.0.mysql_aurora.3.08.0"),
        "db.r7g.large",
        Credentials::stored("admin", &reading.password(2)),
    )
    .restore_from("legacy-2026-01-01")
    .backtrack(Seconds(3600))
    .database_insights(DatabaseInsights::Advanced)
    .auto_minor_upgrades(false)
    .deletion_protection(false)
    .copy_tags_to_snapshot(false)
    .skip_final_snapshot()
    .dangerous_publicly_accessible();
    legacy.declare(stack, "legacy");

    let protect = stack.variable(Variable::switch("protect", true));
    let managed = AuroraCluster::provisioned(
        "managed",
        AuroraEngine::postgresql("17"),
        "db.t4g.medium",
        Credentials::managed_by_rds_with_key("jiki", &key.arn()),
    )
    .performance_insights(false)
    .deletion_protection(protect);
    let managed = managed.declare(stack, "managed");
    let secret = managed.managed_secret().unwrap();
    let rights = secret.read().into_iter().chain(managed.connect_as("jiki")).chain(key.encrypt_and_decrypt());
    let rights = policy_document(rights);
    Custom::new(&POLICY).set("name", "managed").set("policy", rights).declare(stack, "managed");
}

/// With `TERRANE_EMIT=folder` the files are written there, for Terraform and Checkov to look at.
#[test]
fn every_builder() {
    let mut stack = Stack::new("aurora");
    let key = keys(&mut stack);
    let password = secrets(&mut stack, &key);
    let database = serverless(&mut stack, &key, &password);
    assert_eq!(database.max_connections(), Some(150));
    stack.output("database_address", database.endpoint().address());
    stack.output("database_readers", database.reader_endpoint().host);
    stack.output("database_name", database.database_name());
    stack.output("database_user", database.username());
    provisioned(&mut stack, &key);

    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(terraform.warnings().iter().count(), 0);
    if let Ok(folder) = std::env::var("TERRANE_EMIT") {
        for (name, text) in terraform.files() {
            std::fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
        }
    }
    insta::assert_snapshot!(terraform.to_string());
}
