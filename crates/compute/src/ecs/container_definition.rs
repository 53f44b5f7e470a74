//! A container as ECS reads it: one object of `container_definitions`.

use terrane_aws::Environment;
use terrane_core::{Expr, MiB, Object, Port, Seconds, Text};

use super::container_condition::ContainerCondition;
use super::health_check::HealthCheck;
use super::open_files::OpenFiles;
use super::volume::Volume;
use crate::ecr::Image;

/// What every container has, whatever its user.
#[derive(Clone, Debug)]
pub(super) struct ContainerDefinition {
    pub(super) name: Text,
    pub(super) image: Image,
    pub(super) uid: Option<u32>,
    pub(super) gid: Option<u32>,
    /// Whether user 0 is meant.
    pub(super) root: bool,
    pub(super) essential: bool,
    pub(super) ports: Vec<(Port, &'static str)>,
    pub(super) environment: Environment,
    pub(super) command: Vec<Text>,
    pub(super) entry_point: Vec<Text>,
    pub(super) working_directory: Option<Text>,
    pub(super) logs: Option<Object>,
    pub(super) health_check: Option<HealthCheck>,
    pub(super) read_only: bool,
    pub(super) mounts: Vec<Mount>,
    pub(super) start_timeout: Option<Seconds>,
    pub(super) stop_timeout: Option<Seconds>,
    pub(super) cpu: Option<u32>,
    pub(super) memory: Option<MiB>,
    pub(super) memory_reservation: Option<MiB>,
    pub(super) depends_on: Vec<(String, ContainerCondition)>,
    pub(super) open_files: Option<OpenFiles>,
    pub(super) init_process: bool,
    pub(super) drop_capabilities: bool,
    pub(super) labels: Object,
}

/// A volume that a container mounts.
#[derive(Clone, Debug)]
pub(super) struct Mount {
    pub(super) volume: Volume,
    pub(super) path: Text,
    pub(super) read_only: bool,
}

impl Mount {
    fn lower(&self) -> Object {
        Object::new()
            .set("sourceVolume", self.volume.name())
            .set("containerPath", &self.path)
            .set("readOnly", self.read_only)
    }
}

/// A list where there is something to list.
fn filled<T: Into<Expr>>(items: impl IntoIterator<Item = T>) -> Option<Expr> {
    let mut items = items.into_iter().peekable();
    items.peek().is_some().then_some(())?;
    Some(Expr::list(items))
}

impl ContainerDefinition {
    pub(super) fn new(name: Text, image: Image, uid: Option<u32>) -> Self {
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
    pub(super) fn called(&self) -> &str {
        self.name.as_literal().unwrap_or("the container")
    }

    pub(super) fn lower(&self) -> Object {
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
            Object::new().set("containerName", container.clone()).set("condition", *condition)
        });
        let mounts = self.mounts.iter().map(Mount::lower);
        let open_files = self.open_files.map(|OpenFiles { soft_limit, hard_limit }| {
            let limit = Object::new().set("name", "nofile");
            Expr::list([limit.set("softLimit", soft_limit).set("hardLimit", hard_limit)])
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
            .set("image", self.image.reference())
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
            .set_opt("healthCheck", self.health_check.as_ref().map(HealthCheck::lower))
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
}
