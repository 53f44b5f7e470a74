//! What the tests that ask the real Terraform share.

use std::path::Path;
use std::process::Command;

/// Whether Terraform is installed; a test says so where it is not.
pub(crate) fn has_terraform() -> bool {
    let found = Command::new("terraform").arg("version").output().is_ok();
    if !found {
        println!("SKIPPED: terraform is not installed");
    }
    found
}

/// Runs Terraform in a folder and returns what it prints.
pub(crate) fn terraform(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output =
        Command::new("terraform").args(arguments).current_dir(folder).output().expect("terraform runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "terraform {}: {out}{err}", arguments.join(" "));
    output.stdout
}

/// Every string of up to `longest` characters that a template could stumble over.
pub(crate) fn adversarial(longest: usize) -> Vec<String> {
    const ALPHABET: [char; 8] = ['$', '%', '{', '}', '"', '\\', 'a', '\n'];
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..longest {
        let until = all.len();
        for at in from..until {
            all.extend(ALPHABET.map(|c| format!("{}{c}", all[at])));
        }
        from = until;
    }
    all
}
