//! Ctrl-C and `kill`: a run that is told to stop finishes the write that it is in, and nothing else.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while the files of a folder change.
static WRITING: Mutex<()> = Mutex::new(());

/// Until the returned guard is dropped, a signal that [`watch`] has taken over does not end the process.
pub(crate) fn uninterrupted() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
mod unix {
    use std::process;
    use std::sync::atomic::{AtomicU8, Ordering};
    use std::thread;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    /// The exit status that a signal asks for: 128 and the signal's number, as shells have it. 0: there was
    /// no signal.
    static ASKED: AtomicU8 = AtomicU8::new(0);

    /// From now on, SIGINT and SIGTERM end the process only where no files are being changed.
    pub(crate) fn watch() {
        // Without it, a signal ends the process at once, and the folder says that it is incomplete.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        thread::spawn(move || {
            let Some(signal) = signals.forever().next() else { return };
            let status = u8::try_from(128 + signal).unwrap_or(u8::MAX);
            ASKED.store(status, Ordering::SeqCst);
            let _written = super::uninterrupted();
            process::exit(status.into());
        });
    }

    /// The exit status that a signal asks for, where one has come.
    pub(crate) fn asked() -> Option<u8> {
        Some(ASKED.load(Ordering::SeqCst)).filter(|status| *status != 0)
    }
}

#[cfg(unix)]
pub(crate) use unix::{asked, watch};

#[cfg(not(unix))]
pub(crate) fn watch() {}

#[cfg(not(unix))]
pub(crate) fn asked() -> Option<u8> {
    None
}
