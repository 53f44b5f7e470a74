//! What emitting a stack would change in a folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::change::Change;

/// What emitting a stack would change in a folder.
#[derive(Debug)]
pub struct Changes {
    pub(crate) stack: String,
    pub(crate) files: Vec<Change>,
    /// Files that a run did not come to rename or remove.
    pub(crate) strays: Vec<PathBuf>,
    /// Whether the guard is there.
    pub(crate) guarded: bool,
    /// The digest of every file that the stack emits, by name; empty where no records are kept.
    pub(crate) emitted: BTreeMap<String, String>,
}

impl Changes {
    /// The files that would change; those that would not are not among them.
    pub fn files(&self) -> &[Change] {
        &self.files
    }

    /// Whether the folder was left as it is by a run that was interrupted. The next write finishes it.
    pub fn is_interrupted(&self) -> bool {
        self.guarded || !self.strays.is_empty()
    }

    /// Whether the folder is what the stack emits.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.is_interrupted()
    }
}
