//! A folder while no other run writes to it.

use std::path::PathBuf;

use terrane_core::Terraform;

use super::comparing::{compare, record_of};
use super::record::Digests;
use super::{changes::Changes, error::FolderError, folder::Folder, lock::Lock, made, writing};

/// What becomes of files of Terrane's that were edited by hand since the last run on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edits {
    /// They stay, and nothing is written.
    Keep,
    /// They are written and removed like the others.
    Overwrite,
}

/// A folder while no other run writes to it; [`Folder::lock`] makes one.
#[derive(Debug)]
pub struct LockedFolder<'a> {
    folder: &'a Folder,
    lock: Lock,
    /// The folders that were made for this run, the innermost first.
    created: Vec<PathBuf>,
}

impl<'a> LockedFolder<'a> {
    pub(crate) fn new(folder: &'a Folder, lock: Lock, created: Vec<PathBuf>) -> Self {
        Self { folder, lock, created }
    }

    /// What emitting the stack would change. An edit by hand is no error here.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read, a file is in the way, or another stack is there.
    pub fn compare(&self, terraform: &Terraform) -> Result<Changes, FolderError> {
        compare(self.folder, terraform)
    }

    /// Makes the changes, all or none. Where nothing changes, nothing is written; what an interrupted run
    /// left is cleared away.
    ///
    /// While files change, the file `terrane_incomplete.tf` is there, beside which no Terraform command
    /// works. It stays where this process is killed in the middle.
    ///
    /// # Errors
    ///
    /// Where files were edited by hand and are to be kept, or the folder cannot be written.
    pub fn write(&self, changes: &Changes, edits: Edits) -> Result<(), FolderError> {
        let edited = changes.files.iter().filter(|change| change.edited);
        let edited: Vec<PathBuf> = edited.map(|change| self.folder.path.join(&change.name)).collect();
        if edits == Edits::Keep && !edited.is_empty() {
            return Err(FolderError::Edited { paths: edited });
        }
        let mut record = record_of(self.folder);
        if !changes.is_empty() {
            writing::write(self.folder, &self.lock, changes, record.as_mut())?;
        }
        if let Some(record) = &mut record {
            let digests = changes.emitted.iter().map(|(name, digest)| (name.clone(), vec![digest.clone()]));
            record.save(digests.collect::<Digests>(), self.folder.flush);
        }
        Ok(())
    }
}

impl Drop for LockedFolder<'_> {
    fn drop(&mut self) {
        made::remove(&self.created);
    }
}
