//! The limits of S3 and DynamoDB at their edges, and the rights that their handles give.

use terrane_aws::kind::KeyArn;
use terrane_aws::{Statement, policy_document};
use terrane_core::{Days, Declare, Problem, Ref, Stack};
use terrane_data::{
    AttributeValue, Attributes, Bucket, CorsMethod, CorsRule, GlobalIndex, KeyAttribute, LifecycleRule,
    LocalIndex, StorageClass, Table, TableCapacity, TableHandle, TableItem, TableLookup,
};

fn problems(declare: impl FnOnce(&mut Stack)) -> Vec<Problem> {
    let mut stack = Stack::new("storage");
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

fn of_bucket(change: impl FnOnce(Bucket) -> Bucket) -> Vec<&'static str> {
    rules(|stack| {
        change(Bucket::new("jiki-files")).declare(stack, "files");
    })
}

fn of_rule(rule: LifecycleRule) -> Vec<&'static str> {
    of_bucket(|bucket| bucket.lifecycle_rule(rule))
}

fn capacity(read_units: u32, write_units: u32) -> TableCapacity {
    TableCapacity { read_units, write_units }
}

fn of_table(change: impl FnOnce(Table) -> Table) -> Vec<&'static str> {
    rules(|stack| {
        change(Table::new("jiki-events", KeyAttribute::string("id"))).declare(stack, "events");
    })
}

/// The problems of one item of a table with the keys `id` (a string) and, where `sorted`, `at` (a number).
fn of_item(sorted: bool, item: impl FnOnce(&TableHandle) -> TableItem) -> Vec<(&'static str, String)> {
    let problems = problems(|stack| {
        let table = Table::new("jiki-events", KeyAttribute::string("id"));
        let table = if sorted { table.sort_key(KeyAttribute::number("at")) } else { table };
        let table = table.declare(stack, "events");
        let item = item(&table);
        item.declare(stack, "item");
    });
    problems.into_iter().map(|problem| (problem.rule, problem.help)).collect()
}

fn key() -> Ref<KeyArn> {
    Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/1234")
}

#[test]
fn bucket_names() {
    let longest = "a".repeat(63);
    for name in ["abc", "1jiki.api-storage2", &longest] {
        assert!(Bucket::NAME.check(name).is_ok(), "{name}");
    }
    let too_long = "a".repeat(64);
    let refused = [
        "ab",
        &too_long,
        "Abc",
        "a_b",
        "a..b",
        "-ab",
        "ab-",
        ".ab",
        "xn--ab",
        "sthree-ab",
        "amzn-s3-demo-ab",
        "ab-s3alias",
        "ab--ol-s3",
        "ab.mrap",
        "ab--x-s3",
        "ab--table-s3",
    ];
    for name in refused {
        assert!(Bucket::NAME.check(name).is_err(), "{name}");
    }
    let of_name = |name: &'static str| {
        rules(|stack| {
            Bucket::new(name).declare(stack, "files");
        })
    };
    assert_eq!(of_name("1.2.3.4.5"), [""; 0]);
    assert_eq!(of_name("1.2.3.4"), ["invalid-name"]);
    assert_eq!(of_name("Jiki"), ["invalid-name"]);
}

#[test]
fn lifecycle_days() {
    for rule in
        [LifecycleRule::expire, LifecycleRule::expire_noncurrent, LifecycleRule::abort_incomplete_uploads]
    {
        assert_eq!(of_rule(rule("rule", Days(1))), [""; 0]);
        assert_eq!(of_rule(rule("rule", Days(0))), ["lifecycle-days"]);
    }
    for class in [StorageClass::StandardIa, StorageClass::OneZoneIa] {
        assert_eq!(of_rule(LifecycleRule::transition("rule", Days(30), class)), [""; 0]);
        assert_eq!(of_rule(LifecycleRule::transition("rule", Days(29), class)), ["lifecycle-days"]);
        assert_eq!(
            of_rule(LifecycleRule::transition_noncurrent("rule", Days(29), class)),
            ["lifecycle-days"]
        );
    }
    let at_once = LifecycleRule::transition("rule", Days(0), StorageClass::IntelligentTiering);
    assert_eq!(of_rule(at_once), [""; 0]);
    let (rule, remedy) = one(|stack| {
        Bucket::new("jiki-files").abort_incomplete_uploads(Days(0)).declare(stack, "files");
    });
    assert_eq!((rule, &*remedy), ("lifecycle-days", "wait for at least one day"));
}

