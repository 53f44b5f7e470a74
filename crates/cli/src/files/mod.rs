//! A folder of emitted files: what is Terrane's in it, what would change, and how it changes as a whole.
//!
//! [`Folder`] → `lock` → [`LockedFolder`] → `compare` → [`Changes`] → `write`.
//!
//! | file | holds |
//! |---|---|
//! | `folder.rs`, `locking.rs`, `locked.rs` | a folder, how it is locked, and what can be done with it then |
//! | `lock.rs`, `made.rs` | the lock itself, and the folders that are made for a run |
//! | `comparing.rs` | what would change |
//! | `present.rs` | what is in the folder |
//! | `record.rs`, `git.rs`, `digest.rs` | whether a file was edited by hand |
//! | `change.rs`, `changes.rs`, `error.rs` | what is said of it |
//! | `writing.rs`, `guard.rs` | the order of a write, and the file that stops Terraform while it lasts |

mod change;
mod changes;
mod comparing;
mod digest;
mod error;
mod folder;
mod git;
mod guard;
mod lock;
mod locked;
mod locking;
mod made;
mod present;
mod record;
mod writing;

pub use change::Change;
pub use changes::Changes;
pub use error::FolderError;
pub use folder::Folder;
pub use locked::{Edits, LockedFolder};
pub use record::records_folder;
