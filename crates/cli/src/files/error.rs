//! Why a folder could not be read or written.

use std::io;
use std::path::PathBuf;

use crate::paths::shown;

/// Why a folder could not be read or written. Nothing has been changed then, except where it is
/// [`Incomplete`](Self::Incomplete).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder could not be read.
    #[error("{} could not be read: {source}", shown(path).display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("{} could not be written: {source}\n  help: make room there, see to the rights, or choose another folder with --out", shown(path).display())]
    Write {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file could not be written in the middle of a run, and what was changed before it could not be put
    /// back.
    #[error("{} could not be written: {source}\n  the files are incomplete, and Terraform will say so\n  help: see to the rights and the room there, and emit the stack again", shown(path).display())]
    Incomplete {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder could not be locked against other runs.
    #[error("{} could not be locked: {source}\n  help: choose another folder with --out", shown(path).display())]
    Lock {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Files that Terrane did not write have names that it would write.
    #[error("{} in the way, not written by Terrane:{}\n  help: move {} away, or choose another folder with --out",
        if paths.len() == 1 { "a file is" } else { "files are" }, listed(paths), it(paths))]
    Foreign {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// Files that Terrane wrote were edited by hand since the last run on this machine.
    #[error(
        "edited by hand since the last run:{}\n  help: say it in the stack instead, or give up the edits with --force",
        listed(paths)
    )]
    Edited {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// Files of Terrane 0.1.0, which did not say their names, that the stack no longer emits: perhaps a copy
    /// that is the user's own.
    #[error(
        "written by Terrane 0.1.0, and not part of the stack any more:{}\n  help: remove {}, or move {} away if it is your own copy",
        listed(paths),
        it(paths),
        it(paths)
    )]
    Leftover {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// The folder holds another stack.
    #[error("{} holds {other}, not {this}\n  help: choose another folder with --out, or remove its .tf files and example.tfvars if the stack was renamed", shown(path).display())]
    OtherStack {
        /// The folder.
        path: PathBuf,
        /// The stack that is there, as the files' first lines name it.
        other: String,
        /// The stack to be written.
        this: String,
    },
}

/// The path, or each of several on a line of its own.
fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| shown(path).display().to_string()).collect();
    let line = if paths.len() == 1 { " " } else { "\n    " };
    paths.iter().flat_map(|path| [line, path]).collect()
}

fn it(paths: &[PathBuf]) -> &'static str {
    if paths.len() == 1 { "it" } else { "them" }
}
