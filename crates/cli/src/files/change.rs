//! What would happen to one file.

use similar::TextDiff;

use super::digest::with_plain_line_ends;

/// What would happen to one file.
#[derive(Debug)]
pub struct Change {
    pub(crate) name: String,
    /// What the folder has.
    pub(crate) before: Option<String>,
    /// What the stack emits.
    pub(crate) after: Option<String>,
    pub(crate) edited: bool,
}

impl Change {
    /// The file's name in the folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What happens to it: `written`, `changed` or `removed`.
    pub fn verb(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "written",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
        }
    }

    /// Whether the file was edited by hand since the last run on this machine. Such a change is made only
    /// with [`Edits::Overwrite`](crate::Edits::Overwrite).
    pub fn is_edited(&self) -> bool {
        self.edited
    }

    /// The change as a unified diff, whatever the line ends.
    pub fn diff(&self) -> String {
        let before = with_plain_line_ends(self.before.as_deref().unwrap_or_default());
        let after = self.after.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(&*before, after);
        diff.unified_diff().header(&format!("a/{}", self.name), &format!("b/{}", self.name)).to_string()
    }
}
