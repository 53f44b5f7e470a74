//! What is around a command.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;

/// What is around a command: where it says things, and where it keeps records of what it wrote.
///
/// There are no records unless [`records`](Self::records) says where.
///
/// ```
/// use terrane_cli::Surroundings;
///
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let around = Surroundings::new(&mut out, &mut err).records(std::env::temp_dir().join("records"));
/// ```
pub struct Surroundings<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
    pub(crate) records: Option<PathBuf>,
}

impl<'a> Surroundings<'a> {
    /// Says results to `out` and mistakes to `err`, and keeps no records.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, records: None }
    }

    /// Keeps records in this folder; see [`Folder::records`](crate::Folder::records).
    #[must_use]
    pub fn records(mut self, folder: impl Into<Option<PathBuf>>) -> Self {
        self.records = folder.into();
        self
    }
}

impl fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").field("records", &self.records).finish_non_exhaustive()
    }
}
