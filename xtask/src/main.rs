//! The commands of this workspace: `cargo xtask jiki`.

use std::process::ExitCode;

use jiki::Settings;
use terrane_cli::Project;

fn main() -> ExitCode {
    let jiki = Project::new("jiki", env!("CARGO_MANIFEST_DIR"))
        .folder("../examples/jiki/terraform")
        .environment("production", || jiki::stack(&Settings::production()))
        .environment("staging", || jiki::stack(&Settings::staging()));
    terrane_cli::main([jiki])
}
