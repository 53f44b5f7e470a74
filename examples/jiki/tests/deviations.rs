//! Where the stack departs from the plan, row by row: `DEVIATIONS.md` names these tests.

mod emitted;

use emitted::{Emitted, production, staging};
use jiki::Settings;

#[test]
fn row_01_jobs_live_in_a_store_that_holds_them() {
    let stack = production();
    let queue = stack.block("resource \"aws_elasticache_replication_group\" \"queue\"");
    for line in [
        "engine = \"valkey\"",
        "transit_encryption_enabled = true",
        "parameter_group_name = aws_elasticache_parameter_group.queue.name",
    ] {
        queue.has(line);
    }
    queue.lacks("num_node_groups");
    let parameters = stack.block("resource \"aws_elasticache_parameter_group\" \"queue\"");
    parameters.has("value = \"noeviction\"");
    parameters.lacks("cluster-enabled");
    stack.block("resource \"aws_elasticache_serverless_cache\" \"main\"").has("engine = \"valkey\"");
}

#[test]
fn row_02_both_stores_speak_tls() {
    let text = production().all();
    assert!(
        !text.contains("redis://") || !text.replace("rediss://", "").contains("redis://"),
        "a URL without TLS"
    );
    let output = production().block("output \"redis_url\"");
    output.has("rediss://${aws_elasticache_serverless_cache.main.endpoint[0].address}");
    output.has("${aws_elasticache_serverless_cache.main.endpoint[0].port}");
}

#[test]
fn row_03_one_port_in_all_six_places() {
    let stack = emitted::of(&Settings {
        web_port: terrane::core::UnprivilegedPort::new(3900).expect("a port"),
        ..Settings::production()
    });
    stack.block("resource \"aws_ecs_task_definition\" \"web\"").has("containerPort = 3900");
    stack.block("resource \"aws_ecs_task_definition\" \"web\"").has("http://localhost:3900/up");
    stack
        .block("resource \"aws_ecs_task_definition\" \"web\"")
        .has("{ name = \"HTTP_PORT\", value = \"3900\" }");
    stack.block("resource \"aws_vpc_security_group_ingress_rule\" \"ecs_tasks_web\"").has("to_port = 3900");
    stack.block("resource \"aws_lb_target_group\" \"web\"").has("port = 3900");
    stack.block("resource \"aws_lb_target_group\" \"web\"").has("port = \"traffic-port\"");
    stack.block("resource \"aws_ecs_service\" \"web\"").has("container_port = 3900");
    assert!(!stack.all().contains("3000"), "the port stands somewhere of its own");
    let web = production().block("resource \"aws_ecs_task_definition\" \"web\"");
    web.has("containerPort = 3000");
    web.has("{ name = \"TARGET_PORT\", value = \"3001\" }");
    web.has("user = \"1000\"");
}

#[test]
fn row_04_both_key_value_stores_reach_both_containers() {
    for service in ["web", "sidekiq"] {
        let task = production().block(&format!("resource \"aws_ecs_task_definition\" \"{service}\""));
        task.has("{ name = \"REDIS_URL\", value = \"rediss://${aws_elasticache_serverless_cache.main");
        task.has(
            "{ name = \"SIDEKIQ_REDIS_URL\", value = \"rediss://${aws_elasticache_replication_group.queue",
        );
    }
}

#[test]
fn row_05_the_database_reaches_both_containers() {
    for service in ["web", "sidekiq"] {
        let task = production().block(&format!("resource \"aws_ecs_task_definition\" \"{service}\""));
        for line in [
            "{ name = \"DATABASE_HOST\", value = aws_rds_cluster.main.endpoint }",
            "{ name = \"DATABASE_PORT\", value = \"5432\" }",
            "{ name = \"DATABASE_NAME\", value = aws_rds_cluster.main.database_name }",
            "{ name = \"DATABASE_USER\", value = aws_rds_cluster.main.master_username }",
            "{ name = \"DATABASE_PASSWORD\", valueFrom = aws_secretsmanager_secret.database_password.arn }",
        ] {
            task.has(line);
        }
    }
    production()
        .block("resource \"aws_dynamodb_table_item\" \"aurora_endpoint\"")
        .has("S = aws_rds_cluster.main.endpoint");
}

#[test]
fn row_06_the_listener_waits_for_a_certificate_that_is_validated_in_the_same_graph() {
    let stack = production();
    stack
        .block("resource \"aws_lb_listener\" \"https\"")
        .has("certificate_arn = aws_acm_certificate_validation.api.certificate_arn");
    let record = stack.block("resource \"cloudflare_dns_record\" \"api_validation\"");
    record.has("name = trimsuffix(");
    record.has("content = trimsuffix(");
    record.has("proxied = false");
}

