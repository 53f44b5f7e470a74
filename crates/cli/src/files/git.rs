//! What git brought is not an edit by hand: a checkout, a pull, or a merge that is not finished.

use std::path::Path;
use std::process::{Command, Stdio};

use super::digest::same;

/// Of an unfinished merge, rebase, cherry-pick or revert, git keeps one of these.
const UNFINISHED: &[&str] =
    &["MERGE_HEAD", "REBASE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

/// Set within a hook of git: they would lead to the hook's repository, not to that of the folder.
const NOT_ASKED: &[&str] =
    &["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"];

/// Whether the file's text came from git: it is the committed one, has conflict markers, or, where a merge or
/// the like is not finished, is what git put into the index. Without git or a repository, it did not.
pub(crate) fn brought(folder: &Path, name: &str, text: &str) -> bool {
    has_conflict(text)
        || is(folder, &format!("HEAD:./{name}"), text)
        // The second and the third are the two sides of a conflict.
        || (is_unfinished(folder) && [0, 2, 3].iter().any(|side| is(folder, &format!(":{side}:./{name}"), text)))
}

/// Whether lines begin with the three marks of a conflict, in their order.
fn has_conflict(text: &str) -> bool {
    let mut marks = ["<<<<<<< ", "=======", ">>>>>>> "].into_iter().peekable();
    for line in text.lines() {
        marks.next_if(|mark| line.starts_with(mark));
    }
    marks.peek().is_none()
}

/// Whether git has this text under a name such as `HEAD:./network.tf`.
fn is(folder: &Path, object: &str, text: &str) -> bool {
    ask(folder, &["cat-file", "blob", object]).is_some_and(|blob| same(&blob, text))
}

fn is_unfinished(folder: &Path) -> bool {
    let paths = UNFINISHED.iter().flat_map(|name| ["--git-path", name]);
    let arguments: Vec<&str> = ["rev-parse"].into_iter().chain(paths).collect();
    // Relative paths are relative to the folder.
    ask(folder, &arguments).is_some_and(|paths| paths.lines().any(|path| folder.join(path).exists()))
}

/// What git answers; `None` where it is missing, fails, or answers with what is no text.
fn ask(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(["--no-pager", "--no-optional-locks"]).args(arguments);
    for variable in NOT_ASKED {
        git.env_remove(variable);
    }
    let output = git.stdin(Stdio::null()).output().ok()?;
    if output.status.success() { String::from_utf8(output.stdout).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::has_conflict;

    #[test]
    fn a_conflict_is_three_marks_at_the_beginning_of_lines() {
        assert!(has_conflict("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n"));
        assert!(has_conflict("<<<<<<< HEAD\r\nb\r\n||||||| base\r\n=======\r\n>>>>>>> main\r\n"));
        assert!(!has_conflict("a <<<<<<< HEAD\n=======\n>>>>>>> main\n"));
        assert!(!has_conflict("# =======\n"));
        assert!(!has_conflict("<<<<<<< HEAD\n=======\n"));
    }
}
