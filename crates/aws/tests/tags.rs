//! Tags that are said once for a stack.

use terrane_aws::{Key, Role, Tags, data, name_tags};
use terrane_core::{Body, Declare, ResourceType, Stack};

const VPC: ResourceType = data("aws_vpc", "network");

#[test]
fn a_name_is_added_where_there_is_none() {
    let mut stack = Stack::new("tags");
    Key::new("Declared before").declare(&mut stack, "before");
    name_tags(&mut stack, "shop");
    Key::new("Has other tags").tag("Team", "orders").declare(&mut stack, "main_data");
    Role::for_ecs_tasks("shop-tasks").tag("Name", "Tasks").declare(&mut stack, "tasks");
    let terraform = stack.finish().expect("nothing is wrong");
    let file = |name| terraform.file(name).unwrap_or_default();
    assert!(file("data.tf").contains("    Team = \"orders\"\n    Name = \"shop-main-data\"\n"));
    assert_eq!(file("data.tf").matches("Name = ").count(), 1, "what was declared before has none");
    assert!(file("compute.tf").contains("    Name = \"Tasks\"\n"));
    assert!(!file("compute.tf").contains("shop-tasks-"), "a name of its own holds");
}

#[test]
fn what_a_data_source_looks_for_stays_as_it_is() {
    let mut stack = Stack::new("tags");
    name_tags(&mut stack, "shop");
    let mut tags = Tags::default();
    tags.set("Tier", "main");
    let mut body = Body::new();
    tags.write(&mut body);
    stack.add(&VPC, "main", body);
    let terraform = stack.finish().expect("nothing is wrong");
    let network = terraform.file("network.tf").unwrap_or_default();
    assert!(network.contains("Tier = \"main\"") && !network.contains("Name"), "{network}");
}
