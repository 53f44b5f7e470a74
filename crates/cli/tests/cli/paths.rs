//! Folders with odd names and in odd places.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use terrane_cli::Surroundings;

use crate::place::{Place, names};

/// Emits twice into the folder, then checks it.
fn emits_into(place: &Place, out: impl Into<OsString>) {
    let out = out.into();
    for (check, expected) in [(None, "written"), (None, "is up to date"), (Some("--check"), "is up to date")]
    {
        let arguments = ["xtask".into(), "--out".into(), out.clone()].into_iter();
        let arguments = arguments.chain(check.map(OsString::from));
        let (mut said, mut err) = (Vec::new(), Vec::new());
        let around = Surroundings::new(&mut said, &mut err).records(place.records());
        let status = terrane_cli::run([place.project()], arguments, around);
        let said = String::from_utf8_lossy(&said);
        let path = Path::new(&out).display();
        assert_eq!(status, 0, "{path}: {said}{}", String::from_utf8_lossy(&err));
        assert!(said.contains(expected), "{path}: {said}");
    }
    assert_eq!(names(Path::new(&out)).len(), 5);
}

#[test]
fn a_folders_name_may_have_anything_in_it() {
    let place = Place::new();
    for name in ["with space", "Übergröße", "日本", "a\nb", "ends/", "./a/./b", "a/../c", "--check", "'\"$x`"]
    {
        emits_into(&place, place.root().join("odd").join(name));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folders_name_need_not_be_utf_8() {
    use std::os::unix::ffi::OsStringExt;

    let place = Place::new();
    emits_into(&place, place.root().join(OsString::from_vec(b"\xff\xfe odd".to_vec())));
    // As do two that look alike when shown.
    emits_into(&place, place.root().join(OsString::from_vec(b"\xfd\xfe odd".to_vec())));
    assert_eq!(names(&place.records()).len(), 2);
}

#[cfg(unix)]
#[test]
fn a_symlink_to_a_folder_is_that_folder() {
    use std::os::unix::fs::symlink;

    let place = Place::new();
    fs::create_dir(place.root().join("real")).expect("writable");
    symlink(place.root().join("real"), place.root().join("link")).expect("writable");
    emits_into(&place, place.root().join("link"));
    assert!(place.root().join("link").is_symlink());
    assert_eq!(names(&place.root().join("real")).len(), 5);
    // It is one folder, and has one record.
    let real = place.root().join("real");
    place.expect(0, &["--check", "--out", real.to_str().expect("a path")]);
    assert_eq!(names(&place.records()).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_symlink_to_nowhere_is_said() {
    let place = Place::new();
    let link = place.root().join("link");
    std::os::unix::fs::symlink("nowhere", &link).expect("writable");
    let said = place.expect(4, &["--out", link.to_str().expect("a path")]);
    assert!(said.contains("link could not be written"), "{said}");
    assert!(link.is_symlink() && !place.root().join("nowhere").exists());
}

#[test]
fn the_folder_that_the_command_runs_in_has_a_name() {
    let place = Place::new();
    let said = place.expect(3, &["--check", "--out", "."]);
    assert!(said.contains("\n. differs from the stack"), "{said}");
}