#[test]
fn lifecycle_order() {
    let archive = |expire| {
        LifecycleRule::transition("rule", Days(90), StorageClass::GlacierDeepArchive).and_expire(Days(expire))
    };
    assert_eq!(of_rule(archive(91)), [""; 0]);
    assert_eq!(of_rule(archive(90)), ["transition-after-expiration"]);
}

#[test]
fn lifecycle_filters() {
    let uploads = || LifecycleRule::abort_incomplete_uploads("rule", Days(7));
    assert_eq!(of_rule(uploads().prefix("a/")), [""; 0]);
    assert_eq!(of_rule(uploads().tagged("a", "b")), ["lifecycle-filter"]);
    assert_eq!(of_rule(uploads().larger_than(1)), ["lifecycle-filter"]);
    assert_eq!(of_rule(LifecycleRule::expire_delete_markers("rule").tagged("a", "b")), ["lifecycle-filter"]);
    let sizes = |above: u64, below: u64| {
        LifecycleRule::expire("rule", Days(1)).larger_than(above).smaller_than(below)
    };
    assert_eq!(of_rule(sizes(1, 3)), [""; 0]);
    assert_eq!(of_rule(sizes(1, 2)), ["lifecycle-filter"]);
    let both = LifecycleRule::expire_delete_markers("rule").and_expire(Days(1));
    assert_eq!(of_rule(both), ["lifecycle-markers"]);
}

#[test]
fn lifecycle_versions() {
    let kept = |versions| LifecycleRule::expire_noncurrent("rule", Days(1)).keep_noncurrent(versions);
    assert_eq!(of_rule(kept(1)), [""; 0]);
    assert_eq!(of_rule(kept(100)), [""; 0]);
    assert_eq!(of_rule(kept(0)), ["out-of-range"]);
    assert_eq!(of_rule(kept(101)), ["out-of-range"]);
    assert_eq!(
        of_rule(LifecycleRule::expire("rule", Days(1)).keep_noncurrent(3)),
        ["lifecycle-kept-versions"]
    );
    let versions = LifecycleRule::expire_noncurrent("rule", Days(1));
    assert_eq!(of_bucket(|bucket| bucket.versioning_suspended().lifecycle_rule(versions.clone())), [""; 0]);
    let (rule, remedy) = one(|stack| {
        Bucket::new("jiki-files").unversioned().lifecycle_rule(versions).declare(stack, "files");
    });
    assert_eq!(rule, "lifecycle-without-versions");
    assert_eq!(remedy, "leave `unversioned` out, or use `LifecycleRule::expire`");
}

#[test]
fn lifecycle_ids() {
    let rule = |id: String| LifecycleRule::expire(id, Days(1));
    assert_eq!(of_rule(rule("a".repeat(255))), [""; 0]);
    assert_eq!(of_rule(rule("a".repeat(256))), ["invalid-name"]);
    assert_eq!(of_rule(rule(String::new())), ["invalid-name"]);
    let twice = of_bucket(|bucket| bucket.lifecycle_rule(rule("a".into())).lifecycle_rule(rule("a".into())));
    assert_eq!(twice, ["duplicate-lifecycle-rule"]);
    let many = |count| {
        of_bucket(|bucket| (0..count).fold(bucket, |bucket, i| bucket.lifecycle_rule(rule(format!("r{i}")))))
    };
    assert_eq!(many(1000), [""; 0]);
    assert_eq!(many(1001), ["out-of-range"]);
}

#[test]
fn cors_rules() {
    let cors = |origin: &'static str| of_bucket(|bucket| bucket.cors(CorsRule::new(origin, CorsMethod::Get)));
    assert_eq!(cors("https://*.jiki.io"), [""; 0]);
    assert_eq!(cors("https://*.*.jiki.io"), ["cors-wildcard"]);
    let rule = || CorsRule::new("*", CorsMethod::Head);
    assert_eq!(of_bucket(|bucket| bucket.cors(rule().allow_header("x-*-*"))), ["cors-wildcard"]);
    let many = |count| of_bucket(|bucket| (0..count).fold(bucket, |bucket, _| bucket.cors(rule())));
    assert_eq!(many(100), [""; 0]);
    assert_eq!(many(101), ["out-of-range"]);
}

