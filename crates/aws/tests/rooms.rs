//! Each folder's page lists what its files declare: no Terraform type is missing, and none is left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How a constant of `Type` begins, and how the table says what sort of type it is.
const DECLARED: [(&str, &str); 3] =
    [("resource(\"", ""), ("data(\"", ", looked up"), ("ephemeral(\"", ", ephemeral")];

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of sources");
    entries.map(|entry| entry.expect("it can be read").path()).collect()
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The types that the files of a folder declare, as its table writes them.
fn declared(folder: &Path) -> BTreeSet<String> {
    let mut types = BTreeSet::new();
    for file in entries(folder).iter().filter(|path| path.is_file()) {
        let source = fs::read_to_string(file).expect("a source file");
        let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        // What stands behind `const NAME: Type =`, on that line or on the next.
        for constant in code.split(": Type =").skip(1) {
            for (opening, sort) in DECLARED {
                let name = constant.trim_start().strip_prefix(opening).and_then(|rest| rest.split_once('"'));
                types.extend(name.map(|(name, _)| format!("`{name}`{sort}")));
            }
        }
    }
    types
}

/// The first column of a folder's table; the second links to a type that the folder gives.
fn listed(folder: &Path) -> BTreeSet<String> {
    let page = fs::read_to_string(folder.join("mod.rs")).expect("each folder has a page");
    let given: String = page.lines().filter(|line| !line.starts_with("//!")).collect();
    let rows = page.lines().filter_map(|line| line.strip_prefix("//! | `"));
    let rows = rows.map(|row| {
        let (terraform, here) = row.split_once(" | ").expect("a row has two columns");
        let name =
            here.strip_prefix("[`").and_then(|here| here.split_once("`]")).expect("a link to a type").0;
        let mut words = given.split(|c: char| !c.is_alphanumeric());
        assert!(words.any(|word| word == name), "{}: no `{name}` here", folder.display());
        format!("`{terraform}")
    });
    rows.collect()
}

#[test]
fn every_type_is_in_the_table_of_its_folder() {
    let folders: Vec<PathBuf> = entries(&sources()).into_iter().filter(|path| path.is_dir()).collect();
    let mut types = BTreeSet::new();
    for folder in folders {
        assert_eq!(declared(&folder), listed(&folder), "{}", folder.display());
        types.extend(listed(&folder));
    }
    assert!(types.contains("`aws_iam_role`"), "the sources are looked for in the wrong place");
}

#[test]
fn every_type_is_in_the_folder_of_a_service() {
    assert_eq!(declared(&sources()), BTreeSet::new());
}
