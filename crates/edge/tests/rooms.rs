//! Each folder's page lists what its files declare: no Terraform type is missing, and none is left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How a constant of `Type` begins, and how the table says what sort of type it is.
const DECLARED: [(&str, &str); 3] =
    [("resource(\"", ""), ("data(\"", ", looked up"), ("ephemeral(\"", ", ephemeral")];

fn rooms() -> Vec<PathBuf> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = fs::read_dir(sources).expect("the crate has sources");
    entries.map(|entry| entry.expect("it can be read").path()).filter(|path| path.is_dir()).collect()
}

/// The types that the files of a folder declare, as its table writes them.
fn declared(room: &Path) -> BTreeSet<String> {
    let mut types = BTreeSet::new();
    for entry in fs::read_dir(room).expect("a folder") {
        let source = fs::read_to_string(entry.expect("it can be read").path()).expect("a source file");
        let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines.filter(|line| line.contains("Type = ")) {
            for (opening, sort) in DECLARED {
                let name = line.split_once(opening).and_then(|(_, rest)| rest.split_once('"'));
                types.extend(name.map(|(name, _)| format!("`{name}`{sort}")));
            }
        }
    }
    types
}

/// The first column of a folder's table; the second names a type of the folder.
fn listed(room: &Path) -> BTreeSet<String> {
    let page = fs::read_to_string(room.join("mod.rs")).expect("each folder has a page");
    let rows = page.lines().filter_map(|line| line.strip_prefix("//! | `"));
    let rows = rows.map(|row| {
        let (terraform, here) = row.split_once(" | ").expect("a row has two columns");
        assert!(here.starts_with("[`"), "{}: `{here}` links to no type", room.display());
        format!("`{terraform}")
    });
    rows.collect()
}

#[test]
fn every_type_is_in_the_table_of_its_folder() {
    let rooms = rooms();
    assert!(!rooms.is_empty());
    for room in rooms {
        assert_eq!(declared(&room), listed(&room), "{}", room.display());
        assert!(!listed(&room).is_empty(), "{}", room.display());
    }
}
