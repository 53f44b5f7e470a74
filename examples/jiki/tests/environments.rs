//! The environments: what is committed is what is emitted, and the network and the config table may come from
//! elsewhere.

mod emitted;

use std::path::Path;

use jiki::{NetworkIds, Origin, Settings};

fn committed(environment: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("terraform").join(environment);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .filter(|(_, text)| text.starts_with(terrane::core::MARKER))
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_committed_is_what_is_emitted() {
    for settings in [Settings::production(), Settings::staging()] {
        let stack = emitted::of(&settings);
        let emitted: Vec<(String, String)> =
            stack.files().map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
        let committed = committed(settings.environment);
        for ((name, now), (_, then)) in emitted.iter().zip(&committed) {
            assert!(now == then, "{name} differs: run `cargo xtask jiki --env {}`", settings.environment);
        }
        let names =
            |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&emitted), names(&committed));
    }
}

#[test]
fn staging_differs_as_its_column_says() {
    let staging = emitted::staging();
    let all = staging.all();
    for text in [
        "cidr_block           = \"10.2.0.0/16\"",
        "domain_name       = \"api.staging.jiki.io\"",
        "bucket = \"jiki-staging-api-storage\"",
        "\"jiki-staging-config\"",
        "max_capacity       = 2",
        "key          = \"staging/terraform.tfstate\"",
        "\"jiki-staging-api-alb\"",
        "\"jiki_staging\"",
    ] {
        assert!(all.contains(text), "{text}");
    }
    let production =
        all.lines().find(|line| line.contains("jiki-production") || line.contains("jiki/production"));
    assert_eq!(production, None);
}

#[test]
fn a_network_that_exists_is_looked_up() {
    let stack = emitted::of(&Settings { network: Origin::LookedUp, ..Settings::production() });
    stack.block("data \"aws_vpc\" \"main\"").has("jiki");
    assert_eq!(stack.blocks("data \"aws_subnet\"").len(), 3);
    assert_eq!(stack.blocks("resource \"aws_vpc\"").len() + stack.blocks("resource \"aws_subnet\"").len(), 0);
    stack.block("resource \"aws_lb\" \"main\"").has("data.aws_subnet.publics_a.id");
}

#[test]
fn a_network_that_exists_is_adopted() {
    let ids = NetworkIds {
        vpc: "vpc-0a".into(),
        internet_gateway: "igw-0a".into(),
        subnets: vec!["subnet-0a".into(), "subnet-0b".into(), "subnet-0c".into()],
    };
    let stack = emitted::of(&Settings { network: Origin::Adopted(ids), ..Settings::production() });
    let imports: Vec<String> = stack.blocks("import").iter().map(|block| block.text().to_owned()).collect();
    assert_eq!(imports.len(), 5);
    for (to, id) in [
        ("aws_vpc.main", "vpc-0a"),
        ("aws_internet_gateway.main", "igw-0a"),
        ("aws_subnet.publics_a", "subnet-0a"),
        ("aws_subnet.publics_b", "subnet-0b"),
        ("aws_subnet.publics_c", "subnet-0c"),
    ] {
        assert!(
            imports.contains(&format!("import {{\n  to = {to}\n  id = \"{id}\"\n}}\n")),
            "{to}: {imports:?}"
        );
    }
}

#[test]
fn the_config_table_may_be_looked_up_or_adopted() {
    let found = emitted::of(&Settings { config_table: Origin::LookedUp, ..Settings::production() });
    found.block("data \"aws_dynamodb_table\" \"config\"").has("jiki-config");
    assert_eq!(found.blocks("resource \"aws_dynamodb_table\" ").len(), 0);
    let adopted = emitted::of(&Settings { config_table: Origin::Adopted(()), ..Settings::production() });
    adopted.block("import").has("id = \"jiki-config\"");
    adopted.block("resource \"aws_dynamodb_table\" \"config\"").has("jiki-config");
}

#[test]
fn the_firewall_is_a_switch() {
    let stack = emitted::of(&Settings { firewall: true, ..Settings::production() });
    stack.block("resource \"aws_wafv2_web_acl_association\" \"main\"").has("aws_lb.main.arn");
    assert!(!stack.all().contains("CKV2_AWS_28"));
    assert!(!emitted::production().all().contains("aws_wafv2"));
}

#[test]
fn zones_are_a_list() {
    let mut settings = Settings::production();
    settings.zones.pop();
    let stack = emitted::of(&settings);
    assert_eq!(stack.blocks("resource \"aws_subnet\"").len(), 2);
}

#[test]
fn a_zone_whose_subnet_is_not_named_is_a_problem() {
    let ids = NetworkIds {
        vpc: "vpc-0a".into(),
        internet_gateway: "igw-0a".into(),
        subnets: vec!["subnet-0a".into()],
    };
    let problems = jiki::stack(&Settings { network: Origin::Adopted(ids), ..Settings::production() }).check();
    let rules: Vec<_> = problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["adopted-subnets"]);
}
