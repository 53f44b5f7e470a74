//! What emitting a stack to a folder would change.

use std::collections::BTreeMap;

use terrane_core::Terraform;

use super::change::Change;
use super::digest::{digest, same};
use super::present::{Present, stack_of};
use super::record::Record;
use super::{changes::Changes, error::FolderError, folder::Folder, git};

/// The record of what was written to the folder, where one is kept.
pub(super) fn record_of(folder: &Folder) -> Option<Record> {
    folder.records.as_deref().and_then(|records| Record::of(&folder.path, records))
}

/// Compares what is in the folder with what would be.
pub(super) fn compare(folder: &Folder, terraform: &Terraform) -> Result<Changes, FolderError> {
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
