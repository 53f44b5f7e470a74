//! How a folder is locked, for one run at a time.

use std::fs;
use std::io;

use terrane_core::Terraform;

use super::comparing::compare;
use super::made::{create, remove};
use super::{changes::Changes, error::FolderError, folder::Folder, lock::Lock, locked::LockedFolder};

impl Folder {
    /// Makes the folder, if it is not there, and locks it until the returned value is dropped. Where another
    /// run has it locked, calls `on_wait`, then waits.
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

    /// What emitting the stack would change. Writes nothing, and makes no folder. Where another run is
    /// writing there, calls `on_wait`, then waits until that is done.
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
                    return compare(self, terraform);
                }
                Err(error) => return Err(self.not_read(error)),
            }
            let waits = || on_wait.take().into_iter().for_each(|on_wait| on_wait());
            match Lock::take(&self.path, waits) {
                Ok(Some(_lock)) => return compare(self, terraform),
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
