//! A folder of emitted files: what is Terrane's in it, what would change, and how it changes as a whole.
//!
//! [`Folder`] → `lock` → [`LockedFolder`] → `compare` → [`Changes`] → `write`. What is in the folder is read by
//! `present`; whether a file was edited by hand is a question to `record` and `git`; `writing` has the order of a
//! write, and `guard` the file that stops Terraform while it lasts.

mod change;
mod changes;
mod digest;
mod error;
mod folder;
mod git;
mod guard;
mod lock;
mod locked;
mod present;
mod record;
mod writing;

pub use change::Change;
pub use changes::Changes;
pub use error::FolderError;
pub use folder::Folder;
pub use locked::{Edits, LockedFolder};
pub use record::records_folder;