#[test]
fn row_07_the_registry_and_the_secrets_can_be_made_first() {
    let stack = production();
    // What `-target` would bring along: nothing that needs an image or a secret's value.
    for address in [
        "resource \"aws_ecr_repository\" \"api\"",
        "resource \"aws_secretsmanager_secret\" \"rails_master_key\"",
    ] {
        let block = stack.block(address);
        block.lacks("aws_ecs");
        block.lacks("var.");
    }
}

#[test]
fn row_08_one_root_module_shows_every_output() {
    let stack = production();
    assert!(!stack.all().contains("module "), "there is no child module");
    for output in [
        "database_endpoint",
        "redis_endpoint",
        "redis_url",
        "s3_bucket_name",
        "rails_master_key_secret_arn",
        "database_password_secret_arn",
        "ecr_repository_url",
        "ecs_cluster_name",
        "alb_dns_name",
        "acm_certificate_validation_records",
    ] {
        stack.block(&format!("output \"{output}\"")).has("value ");
    }
    stack.block("resource \"cloudflare_dns_record\" \"api\"").has("content = aws_lb.main.dns_name");
}

#[test]
fn row_09_the_password_is_in_no_state_and_no_output() {
    let stack = production();
    stack.block("ephemeral \"random_password\" \"database_password\"").has("special = false");
    let version = stack.block("resource \"aws_secretsmanager_secret_version\" \"database_password\"");
    version.has("secret_string_wo = ephemeral.random_password.database_password.result");
    version.has("secret_string_wo_version = 1");
    let cluster = stack.block("resource \"aws_rds_cluster\" \"main\"");
    cluster.has("= ephemeral.aws_secretsmanager_secret_version.database_password.secret_string");
    cluster.has("master_password_wo_version = 1");
    cluster.lacks("master_password =");
    assert!(!stack.all().contains("output \"database_url\""));
    assert!(!stack.all().contains("resource \"random_password\""));
}

#[test]
fn row_10_records_are_those_of_cloudflares_fifth_provider() {
    let stack = production();
    assert!(!stack.all().contains("cloudflare_record"));
    stack.block("resource \"cloudflare_dns_record\" \"api\"").has("content = ");
    assert!(stack.file("terraform.tf").contains("version = \"~> 5.0\""));
}

#[test]
fn row_11_nothing_probes_the_database() {
    let stack = production();
    stack.block("resource \"aws_lb_target_group\" \"web\"").has("path = \"/health\"");
    assert!(!stack.all().contains("/health/ready"));
    stack.block("resource \"aws_rds_cluster\" \"main\"").has("min_capacity = 0");
    assert!(
        stack.file("data.tf").contains("needs the processes' connection pools\n# to drop idle connections")
    );
}

#[test]
fn row_12_the_serverless_cache_is_valkey() {
    production().block("resource \"aws_elasticache_serverless_cache\" \"main\"").has("engine = \"valkey\"");
}

#[test]
fn row_13_production_is_encrypted_and_protected_and_staging_need_not_be() {
    let cluster = production().block("resource \"aws_rds_cluster\" \"main\"");
    for line in [
        "storage_encrypted = true",
        "deletion_protection = true",
        "copy_tags_to_snapshot = true",
        "skip_final_snapshot = false",
        "prevent_destroy = true",
    ] {
        cluster.has(line);
    }
    let cluster = staging().block("resource \"aws_rds_cluster\" \"main\"");
    cluster.has("storage_encrypted = true");
    cluster.has("deletion_protection = false");
    cluster.has("skip_final_snapshot = true");
    assert!(!staging().all().contains("prevent_destroy"));
}

#[test]
fn row_14_the_snapshots_name_stays() {
    let cluster = production().block("resource \"aws_rds_cluster\" \"main\"");
    cluster.has("final_snapshot_identifier = \"jiki-production-final-snapshot\"");
    assert!(!production().all().contains("timestamp("));
}

#[test]
fn row_15_scaling_keeps_the_count() {
    production().block("resource \"aws_ecs_service\" \"web\"").has("ignore_changes = [desired_count]");
}

#[test]
fn row_16_images_are_immutable_and_never_latest() {
    let stack = production();
    stack.block("resource \"aws_ecr_repository\" \"api\"").has("image_tag_mutability = \"IMMUTABLE\"");
    stack.block("variable \"image_tag\"").has("condition = var.image_tag != \"latest\"");
    stack.block("resource \"aws_ecs_task_definition\" \"web\"").has("repository_url}:${var.image_tag}\"");
    assert!(!stack.all().contains(":latest"));
}

