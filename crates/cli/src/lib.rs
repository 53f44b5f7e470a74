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
//!     terrane_cli::main([Project::new("shop", "terraform").environment("production", production)])
//! }
//! ```
//!
//! `cargo xtask shop` then emits the stack into `terraform/production`; `--env`, `--out` and `--check` say otherwise.
//!
//! | exit status | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | the stack has problems; all of them are listed |
//! | 2 | wrong usage |
//! | 3 | `--check` found the folder to differ from what would be written |
//! | 4 | files could not be read or written; nothing was changed |

mod folder;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use terrane_core::Stack;

pub use folder::{Change, Folder, FolderError};

const DONE: u8 = 0;
const PROBLEMS: u8 = 1;
const DIFFERS: u8 = 3;
const FILES: u8 = 4;

/// A stack under a name of its own, in one or more environments.
pub struct Project {
    name: &'static str,
    folder: PathBuf,
    environments: Vec<(&'static str, Builder)>,
}

type Builder = Box<dyn Fn() -> Stack>;

impl Project {
    /// A project: the command's name, and the folder that gets a folder for each environment.
    pub fn new(name: &'static str, folder: impl Into<PathBuf>) -> Self {
        Self { name, folder: folder.into(), environments: Vec::new() }
    }

    /// Adds an environment. The first one is the default.
    #[must_use]
    pub fn environment(mut self, name: &'static str, stack: impl Fn() -> Stack + 'static) -> Self {
        self.environments.push((name, Box::new(stack)));
        self
    }

    fn command(&self) -> Command {
        let names: Vec<&'static str> = self.environments.iter().map(|(name, _)| *name).collect();
        let env = Arg::new("env").long("env").value_name("ENVIRONMENT").help("The environment");
        let env = match names.first() {
            Some(first) => env.default_value(*first).value_parser(names),
            None => env,
        };
        let out = Arg::new("out").long("out").value_name("FOLDER").value_parser(value_parser!(PathBuf));
        let check = Arg::new("check").long("check").action(ArgAction::SetTrue);
        Command::new(self.name)
            .about(format!("Emit the Terraform of {}", self.name))
            .arg(env)
            .arg(out.help(format!(
                "The folder to write to [default: {}/ENVIRONMENT]",
                shown(&self.folder).display()
            )))
            .arg(check.help("Write nothing; exit with 3 where the folder differs from what would be written"))
    }
}

impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.environments.iter().map(|(name, _)| name).collect();
        f.debug_struct("Project")
            .field("name", &self.name)
            .field("environments", &names)
            .finish_non_exhaustive()
    }
}

/// Runs the command that the process was started with.
pub fn main(projects: impl IntoIterator<Item = Project>) -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    ExitCode::from(run(projects, std::env::args_os(), &mut out, &mut err))
}

/// Runs a command and returns the exit status. The first argument is the program's own name.
pub fn run<A: Into<OsString> + Clone>(
    projects: impl IntoIterator<Item = Project>,
    arguments: impl IntoIterator<Item = A>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let projects: Vec<Project> = projects.into_iter().collect();
    let command = Command::new("cargo xtask")
        .about("Emits and checks infrastructure")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(projects.iter().map(Project::command));
    // Where nobody reads what is said, there is nobody to tell: the exit status still counts.
    match command.try_get_matches_from(arguments) {
        Ok(matches) => {
            let (name, matches) = matches.subcommand().unwrap_or(("", &matches));
            match projects.iter().find(|project| project.name == name) {
                Some(project) => emit(project, matches, out, err),
                None => usage(err, "no command was given"),
            }
        }
        Err(error) if error.use_stderr() => usage(err, &error.to_string()),
        Err(help) => {
            let _ = write!(out, "{help}");
            DONE
        }
    }
}

fn usage(err: &mut dyn Write, message: &str) -> u8 {
    let _ = writeln!(err, "{}", message.trim_end());
    2
}

fn emit(project: &Project, matches: &ArgMatches, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let name = matches.get_one::<String>("env").map_or("", String::as_str);
    let Some((name, stack)) = project.environments.iter().find(|(environment, _)| *environment == name)
    else {
        return usage(err, &format!("{} has no environment", project.name));
    };
    let path = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| project.folder.join(name));
    let terraform = match stack().finish() {
        Ok(terraform) => terraform,
        Err(problems) => {
            let _ = writeln!(err, "{problems}");
            return PROBLEMS;
        }
    };
    if terraform.warnings().iter().next().is_some() {
        let _ = writeln!(err, "{}", terraform.warnings());
    }
    let done = Folder::new(&path).compare(&terraform).and_then(|changes| {
        if matches.get_flag("check") {
            return Ok(check(&path, &changes, out));
        }
        Folder::new(&path).write(&changes)?;
        for change in &changes {
            let _ = writeln!(out, "{:8} {}", change.verb(), shown(&path.join(change.name())).display());
        }
        if changes.is_empty() {
            let _ = writeln!(out, "{} is up to date", shown(&path).display());
        }
        Ok(DONE)
    });
    done.unwrap_or_else(|error| {
        let _ = writeln!(err, "error: {error}\n  nothing was changed");
        FILES
    })
}

fn check(path: &Path, changes: &[Change], out: &mut dyn Write) -> u8 {
    for change in changes {
        let _ = write!(out, "{}", change.diff());
    }
    if changes.is_empty() {
        let _ = writeln!(out, "{} is up to date", shown(path).display());
        DONE
    } else {
        let _ = writeln!(out, "{} differs from the stack; emit it again", shown(path).display());
        DIFFERS
    }
}

/// The path as seen from where the command runs.
fn shown(path: &Path) -> &Path {
    let here = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(here) {
        Ok(inside) if inside.as_os_str().is_empty() => Path::new("."),
        Ok(inside) => inside,
        Err(_) => path,
    }
}
