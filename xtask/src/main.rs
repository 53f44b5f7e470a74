//! The commands of this workspace: `cargo xtask jiki`.

use std::path::Path;
use std::process::ExitCode;

use jiki::Settings;
use terrane_cli::Project;

fn main() -> ExitCode {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let jiki = Project::new("jiki", workspace.join("examples/jiki/terraform"))
        .environment("production", || jiki::stack(&Settings::production()))
        .environment("staging", || jiki::stack(&Settings::staging()));
    terrane_cli::main([jiki])
}
