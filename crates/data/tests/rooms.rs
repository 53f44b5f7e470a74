//! The rooms of this crate: each folder lists the Terraform types that its files declare, and names are
//! imported from the folder that owns them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn folders() -> Vec<PathBuf> {
    let folders: Vec<_> = entries(&sources()).into_iter().filter(|path| path.is_dir()).collect();
    assert!(folders.len() >= 5, "{folders:?}");
    folders
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
        if let Some(name) = between(line, "resource(\"", "\"") {
            Some(name.to_owned())
        } else if let Some(name) = between(line, "data(\"", "\"") {
            Some(format!("data \"{name}\""))
        } else {
            between(line, "ephemeral(\"", "\"").map(|name| format!("ephemeral \"{name}\""))
        }
    };
    code(folder).iter().filter_map(of).collect()
}

/// The Terraform types of the table in a folder's `mod.rs`.
fn listed(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("mod.rs")).unwrap();
    text.lines().filter_map(|line| between(line, "//! | `", "` |")).map(str::to_owned).collect()
}

#[test]
fn each_folder_lists_what_it_declares() {
    for folder in folders() {
        let declared = declared(&folder);
        assert!(!declared.is_empty(), "{}", folder.display());
        assert_eq!(listed(&folder), declared, "{}", folder.display());
    }
}

#[test]
fn names_are_imported_from_the_folder_that_owns_them() {
    let through_the_root = |line: &&String| {
        between(line, "use crate::", ";").is_some_and(|path| !path.starts_with(char::is_lowercase))
    };
    for folder in folders() {
        let code = code(&folder);
        let found: Vec<_> = code.iter().filter(through_the_root).collect();
        assert!(found.is_empty(), "{}: {found:?}", folder.display());
    }
}
