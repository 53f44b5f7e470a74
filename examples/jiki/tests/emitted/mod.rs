//! What the stack emits, for tests to look at.

#![allow(dead_code, reason = "each test file uses some of it")]

use jiki::Settings;
use terrane::core::Terraform;

pub(crate) struct Emitted(Terraform);

/// One block of a file: a resource, a variable, an output.
pub(crate) struct Block(String);

pub(crate) fn of(settings: &Settings) -> Emitted {
    Emitted(jiki::stack(settings).finish().unwrap_or_else(|problems| panic!("{problems}")))
}

pub(crate) fn production() -> Emitted {
    of(&Settings::production())
}

pub(crate) fn staging() -> Emitted {
    of(&Settings::staging())
}

impl Emitted {
    pub(crate) fn all(&self) -> String {
        self.0.to_string()
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.0.file(name).unwrap_or_else(|| panic!("no file {name}")).to_owned()
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.files()
    }

    pub(crate) fn warnings(&self) -> usize {
        self.0.warnings().iter().count()
    }

    /// Every block whose first line begins so.
    pub(crate) fn blocks(&self, header: &str) -> Vec<Block> {
        let start = format!("\n{header}");
        let all = self.all();
        let starts = all.match_indices(&start).map(|(at, _)| at + 1);
        starts
            .map(|at| Block(all[at..].split_inclusive("\n}\n").next().unwrap_or_default().to_owned()))
            .collect()
    }

    /// The only block whose first line begins so.
    pub(crate) fn block(&self, header: &str) -> Block {
        let mut blocks = self.blocks(header);
        assert_eq!(blocks.len(), 1, "{header}");
        blocks.remove(0)
    }
}

/// Without the spaces that only align.
fn narrow(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

impl Block {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    #[track_caller]
    pub(crate) fn has(&self, text: &str) {
        assert!(narrow(&self.0).contains(&narrow(text)), "no `{text}` in\n{}", self.0);
    }

    #[track_caller]
    pub(crate) fn lacks(&self, text: &str) {
        assert!(!narrow(&self.0).contains(&narrow(text)), "`{text}` in\n{}", self.0);
    }
}
