//! The README's own stack, as somebody pastes it: in a new folder, built and run.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_readmes_stack_runs_in_a_new_folder() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace");
    let readme = fs::read_to_string(workspace.join("README.md")).expect("the README");
    let program = fenced(&readme, "```rust,example\n");
    let dependencies = fenced(&readme, "```toml\n");
    assert!(program.lines().count() <= 32, "an example of twenty lines, and their imports");

    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    // As the README says where the crates are not published: each has the path of its folder.
    let dependencies = dependencies.lines().map(|line| match line.split_once(" = ") {
        Some((name, _)) => {
            let krate = workspace.join("crates").join(name.trim_start_matches("terrane-"));
            format!("{name} = {{ path = {krate:?} }}\n")
        }
        None => format!("{line}\n"),
    });
    let manifest = "[package]\nname = \"shop-infrastructure\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n";
    let write = |name: &str, text: String| fs::write(root.join(name), text).expect("the folder is writable");
    fs::create_dir(root.join("src")).expect("the folder is writable");
    write("Cargo.toml", manifest.to_owned() + &dependencies.collect::<String>());
    write("src/main.rs", program.to_owned());
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).expect("the lock file");
    fs::copy(workspace.join("rust-toolchain.toml"), root.join("rust-toolchain.toml"))
        .expect("the toolchain file");

    let target = workspace.join("target/readme");
    let run = |how: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .arg("run")
            .args(how)
            .args(["--quiet", "--", "shop"])
            .current_dir(root)
            .env("CARGO_TARGET_DIR", &target)
            .env("XDG_CACHE_HOME", root.join("cache"));
        cargo.output().expect("cargo runs")
    };
    // What this test's own build has downloaded is usually all.
    let offline = run(&["--offline"]);
    let output = if offline.status.success() { offline } else { run(&[]) };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let emitted = |name: &str| {
        fs::read_to_string(root.join("terraform/production").join(name)).expect("it was emitted")
    };
    assert!(emitted("network.tf").contains("resource \"aws_vpc\" \"main\""));
    assert!(emitted("data.tf").contains("bucket = \"shop-uploads\""));
    assert!(emitted("compute.tf").contains("Resource = \"${aws_s3_bucket.uploads.arn}/*\""));
}

/// The first block that is fenced so.
fn fenced<'a>(text: &'a str, fence: &str) -> &'a str {
    let start = text.find(fence).expect("the README has the block") + fence.len();
    text[start..].split("```").next().unwrap_or_default()
}
