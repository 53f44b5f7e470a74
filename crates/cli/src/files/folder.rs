//! A folder that a stack is emitted to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use terrane_core::Terraform;

use super::{changes::Changes, error::FolderError, lock::Lock, locked, locked::LockedFolder};

/// A folder that a stack is emitted to.
///
/// Only files whose first line says that Terrane wrote them, under the name that they have, are its own. What else is
/// there (`.terraform`, the lock file, your own `.tfvars`, a copy of an emitted file) is left alone.
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

    /// Keeps a record of what is written, in a file of this other folder: so that the next run on this machine knows
    /// what was edited by hand. [`records_folder`](crate::records_folder) is where the commands keep theirs.
    ///
    /// Without a record, a file of Terrane's is taken to be as it was written. A record that cannot be read or
    /// written is no error.
    #[must_use]
    pub fn records(mut self, folder: impl Into<Option<PathBuf>>) -> Self {
        self.records = folder.into();
        self
    }

    /// Does not wait until the disk has what was written. For measuring: after a power cut, a file may then be empty,
    /// and nothing says so.
    #[must_use]
    pub fn without_flushing(mut self) -> Self {
        self.flush = false;
        self
    }

    /// Makes the folder, if it is not there, and locks it until the returned value is dropped. Where another run has it
    /// locked, calls `on_wait`, then waits.
    ///
    /// A folder that was made and is still empty then is removed again.
    ///
    /// # Errors
    ///
    /// Where the folder can neither be made nor opened, or cannot be locked.
    pub fn lock(&self, on_wait: impl FnOnce()) -> Result<LockedFolder<'_>, FolderError> {
        let mut on_wait = Some(on_wait);
        let mut created = Vec::new();
        loop {
            created.extend(create(&self.path).map_err(|source| self.not_written(source))?);
            let waits = || on_wait.take().into_iter().for_each(|on_wait| on_wait());
            match Lock::take(&self.path, waits) {
                Ok(Some(lock)) => return Ok(LockedFolder::new(self, lock, created)),
                // The run that was waited for has removed the folder.
                Ok(None) => {}
                Err(source) => {
                    remove(&created);
                    return Err(FolderError::Lock { path: self.path.clone(), source });
                }
            }
        }
    }

    /// What emitting the stack would change. Writes nothing, and makes no folder. Where another run is writing there,
    /// calls `on_wait`, then waits until that is done.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read or locked, a file is in the way, or another stack is there.
    pub fn compare(&self, terraform: &Terraform, on_wait: impl FnOnce()) -> Result<Changes, FolderError> {
        let mut on_wait = Some(on_wait);
        loop {
            match fs::metadata(&self.path) {
                Ok(folder) if folder.is_dir() => {}
                Ok(_) => return Err(self.not_read(io::ErrorKind::NotADirectory.into())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return locked::compare(self, terraform);
                }
                Err(error) => return Err(self.not_read(error)),
            }
            let waits = || on_wait.take().into_iter().for_each(|on_wait| on_wait());
            match Lock::take(&self.path, waits) {
                Ok(Some(_lock)) => return locked::compare(self, terraform),
                Ok(None) => {}
                Err(source) => return Err(FolderError::Lock { path: self.path.clone(), source }),
            }
        }
    }

    fn not_read(&self, source: io::Error) -> FolderError {
        FolderError::Read { path: self.path.clone(), source }
    }

    fn not_written(&self, source: io::Error) -> FolderError {
        FolderError::Write { path: self.path.clone(), source }
    }
}

/// Makes a folder and those above it. Those that were not there, the innermost first.
fn create(path: &Path) -> io::Result<Vec<PathBuf>> {
    let above = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let created: Vec<PathBuf> = above.map(Path::to_owned).collect();
    fs::create_dir_all(path).inspect_err(|_| remove(&created))?;
    Ok(created)
}

/// Removes those folders that are empty.
pub(crate) fn remove(folders: &[PathBuf]) {
    for folder in folders {
        // One with something in it is not removed, and that is as it should be.
        let _ = fs::remove_dir(folder);
    }
}