#[test]
fn row_17_a_bad_image_is_rolled_back() {
    for service in ["web", "sidekiq"] {
        let block = production().block(&format!("resource \"aws_ecs_service\" \"{service}\""));
        block.has("deployment_circuit_breaker {");
        block.has("rollback = true");
    }
}

#[test]
fn row_18_the_worker_has_its_own_group_and_a_check_that_sees_it_hang() {
    let stack = production();
    stack.block("resource \"aws_ecs_service\" \"sidekiq\"").has("[aws_security_group.ecs_workers.id]");
    for rule in stack.blocks("resource \"aws_vpc_security_group_ingress_rule\"") {
        rule.lacks("\nsecurity_group_id = aws_security_group.ecs_workers.id");
    }
    let check = "[\"CMD\", \"find\", \"/tmp/sidekiq-heartbeat\", \"-mmin\", \"+2\", \"-exec\", \"false\", \"{}\", \"+\"]";
    stack.block("resource \"aws_ecs_task_definition\" \"sidekiq\"").has(check);
    let without = emitted::of(&Settings { worker_heartbeat: false, ..Settings::production() });
    without.block("resource \"aws_ecs_task_definition\" \"sidekiq\"").lacks("healthCheck");
}

#[test]
fn row_19_alarms_watch_what_fails_first() {
    let stack = production();
    for alarm in [
        "web_cpu_high",
        "web_5xx_errors",
        "alb_5xx_errors",
        "web_unhealthy_hosts",
        "web_running_tasks",
        "sidekiq_running_tasks",
        "database_connections",
        "queue_memory",
        "queue_evictions",
        "cache_throttled",
    ] {
        let alarm = stack.block(&format!("resource \"aws_cloudwatch_metric_alarm\" \"{alarm}\""));
        alarm.has("alarm_actions = [aws_sns_topic.alarms.arn]");
    }
    let alarm = |name: &str| stack.block(&format!("resource \"aws_cloudwatch_metric_alarm\" \"{name}\""));
    alarm("web_5xx_errors").has("treat_missing_data = \"notBreaching\"");
    // Four fifths of 189, the most that 1 ACU takes.
    alarm("database_connections").has("threshold = 151");
    assert!(!stack.all().contains("aws_sns_topic_subscription"));
    let told = emitted::of(&Settings { alarm_email: Some("ops@jiki.io"), ..Settings::production() });
    told.block("resource \"aws_sns_topic_subscription\" \"alarms_email\"").has("\"ops@jiki.io\"");
}

#[test]
fn row_20_replacements_do_not_collide_with_themselves() {
    let stack = production();
    let groups = stack.blocks("resource \"aws_security_group\"");
    assert_eq!(groups.len(), 5);
    for group in groups.into_iter().chain([stack.block("resource \"aws_lb_target_group\" \"web\"")]) {
        group.has("name_prefix");
        group.has("create_before_destroy = true");
    }
    stack.block("resource \"aws_security_group\" \"alb\"").has("name_prefix = \"jiki-alb-\"");
    stack.block("resource \"aws_lb_target_group\" \"web\"").has("name_prefix = \"jiki-\"");
}

#[test]
fn row_21_data_tiers_start_no_connection() {
    let stack = production();
    let rules = stack.blocks("resource \"aws_vpc_security_group_egress_rule\"");
    assert_eq!(rules.len(), 7);
    for rule in rules {
        for tier in ["rds", "elasticache"] {
            rule.lacks(&format!("\nsecurity_group_id = aws_security_group.{tier}.id"));
        }
        if rule.text().contains("0.0.0.0/0") {
            rule.has("to_port = 443");
        }
    }
}

#[test]
fn row_22_rights_are_typed_by_what_they_name() {
    let stack = production();
    let secrets = stack.block("resource \"aws_iam_role_policy\" \"ecs_task_execution_secrets\"");
    secrets.has("Action = \"secretsmanager:GetSecretValue\"");
    secrets.has("Action = \"kms:Decrypt\"\n        Resource = aws_kms_key.main.arn");
    let s3 = stack.block("resource \"aws_iam_role_policy\" \"ecs_task_s3\"");
    s3.has("Resource = \"${aws_s3_bucket.api_storage.arn}/*\"");
    s3.has("Action = [\"kms:Decrypt\", \"kms:GenerateDataKey\"]");
    assert!(!stack.all().contains("ecs_task_logs") && !stack.all().contains("arn:aws:logs:*:*:*"));
    let key = stack.block("resource \"aws_kms_key_policy\" \"main\"");
    for principal in ["logs.eu-west-1.amazonaws.com", "cloudwatch.amazonaws.com", ":root"] {
        key.has(principal);
    }
    for waiting in ["resource \"aws_rds_cluster\" \"main\"", "resource \"aws_cloudwatch_log_group\" \"web\""]
    {
        stack.block(waiting).has("aws_kms_key_policy.main");
    }
}

