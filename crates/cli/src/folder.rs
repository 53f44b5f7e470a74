//! A folder of emitted files: what would change, and how it changes as a whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;
use tempfile::NamedTempFile;
use terrane_core::{Header, MARKER, Terraform};

/// A folder that a stack is emitted to.
///
/// Only files that begin as Terrane's files begin are its own. What else is there (`.terraform`, the lock file, your
/// own `.tfvars`) is left alone.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

/// What would happen to one file.
#[derive(Debug)]
pub struct Change {
    name: String,
    before: Option<String>,
    after: Option<String>,
}

/// Why a folder could not be read or written. Nothing has been changed then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder could not be read.
    #[error("{} could not be read: {source}", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("{} could not be written: {source}\n  help: make room there, see to the rights, or choose another folder with --out", path.display())]
    Write {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Files that Terrane did not write have names that it would write.
    #[error("{} in the way, not written by Terrane: {}\n  help: move it away, or choose another folder with --out",
        if names.len() == 1 { "a file is" } else { "files are" }, names.join(", "))]
    Foreign {
        /// The paths of the files.
        names: Vec<String>,
    },
    /// The folder holds another stack.
    #[error("{} holds {other}, not {this}\n  help: choose another folder with --out, or remove its .tf files if the stack was renamed", path.display())]
    OtherStack {
        /// The folder.
        path: PathBuf,
        /// The stack that is there, as the files' first lines name it.
        other: String,
        /// The stack to be written.
        this: String,
    },
}

impl Folder {
    /// A folder by its path. It need not exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// What emitting the stack would change.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read, a file is in the way, or another stack is there.
    pub fn compare(&self, terraform: &Terraform) -> Result<Vec<Change>, FolderError> {
        let mut present = self.generated()?;
        let this = terraform.files().next().map(|(_, text)| stack_of(text)).unwrap_or_default();
        if let Some(other) = present.values().map(|text| stack_of(text)).find(|other| **other != *this) {
            return Err(FolderError::OtherStack { path: self.path.clone(), other, this });
        }
        let mut changes = Vec::new();
        let mut foreign = Vec::new();
        for (name, text) in terraform.files() {
            let path = self.path.join(name);
            let before = present.remove(name);
            if before.is_none() && fs::symlink_metadata(&path).is_ok() {
                foreign.push(path.display().to_string());
            } else if before.as_deref() != Some(text) {
                changes.push(Change { name: name.to_owned(), before, after: Some(text.to_owned()) });
            }
        }
        if !foreign.is_empty() {
            return Err(FolderError::Foreign { names: foreign });
        }
        let stale =
            present.into_iter().map(|(name, before)| Change { name, before: Some(before), after: None });
        changes.extend(stale);
        Ok(changes)
    }

    /// Makes the changes. Every file is written in full before the first one takes its place, so that a full disk changes
    /// nothing; where taking its place fails, those before it go back.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn write(&self, changes: &[Change]) -> Result<(), FolderError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| FolderError::Write { path, source }
        };
        fs::create_dir_all(&self.path).map_err(failed(&self.path))?;
        let mut staged = Vec::new();
        for change in changes {
            let file = change.after.as_ref().map(|text| self.stage(text)).transpose();
            staged.push(file.map_err(failed(&self.path.join(&change.name)))?);
        }
        for (at, (change, file)) in changes.iter().zip(staged).enumerate() {
            let path = self.path.join(&change.name);
            let moved = match file {
                Some(file) => file.persist(&path).map(drop).map_err(|error| error.error),
                None => fs::remove_file(&path),
            };
            if let Err(source) = moved {
                changes[..at].iter().for_each(|change| self.put_back(change));
                return Err(FolderError::Write { path, source });
            }
        }
        Ok(())
    }

    /// The files in the folder that Terrane wrote.
    fn generated(&self) -> Result<BTreeMap<String, String>, FolderError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| FolderError::Read { path, source }
        };
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(failed(&self.path)(error)),
        };
        let mut files = BTreeMap::new();
        for entry in entries {
            let path = entry.map_err(failed(&self.path))?.path();
            let ours = path.extension().is_some_and(|extension| extension == "tf" || extension == "tfvars");
            let Some(name) =
                path.file_name().and_then(|name| name.to_str()).filter(|_| ours && path.is_file())
            else {
                continue;
            };
            let bytes = fs::read(&path).map_err(failed(&path))?;
            // Text that is not UTF-8 did not come from here.
            if let Ok(text) = String::from_utf8(bytes)
                && text.starts_with(MARKER)
            {
                files.insert(name.to_owned(), text);
            }
        }
        Ok(files)
    }

    fn stage(&self, text: &str) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".terrane-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the umask takes away what it should.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(&self.path)?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        Ok(file)
    }

    fn put_back(&self, change: &Change) {
        let path = self.path.join(&change.name);
        // The failure that led here is the one to tell of.
        let _ = match &change.before {
            Some(text) => {
                self.stage(text).and_then(|file| file.persist(&path).map(drop).map_err(|error| error.error))
            }
            None => fs::remove_file(&path),
        };
    }
}

/// The stack that the first line of a generated file names: `the stack jiki-production`.
fn stack_of(text: &str) -> String {
    match Header::of(text) {
        Some(header) if !header.stack().is_empty() => format!("the stack {}", header.stack()),
        _ => "another stack".to_owned(),
    }
}

impl Change {
    /// The file's name in the folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What happens to it: `written`, `changed` or `removed`.
    pub fn verb(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "written",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
        }
    }

    /// The change as a unified diff.
    pub fn diff(&self) -> String {
        let before = self.before.as_deref().unwrap_or_default();
        let after = self.after.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, after);
        diff.unified_diff().header(&format!("a/{}", self.name), &format!("b/{}", self.name)).to_string()
    }
}
