//! A temporary place with a package of its own, its emitted folder, and records beside it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use terrane_cli::{Project, Surroundings};
use terrane_core::{Body, Problem, ProviderSource, ResourceType, Stack, Variable};

const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");

pub(crate) const VPC: ResourceType = ResourceType::resource("aws_vpc", "network").of_provider(&AWS);
const SUBNET: ResourceType = ResourceType::resource("aws_subnet", "edge").of_provider(&AWS);

pub(crate) fn production() -> Stack {
    let mut stack = Stack::new("shop-production");
    stack.add(&VPC, "main", Body::new());
    stack.add(&SUBNET, "a", Body::new());
    stack.variable(Variable::text("image_tag", "3f2a91c"));
    stack
}

/// The same stack, later: fewer files, another text.
pub(crate) fn smaller() -> Stack {
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
    stack.report(&vpc, Problem::warning("costly", "this costs", "do without"));
    stack
}

/// Runs a command over projects; its exit status, and all that it said.
pub(crate) fn run(projects: Vec<Project>, records: Option<&Path>, arguments: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let around = Surroundings::new(&mut out, &mut err).records(records.map(Path::to_owned));
    let status = terrane_cli::run(projects, ["xtask"].iter().chain(arguments).copied(), around);
    out.extend(err);
    (status, String::from_utf8(out).expect("what is said is text"))
}

pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { root: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A place with the production stack emitted.
    pub(crate) fn emitted() -> Self {
        let place = Self::new();
        place.expect(0, &[]);
        place
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn records(&self) -> PathBuf {
        self.root().join("records")
    }

    /// The folder that all the commands here emit to, unless they say otherwise.
    pub(crate) fn out(&self) -> PathBuf {
        self.root().join("terraform/production")
    }

    pub(crate) fn project(&self) -> Project {
        Project::new("shop", self.root())
            .environment("production", production)
            .environment("smaller", smaller)
            .environment("broken", broken)
            .environment("doubtful", doubtful)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> (u8, String) {
        run(vec![self.project()], Some(&self.records()), arguments)
    }

    /// Runs a command that exits so; what it said.
    pub(crate) fn expect(&self, status: u8, arguments: &[&str]) -> String {
        let (was, said) = self.run(arguments);
        assert_eq!(was, status, "{arguments:?}: {said}");
        said
    }

    /// Emits the smaller stack into the folder of the production stack.
    pub(crate) fn expect_smaller(&self, status: u8, arguments: &[&str]) -> String {
        let out = self.out();
        let out = out.to_str().expect("a path of this test");
        self.expect(status, &[&["--env", "smaller", "--out", out], arguments].concat())
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.out().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.out()).expect("writable");
        fs::write(self.out().join(name), text).expect("writable");
    }

    /// Changes a file as somebody with an editor does; its new text.
    pub(crate) fn edit(&self, name: &str) -> String {
        let text = self.read(name) + "# by hand\n";
        self.write(name, &text);
        text
    }

    pub(crate) fn names(&self) -> Vec<String> {
        names(&self.out())
    }

    /// All files with their text, and when each was written.
    pub(crate) fn state(&self) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
        let state = self.names().into_iter().map(|name| {
            let path = self.out().join(&name);
            let modified = fs::metadata(&path).and_then(|file| file.modified()).expect("readable");
            (name, fs::read(&path).unwrap_or_default(), modified)
        });
        state.collect()
    }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
