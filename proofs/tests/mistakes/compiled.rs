//! The cases that do not compile: one broken law per file, the file named as the law.

use std::fs;
use std::path::{Path, PathBuf};

/// A fixture: the four lines at its head say what a row of the page says.
pub(crate) struct Case {
    pub(crate) path: String,
    pub(crate) writes: String,
    pub(crate) costs: String,
    pub(crate) elsewhere: String,
    pub(crate) stops: String,
}

/// The fixtures of a topic, in alphabetical order.
pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    paths.sort();
    paths.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let text = fs::read_to_string(path).expect("a readable fixture");
    let line = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("//! {key}: ")));
        line.unwrap_or_else(|| panic!("{} lacks a line `//! {key}: …`", path.display())).to_owned()
    };
    let start = path.to_str().and_then(|path| path.find("proofs/tests")).expect("a fixture of this crate");
    let path = path.to_str().map(|path| path[start..].to_owned()).unwrap_or_default();
    let stops = line("stops");
    assert!(["compile", "const"].contains(&stops.as_str()), "{path} stops at compile or const, not {stops}");
    Case { path, writes: line("writes"), costs: line("costs"), elsewhere: line("elsewhere"), stops }
}

/// By `cargo check`, as trybuild does where nothing is to run: so nobody has to build before a mistake is
/// refused.
///
/// `TRYBUILD=overwrite` writes the compiler's messages anew.
#[test]
fn what_must_not_compile_does_not_and_says_why() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*/*.rs");
}

#[test]
fn the_right_way_compiles() {
    trybuild::TestCases::new().pass("tests/compile_pass/*.rs");
}

#[test]
fn messages_speak_the_users_words() {
    for topic in super::TOPICS {
        for case in cases(topic.folder) {
            let path =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&case.path).with_extension("stderr");
            let message =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            // One that is quoted is what a name may have in it.
            let message = message.replace("`__`", "");
            for internal in ["PhantomData", "sealed", "Sealed", "__", "hcl::", "Repr", "NodeId"] {
                assert!(
                    !message.contains(internal),
                    "{} names the internal `{internal}`:\n{message}",
                    path.display()
                );
            }
        }
    }
}
