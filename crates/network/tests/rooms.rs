//! The rooms of this crate: each folder lists the Terraform types that its files declare, names are imported
//! from the folder that owns them, and no folder knows one above it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders from the ground up: each may use those before it.
const FLOORS: [&str; 5] = ["vpc", "security_group", "endpoint", "lookup", "component"];

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The lines of the files of a folder, without comments and documentation.
fn code(folder: &Path) -> Vec<String> {
    let files = entries(folder);
    let text = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect::<Vec<_>>().concat();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(str::to_owned).collect()
}

/// The text between two pieces.
fn between<'a>(line: &'a str, start: &str, end: &str) -> Option<&'a str> {
    line.split_once(start)?.1.split_once(end).map(|(inside, _)| inside)
}

/// What the `Type` constants of a folder stand for, as its table writes it.
fn declared(folder: &Path) -> BTreeSet<String> {
    let of = |line: &String| {
        let resource = between(line, "resource(\"", "\"").map(str::to_owned);
        let data = between(line, "data(\"", "\"").map(|name| format!("data \"{name}\""));
        let ephemeral = between(line, "ephemeral(\"", "\"").map(|name| format!("ephemeral \"{name}\""));
        resource.or(data).or(ephemeral)
    };
    code(folder).iter().filter_map(of).collect()
}

/// The Terraform types of the table in a folder's `mod.rs`.
fn listed(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("mod.rs")).unwrap();
    text.lines().filter_map(|line| between(line, "//! | `", "` |")).map(str::to_owned).collect()
}

#[test]
fn every_folder_has_its_floor() {
    let folders = entries(&sources()).into_iter().filter(|path| path.is_dir());
    let found: BTreeSet<_> = folders.map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(found, FLOORS.iter().map(Into::into).collect());
}

#[test]
fn each_folder_lists_what_it_declares() {
    for name in FLOORS {
        let folder = sources().join(name);
        assert_eq!(listed(&folder), declared(&folder), "{name}");
        // Components are made of the resources of the other folders.
        assert_eq!(declared(&folder).is_empty(), name == "component", "{name}");
    }
}

#[test]
fn names_are_imported_from_the_folder_that_owns_them() {
    for (floor, name) in FLOORS.iter().enumerate() {
        for line in code(&sources().join(name)) {
            let Some(path) = between(&line, "use crate::", "::").or(between(&line, "use crate::", ";"))
            else {
                continue;
            };
            assert!(path == "kind" || FLOORS[..floor].contains(&path), "{name}: {line}");
        }
    }
}
