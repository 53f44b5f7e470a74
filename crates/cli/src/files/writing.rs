//! The order of a write, such that the folder is old, or new, or says that it is incomplete, whenever it is
//! cut short:
//!
//! 1. Every new file is written in full under a name of its own, and flushed: a full disk changes nothing.
//! 2. The record gets the digests of the old and the new text, so that neither looks edited by hand.
//! 3. The guard takes its place: from here on, no Terraform command works in the folder.
//! 4. The old files are moved aside, and the new ones take their place.
//! 5. The old files go, then the guard.
//!
//! Where a step fails, the old files go back to their place. Before each step on which the next one relies,
//! the folder is flushed.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::change::Change;
use super::digest::digest;
use super::present::{STRAY, STRAY_LENGTH};
use super::record::{Digests, Record};
use super::{changes::Changes, error::FolderError, folder::Folder, guard, lock::Lock};
use crate::interrupt;

/// A file that has been moved: where it is to be, and where the one is that was there before.
struct Moved {
    path: PathBuf,
    old: Option<TempPath>,
    is_new_there: bool,
}

/// Makes the changes.
pub(crate) fn write(
    folder: &Folder,
    lock: &Lock,
    changes: &Changes,
    record: Option<&mut Record>,
) -> Result<(), FolderError> {
    let _whole = interrupt::uninterrupted();
    let flush = || if folder.flush { lock.flush() } else { Ok(()) };
    let failed = |path: &Path, source| FolderError::Write { path: path.to_owned(), source };
    let guard = folder.path.join(guard::NAME);
    for stray in &changes.strays {
        fs::remove_file(stray).map_err(|error| failed(stray, error))?;
    }
    let mut staged = Vec::new();
    for change in &changes.files {
        let path = folder.path.join(&change.name);
        let text = change.after.as_deref();
        let file = text.map(|text| stage(folder, &path, text)).transpose();
        staged.push((path.clone(), change, file.map_err(|error| failed(&path, error))?));
    }
    if !changes.files.is_empty() {
        let text = guard::text(&changes.stack);
        let staged = stage(folder, &guard, &text).map_err(|error| failed(&guard, error))?;
        if let Some(record) = record {
            record.save(old_and_new(record, changes), folder.flush);
        }
        staged.persist(&guard).map_err(|error| failed(&guard, error.error))?;
    }
    let mut moved = Vec::new();
    let done = flush().map_err(|error| (guard.clone(), error)).and_then(|()| {
        for (path, change, file) in staged {
            replace(folder, &path, change, file, &mut moved).map_err(|error| (path, error))?;
        }
        flush().map_err(|error| (folder.path.clone(), error))
    });
    if let Err((path, source)) = done {
        let is_as_before = undo(moved) && flush().is_ok();
        // A guard that was there before this run stays.
        if is_as_before && (changes.guarded || fs::remove_file(&guard).is_ok()) {
            return Err(FolderError::Write { path, source });
        }
        return Err(FolderError::Incomplete { path, source });
    }
    // The old files go. One that cannot be removed is left to the next run.
    drop(moved);
    if changes.guarded || !changes.files.is_empty() {
        fs::remove_file(&guard).map_err(|source| FolderError::Incomplete { path: guard, source })?;
    }
    // If this is lost, the guard is there again after a power cut, and the next run removes it.
    let _ = flush();
    Ok(())
}

/// The digests of what may be in the folder while the files change.
fn old_and_new(record: &Record, changes: &Changes) -> Digests {
    let new = changes.emitted.iter().map(|(name, digest)| (name.clone(), vec![digest.clone()]));
    let mut digests: Digests = new.collect();
    for change in &changes.files {
        let digests = digests.entry(change.name.clone()).or_default();
        match &change.before {
            // An edit that is not yet overwritten remains one.
            Some(_) if change.edited => digests.extend_from_slice(record.digests(&change.name)),
            Some(text) => digests.push(digest(text)),
            None => {}
        }
    }
    digests
}

/// Writes a text beside the path that it is for, with the mode of the file that is there.
fn stage(folder: &Folder, path: &Path, text: &str) -> io::Result<TempPath> {
    let mode = fs::symlink_metadata(path).ok().map(|there| there.permissions());
    let mut file = aside(mode.is_none()).tempfile_in(&folder.path)?;
    if let Some(mode) = mode {
        file.as_file().set_permissions(mode)?;
    }
    file.write_all(text.as_bytes())?;
    if folder.flush {
        file.as_file().sync_all()?;
    }
    Ok(file.into_temp_path())
}

/// Puts one file in its place, or takes it away; the old one is moved aside.
fn replace(
    folder: &Folder,
    path: &Path,
    change: &Change,
    file: Option<TempPath>,
    moved: &mut Vec<Moved>,
) -> io::Result<()> {
    let old = match &change.before {
        Some(_) => {
            let old = aside(false).tempfile_in(&folder.path)?.into_temp_path();
            fs::rename(path, &old)?;
            Some(old)
        }
        None => None,
    };
    moved.push(Moved { path: path.to_owned(), old, is_new_there: false });
    if let Some(file) = file {
        file.persist(path).map_err(|error| error.error)?;
        moved.last_mut().into_iter().for_each(|moved| moved.is_new_there = true);
    }
    Ok(())
}

/// Puts the old files back. Whether all of them are.
fn undo(moved: Vec<Moved>) -> bool {
    let mut all = true;
    for Moved { path, old, is_new_there } in moved.into_iter().rev() {
        let back = match old {
            Some(old) => old.persist(&path).map_err(|error| {
                // So that dropping it does not remove the only copy.
                let _ = error.path.keep();
            }),
            None if is_new_there => fs::remove_file(&path).map_err(drop),
            None => Ok(()),
        };
        all &= back.is_ok();
    }
    all
}

fn aside(as_any_new_file: bool) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STRAY).rand_bytes(STRAY_LENGTH);
    #[cfg(unix)]
    if as_any_new_file {
        use std::os::unix::fs::PermissionsExt;
        // The umask takes away what it should.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::{Moved, aside, undo};
    use std::fs;

    #[test]
    fn an_old_file_that_cannot_go_back_is_not_lost() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let moved = |path: &str, text| {
            let old = aside(false).tempfile_in(folder.path()).expect("writable").into_temp_path();
            fs::write(&old, text).expect("writable");
            Moved { path: folder.path().join(path), old: Some(old), is_new_there: false }
        };
        let (stuck, back) = (moved("gone/a.tf", "a"), moved("b.tf", "b"));
        let left = stuck.old.as_ref().expect("there").to_path_buf();
        assert!(!undo(vec![stuck, back]));
        assert_eq!(fs::read_to_string(left).expect("it is kept"), "a");
        assert_eq!(fs::read_to_string(folder.path().join("b.tf")).expect("it is back"), "b");
    }
}
