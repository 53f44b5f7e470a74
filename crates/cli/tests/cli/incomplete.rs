//! A folder is old, or new, or says that it is incomplete.

use std::fs;
use std::io::{self, Write};
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use terrane_cli::{Edits, Folder, Surroundings};
use terrane_core::Header;

use crate::place::{Place, names, production, smaller};

const GUARD: &str = "terrane_incomplete.tf";

/// The folder as a killed run leaves it: some files are new, one is missing, the guard and a file to be
/// renamed are there.
fn interrupted() -> Place {
    let place = Place::emitted();
    let new = smaller().finish().expect("sound");
    place.write("network.tf", new.file("network.tf").expect("it is emitted"));
    fs::remove_file(place.out().join("edge.tf")).expect("it was emitted");
    place.write(".terrane-unfinished-a1B2c3", "half");
    place.write(GUARD, &format!("{}\n", Header::new("shop-production", GUARD)));
    place
}

#[test]
fn check_says_so_and_writes_nothing() {
    let place = interrupted();
    let before = place.state();
    let said = place.expect(3, &["--check"]);
    assert!(said.contains("is incomplete") && said.contains("emit the stack again"), "{said}");
    assert_eq!(place.state(), before);
}

#[test]
fn the_next_run_finishes() {
    let place = interrupted();
    fs::remove_dir_all(place.records()).expect("it was made");
    let said = place.expect(0, &[]);
    assert!(said.contains("complete again"), "{said}");
    assert_eq!(place.names(), ["edge.tf", "example.tfvars", "network.tf", "terraform.tf", "variables.tf"]);
    assert!(place.expect(0, &["--check"]).contains("up to date"));
}

#[test]
fn what_was_left_goes_even_where_nothing_else_changes() {
    let place = Place::emitted();
    let before = place.state();
    place.write(".terrane-unfinished-a1B2c3", "half");
    place.expect(3, &["--check"]);
    place.expect(0, &[]);
    place.write(GUARD, &format!("{}\n", Header::new("shop-production", GUARD)));
    place.expect(3, &["--check"]);
    place.expect(0, &[]);
    assert_eq!(place.state(), before);
}

#[test]
fn a_file_that_only_looks_like_a_left_one_stays() {
    let place = Place::emitted();
    let own = [
        ".terrane-",
        ".terrane-notes-of-mine",
        ".terrane-a1B2c3",
        ".terrane-unfinished-a1B2c",
        ".terrane-unfinished-a1-2c3",
    ];
    for name in own {
        place.write(name, "own");
    }
    fs::create_dir(place.out().join(".terrane-folder")).expect("writable");
    assert!(place.expect(0, &["--check"]).contains("up to date"));
    place.expect_smaller(0, &[]);
    for name in own {
        assert_eq!(place.read(name), "own");
    }
    assert!(place.out().join(".terrane-folder").is_dir());
}

#[test]
fn the_users_own_file_of_the_guards_name_is_in_the_way() {
    let place = Place::emitted();
    place.write(GUARD, "# own\n");
    let said = place.expect_smaller(4, &["--force"]);
    assert!(said.contains(GUARD) && said.contains("in the way"), "{said}");
    assert_eq!(place.read(GUARD), "# own\n");
}

/// An immutable file cannot be moved aside, so that the write stops in the middle.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_replaced_undoes_the_others() {
    let place = Place::emitted();
    let stuck = place.out().join("terraform.tf");
    let immutable = |sign: &str| {
        Command::new("chattr")
            .arg(format!("{sign}i"))
            .arg(&stuck)
            .output()
            .is_ok_and(|done| done.status.success())
    };
    place.edit("terraform.tf");
    if !immutable("+") {
        println!("SKIPPED: no file can be made immutable here");
        return;
    }
    let before = place.state();
    let (status, said) =
        place.run(&["--force", "--env", "smaller", "--out", place.out().to_str().expect("a path")]);
    let after = place.state();
    assert!(immutable("-"));
    assert_eq!(status, 4, "{said}");
    assert!(
        said.contains("terraform.tf could not be written") && said.contains("nothing was changed"),
        "{said}"
    );
    assert_eq!(after, before);
    place.expect_smaller(4, &[]);
    place.expect_smaller(0, &["--force"]);
}

