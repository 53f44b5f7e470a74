//! The commands over any Terrane stack: a service's `xtask` is a `main` of a few lines.
//!
//! ```no_run
//! use std::process::ExitCode;
//! use terrane_cli::Project;
//! use terrane_core::Stack;
//!
//! fn production() -> Stack {
//!     Stack::new("shop-production")
//! }
//!
//! fn main() -> ExitCode {
//!     terrane_cli::main([
//!         Project::new("shop", env!("CARGO_MANIFEST_DIR")).environment("production", production)
//!     ])
//! }
//! ```
//!
//! `cargo xtask shop` then emits the stack into `terraform/production` beside the package's `Cargo.toml`,
//! wherever one stands. `--env`, `--out` and `--check` say otherwise. Where there is one project, its name
//! may be left out. No command ever asks a question.
//!
//! | exit status | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | the stack has problems; all of them are listed |
//! | 2 | wrong usage, or mistakes in the projects; all of them are listed |
//! | 3 | `--check` found the folder to differ from what would be written |
//! | 4 | files could not be read or written, or were edited by hand; nothing was changed |
//!
//! # What happens to files
//!
//! Only files whose first line says that Terrane wrote them, under the name that they have, are ever changed
//! or removed. If one of them was edited by hand since the last run on this machine, nothing is written,
//! unless `--force` is given. What git brought is not an edit. See [`Folder`], [`Folder::records`] and
//! [`records_folder`].
//!
//! A folder is old, or new, or says that it is incomplete: where a run is killed in the middle, the file
//! `terrane_incomplete.tf` stays, and no Terraform command works beside it until the next run has written
//! everything. Ctrl-C and SIGTERM wait for the end of a write.

mod command;
mod emit;
mod files;
mod interrupt;
mod mistakes;
mod paths;
mod project;
mod status;
mod surroundings;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use command::CommandLine;
use status::{DONE, USAGE};

pub use files::{Change, Changes, Edits, Folder, FolderError, LockedFolder, records_folder};
pub use mistakes::RESERVED;
pub use project::Project;
pub use surroundings::Surroundings;

/// Runs the command that the process was started with, and keeps records in [`records_folder`].
///
/// SIGINT and SIGTERM are taken over: the exit status is then 130 or 143, and a write that has begun is
/// finished before.
pub fn main(projects: impl IntoIterator<Item = Project>) -> ExitCode {
    interrupt::watch();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let around = Surroundings::new(&mut out, &mut err).records(records_folder());
    let status = run(projects, std::env::args_os(), around);
    ExitCode::from(interrupt::asked().unwrap_or(status))
}

/// Runs a command and returns the exit status. The first argument is the program's own name.
///
/// Nothing of the process is changed; signals are left as they are.
///
/// ```
/// use terrane_cli::{Project, Surroundings};
/// use terrane_core::Stack;
///
/// let shop = || {
///     Project::new("shop", std::env::temp_dir()).environment("production", || Stack::new("shop-production"))
/// };
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// assert_eq!(terrane_cli::run([shop()], ["xtask", "--help"], Surroundings::new(&mut out, &mut err)), 0);
/// assert_eq!(terrane_cli::run([shop()], ["xtask", "--such"], Surroundings::new(&mut out, &mut err)), 2);
/// ```
pub fn run<A: Into<OsString>>(
    projects: impl IntoIterator<Item = Project>,
    arguments: impl IntoIterator<Item = A>,
    mut around: Surroundings<'_>,
) -> u8 {
    let projects: Vec<Project> = projects.into_iter().collect();
    let mistakes = mistakes::mistakes(&projects);
    if !mistakes.is_empty() {
        let list = mistakes.join("\n  - ");
        let _ = writeln!(
            around.err,
            "error: this program's projects cannot be used\n  - {list}\n  nothing was changed"
        );
        return USAGE;
    }
    match CommandLine::new(&projects, arguments.into_iter().map(Into::into)).parse() {
        Ok((name, matches)) => match projects.iter().find(|project| project.name == name) {
            Some(project) => emit::emit(project, &matches, &mut around),
            None => USAGE,
        },
        Err(said) if said.is_usage => {
            let _ = writeln!(around.err, "{}", said.text);
            USAGE
        }
        Err(help) => {
            let _ = writeln!(around.out, "{}", help.text);
            DONE
        }
    }
}
