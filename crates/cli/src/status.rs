//! Exit statuses.

/// All is well.
pub(crate) const DONE: u8 = 0;
/// The stack has problems.
pub(crate) const PROBLEMS: u8 = 1;
/// The command line says nothing that there is.
pub(crate) const USAGE: u8 = 2;
/// The folder differs from the stack.
pub(crate) const DIFFERS: u8 = 3;
/// The folder could not be read or written.
pub(crate) const FILES: u8 = 4;
