//! What is in a folder: which files are Terrane's, and which stand in its way.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use terrane_core::{Header, Terraform};

use super::{error::FolderError, guard};

/// How the names of files begin that are written, but not yet in their place.
pub(crate) const STRAY: &str = ".terrane-unfinished-";

/// How many letters and digits follow [`STRAY`].
pub(crate) const STRAY_LENGTH: usize = 6;

/// What is in a folder, as far as it concerns a stack.
#[derive(Debug, Default)]
pub(crate) struct Present {
    /// The files that Terrane wrote, by name.
    pub(crate) files: BTreeMap<String, String>,
    /// Whether the guard is there.
    pub(crate) guarded: bool,
    /// What an interrupted run left.
    pub(crate) strays: Vec<PathBuf>,
    /// A stack, other than this one, that a file of Terrane's names.
    other: Option<String>,
    /// Files that have a name which the stack emits, and are not Terrane's.
    foreign: Vec<PathBuf>,
    /// Files that may be Terrane's: version 0.1.0 did not write a file's name into it.
    unclear: Vec<PathBuf>,
}

impl Present {
    /// Reads the folder; a folder that is not there is an empty one.
    pub(crate) fn read(folder: &Path, stack: &str, terraform: &Terraform) -> Result<Self, FolderError> {
        let failed = |path: &Path, source| FolderError::Read { path: path.to_owned(), source };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(failed(folder, error)),
        };
        let mut present = Self::default();
        for entry in entries {
            let entry = entry.map_err(|error| failed(folder, error))?;
            let path = entry.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            // Not that of what a symlink leads to.
            let is_file = entry.file_type().map_err(|error| failed(&path, error))?.is_file();
            if is_stray(name) && is_file {
                present.strays.push(path);
                continue;
            }
            let emitted = terraform.file(name).is_some();
            let expected = emitted || name == guard::NAME;
            if expected || has_extension(&path, &["tf", "tfvars"]) {
                let text = match is_file.then(|| text_of(&path)) {
                    None => None,
                    // The user's own, which need not be readable.
                    Some(Err(_)) if !expected => None,
                    Some(text) => text.map_err(|error| failed(&path, error))?,
                };
                present.sort_in(&path, name, stack, emitted, text);
            }
        }
        present.foreign.sort();
        present.unclear.sort();
        Ok(present)
    }

    /// The present files, unless something stands in the way of the stack.
    pub(crate) fn fit_for(self, folder: &Path, stack: &str) -> Result<Self, FolderError> {
        if let Some(other) = self.other {
            let path = folder.to_owned();
            return Err(FolderError::OtherStack { path, other: spoken(&other), this: spoken(stack) });
        }
        if !self.foreign.is_empty() {
            return Err(FolderError::Foreign { paths: self.foreign });
        }
        if !self.unclear.is_empty() {
            return Err(FolderError::Leftover { paths: self.unclear });
        }
        Ok(self)
    }

    fn sort_in(&mut self, path: &Path, name: &str, stack: &str, emitted: bool, text: Option<String>) {
        let header = text.as_deref().and_then(|text| header_of(text, stack));
        let expected = emitted || name == guard::NAME;
        let (Some(text), Some(header)) = (text, header) else {
            if expected {
                self.foreign.push(path.to_owned());
            }
            return;
        };
        // A file that names another one is a copy, and the user's own.
        let ours = header.file().map_or(emitted, |file| file == name);
        if ours {
            if header.stack() != stack {
                self.other.get_or_insert_with(|| header.stack().to_owned());
            }
            if name == guard::NAME {
                self.guarded = true;
            } else {
                self.files.insert(name.to_owned(), text);
            }
        } else if expected {
            self.foreign.push(path.to_owned());
        } else if header.file().is_none() && has_extension(path, &["tf"]) {
            self.unclear.push(path.to_owned());
        }
    }
}

/// The stack's name, as the first line of what it emits has it.
pub(crate) fn stack_of(terraform: &Terraform) -> String {
    let header = terraform.files().next().and_then(|(_, text)| Header::of(text));
    header.map(|header| header.stack().to_owned()).unwrap_or_default()
}

fn spoken(stack: &str) -> String {
    if stack.is_empty() { "another stack".to_owned() } else { format!("the stack {stack}") }
}

/// The file's header. Where a merge made it a conflict, it is one of those between the markers, if possible
/// of this stack.
fn header_of(text: &str, stack: &str) -> Option<Header> {
    if !text.starts_with("<<<<<<< ") {
        return Header::of(text);
    }
    let sides = text.lines().take_while(|line| !line.starts_with(">>>>>>> ")).filter_map(Header::of);
    let sides: Vec<Header> = sides.collect();
    sides.iter().find(|side| side.stack() == stack).or(sides.first()).cloned()
}

/// A file's text; `None` where it is no text, which did not come from here, or has just gone.
fn text_of(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|has| extensions.iter().any(|extension| has == *extension))
}

fn is_stray(name: &str) -> bool {
    let rest = name.strip_prefix(STRAY).unwrap_or_default();
    rest.len() == STRAY_LENGTH && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
