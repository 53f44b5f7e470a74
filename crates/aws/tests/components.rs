//! What holds for a component as a whole, and what is said of addresses, tags and variables.

use terrane_aws::kind::VpcId;
use terrane_aws::{AwsProvider, Region, Tags};
use terrane_core::{Body, Declare, Handle, Node, ProviderSource, Resource, ResourceType, Stack, Variable};

const BUCKET: ResourceType = terrane_aws::resource("aws_s3_bucket", "data");
const VERSIONING: ResourceType = terrane_aws::resource("aws_s3_bucket_versioning", "data");
const CLOUDFLARE: ProviderSource = ProviderSource::new("cloudflare", "cloudflare/cloudflare", "~> 5.0");
const RECORD: ResourceType = ResourceType::resource("cloudflare_dns_record", "edge").of_provider(&CLOUDFLARE);
const VPC: ResourceType = terrane_aws::resource("aws_vpc", "network");
const RULE: ResourceType = terrane_aws::resource("aws_rule", "network");

/// A bucket, a part that belongs to it, and a record of another provider.
struct Component;

impl Resource for Component {
    type Handle = Node;

    fn lower(self, stack: &mut Stack, label: &str) -> Node {
        let bucket = stack.add(&BUCKET, label, Body::new());
        stack.add(&VERSIONING, label, Body::new());
        stack.add(&RECORD, label, Body::new());
        bucket
    }
}

fn rules(stack: &Stack) -> Vec<(&'static str, String)> {
    stack.check().iter().map(|problem| (problem.rule, problem.address.clone())).collect()
}

#[test]
fn a_component_lives_in_one_place() {
    let mut stack = Stack::new("s");
    stack.provider(AwsProvider::new(&Region::EU_WEST_1));
    let us = stack.provider(AwsProvider::new(&Region::US_EAST_1).alias("us"));
    Component.declare(&mut stack, "here");
    let there = Component.declare(&mut stack, "there");
    stack.amend(&there).provider(&us);
    let vpc = stack.add(&VPC, "there", Body::new());
    stack.amend(&vpc).provider(&us);
    let mut body = Body::new();
    body.set_parent("vpc_id", &vpc.attribute::<VpcId>("id"));
    stack.add(&RULE, "there", body);
    let mut body = Body::new();
    body.reference("vpc_id", vpc.attribute::<VpcId>("id"));
    stack.add(&RULE, "only_names_it", body);
    let terraform = stack.finish().expect("no problems");
    let text = terraform.to_string();
    let lives_there = |address: &str| text.contains(&format!("{address} {{\n  provider = aws.us\n"));
    for address in ["\"aws_s3_bucket\"", "\"aws_s3_bucket_versioning\"", "\"aws_vpc\"", "\"aws_rule\""] {
        assert!(lives_there(&format!("{address} \"there\"")), "{address}: {text}");
    }
    assert_eq!(text.matches("provider = aws.us").count(), 4, "{text}");
}

#[test]
fn an_object_is_imported_once_and_an_address_moved_once() {
    let mut stack = Stack::new("s");
    let [a, b, c] = ["a", "b", "c"].map(|label| stack.add(&VPC, label, Body::new()));
    stack.amend(&a).import("vpc-1").moved_from("aws_vpc.old");
    stack.amend(&b).import("vpc-1").moved_from("aws_vpc.old");
    stack.amend(&c).import("vpc-2").moved_from("aws_vpc.a");
    let expected = [
        ("duplicate-import", "aws_vpc.b"),
        ("duplicate-move", "aws_vpc.b"),
        ("moved-object-exists", "aws_vpc.c"),
    ];
    assert_eq!(rules(&stack), expected.map(|(rule, address)| (rule, address.to_owned())));
    let problem = stack.check().iter().next().expect("a problem").to_string();
    assert!(problem.contains("`vpc-1` is imported as `aws_vpc.a` already"), "{problem}");
    assert_eq!(c.node().address(), "aws_vpc.c");
}

#[test]
fn a_tag_of_aws_is_not_set() {
    for (key, is_reported) in [("aws:name", true), ("AWS:x", true), ("aws", false), ("äws:", false)] {
        let mut tags = Tags::default();
        tags.set(key, "x");
        let mut body = Body::new();
        tags.write(&mut body);
        let mut stack = Stack::new("s");
        stack.add(&VPC, "a", body);
        assert_eq!(rules(&stack).iter().any(|(rule, _)| *rule == "reserved-tag"), is_reported, "{key}");
    }
}

#[test]
fn a_default_passes_its_own_validation() {
    let reported = |variable: Variable<terrane_core::Text>| {
        let mut stack = Stack::new("s");
        stack.variable(variable);
        rules(&stack)
    };
    let level =
        |default: &'static str| Variable::text("level", "info").default(default).one_of(["info", "debug"]);
    let tag = |example: &'static str| Variable::text("tag", example).refuse("latest", "name the image");
    assert_eq!(reported(level("debug")), []);
    assert_eq!(reported(level("trace")), [("default-refused", "var.level".to_owned())]);
    assert_eq!(reported(tag("3f2a91c")), []);
    assert_eq!(reported(tag("latest")), [("default-refused", "var.tag".to_owned())]);
}
