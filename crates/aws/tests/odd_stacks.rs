//! Stacks that are put together in unusual ways: what comes out is valid, or it is reported.

use terrane_aws::kind::BucketArn;
use terrane_aws::{Action, AwsProvider, CollectedPolicy, Region, S3Backend, Statement};
use terrane_core::{
    Body, Custom, Declare, Expr, Node, Provider, ProviderSource, Ref, ResourceType, Stack, Text, Variable,
};

const RANDOM: ProviderSource = ProviderSource::new("random", "hashicorp/random", "~> 3.7");
const VPC: ResourceType = terrane_aws::resource("aws_vpc", "network");
const POLICY: ResourceType = terrane_aws::resource("aws_iam_role_policy", "network");
const LIST: Action<BucketArn> = Action::new("s3:ListAllMyBuckets");

fn vpc(stack: &mut Stack, label: &str, value: impl Into<Expr>) -> Node {
    Custom::new(&VPC).set("value", value).declare(stack, label)
}

fn network(stack: Stack) -> String {
    stack.finish().expect("a valid stack").file("network.tf").expect("it has resources").to_owned()
}

fn rules(stack: &Stack) -> Vec<(&'static str, String)> {
    stack.check().iter().map(|problem| (problem.rule, problem.address.clone())).collect()
}

#[test]
fn a_call_over_several_lines_keeps_its_namespace_and_its_expansion() {
    let mut stack = Stack::new("s");
    stack.provider(Provider::new(&ProviderSource::new("local", "hashicorp/local", "~> 2.5")));
    vpc(&mut stack, "a", Expr::raw("provider::local::f({ a = 1 })").expect("valid"));
    vpc(&mut stack, "b", Expr::raw("merge([{ a = [1] }, { b = 2 }]...)").expect("valid"));
    let text = network(stack);
    assert!(text.contains("value = provider::local::f({\n") && text.contains("]...)\n"), "{text}");
}

