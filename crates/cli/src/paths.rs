//! Paths as people read them.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and `..`, by its text alone: for showing it, not for opening it, because behind a
/// symlink `..` leads elsewhere.
fn cleaned(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match (component, clean.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                clean.pop();
            }
            _ => clean.push(component),
        }
    }
    clean
}

/// The path as seen from where the command runs.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let clean = cleaned(path);
    let inside = clean.strip_prefix(here).map(Path::to_owned).unwrap_or(clean);
    if inside.as_os_str().is_empty() { PathBuf::from(".") } else { inside }
}

#[cfg(test)]
mod tests {
    use super::{cleaned, shown};
    use std::path::Path;

    #[test]
    fn two_dots_take_away_what_stands_before_them() {
        for (path, clean) in [
            ("/work/xtask/../examples/jiki", "/work/examples/jiki"),
            ("a/./b/../c/", "a/c"),
            ("../a", "../a"),
            ("../../a/..", "../.."),
            ("/../a", "/a"),
            ("a/..", ""),
        ] {
            assert_eq!(cleaned(Path::new(path)), Path::new(clean), "{path}");
        }
    }

    #[test]
    fn a_path_is_shown_from_where_the_command_runs() {
        let here = std::env::current_dir().expect("there is one");
        assert_eq!(shown(&here), Path::new("."));
        assert_eq!(shown(&here.join("a/../b")), Path::new("b"));
        assert_eq!(shown(Path::new("/elsewhere/b")), Path::new("/elsewhere/b"));
    }
}
