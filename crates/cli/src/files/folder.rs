//! A folder that a stack is emitted to.

use std::path::PathBuf;

/// A folder that a stack is emitted to.
///
/// Only files whose first line says that Terrane wrote them, under the name that they have, are its own. What
/// else is there (`.terraform`, the lock file, your own `.tfvars`, a copy of an emitted file) is left alone.
///
/// ```
/// use terrane_cli::{Edits, Folder};
/// use terrane_core::Stack;
///
/// let root = tempfile::tempdir()?;
/// let terraform = Stack::new("shop-production").finish()?;
/// let folder = Folder::new(root.path().join("production"));
/// let locked = folder.lock(|| eprintln!("another run is writing there"))?;
/// locked.write(&locked.compare(&terraform)?, Edits::Keep)?;
/// assert!(root.path().join("production/terraform.tf").is_file());
/// assert!(locked.compare(&terraform)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Folder {
    pub(crate) path: PathBuf,
    pub(crate) records: Option<PathBuf>,
    pub(crate) flush: bool,
}

impl Folder {
    /// A folder by its path. It need not exist. No record is kept, and everything written is flushed.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path };
        Self { path, records: None, flush: true }
    }

    /// Keeps a record of what is written, in a file of this other folder: so that the next run on this
    /// machine knows what was edited by hand. [`records_folder`](crate::records_folder) is where the commands
    /// keep theirs.
    ///
    /// Without a record, a file of Terrane's is taken to be as it was written. A record that cannot be read
    /// or written is no error.
    #[must_use]
    pub fn records(mut self, folder: impl Into<Option<PathBuf>>) -> Self {
        self.records = folder.into();
        self
    }

    /// Does not wait until the disk has what was written. For measuring: after a power cut, a file may then
    /// be empty, and nothing says so.
    #[must_use]
    pub fn without_flushing(mut self) -> Self {
        self.flush = false;
        self
    }
}