#[test]
fn a_policy_without_a_statement_is_left_out() {
    let mut stack = Stack::new("policies");
    Bucket::new("jiki-closed").declare(&mut stack, "closed");
    Bucket::new("jiki-strict").deny_insecure_transport().declare(&mut stack, "strict");
    let terraform = stack.finish().expect("a stack without problems");
    let data = terraform.file("data.tf").expect("data");
    assert!(!data.contains("\"aws_s3_bucket_policy\" \"closed\""));
    assert!(data.contains("\"aws_s3_bucket_policy\" \"strict\""));
}

#[test]
fn a_target_of_logs_accepts_them() {
    let logging = |target: Bucket| {
        problems(|stack| {
            let logs = target.declare(stack, "logs");
            Bucket::new("jiki-files").log_requests_to(&logs.name(), "files/").declare(stack, "files");
        })
    };
    let target = || Bucket::new("jiki-logs").accept_access_logs("111122223333");
    assert!(logging(target()).is_empty());
    let refused = &logging(Bucket::new("jiki-logs").accept_load_balancer_logs("111122223333"))[0];
    assert_eq!((refused.rule, &*refused.address), ("log-target-refuses", "aws_s3_bucket_logging.files"));
    assert_eq!(refused.help, "add `.accept_access_logs(account)` to that bucket");
    assert_eq!(logging(target().encrypted_with(&key()))[0].rule, "log-target-key");
    let elsewhere = of_bucket(|bucket| bucket.log_requests_to(&Ref::existing("jiki-logs"), "files/"));
    assert_eq!(elsewhere, [""; 0]);
}

#[test]
fn logging_waits_for_the_policy_of_its_target() {
    let mut stack = Stack::new("logs");
    let logs = Bucket::new("jiki-logs").accept_access_logs("111122223333").declare(&mut stack, "logs");
    Bucket::new("jiki-files").log_requests_to(&logs.name(), "files/").declare(&mut stack, "files");
    let terraform = stack.finish().expect("a stack without problems");
    assert!(terraform.file("data.tf").expect("data").contains("depends_on = [aws_s3_bucket_policy.logs]"));
}

fn document(statements: impl IntoIterator<Item = Statement>, stack: &mut Stack) -> String {
    stack.output("policy", policy_document(statements));
    let stack = std::mem::replace(stack, Stack::new("empty"));
    let terraform = stack.finish().expect("a stack without problems");
    terraform.file("outputs.tf").expect("outputs").to_owned()
}