#[test]
fn a_folder_that_was_made_for_nothing_is_removed_again() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = Folder::new(root.path().join("a/b/out"));
    drop(folder.lock(|| {}).expect("it can be made"));
    assert!(names(root.path()).is_empty());
    // One that was there stays.
    fs::create_dir_all(root.path().join("a/b")).expect("writable");
    drop(folder.lock(|| {}).expect("it can be made"));
    assert_eq!(names(&root.path().join("a")), ["b"]);
    assert!(names(&root.path().join("a/b")).is_empty());
}

#[test]
fn leaving_out_the_flushing_writes_the_same() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let terraform = production().finish().expect("sound");
    for folder in [
        Folder::new(root.path().join("flushed")),
        Folder::new(root.path().join("not")).without_flushing().records(root.path().join("records")),
    ] {
        let locked = folder.lock(|| {}).expect("writable");
        locked.write(&locked.compare(&terraform).expect("empty"), Edits::Keep).expect("writable");
        assert!(locked.compare(&terraform).expect("readable").is_empty());
    }
    assert_eq!(names(&root.path().join("flushed")), names(&root.path().join("not")));
}

#[cfg(unix)]
#[test]
fn two_runs_wait_for_each_other() {
    let place = Place::emitted();
    let terraform = production().finish().expect("sound");
    let folder = Folder::new(place.out());
    let held = folder.lock(|| panic!("nobody else is there")).expect("there");
    let (waits, waiting) = mpsc::channel();
    thread::scope(|scope| {
        let checks = waits.clone();
        let check = scope.spawn(|| {
            folder
                .compare(&terraform, move || checks.send("check").expect("heard"))
                .expect("readable")
                .is_empty()
        });
        let emit = scope.spawn(|| {
            let locked = folder.lock(move || waits.send("emit").expect("heard")).expect("there");
            locked.compare(&terraform).expect("readable").is_empty()
        });
        // Both say that they wait; only then is there something for them to find.
        let mut said: Vec<&str> = waiting.iter().collect();
        said.sort_unstable();
        assert_eq!(said, ["check", "emit"]);
        fs::remove_file(place.out().join("network.tf")).expect("writable");
        drop(held);
        assert!(!check.join().expect("no panic") && !emit.join().expect("no panic"));
    });
}

/// Somebody who reads what is said while it is said.
#[cfg(unix)]
struct Reader<F: FnMut(&str)> {
    said: Vec<u8>,
    hears: F,
}

#[cfg(unix)]
impl<F: FnMut(&str)> Write for Reader<F> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.said.extend_from_slice(text);
        (self.hears)(&String::from_utf8_lossy(&self.said));
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_waits_says_so() {
    let place = Place::emitted();
    let folder = Folder::new(place.out());
    let mut held = Some(folder.lock(|| {}).expect("there"));
    let release = |said: &str| {
        if said.contains("waiting for another run") {
            held = None;
        }
    };
    let (mut out, mut err) = (Vec::new(), Reader { said: Vec::new(), hears: release });
    let around = Surroundings::new(&mut out, &mut err);
    assert_eq!(terrane_cli::run([place.project()], ["xtask"], around), 0);
    assert!(String::from_utf8_lossy(&err.said).contains("terraform/production"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_removed_while_waiting_is_made_again() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = Folder::new(root.path().join("out"));
    let terraform = production().finish().expect("sound");
    let mut held = Some(folder.lock(|| {}).expect("it can be made"));
    // The first run has nothing to write and removes the folder that it made; the second one holds that.
    let locked = folder.lock(|| held = None).expect("it can be made");
    locked.write(&locked.compare(&terraform).expect("empty"), Edits::Keep).expect("writable");
    drop(locked);
    assert_eq!(names(&root.path().join("out")).len(), 5);
}
