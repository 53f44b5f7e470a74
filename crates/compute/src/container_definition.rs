//! A container as ECS reads it: one object of `container_definitions`.

use std::collections::HashSet;

use terrane_aws::Environment;
use terrane_core::{Body, Expr, MiB, Object, Port, Problem, Seconds, Severity, Text};

use crate::health_check::shell_words;
use crate::{ContainerCondition, HealthCheck, Image, Volume};

#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) name: Text,
    pub(crate) image: Image,
    pub(crate) uid: Option<u32>,
    pub(crate) gid: Option<u32>,
    /// Whether user 0 is meant.
    pub(crate) root: bool,
    pub(crate) essential: bool,
    pub(crate) ports: Vec<(Port, &'static str)>,
    pub(crate) environment: Environment,
    pub(crate) command: Vec<Text>,
    pub(crate) entry_point: Vec<Text>,
    pub(crate) working_directory: Option<Text>,
    pub(crate) logs: Option<Object>,
    pub(crate) health_check: Option<HealthCheck>,
    pub(crate) read_only: bool,
    pub(crate) mounts: Vec<(Volume, Text, bool)>,
    pub(crate) start_timeout: Option<Seconds>,
    pub(crate) stop_timeout: Option<Seconds>,
    pub(crate) cpu: Option<u32>,
    pub(crate) memory: Option<MiB>,
    pub(crate) memory_reservation: Option<MiB>,
    pub(crate) depends_on: Vec<(String, ContainerCondition)>,
    pub(crate) open_files: Option<(u32, u32)>,
    pub(crate) init_process: bool,
    pub(crate) drop_capabilities: bool,
    pub(crate) labels: Object,
}

/// A list where there is something to list.
fn filled<T: Into<Expr>>(items: impl IntoIterator<Item = T>) -> Option<Expr> {
    let mut items = items.into_iter().peekable();
    items.peek().is_some().then_some(())?;
    Some(Expr::list(items))
}

impl Parts {
    pub(crate) fn new(name: Text, image: Image, uid: Option<u32>) -> Self {
        Self {
            name,
            image,
            uid,
            gid: None,
            root: false,
            essential: true,
            ports: Vec::new(),
            environment: Environment::new(),
            command: Vec::new(),
            entry_point: Vec::new(),
            working_directory: None,
            logs: None,
            health_check: None,
            read_only: false,
            mounts: Vec::new(),
            start_timeout: None,
            stop_timeout: None,
            cpu: None,
            memory: None,
            memory_reservation: None,
            depends_on: Vec::new(),
            open_files: None,
            init_process: false,
            drop_capabilities: false,
            labels: Object::new(),
        }
    }

    /// The name as reports give it.
    pub(crate) fn called(&self) -> &str {
        self.name.as_literal().unwrap_or("the container")
    }