#[test]
fn rights_to_a_bucket() {
    let mut stack = Stack::new("rights");
    let plain = Bucket::new("jiki-plain").declare(&mut stack, "plain");
    let secret = Bucket::new("jiki-secret").encrypted_with(&key()).declare(&mut stack, "secret");
    assert_eq!(plain.read().len(), 2);
    assert_eq!(plain.read_write().len(), 2);
    assert_eq!(secret.read().len(), 3);
    let text = document(secret.read_write(), &mut stack);
    for part in [
        r#"["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]"#,
        r#""${aws_s3_bucket.secret.arn}/*""#,
        r#""s3:ListBucket""#,
        r#"["kms:Decrypt", "kms:GenerateDataKey"]"#,
        r#""arn:aws:kms:eu-west-1:111122223333:key/1234""#,
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn rights_to_a_table() {
    let mut stack = Stack::new("rights");
    let table = Table::new("jiki-config", KeyAttribute::string("key"));
    let config = table.declare(&mut stack, "config");
    assert_eq!(config.read().len(), 1);
    assert!(config.stream_arn().is_none());
    let index = GlobalIndex::new("by-kind", KeyAttribute::string("kind"));
    let table =
        Table::new("jiki-events", KeyAttribute::string("id")).global_index(index).encrypted_with(&key());
    let events = table.declare(&mut stack, "events");
    assert_eq!(events.read().len(), 3);
    let text = document(config.read().into_iter().chain(events.read()), &mut stack);
    for part in [
        r#"["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"]"#,
        r#""${aws_dynamodb_table.events.arn}/index/*""#,
        r#""kms:Decrypt""#,
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn table_names() {
    let of_name = |name: String| {
        rules(|stack| {
            Table::new(name, KeyAttribute::string("id")).declare(stack, "events");
        })
    };
    assert_eq!(of_name("a_B".into()), [""; 0]);
    assert_eq!(of_name("a".repeat(255)), [""; 0]);
    for name in ["ab".into(), "a".repeat(256), "a b c".into()] {
        assert_eq!(of_name(name), ["invalid-name"]);
    }
}

#[test]
fn capacities() {
    assert_eq!(of_table(|table| table.provisioned(capacity(1, 1))), [""; 0]);
    assert_eq!(of_table(|table| table.on_demand_up_to(capacity(1, 1))), [""; 0]);
    assert_eq!(of_table(|table| table.on_demand_up_to(capacity(1, 0))), ["no-capacity"]);
    let (rule, remedy) = one(|stack| {
        Table::new("jiki-events", KeyAttribute::string("id"))
            .provisioned(capacity(0, 1))
            .declare(stack, "events");
    });
    assert_eq!((rule, &*remedy), ("no-capacity", "provision at least 1, or use `on_demand`"));
    let index = || GlobalIndex::new("by-kind", KeyAttribute::string("kind")).provisioned(capacity(1, 1));
    assert_eq!(of_table(|table| table.provisioned(capacity(5, 5)).global_index(index())), [""; 0]);
    assert_eq!(of_table(|table| table.global_index(index())), ["index-capacity-on-demand"]);
}

#[test]
fn recovery_periods() {
    assert_eq!(of_table(|table| table.recovery_period(Days(1))), [""; 0]);
    assert_eq!(of_table(|table| table.recovery_period(Days(35))), [""; 0]);
    assert_eq!(of_table(|table| table.recovery_period(Days(0))), ["out-of-range"]);
    assert_eq!(of_table(|table| table.recovery_period(Days(36))), ["out-of-range"]);
}

#[test]
fn indexes() {
    let local = |name: String| LocalIndex::new(name, KeyAttribute::number("score"));
    let sorted = |table: Table| table.sort_key(KeyAttribute::number("at"));
    assert_eq!(of_table(|table| sorted(table).local_index(local("by-score".into()))), [""; 0]);
    assert_eq!(
        of_table(|table| table.local_index(local("by-score".into()))),
        ["local-index-without-sort-key"]
    );
    let many = |count| {
        of_table(|table| {
            (0..count).fold(sorted(table), |table, i| table.local_index(local(format!("by-{i}"))))
        })
    };
    assert_eq!(many(5), [""; 0]);
    assert_eq!(many(6), ["out-of-range"]);
    let global = |name: &'static str| GlobalIndex::new(name, KeyAttribute::string("kind"));
    assert_eq!(of_table(|table| table.global_index(global("by"))), ["invalid-name"]);
    let twice = of_table(|table| table.global_index(global("by-kind")).global_index(global("by-kind")));
    assert_eq!(twice, ["duplicate-index"]);
    let names = |count: usize| (0..count).map(|i| format!("a{i}")).collect::<Vec<_>>();
    let project = |count| of_table(|table| table.global_index(global("by-kind").project(names(count))));
    assert_eq!(project(100), [""; 0]);
    assert_eq!(project(101), ["out-of-range"]);
    assert_eq!(project(0), ["empty-projection"]);
}

#[test]
fn a_key_is_made_of_two_attributes_or_of_one() {
    let sorted = |name| of_table(|table| table.sort_key(KeyAttribute::string(name)));
    assert_eq!(sorted("kind"), [""; 0]);
    assert_eq!(sorted("id"), ["duplicate-key-attribute"]);
    let by = |sort| {
        let index = GlobalIndex::new("by-kind", KeyAttribute::string("kind"));
        of_table(|table| table.global_index(index.sort_key(KeyAttribute::string(sort))))
    };
    assert_eq!(by("id"), [""; 0]);
    assert_eq!(by("kind"), ["duplicate-key-attribute"]);
}

#[test]
fn a_key_has_one_type() {
    let by = |key| of_table(|table| table.global_index(GlobalIndex::new("by-id", key)));
    assert_eq!(by(KeyAttribute::string("id")), [""; 0]);
    assert_eq!(by(KeyAttribute::number("id")), ["key-of-two-types"]);
    assert_eq!(by(KeyAttribute::string("a".repeat(255))), [""; 0]);
    assert_eq!(by(KeyAttribute::string("a".repeat(256))), ["invalid-name"]);
    let expires =
        |key| of_table(|table| table.global_index(GlobalIndex::new("by-end", key)).expire_at("end"));
    assert_eq!(expires(KeyAttribute::number("end")), [""; 0]);
    assert_eq!(expires(KeyAttribute::string("other")), [""; 0]);
    assert_eq!(expires(KeyAttribute::string("end")), ["expiry-not-a-number"]);
}

#[test]
fn keys_of_items() {
    let item = |key: AttributeValue| of_item(false, |table| TableItem::new(table, key, Attributes::new()));
    assert_eq!(item("a".into()), []);
    assert_eq!(item("a".repeat(2048).into()), []);
    assert_eq!(item("a".repeat(2049).into()), [("item-key-length", "choose another key".into())]);
    assert_eq!(item("".into()), [("item-key-length", "choose another key".into())]);
    assert_eq!(item(1.into()), [("item-key-type", "give the key a value of type S".into())]);
    let sorted = |item: fn(TableItem) -> TableItem| {
        of_item(true, |table| item(TableItem::new(table, "a", Attributes::new())))
    };
    assert_eq!(sorted(|item| item.sort_key(1)), []);
    assert_eq!(sorted(|item| item), [("item-sort-key", "add `.sort_key(…)`".into())]);
    assert_eq!(sorted(|item| item.sort_key("now"))[0].0, "item-key-type");
    let needless = of_item(false, |table| TableItem::new(table, "a", Attributes::new()).sort_key(1));
    assert_eq!(needless, [("item-sort-key", "leave `sort_key` out, or give the table one".into())]);
    let both = of_item(false, |table| TableItem::new(table, "a", Attributes::new().set("id", "b")));
    assert_eq!(both[0].0, "item-sets-its-key");
}

#[test]
fn values_of_items() {
    let value = |value: AttributeValue| {
        let nested =
            Attributes::new().set("list", vec![AttributeValue::Map(Attributes::new().set("x", value))]);
        let found = of_item(false, |table| TableItem::new(table, "a", nested));
        found.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    let digits = "9".repeat(38);
    for number in ["0", "-1.5", "2e10", "1E-3", "0.00", "+7", &digits] {
        assert_eq!(value(AttributeValue::Number(number.to_owned().into())), [""; 0], "{number}");
    }
    let too_long = "9".repeat(39);
    for number in ["", "one", "1.", ".5", "1e", "0x10", "1 000", &too_long] {
        assert_eq!(value(AttributeValue::Number(number.to_owned().into())), ["not-a-number"], "{number}");
    }
    assert_eq!(value(AttributeValue::StringSet(vec!["a".into()])), [""; 0]);
    assert_eq!(value(AttributeValue::StringSet(vec![])), ["invalid-set"]);
    assert_eq!(value(AttributeValue::StringSet(vec!["a".into(), "a".into()])), ["invalid-set"]);
    assert_eq!(value(AttributeValue::NumberSet(vec!["a".into()])), ["not-a-number"]);
    assert_eq!(value(Attributes::new().set("a", 1).set("a", 2).into()), ["duplicate-attribute"]);
    assert_eq!(value(Attributes::new().set("", 1).into()), ["attribute-name"]);
}

#[test]
fn an_item_is_written_once() {
    let twice = |second: &'static str| {
        problems(|stack| {
            let table = TableLookup::new("jiki-config", KeyAttribute::string("key")).declare(stack, "config");
            for (label, key) in [("first", "port"), ("second", second)] {
                TableItem::new(&table, key, Attributes::new().set("value", 1)).declare(stack, label);
            }
        })
    };
    assert!(twice("host").is_empty());
    let problem = &twice("port")[0];
    assert_eq!((problem.rule, &*problem.address), ("duplicate-item", "aws_dynamodb_table_item.second"));
    assert!(problem.message.contains("`aws_dynamodb_table_item.first`"));
}
