//! Folders that are made for a run, and removed where nothing came into them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Makes a folder and those above it. Those that were not there, the innermost first.
pub(super) fn create(path: &Path) -> io::Result<Vec<PathBuf>> {
    let above = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let created: Vec<PathBuf> = above.map(Path::to_owned).collect();
    fs::create_dir_all(path).inspect_err(|_| remove(&created))?;
    Ok(created)
}

/// Removes those folders that are empty.
pub(super) fn remove(folders: &[PathBuf]) {
    for folder in folders {
        // One with something in it is not removed, and that is as it should be.
        let _ = fs::remove_dir(folder);
    }
}
