//! The house is as ARCHITECTURE.md says: the pages of crates and folders list what their files declare, and no file's
//! imports lead back to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

/// The crates that have a folder for each service of a provider.
const LAYERS: [&str; 6] = ["aws", "network", "data", "compute", "edge", "observability"];

/// How a constant of `ResourceType` begins, and how a table writes such a type.
const SORTS: [(&str, &str); 3] = [("resource", ""), ("data", "data "), ("ephemeral", "ephemeral ")];

fn sources(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(name).join("src")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("it can be read").path()).collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut inner) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = inner.pop() {
        inner.extend(folders(&folder));
        files.extend(
            entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs")),
        );
    }
    files
}

/// A file's lines of code: neither comments nor the tests at its end.
fn code(file: &Path) -> String {
    let source = fs::read_to_string(file).expect("a source file");
    let before_tests = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The types that files declare, as a table writes them.
fn declared<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> BTreeSet<String> {
    let mut types = BTreeSet::new();
    for file in files {
        for constant in code(file).split(": ResourceType =").skip(1) {
            let call = constant
                .trim_start()
                .trim_start_matches("terrane_aws::")
                .trim_start_matches("ResourceType::");
            for (function, word) in SORTS {
                let arguments =
                    call.strip_prefix(function).and_then(|rest| rest.trim_start().strip_prefix('('));
                let name = arguments.and_then(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
                types.extend(
                    name.map(
                        |name| {
                            if word.is_empty() { name.to_owned() } else { format!("{word}\"{name}\"") }
                        },
                    ),
                );
            }
        }
    }
    types
}

/// The first column of a page's tables; the second links to a type that the page gives.
fn listed(page: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(page).expect("each folder has a page");
    let given: String = text.lines().filter(|line| !line.starts_with("//!")).collect();
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | `"));
    let rows = rows.map(|row| {
        let (terraform, here) =
            row.split_once("` | [`").unwrap_or_else(|| panic!("{row}: no link to a type"));
        let name = here.split(['`', ':']).next().unwrap_or_default();
        let mut words = given.split(|c: char| !c.is_alphanumeric());
        assert!(words.any(|word| word == name), "{}: it gives no `{name}`", page.display());
        terraform.to_owned()
    });
    rows.collect()
}

#[test]
fn every_type_is_in_the_table_of_its_folder() {
    for layer in LAYERS {
        let mut whole = BTreeSet::new();
        for folder in folders(&sources(layer)) {
            let types = declared(&files(&folder));
            assert_eq!(types, listed(&folder.join("mod.rs")), "{}", folder.display());
            whole.extend(types);
        }
        assert!(!whole.is_empty(), "the types of {layer} are looked for in the wrong place");
        assert_eq!(whole, declared(&files(&sources(layer))), "a type of {layer} is in no folder");
        assert_eq!(whole, listed(&sources(layer).join("lib.rs")), "the front page of {layer}");
    }
}

/// For each name that a crate's files define: in which files.
fn definitions(files: &[PathBuf]) -> BTreeMap<String, Vec<&Path>> {
    const ITEMS: [&str; 8] = ["struct", "enum", "trait", "fn", "const", "static", "type", "macro_rules!"];
    let mut defined: BTreeMap<String, Vec<&Path>> = BTreeMap::new();
    for file in files {
        for line in code(file).lines() {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && !"_!".contains(c)).collect();
            // An item of the file itself, not one inside of another item.
            let outer = line.starts_with(|c: char| c.is_alphabetic());
            if let Some(at) = words.iter().position(|word| ITEMS.contains(word)).filter(|_| outer) {
                let name = words[at + 1..].iter().find(|word| !["fn", "unsafe", "mut", ""].contains(word));
                defined.entry((*name.expect("an item has a name")).to_owned()).or_default().push(file);
            }
        }
    }
    defined
}

/// The names that a file imports from its own crate.
fn imported(file: &Path) -> Vec<String> {
    let code = code(file);
    let statements = code.split("\nuse ").skip(1).filter_map(|rest| rest.split(';').next());
    let own = statements.filter(|path| path.starts_with("crate::") || path.starts_with("super::"));
    let words = own.flat_map(|path| path.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Which files of a crate import what other files of it define.
fn imports(files: &[PathBuf]) -> Vec<(&Path, &Path)> {
    let defined = definitions(files);
    let mut imports = Vec::new();
    for file in files {
        for word in imported(file) {
            // A name that two files define is taken from the folder of the file that imports it.
            let found = defined.get(&word).map(Vec::as_slice).unwrap_or_default();
            let here = found.iter().find(|other| found.len() == 1 || other.parent() == file.parent());
            imports.extend(here.map(|other| (file.as_path(), *other)));
        }
    }
    imports
}

/// Those that lead to each other, however long the way.
fn circles<'a>(arrows: impl IntoIterator<Item = (&'a Path, &'a Path)>) -> Vec<Vec<&'a Path>> {
    let graph = DiGraphMap::<&Path, ()>::from_edges(arrows.into_iter().filter(|(from, to)| from != to));
    tarjan_scc(&graph).into_iter().filter(|together| together.len() > 1).collect()
}

#[test]
fn no_imports_lead_back_to_their_file_or_folder() {
    for name in LAYERS.into_iter().chain(["core", "cli"]) {
        let root = sources(name);
        let files = files(&root);
        let imports = imports(&files);
        assert!(imports.len() > files.len() / 2, "{name}: imports are not found");
        assert_eq!(circles(imports.iter().copied()), Vec::<Vec<&Path>>::new(), "{name}");
        // What lies beside the folders joins them, or is what they all stand on.
        let folder = |file: &'_ Path| file.parent().filter(|folder| *folder != root).map(Path::to_owned);
        let folders: Vec<(PathBuf, PathBuf)> =
            imports.iter().filter_map(|(from, to)| Some((folder(from)?, folder(to)?))).collect();
        let arrows = folders.iter().map(|(from, to)| (from.as_path(), to.as_path()));
        assert_eq!(circles(arrows), Vec::<Vec<&Path>>::new(), "{name}");
    }
}

#[test]
fn a_circle_is_found() {
    let [a, b, c] = ["a", "b", "c"].map(Path::new);
    assert_eq!(circles([(a, b), (b, c), (c, a)]).len(), 1);
    assert_eq!(circles([(a, b), (b, c), (a, c), (a, a)]).len(), 0);
}