#[test]
fn a_raw_expression_is_written_back_as_it_is() {
    for (source, written) in [
        (r#""a\"b${var.x}""#, r#""a\"b${var.x}""#),
        (r#""${var.x}\n""#, r#""${var.x}\n""#),
        (r#"upper("${var.x}\\")"#, r#"upper("${var.x}\\")"#),
        (r#""\u0024{a}${var.b}""#, r#""$${a}${var.b}""#),
        (r#""a\"b\n""#, r#""a\"b\n""#),
        (r#""${upper("a")}-$${b}""#, r#""${upper("a")}-$${b}""#),
        (r#""${var.x}""#, "var.x"),
        (r#""%{ if var.x }a%{ else }b%{ endif }""#, r#""%{if var.x}a%{else}b%{endif}""#),
        (
            r#""%{ for k, v in var.x ~} ${k}${~ v ~} %{ endfor }""#,
            r#""%{for k, v in var.x~} ${k}${~v~} %{endfor}""#,
        ),
        ("-1.5e3 + var.a * (var.b - 2)", "-1500 + var.a * (var.b - 2)"),
        ("var.a[*].b[0].c", "var.a[*].b[0].c"),
        ("var.a.*.b", "var.a.*.b"),
        ("{ for k, v in var.a : k => v... if v != null }", "{ for k, v in var.a : k => v... if v != null }"),
        (
            "merge({ (var.a) = 1, \"b c\" = [], d = {} })",
            "merge({\n    (var.a) = 1\n    \"b c\"   = []\n    d       = {}\n  })",
        ),
    ] {
        let mut stack = Stack::new("s");
        vpc(&mut stack, "a", Expr::raw(source).unwrap_or_else(|error| panic!("{source}: {error}")));
        stack.declared_by_hand(["var.a", "var.b", "var.x"]);
        let text = network(stack);
        assert!(text.contains(&format!("  value = {written}\n")), "{source}: {text}");
    }
}

#[test]
fn only_what_a_raw_expression_names_is_looked_for() {
    for (source, names) in [
        (r#""my_bucket.s3.amazonaws.com""#, false),
        (r#""$${my_vpc.main}""#, false),
        ("[for my_item in var.list : my_item.name]", false),
        ("{ for my_key, my_item in var.map : my_key => my_item.name }", false),
        (r#""a-${my_vpc.main.id}""#, true),
        (r#""${upper("${my_vpc.main.id}")}""#, true),
        ("[for item in my_vpc.main.list : item.name]", true),
        ("{ a = my_vpc.main.id }", true),
    ] {
        let mut stack = Stack::new("s");
        vpc(&mut stack, "a", Expr::raw(source).expect("valid"));
        stack.declared_by_hand(["var.list", "var.map"]);
        assert_eq!(rules(&stack).iter().any(|(rule, _)| *rule == "unresolved-reference"), names, "{source}");
    }
}

#[test]
fn an_override_takes_the_comment_and_the_block_that_it_replaces() {
    let mut stack = Stack::new("s");
    let mut body = Body::new();
    body.comment("One, because of one.");
    body.set("first", 1u32);
    body.set("second", 2u32);
    body.block("third", |third| third.set("a", 3u32));
    let node = stack.add(&VPC, "main", body);
    stack.amend(&node).attribute("first", 10u32).attribute("third", 30u32);
    let text = network(stack);
    let expected =
        "{\n  second = 2\n\n  # Set by name, without a typed setter:\n  first = 10\n  third = 30\n}";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_growing_policy_can_be_set_as_a_whole_but_not_named_where_it_is_left_out() {
    let growing = |stack: &mut Stack| {
        let policy = stack.add(&POLICY, "main", Body::new());
        CollectedPolicy::declare(stack, &policy);
        policy
    };
    let mut stack = Stack::new("s");
    let policy = growing(&mut stack);
    CollectedPolicy::grant(&mut stack, &policy, Statement::allow_on_everything([LIST]));
    stack.amend(&policy).attribute("policy", "{}");
    let text = network(stack);
    assert_eq!(text.matches("policy = ").count(), 1, "{text}");

    let mut stack = Stack::new("s");
    let policy = growing(&mut stack);
    stack.amend(&policy).attribute("policy", "{}");
    assert!(network(stack).contains("policy = \"{}\""));

    let mut stack = Stack::new("s");
    let policy = growing(&mut stack);
    vpc(&mut stack, "main", policy.expression("id"));
    stack.output("policy", Text::from_expr(policy.expression("id")));
    let reported = rules(&stack);
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(reported.iter().all(|(rule, _)| *rule == "unresolved-reference"), "{reported:?}");
    CollectedPolicy::grant(&mut stack, &policy, Statement::allow_on_everything([LIST]));
    assert_eq!(rules(&stack), []);
}

#[test]
fn what_is_only_read_has_no_life_of_its_own() {
    const DATA: ResourceType = terrane_aws::data("aws_vpc", "network");
    let mut stack = Stack::new("s");
    let node = stack.add(&DATA, "main", Body::new());
    stack.amend(&node).prevent_destroy();
    stack.amend(&node).create_before_destroy();
    stack.amend(&node).ignore_changes(["tags"]);
    stack.amend(&node).import("vpc-1");
    stack.amend(&node).moved_from("aws_vpc.old");
    assert_eq!(rules(&stack), vec![("not-managed", "data.aws_vpc.main".to_owned()); 5]);
}

#[test]
fn an_alias_is_of_this_stack_and_of_the_resources_provider() {
    let mut other = Stack::new("other");
    let foreign = other.provider(AwsProvider::new(&Region::US_EAST_1).alias("virginia"));
    let mut stack = Stack::new("s");
    let random = stack.provider(Provider::new(&RANDOM).alias("second"));
    let node = stack.add(&VPC, "main", Body::new());
    let reported = [("foreign-provider", "aws_vpc.main".to_owned())];
    for alias in [&foreign, &random] {
        stack.amend(&node).provider(alias);
        assert_eq!(rules(&stack), reported);
    }
    let virginia = stack.provider(AwsProvider::new(&Region::US_EAST_1).alias("virginia"));
    stack.amend(&node).provider(&virginia);
    assert_eq!(rules(&stack), []);
}

#[test]
fn an_address_of_before_may_be_in_a_module_or_have_a_key() {
    for (address, valid) in [
        ("aws_vpc.old", true),
        ("aws_vpc.my-old", true),
        ("aws_vpc.old[0]", true),
        ("module.network[\"a\"].aws_vpc.old", true),
        ("aws_vpc", false),
        ("aws_vpc.main", false),
        ("aws_vpc.old[var.x]", false),
        ("aws_vpc.old[*]", false),
        ("aws_vpc.old\n}", false),
        ("", false),
    ] {
        let mut stack = Stack::new("s");
        let node = stack.add(&VPC, "main", Body::new());
        stack.amend(&node).moved_from(address);
        assert_eq!(rules(&stack).is_empty(), valid, "{address}");
        if valid {
            let text = network(stack);
            assert!(text.contains(&format!("from = {address}\n")), "{text}");
        }
    }
}

#[test]
fn all_changes_are_ignored_by_a_word_and_not_by_a_list() {
    let mut stack = Stack::new("s");
    let node = stack.add(&VPC, "main", Body::new());
    stack.amend(&node).ignore_changes(["all"]);
    let text = network(stack);
    assert!(text.contains("ignore_changes = all\n"), "{text}");
}

#[test]
fn a_provider_is_of_one_version() {
    let virginia = || AwsProvider::new(&Region::US_EAST_1).alias("virginia");
    let mut stack = Stack::new("s");
    stack.provider(virginia());
    assert_eq!(rules(&stack), []);
    stack.provider(AwsProvider::new(&Region::EU_WEST_1).version("~> 6.0"));
    assert_eq!(rules(&stack), [("provider-versions", "provider.aws".to_owned())]);
}

#[test]
fn providers_and_variables_name_nothing_of_another_stack() {
    let mut other = Stack::new("other");
    let theirs = Text::from_expr(other.add(&VPC, "main", Body::new()).expression("arn"));
    let mut stack = Stack::new("s");
    stack.provider(AwsProvider::new(&Region::EU_WEST_1).assume_role(&theirs));
    assert_eq!(rules(&stack), [("foreign-reference", "provider.aws".to_owned())]);

    let mut stack = Stack::new("s");
    let ours = Text::from_expr(stack.add(&VPC, "main", Body::new()).expression("arn"));
    let _: Text = stack.variable(Variable::text("a", "example").default(&ours));
    let _: Text = stack.variable(Variable::text("b", &ours));
    let computed = ["var.a", "var.b"].map(|address| ("computed-default", address.to_owned()));
    assert_eq!(rules(&stack), computed);
}

#[test]
fn every_type_of_a_file_has_a_name_that_terraform_takes() {
    const BAD: ResourceType = terrane_aws::resource("aws_my vpc", "network");
    let mut stack = Stack::new("s");
    stack.add(&VPC, "main", Body::new());
    stack.add(&BAD, "main", Body::new());
    assert_eq!(rules(&stack), [("invalid-type", "aws_my vpc.main".to_owned())]);
}

#[test]
fn a_right_to_a_thing_does_not_wait_until_the_thing_is_of_use() {
    const READ: Action<BucketArn> = Action::new("s3:ListBucket");
    let mut stack = Stack::new("s");
    let first = vpc(&mut stack, "first", "a");
    let bucket = vpc(&mut stack, "bucket", "b");
    let arn: Ref<BucketArn> = bucket.attribute("arn").after(&first);
    let policy = stack.add(&POLICY, "main", Body::new());
    CollectedPolicy::declare(&mut stack, &policy);
    CollectedPolicy::grant(&mut stack, &policy, Statement::allow([READ], [arn.clone()]));
    assert!(!network(stack).contains("depends_on"));

    let mut stack = Stack::new("s");
    let first = vpc(&mut stack, "first", "a");
    let bucket = vpc(&mut stack, "bucket", "b");
    let arn: Ref<BucketArn> = bucket.attribute("arn").after(&first);
    let user = vpc(&mut stack, "user", &arn);
    stack.amend(&user).prevent_destroy();
    let text = network(stack);
    assert!(
        text.ends_with("  }\n\n  depends_on = [aws_vpc.first]\n}\n"),
        "what it waits for stands last: {text}"
    );
}

#[test]
fn what_is_set_twice_is_written_once() {
    let mut stack = Stack::new("s");
    let aws = AwsProvider::new(&Region::EU_WEST_1).default_tags([("a", "1")]).allowed_account_ids(["1"]);
    let aws = aws.assume_role("arn:1").default_tags([("a", "2")]).allowed_account_ids(["2"]);
    stack.provider(aws.assume_role("arn:2"));
    let backend = S3Backend::new("bucket", &Region::EU_WEST_1, "key").profile("1").kms_key_id("1");
    stack.backend(backend.profile("2").kms_key_id("2"));
    Custom::new(&VPC).set("a", "1").set("a", "2").declare(&mut stack, "main");
    let text = stack.finish().expect("a valid stack").to_string();
    for word in
        ["default_tags {", "allowed_account_ids", "assume_role {", "profile ", "kms_key_id ", "  a = "]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("\"1\"") && !text.contains("arn:1"), "{text}");
}

#[test]
fn a_comment_shows_all_that_it_says() {
    let mut stack = Stack::new("s");
    let node = stack.add(&VPC, "main", Body::new());
    stack.amend(&node).comment("one\u{202e}two\u{2028}three\rfour\nfive");
    let text = network(stack);
    assert!(text.contains("# one two three four\n# five\nresource"), "{text}");
}
