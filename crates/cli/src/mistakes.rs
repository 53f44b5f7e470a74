//! What is wrong with projects before any of them is built.

use crate::project::Project;

/// The names that no project can have: the commands there are, and those that there may be one day. So a new
/// command never takes a project's name away.
pub const RESERVED: &[&str] = &[
    "add",
    "apply",
    "check",
    "completions",
    "config",
    "console",
    "cost",
    "delete",
    "deploy",
    "destroy",
    "diff",
    "docs",
    "doctor",
    "drift",
    "emit",
    "env",
    "explain",
    "export",
    "fmt",
    "format",
    "gen",
    "generate",
    "get",
    "graph",
    "help",
    "import",
    "init",
    "lint",
    "list",
    "lock",
    "login",
    "logout",
    "migrate",
    "model",
    "move",
    "new",
    "output",
    "picture",
    "plan",
    "policy",
    "providers",
    "refresh",
    "remove",
    "rollback",
    "rule",
    "rules",
    "run",
    "runbook",
    "schema",
    "self",
    "show",
    "state",
    "terraform",
    "test",
    "update",
    "upgrade",
    "validate",
    "verify",
    "version",
    "watch",
];

/// All mistakes, in the projects' order.
pub(crate) fn mistakes(projects: &[Project]) -> Vec<String> {
    if projects.is_empty() {
        return vec![
            r#"there is no project; give `main` a `Project::new("shop", env!("CARGO_MANIFEST_DIR"))`"#.into(),
        ];
    }
    let mut mistakes = Vec::new();
    for (at, project) in projects.iter().enumerate() {
        let name = project.name;
        mistakes.extend(name_mistake("a project", name));
        if RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
            mistakes.push(format!("the project {name:?} has the name of a command; give it another one"));
        }
        if is_second(projects.iter().map(|project| project.name), at) {
            mistakes.push(format!("two projects are called {name:?}; give one of them another name"));
        }
        if !project.manifest_folder.is_absolute() {
            mistakes.push(format!(
                "the project {name:?} has the relative manifest folder \"{}\"; pass env!(\"CARGO_MANIFEST_DIR\"), \
                 and what is below it to `.folder(…)`",
                project.manifest_folder.display()
            ));
        }
        if project.environments.is_empty() {
            mistakes.push(format!(
                "the project {name:?} has no environment; add `.environment(\"production\", …)`"
            ));
        }
        for (at, (environment, _)) in project.environments.iter().enumerate() {
            mistakes.extend(name_mistake(&format!("an environment of {name:?}"), environment));
            if is_second(project.environments.iter().map(|(name, _)| *name), at) {
                mistakes.push(format!(
                    "two environments of {name:?} are called {environment:?}; give one of them another name"
                ));
            }
        }
    }
    mistakes
}

/// Whether the name at this place is the second one of its kind; a third one is not said again. Folders of
/// some systems do not tell capital letters from small ones.
fn is_second<'a>(names: impl Iterator<Item = &'a str>, at: usize) -> bool {
    let names: Vec<&str> = names.take(at + 1).collect();
    names[..at].iter().filter(|name| name.eq_ignore_ascii_case(names[at])).count() == 1
}

fn name_mistake(whose: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return Some(format!("{whose} has an empty name"));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if name.bytes().all(plain) && name.as_bytes()[0].is_ascii_alphanumeric() {
        return None;
    }
    Some(format!(
        "{whose} is called {name:?}; a name has ASCII letters, digits, - and _, and begins with a letter or a digit"
    ))
}
