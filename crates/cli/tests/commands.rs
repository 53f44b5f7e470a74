//! The commands as somebody at a terminal meets them: what they say, what they write, and how they exit.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use terrane_cli::Project;
use terrane_core::{Body, Problem, Stack, Type, Variable};

const VPC: Type = Type::resource("aws_vpc", "network");
const SUBNET: Type = Type::resource("aws_subnet", "edge");

fn production() -> Stack {
    let mut stack = Stack::new("shop-production");
    stack.add(&VPC, "main", Body::new());
    stack.add(&SUBNET, "a", Body::new());
    stack.variable(Variable::text("image_tag", "3f2a91c"));
    stack
}

fn smaller() -> Stack {
    let mut stack = Stack::new("shop-production");
    stack.add(&VPC, "renamed", Body::new());
    stack
}

fn broken() -> Stack {
    let mut stack = Stack::new("shop-broken");
    stack.add(&VPC, "1", Body::new());
    stack.add(&VPC, "2", Body::new());
    stack
}

fn doubtful() -> Stack {
    let mut stack = Stack::new("shop-doubtful");
    let vpc = stack.add(&VPC, "main", Body::new());
    stack.problem(&vpc, Problem::warning("costly", "this costs", "do without"));
    stack
}

/// Runs a command; its exit status, and all that it said.
fn run(folder: &Path, arguments: &[&str]) -> (u8, String) {
    let project = Project::new("shop", folder)
        .environment("production", production)
        .environment("smaller", smaller)
        .environment("broken", broken)
        .environment("doubtful", doubtful);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["xtask"].iter().chain(arguments).copied();
    let status = terrane_cli::run([project], arguments, &mut out, &mut err);
    out.extend(err);
    (status, String::from_utf8(out).expect("what is said is text"))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn it_emits_the_first_environment_into_a_folder_of_its_name() {
    let root = folder();
    let (status, said) = run(root.path(), &["shop"]);
    assert_eq!(status, 0, "{said}");
    let out = root.path().join("production");
    assert_eq!(names(&out), ["edge.tf", "example.tfvars", "network.tf", "terraform.tf", "variables.tf"]);
    assert!(said.contains("written") && said.contains("network.tf"), "{said}");
    let (status, said) = run(root.path(), &["shop", "--check"]);
    assert_eq!((status, said.contains("is up to date")), (0, true), "{said}");
    let (status, said) = run(root.path(), &["shop"]);
    assert_eq!((status, said.contains("is up to date")), (0, true), "{said}");
}

#[test]
fn check_writes_nothing_and_shows_what_differs() {
    let root = folder();
    let (status, said) = run(root.path(), &["shop", "--check"]);
    assert_eq!(status, 3, "{said}");
    assert!(!root.path().join("production").exists());
    run(root.path(), &["shop"]);
    let file = root.path().join("production/network.tf");
    let text = fs::read_to_string(&file).expect("it was emitted").replace("main", "other");
    fs::write(&file, &text).expect("writable");
    let (status, said) = run(root.path(), &["shop", "--check"]);
    assert_eq!(status, 3, "{said}");
    assert!(
        said.contains("-resource \"aws_vpc\" \"other\"") && said.contains("+resource \"aws_vpc\" \"main\""),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&file).expect("still there"), text);
}

#[test]
fn stale_files_go_and_foreign_ones_stay() {
    let root = folder();
    let out = root.path().join("out");
    let to = out.to_str().expect("a path");
    run(root.path(), &["shop", "--out", to]);
    fs::write(out.join("terraform.tfvars"), "image_tag = \"1\"\n").expect("writable");
    fs::write(out.join("own.tf"), "# by hand\n").expect("writable");
    fs::create_dir(out.join(".terraform")).expect("writable");
    let (status, said) = run(root.path(), &["shop", "--env", "smaller", "--out", to]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(names(&out), [".terraform", "network.tf", "own.tf", "terraform.tf", "terraform.tfvars"]);
    assert!(said.contains("removed") && said.contains("changed"), "{said}");
}

#[test]
fn a_file_in_the_way_stops_everything() {
    let root = folder();
    let out = root.path().join("production");
    fs::create_dir_all(out.join("edge.tf")).expect("writable");
    fs::write(out.join("network.tf"), "resource \"aws_vpc\" \"by_hand\" {}\n").expect("writable");
    let (status, said) = run(root.path(), &["shop"]);
    assert_eq!(status, 4, "{said}");
    assert!(
        said.contains("network.tf") && said.contains("edge.tf") && said.contains("move it away"),
        "{said}"
    );
    assert_eq!(names(&out), ["edge.tf", "network.tf"]);
    assert!(fs::read_to_string(out.join("network.tf")).expect("there").contains("by_hand"));
}

#[test]
fn another_stacks_folder_is_left_alone() {
    let root = folder();
    let out = root.path().join("out");
    let to = out.to_str().expect("a path");
    run(root.path(), &["shop", "--out", to]);
    let (status, said) = run(root.path(), &["shop", "--env", "doubtful", "--out", to]);
    assert_eq!(status, 4, "{said}");
    assert!(said.contains("holds the stack shop-production, not the stack shop-doubtful"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let root = folder();
    fs::write(root.path().join("file"), "").expect("writable");
    let to = root.path().join("file/below");
    let (status, said) = run(root.path(), &["shop", "--out", to.to_str().expect("a path")]);
    assert_eq!(status, 4, "{said}");
    assert!(said.contains("file/below could not be") && said.contains("nothing was changed"), "{said}");
}

#[test]
fn the_folder_that_the_command_runs_in_has_a_name() {
    let here = std::env::current_dir().expect("there is one");
    let (status, said) = run(&here, &["shop", "--check", "--out", here.to_str().expect("a path")]);
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("\n. differs from the stack"), "{said}");
}

#[test]
fn a_header_that_was_cut_short_is_not_taken_for_this_stacks() {
    let root = folder();
    let out = root.path().join("production");
    fs::create_dir(&out).expect("writable");
    fs::write(out.join("network.tf"), "# Generated by Terrane\n").expect("writable");
    let (status, said) = run(root.path(), &["shop"]);
    assert_eq!(status, 4, "{said}");
    assert!(said.contains("holds another stack, not the stack shop-production"), "{said}");
}

#[test]
fn problems_are_all_listed_and_nothing_is_written() {
    let root = folder();
    let (status, said) = run(root.path(), &["shop", "--env", "broken"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("error[invalid-label] aws_vpc.1") && said.contains("aws_vpc.2"), "{said}");
    assert!(said.contains("2 errors, 0 warnings"), "{said}");
    assert!(!root.path().join("broken").exists());
}

#[test]
fn warnings_are_said_and_stop_nothing() {
    let root = folder();
    let (status, said) = run(root.path(), &["shop", "--env", "doubtful"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("warning[costly] aws_vpc.main"), "{said}");
}

#[test]
fn wrong_usage_is_two() {
    let root = folder();
    for arguments in [&["shop", "--env", "elsewhere"][..], &["shop", "--such"], &["nothing"], &[]] {
        let (status, said) = run(root.path(), arguments);
        assert_eq!(status, 2, "{arguments:?}: {said}");
        assert!(!said.is_empty());
    }
    let (status, said) = run(root.path(), &["shop", "--help"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("--check") && said.contains("production"), "{said}");
}
