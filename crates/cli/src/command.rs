//! The command line over projects.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use crate::paths::shown;
use crate::project::Project;

/// The command line over projects.
pub(crate) struct CommandLine {
    command: Command,
    arguments: Vec<OsString>,
    /// What to say where no project was named.
    hint: String,
}

impl CommandLine {
    /// The command line of these projects, given these arguments. The first one is the program's own name.
    pub(crate) fn new(projects: &[Project], arguments: impl Iterator<Item = OsString>) -> Self {
        let mut arguments: Vec<OsString> = arguments.collect();
        if arguments.is_empty() {
            arguments.push("xtask".into());
        }
        let program = Path::new(&arguments[0]).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let command = Command::new("xtask")
            .about("Emits and checks infrastructure")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(projects.iter().map(project));
        let first = arguments.get(1).map(|argument| argument.to_string_lossy());
        let is_command = first.is_some_and(|first| {
            first == "help" || command.get_subcommands().any(|command| command.get_name() == first)
        });
        let hint = match projects {
            // Where there is one project, its name goes without saying.
            [only] => {
                if !is_command {
                    arguments.insert(1, only.name.into());
                }
                String::new()
            }
            _ if is_command => String::new(),
            _ => {
                let names: Vec<&str> = projects.iter().map(|project| project.name).collect();
                format!("\nname a project first: {}", names.join(", "))
            }
        };
        let command = match projects {
            [only] => command.mut_subcommand(only.name, |command| {
                command.override_usage(format!("{program} [{}] [OPTIONS]", only.name))
            }),
            _ => command,
        };
        Self { command, arguments, hint }
    }

    /// What the arguments say; where they say nothing that can be done, what to say.
    pub(crate) fn parse(self) -> Result<(String, clap::ArgMatches), Said> {
        let said = |error: clap::Error| {
            let usage = error.use_stderr();
            let hint = if usage { self.hint.as_str() } else { "" };
            Said { text: format!("{}{hint}", error.to_string().trim_end()), is_usage: usage }
        };
        let mut matches = self.command.try_get_matches_from(self.arguments).map_err(said)?;
        Ok(matches.remove_subcommand().unwrap_or_default())
    }
}

/// What is said in place of doing something: help, or what is wrong with the arguments.
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) is_usage: bool,
}

fn project(project: &Project) -> Command {
    let names: Vec<&'static str> = project.environments.iter().map(|(name, _)| *name).collect();
    let default = project.folder_of("ENVIRONMENT");
    let env = Arg::new("env")
        .long("env")
        .value_name("ENVIRONMENT")
        .help("The environment")
        .default_value(names[0])
        .value_parser(PossibleValuesParser::new(names));
    let out = Arg::new("out")
        .long("out")
        .value_name("FOLDER")
        .help(format!("The folder to write to [default: {}]", shown(&default).display()))
        .value_parser(value_parser!(PathBuf));
    let check = Arg::new("check")
        .long("check")
        .help("Write nothing; exit with 3 where the folder differs from what would be written")
        .action(ArgAction::SetTrue);
    let force = Arg::new("force")
        .long("force")
        .help("Overwrite emitted files that were edited by hand")
        .conflicts_with("check")
        .action(ArgAction::SetTrue);
    Command::new(project.name)
        .about(format!("Emit the Terraform of {}", project.name))
        .args([env, out, check, force])
}
