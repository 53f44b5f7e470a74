//! A folder while no other run writes to it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use terrane_core::Terraform;

use super::change::Change;
use super::digest::{digest, same};
use super::present::{Present, stack_of};
use super::record::{Digests, Record};
use super::{changes::Changes, error::FolderError, folder, folder::Folder, git, lock::Lock, writing};

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

    /// Makes the changes, all or none. Where nothing changes, nothing is written; what an interrupted run left is
    /// cleared away.
    ///
    /// While files change, the file `terrane_incomplete.tf` is there, beside which no Terraform command works. It
    /// stays where this process is killed in the middle.
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
        folder::remove(&self.created);
    }
}

fn record_of(folder: &Folder) -> Option<Record> {
    folder.records.as_deref().and_then(|records| Record::of(&folder.path, records))
}

pub(crate) fn compare(folder: &Folder, terraform: &Terraform) -> Result<Changes, FolderError> {
    let stack = stack_of(terraform);
    let mut present = Present::read(&folder.path, &stack, terraform)?.fit_for(&folder.path, &stack)?;
    let record = record_of(folder);
    let edited = |name: &str, text: &str| {
        record.as_ref().is_some_and(|record| record.differs(name, text))
            && !git::brought(&folder.path, name, text)
    };
    let mut files = Vec::new();
    for (name, text) in terraform.files() {
        let before = present.files.remove(name);
        if before.as_deref().is_some_and(|before| same(before, text)) {
            continue;
        }
        let edited = before.as_deref().is_some_and(|before| edited(name, before));
        files.push(Change { name: name.to_owned(), before, after: Some(text.to_owned()), edited });
    }
    for (name, before) in present.files {
        let edited = edited(&name, &before);
        files.push(Change { name, before: Some(before), after: None, edited });
    }
    let emitted = match &folder.records {
        Some(_) => terraform.files().map(|(name, text)| (name.to_owned(), digest(text))).collect(),
        None => BTreeMap::new(),
    };
    Ok(Changes { stack, files, strays: present.strays, guarded: present.guarded, emitted })
}
