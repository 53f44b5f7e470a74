//! `cargo xtask PROJECT`: emits a stack, or checks what was emitted.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::files::{Changes, Edits, Folder, FolderError};
use crate::paths::shown;
use crate::project::Project;
use crate::status::{DIFFERS, DONE, FILES, PROBLEMS, USAGE};
use crate::surroundings::Surroundings;

/// Emits the stack that the arguments name, or checks the folder. Returns the exit status.
///
/// Where the output is closed, nothing can be told any more: the exit status still counts.
pub(crate) fn emit(project: &Project, matches: &ArgMatches, around: &mut Surroundings<'_>) -> u8 {
    let name = matches.get_one::<String>("env").map_or("", String::as_str);
    let Some((name, stack)) = project.environments.iter().find(|(environment, _)| *environment == name)
    else {
        let _ = writeln!(around.err, "error: {} has no environment {name:?}", project.name);
        return USAGE;
    };
    let path = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| project.folder_of(name));
    let terraform = match stack().finish() {
        Ok(terraform) => terraform,
        Err(problems) => {
            let _ = writeln!(around.err, "{problems}");
            return PROBLEMS;
        }
    };
    if terraform.warnings().iter().next().is_some() {
        let _ = writeln!(around.err, "{}", terraform.warnings());
    }
    let folder = Folder::new(&path).records(around.records.clone());
    let err = &mut *around.err;
    let on_wait = || {
        let _ = writeln!(err, "waiting for another run that writes to {}", shown(&path).display());
    };
    let done = if matches.get_flag("check") {
        folder.compare(&terraform, on_wait).map(|changes| check(&path, &changes, around))
    } else {
        let edits = if matches.get_flag("force") { Edits::Overwrite } else { Edits::Keep };
        folder.lock(on_wait).and_then(|folder| {
            let changes = folder.compare(&terraform)?;
            folder.write(&changes, edits)?;
            say_what_was_written(&path, &changes, around);
            Ok(DONE)
        })
    };
    done.unwrap_or_else(|error| {
        let _ = writeln!(around.err, "error: {error}");
        if !matches!(error, FolderError::Incomplete { .. }) {
            let _ = writeln!(around.err, "  nothing was changed");
        }
        FILES
    })
}

fn say_what_was_written(path: &Path, changes: &Changes, around: &mut Surroundings<'_>) {
    for change in changes.files() {
        let file = path.join(change.name());
        let _ = writeln!(around.out, "{:8} {}", change.verb(), shown(&file).display());
    }
    if changes.is_interrupted() {
        let _ = writeln!(around.out, "{} is complete again", shown(path).display());
    } else if changes.is_empty() {
        let _ = writeln!(around.out, "{} is up to date", shown(path).display());
    }
}

fn check(path: &Path, changes: &Changes, around: &mut Surroundings<'_>) -> u8 {
    let out = &mut *around.out;
    for change in changes.files() {
        let _ = write!(out, "{}", change.diff());
    }
    for change in changes.files().iter().filter(|change| change.is_edited()) {
        let _ = writeln!(out, "{} was edited by hand", shown(&path.join(change.name())).display());
    }
    let folder = shown(path);
    let folder = folder.display();
    let _ = if changes.is_empty() {
        writeln!(out, "{folder} is up to date")
    } else if changes.is_interrupted() {
        writeln!(out, "{folder} is incomplete: a run that wrote it was interrupted; emit the stack again")
    } else {
        writeln!(out, "{folder} differs from the stack; emit it again")
    };
    if changes.is_empty() { DONE } else { DIFFERS }
}