#[test]
fn row_23_the_cache_subnet_group_is_used() {
    production()
        .block("resource \"aws_elasticache_replication_group\" \"queue\"")
        .has("subnet_group_name = aws_elasticache_subnet_group.main.name");
}

#[test]
fn row_24_lifecycle_rules_have_a_filter_and_uploads_end() {
    let rules = production().block("resource \"aws_s3_bucket_lifecycle_configuration\" \"api_storage\"");
    assert_eq!(rules.text().matches("filter {}").count(), 2);
    rules.has("noncurrent_days = 90");
    rules.has("days_after_initiation = 7");
    assert!(!production().all().contains("access_key"));
}

#[test]
fn row_25_services_wait_for_their_roles_policies() {
    for service in ["web", "sidekiq"] {
        let block = production().block(&format!("resource \"aws_ecs_service\" \"{service}\""));
        for policy in [
            "aws_iam_role_policy_attachment.ecs_task_execution,",
            "aws_iam_role_policy.ecs_task_execution_secrets,",
            "aws_iam_role_policy.ecs_task_s3,",
            "aws_iam_role_policy.ecs_task_dynamodb,",
        ] {
            block.has(policy);
        }
    }
}

#[test]
fn row_26_health_checks_need_no_shell() {
    let stack = production();
    stack
        .block("resource \"aws_ecs_task_definition\" \"web\"")
        .has("[\"CMD\", \"curl\", \"-f\", \"http://localhost:3000/up\"]");
    assert!(!stack.all().contains("CMD-SHELL"));
}

#[test]
fn row_27_log_groups_that_aws_would_make_are_declared_with_retention() {
    let stack = production();
    for (label, name) in [
        ("postgresql", "/aws/rds/cluster/jiki-production/postgresql"),
        ("container_insights", "/aws/ecs/containerinsights/jiki-production/performance"),
    ] {
        let group = stack.block(&format!("resource \"aws_cloudwatch_log_group\" \"{label}\""));
        group.has(name);
        group.has("retention_in_days = 7");
    }
    stack.block("resource \"aws_rds_cluster\" \"main\"").has("aws_cloudwatch_log_group.postgresql");
    stack.block("resource \"aws_ecs_cluster\" \"main\"").has("aws_cloudwatch_log_group.container_insights");
}

#[test]
fn row_28_the_config_table_has_its_fourteen_items() {
    assert_eq!(production().blocks("resource \"aws_dynamodb_table_item\"").len(), 14);
}

#[test]
fn row_29_insights_are_those_that_remain() {
    production().block("resource \"aws_rds_cluster\" \"main\"").has("database_insights_mode = \"standard\"");
    production()
        .block("resource \"aws_rds_cluster_instance\" \"main\"")
        .has("performance_insights_enabled = true");
}

#[test]
fn row_30_versions_state_and_tags_are_fixed() {
    let file = production().file("terraform.tf");
    for line in [
        "version = \">= 5.100, < 7\"",
        "backend \"s3\" {",
        "key          = \"production/terraform.tfstate\"",
        "use_lockfile = true",
        "default_tags {",
    ] {
        assert!(file.contains(line), "{line}");
    }
    assert!(staging().file("terraform.tf").contains("staging/terraform.tfstate"));
}

#[test]
fn row_31_no_placeholder_reaches_production() {
    for name in ["stripe_publishable_key", "stripe_premium_price_id", "stripe_max_price_id"] {
        production().block(&format!("variable \"{name}\"")).lacks("default");
        production()
            .block(&format!("resource \"aws_dynamodb_table_item\" \"{name}\""))
            .has(&format!("S = var.{name}"));
    }
    assert!(!production().all().contains("TODO"));
}

#[test]
fn the_page_names_every_row_and_every_row_has_its_test() {
    let page = include_str!("../DEVIATIONS.md");
    let tests = include_str!("deviations.rs");
    let named: Vec<&str> = page.split('`').filter(|word| word.starts_with("row_")).collect();
    let written: Vec<&str> = tests
        .lines()
        .filter_map(|line| line.strip_prefix("fn row_").and_then(|rest| rest.strip_suffix("() {")))
        .collect();
    assert_eq!(named, written.iter().map(|name| format!("row_{name}")).collect::<Vec<_>>());
    assert_eq!(written.len(), 31);
}

#[test]
fn no_rule_of_the_stack_is_allowed_away() {
    for stack in [production(), staging()] {
        let stack: Emitted = stack;
        assert!(!stack.all().contains("# Allowed, "), "an allowance needs a row here");
        assert_eq!(stack.warnings(), 0);
    }
}
