//! One run at a time in a folder.

use std::fs::File;
use std::io;
use std::path::Path;

/// A locked folder. The lock ends with the value, or with the process.
///
/// The folder itself is locked, so that no lock file lies about. Where the system cannot lock a folder
/// (Windows, some network file systems), there is no lock.
#[derive(Debug)]
pub(crate) struct Lock {
    #[cfg(unix)]
    directory: File,
}

impl Lock {
    /// Locks the folder. Where another run has it, calls `on_wait` and waits. `None` where the folder is not
    /// there, or was replaced while this run waited.
    #[cfg(unix)]
    pub(crate) fn take(path: &Path, on_wait: impl FnOnce()) -> io::Result<Option<Self>> {
        use std::fs::TryLockError;
        use std::os::unix::fs::MetadataExt;

        let directory = match File::open(path) {
            Ok(directory) => directory,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let locked = match directory.try_lock() {
            Err(TryLockError::WouldBlock) => {
                on_wait();
                wait(&directory)
            }
            Err(TryLockError::Error(error)) => Err(error),
            Ok(()) => Ok(()),
        };
        match locked {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        // The run before may have made the folder, failed, and removed it again.
        let same = match std::fs::metadata(path) {
            Ok(now) => {
                let held = directory.metadata()?;
                (now.dev(), now.ino()) == (held.dev(), held.ino())
            }
            Err(_) => false,
        };
        Ok(same.then_some(Self { directory }))
    }

    #[cfg(not(unix))]
    pub(crate) fn take(path: &Path, _on_wait: impl FnOnce()) -> io::Result<Option<Self>> {
        Ok(path.exists().then_some(Self {}))
    }

    /// Has the system write down which files the folder has.
    pub(crate) fn flush(&self) -> io::Result<()> {
        #[cfg(unix)]
        self.directory.sync_all()?;
        Ok(())
    }
}

#[cfg(unix)]
fn wait(directory: &File) -> io::Result<()> {
    loop {
        match directory.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
