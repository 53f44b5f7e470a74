//! Emitting and checking, and the exit status of each way it can go.

use std::fs;

use crate::place::Place;

#[test]
fn it_emits_the_first_environment_into_a_folder_of_its_name() {
    let place = Place::new();
    let said = place.expect(0, &["shop"]);
    assert_eq!(place.names(), ["edge.tf", "example.tfvars", "network.tf", "terraform.tf", "variables.tf"]);
    assert!(said.contains("written") && said.contains("network.tf"), "{said}");
    assert!(place.expect(0, &["shop", "--check"]).contains("is up to date"));
    assert!(place.expect(0, &["shop"]).contains("is up to date"));
}

#[test]
fn check_writes_nothing_and_shows_what_differs() {
    let place = Place::new();
    place.expect(3, &["shop", "--check"]);
    assert!(!place.root().join("terraform").exists() && !place.records().exists());
    place.expect(0, &["shop"]);
    place.write("network.tf", &place.read("network.tf").replace("main", "other"));
    let before = place.state();
    let said = place.expect(3, &["shop", "--check"]);
    assert!(
        said.contains("-resource \"aws_vpc\" \"other\"") && said.contains("+resource \"aws_vpc\" \"main\""),
        "{said}"
    );
    assert_eq!(place.state(), before);
}

#[test]
fn stale_files_go_and_foreign_ones_stay() {
    let place = Place::emitted();
    place.write("terraform.tfvars", "image_tag = \"1\"\n");
    place.write("own.tf", "# by hand\n");
    fs::create_dir(place.out().join(".terraform")).expect("writable");
    let said = place.expect_smaller(0, &[]);
    assert_eq!(place.names(), [".terraform", "network.tf", "own.tf", "terraform.tf", "terraform.tfvars"]);
    assert!(said.contains("removed") && said.contains("changed"), "{said}");
}

#[test]
fn where_nothing_changes_nothing_is_written() {
    let place = Place::emitted();
    let records = || {
        let records = fs::read_dir(place.records()).expect("there").map(|entry| entry.expect("readable"));
        records
            .map(|entry| {
                (entry.file_name(), entry.metadata().and_then(|file| file.modified()).expect("readable"))
            })
            .collect::<Vec<_>>()
    };
    let before = (place.state(), records());
    place.expect(0, &[]);
    place.expect(0, &["--force"]);
    assert_eq!((place.state(), records()), before);
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let place = Place::new();
    fs::write(place.root().join("file"), "").expect("writable");
    for to in ["file/below", "file"] {
        let to = place.root().join(to);
        let to = to.to_str().expect("a path");
        for check in [&[][..], &["--check"]] {
            let said = place.expect(4, &[&["shop", "--out", to], check].concat());
            assert!(
                said.contains(&format!("{to} could not be")) && said.contains("nothing was changed"),
                "{said}"
            );
        }
    }
}

#[test]
fn problems_are_all_listed_and_nothing_is_written() {
    let place = Place::new();
    let said = place.expect(1, &["shop", "--env", "broken"]);
    assert!(said.contains("error[invalid-label] aws_vpc.1") && said.contains("aws_vpc.2"), "{said}");
    assert!(said.contains("2 errors, 0 warnings"), "{said}");
    assert!(!place.root().join("terraform").exists());
}

#[test]
fn warnings_are_said_and_stop_nothing() {
    let said = Place::new().expect(0, &["shop", "--env", "doubtful"]);
    assert!(said.contains("warning[costly] aws_vpc.main"), "{said}");
}

#[test]
fn wrong_usage_is_two() {
    let place = Place::new();
    for arguments in [
        &["shop", "--env", "elsewhere"][..],
        &["shop", "--such"],
        &["nothing"],
        &["shop", "shop"],
        &["shop", "--out", ""],
        &["shop", "--check", "--force"],
    ] {
        assert!(!place.expect(2, arguments).is_empty());
    }
    let said = place.expect(0, &["shop", "--help"]);
    assert!(said.contains("--check") && said.contains("--force") && said.contains("production"), "{said}");
    assert!(!place.root().join("terraform").exists());
}