    pub(crate) fn lower(&self, body: &mut Body) -> Object {
        let name = self.called();
        self.check(name, body);
        let image = self.image.lower(body);
        let credentials = self.image.credentials.as_ref();
        let credentials = credentials.map(|it| Object::new().set("credentialsParameter", it.arn()));
        let user = self.uid.map(|uid| match self.gid {
            Some(gid) => format!("{uid}:{gid}"),
            None => uid.to_string(),
        });
        let ports = self
            .ports
            .iter()
            .map(|(port, protocol)| Object::new().set("containerPort", *port).set("protocol", *protocol));
        let plain = self
            .environment
            .plain()
            .map(|(name, value)| Object::new().set("name", name.to_owned()).set("value", value));
        let secrets = self.environment.secrets().map(|(name, secret)| {
            Object::new().set("name", name.to_owned()).set("valueFrom", secret.value_from())
        });
        let depends_on = self.depends_on.iter().map(|(container, condition)| {
            Object::new().set("containerName", container.clone()).set("condition", condition.name())
        });
        let mounts = self.mounts.iter().map(|(volume, path, read_only)| {
            Object::new()
                .set("sourceVolume", volume.name())
                .set("containerPath", path)
                .set("readOnly", *read_only)
        });
        let open_files = self.open_files.map(|(soft, hard)| {
            Expr::list([Object::new().set("name", "nofile").set("softLimit", soft).set("hardLimit", hard)])
        });
        let capabilities = Object::new().set("drop", Expr::list(["ALL"]));
        let linux = Object::new()
            .set_opt("initProcessEnabled", self.init_process.then_some(true))
            .set_opt("capabilities", self.drop_capabilities.then_some(capabilities));
        let logs = self
            .logs
            .clone()
            .map(|options| Object::new().set("logDriver", "awslogs").set("options", options));
        Object::new()
            .set("name", &self.name)
            .set("image", image)
            .set_opt("repositoryCredentials", credentials)
            .set("essential", self.essential)
            .set_opt("user", user)
            .set_opt("entryPoint", filled(self.entry_point.iter().cloned()))
            .set_opt("command", filled(self.command.iter().cloned()))
            .set_opt("workingDirectory", self.working_directory.as_ref())
            .set_opt("cpu", self.cpu)
            .set_opt("memory", self.memory)
            .set_opt("memoryReservation", self.memory_reservation)
            .set_opt("portMappings", filled(ports))
            .set_opt("environment", filled(plain))
            .set_opt("secrets", filled(secrets))
            .set_opt("healthCheck", self.health_check.as_ref().map(|check| check.lower(name, body)))
            .set_opt("dependsOn", filled(depends_on))
            .set_opt("startTimeout", self.start_timeout)
            .set_opt("stopTimeout", self.stop_timeout)
            .set_opt("readonlyRootFilesystem", self.read_only.then_some(true))
            .set_opt("mountPoints", filled(mounts))
            .set_opt("ulimits", open_files)
            .set_opt("linuxParameters", (!linux.is_empty()).then_some(linux))
            .set_opt("dockerLabels", (!self.labels.is_empty()).then(|| self.labels.clone()))
            .set_opt("logConfiguration", logs)
    }

    fn check(&self, name: &str, body: &mut Body) {
        body.check_name("name of a container", &crate::ECS_NAME, &self.name);
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
        if let Some((soft, hard)) = self.open_files
            && soft > hard
        {
            body.report(Problem::error(
                "soft-limit-above-hard",
                format!("`{name}` may open {soft} files softly, but {hard} at most"),
                "lower the first number, or raise the second",
            ));
        }
        let bad = self.environment.plain().map(|(name, _)| name);
        let mut bad = bad.chain(self.environment.secrets().map(|(name, _)| name));
        if let Some(variable) = bad.find(|name| name.is_empty() || name.contains(['=', '\0'])) {
            body.report(Problem::error(
                "invalid-name",
                format!("`{name}` reads the environment variable `{variable}`, which is no name of one"),
                "give it a name without `=`, such as `RAILS_ENV`",
            ));
        }
        if self.entry_point.is_empty()
            && let Some(mut problem) = shell_words(&format!("the command of `{name}`"), &self.command)
        {
            // The image may have a shell as its entry point, which is not known here.
            problem.severity = Severity::Warning;
            body.report(problem);
        }
        if let Some((variable, _)) = self.environment.plain().find(|(name, value)| is_secret(name, value)) {
            body.report(Problem::error(
                "secret-in-plain-environment",
                format!("`{name}` gets `{variable}` in the open: it would be in the state, and in the ECS console"),
                "deliver it as a secret, `.set(name, declared.secret())`, so that ECS fetches it when the container starts",
            ));
        }
        let relative = |path: &&str| !path.starts_with('/');
        let mut paths = self.mounts.iter().filter_map(|(_, path, _)| path.as_literal());
        if let Some(path) = paths.find(relative) {
            body.report(Problem::error(
                "relative-mount-path",
                format!("`{name}` mounts a volume under `{path}`, which is no absolute path"),
                "begin the path with `/`",
            ));
        }
        let mut taken = HashSet::new();
        let mut paths = self.mounts.iter().filter_map(|(_, path, _)| path.as_literal());
        if let Some(path) = paths.find(|path| !taken.insert(*path)) {
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
