//! What does not fit together in one container.

use std::collections::HashSet;

use terrane_core::{Body, Problem, Seconds, Severity, Text};

use super::container_definition::ContainerDefinition;
use super::health_check::shell_words;
use super::name::ECS_NAME;
use super::open_files::OpenFiles;

impl ContainerDefinition {
    pub(super) fn check(&self, body: &mut Body) {
        body.check_name("name of a container", &ECS_NAME, &self.name);
        self.image.check(body);
        self.check_user_and_limits(body);
        self.check_command(body);
        self.check_environment(body);
        self.check_mounts(body);
    }

    fn check_user_and_limits(&self, body: &mut Body) {
        let name = self.called();
        if self.uid == Some(0) && !self.root {
            body.report(Problem::error(
                "root-as-non-root",
                format!("`{name}` runs as user 0, which is root"),
                "give the id of another user, or say `Container::root(…)`",
            ));
        }
        if let Some(Seconds(timeout)) = self.start_timeout {
            body.check_range(&format!("startTimeout of `{name}`"), timeout, 2..=120);
        }
        if let Some(Seconds(timeout)) = self.stop_timeout {
            body.check_range(&format!("stopTimeout of `{name}`"), timeout, 0..=120);
        }
        if let Some(OpenFiles { soft_limit, hard_limit }) = self.open_files
            && soft_limit > hard_limit
        {
            body.report(Problem::error(
                "soft-limit-above-hard",
                format!("`{name}` may open {soft_limit} files softly, but {hard_limit} at most"),
                "lower the soft limit, or raise the hard limit",
            ));
        }
    }

    fn check_command(&self, body: &mut Body) {
        let name = self.called();
        if self.entry_point.is_empty()
            && let Some(mut problem) = shell_words(&format!("the command of `{name}`"), &self.command)
        {
            // The image may have a shell as its entry point, which is not known here.
            problem.severity = Severity::Warning;
            body.report(problem);
        }
        if let Some(check) = &self.health_check {
            check.check(name, body);
        }
    }

    fn check_environment(&self, body: &mut Body) {
        let name = self.called();
        let plain = self.environment.plain().map(|(variable, _)| variable);
        let mut variables = plain.chain(self.environment.secrets().map(|(variable, _)| variable));
        let is_invalid = |variable: &&str| variable.is_empty() || variable.contains(['=', '\0']);
        if let Some(variable) = variables.find(is_invalid) {
            body.report(Problem::error(
                "invalid-name",
                format!("`{name}` reads the environment variable `{variable}`, which is no name of one"),
                "give it a name without `=`, such as `RAILS_ENV`",
            ));
        }
        if let Some((variable, _)) = self.environment.plain().find(|(name, value)| is_secret(name, value)) {
            body.report(Problem::error(
                "secret-in-plain-environment",
                format!(
                    "`{name}` gets `{variable}` in the open: it would be in the state, and in the ECS console"
                ),
                "deliver it as a secret, `.set(name, declared.secret())`, \
                 so that ECS fetches it when the container starts",
            ));
        }
    }

    fn check_mounts(&self, body: &mut Body) {
        let name = self.called();
        let paths = || self.mounts.iter().filter_map(|mount| mount.path.as_literal());
        if let Some(path) = paths().find(|path| !path.starts_with('/')) {
            body.report(Problem::error(
                "relative-mount-path",
                format!("`{name}` mounts a volume under `{path}`, which is no absolute path"),
                "begin the path with `/`",
            ));
        }
        let mut taken = HashSet::new();
        if let Some(path) = paths().find(|path| !taken.insert(*path)) {
            body.report(Problem::error(
                "duplicate-mount-path",
                format!("`{name}` mounts two volumes under `{path}`, and the container would not start"),
                "give each volume a path of its own",
            ));
        }
    }
}

/// Whether a variable's name or value says that it is a secret.
fn is_secret(name: &str, value: &Text) -> bool {
    const ENDS: [&str; 7] = [
        "PASSWORD",
        "PASSWD",
        "MASTER_KEY",
        "SECRET_KEY",
        "SECRET_KEY_BASE",
        "SECRET_ACCESS_KEY",
        "PRIVATE_KEY",
    ];
    let name = name.to_ascii_uppercase();
    let in_url = |value: &str| {
        let authority = value.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
        let user = authority.and_then(|authority| authority.rsplit_once('@'));
        user.is_some_and(|(user, _)| user.split_once(':').is_some_and(|(_, password)| !password.is_empty()))
    };
    // `ALLOW_EMPTY_PASSWORD=yes` is a switch.
    let is_switch = |value: &str| ["", "0", "1", "yes", "no", "true", "false", "on", "off"].contains(&value);
    !value.as_literal().is_some_and(is_switch)
        && (ENDS.iter().any(|end| name.ends_with(end)) || value.as_literal().is_some_and(in_url))
}
