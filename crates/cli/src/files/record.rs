//! What the last run on this machine wrote into a folder: how an edit by hand is known.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::digest::{digest, hash};

/// The folder in which the records of this user are kept: `terrane` in `$XDG_CACHE_HOME`, or in
/// `$HOME/.cache` (`$HOME/Library/Caches` on a Mac, `%LOCALAPPDATA%` on Windows). `None` where none of them
/// is set to an absolute path.
///
/// The records are small, and may be removed at any time.
pub fn records_folder() -> Option<PathBuf> {
    below_cache(|variable| std::env::var_os(variable))
}

fn below_cache(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = absolute("XDG_CACHE_HOME").or_else(|| match std::env::consts::OS {
        "windows" => absolute("LOCALAPPDATA"),
        "macos" => absolute("HOME").map(|home| home.join("Library/Caches")),
        _ => absolute("HOME").map(|home| home.join(".cache")),
    });
    cache.map(|cache| cache.join("terrane"))
}

/// Digests of a file's text, by the file's name. There are two of a file where a run was interrupted: either
/// may be there.
pub(crate) type Digests = BTreeMap<String, Vec<String>>;

/// The record of one folder: a small file with the folder's path and, for each emitted file, a line with its
/// name and its digests.
///
/// It is a help and no more: where it cannot be read or written, all goes on as if there were none.
#[derive(Debug)]
pub(crate) struct Record {
    path: PathBuf,
    folder: String,
    digests: Digests,
}

impl Record {
    /// The record of a folder that is there.
    pub(crate) fn of(folder: &Path, records: &Path) -> Option<Self> {
        let folder = fs::canonicalize(folder).ok()?;
        let path = records.join(hash(folder.as_os_str().as_encoded_bytes()));
        let folder = folder.to_string_lossy().escape_debug().to_string();
        let digests = read(&path, &folder).unwrap_or_default();
        Some(Self { path, folder, digests })
    }

    /// What is known of a file; nothing where there is no record of it.
    pub(crate) fn digests(&self, name: &str) -> &[String] {
        self.digests.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the text is not what was written. A file without a record is taken for what was written.
    pub(crate) fn differs(&self, name: &str, text: &str) -> bool {
        let known = self.digests(name);
        !known.is_empty() && !known.contains(&digest(text))
    }

    /// Replaces the record, unless it says so already.
    pub(crate) fn save(&mut self, digests: Digests, flush: bool) {
        if self.digests == digests {
            return;
        }
        let mut text = format!("{}\n", self.folder);
        for (name, digests) in &digests {
            text.extend([name, "\t", &digests.join("\t"), "\n"]);
        }
        // A record that has become wrong would take what Terrane writes for an edit. So if it cannot be
        // replaced, it is overwritten or removed, and if not even that can be done, `read` does not trust it.
        if replace(&self.path, &text, flush).is_err() && fs::write(&self.path, &text).is_err() {
            let _ = fs::remove_file(&self.path);
        }
        self.digests = digests;
    }
}

fn read(path: &Path, folder: &str) -> io::Result<Digests> {
    // A record that can be read, but not changed, may be older than the files.
    fs::OpenOptions::new().append(true).open(path)?;
    let text = fs::read_to_string(path)?;
    let mut lines = text.lines();
    if lines.next() != Some(folder) {
        return Ok(Digests::new());
    }
    let words = lines.map(|line| line.split('\t').map(str::to_owned));
    Ok(words.filter_map(|mut words| Some((words.next()?, words.collect()))).collect())
}

fn replace(path: &Path, text: &str, flush: bool) -> io::Result<()> {
    let records = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(records)?;
    let mut file = tempfile::Builder::new().prefix(".record-").tempfile_in(records)?;
    file.write_all(text.as_bytes())?;
    if flush {
        file.as_file().sync_all()?;
    }
    file.persist(path).map_err(|error| error.error)?;
    #[cfg(unix)]
    if flush {
        fs::File::open(records)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Digests, Record, below_cache, digest};
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_records_are_in_the_users_cache() {
        let of = |set: &[(&str, &str)]| {
            let set: Vec<(String, String)> =
                set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            below_cache(|name| set.iter().find(|(set, _)| set == name).map(|(_, value)| value.into()))
        };
        assert_eq!(of(&[("XDG_CACHE_HOME", "/cache")]).as_deref(), Some(Path::new("/cache/terrane")));
        assert_eq!(of(&[("XDG_CACHE_HOME", "relative")]), None);
        assert_eq!(of(&[]), None);
        if cfg!(target_os = "linux") {
            assert_eq!(of(&[("HOME", "/home/a")]).as_deref(), Some(Path::new("/home/a/.cache/terrane")));
        }
    }

    #[test]
    fn a_record_that_says_something_else_is_none() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let (folder, records) = (root.path().join("out"), root.path().join("records"));
        fs::create_dir(&folder).expect("writable");
        let mut record = Record::of(&folder, &records).expect("the folder is there");
        record.save(Digests::from([("a.tf".to_owned(), vec![digest("a")])]), true);
        let path = record.path.clone();
        let again = || Record::of(&folder, &records).expect("the folder is there");
        assert!(
            again().differs("a.tf", "b") && !again().differs("a.tf", "a") && !again().differs("b.tf", "b")
        );
        for text in ["", "\u{0}", "/another/folder\na.tf\t0\n", "\na.tf\n"] {
            fs::write(&path, text).expect("writable");
            assert!(!again().differs("a.tf", "b"), "{text:?}");
        }
        fs::write(&path, b"\xff\xfe").expect("writable");
        assert!(!again().differs("a.tf", "b"));
    }
}
