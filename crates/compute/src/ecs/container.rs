//! Containers: what a task definition runs.

use std::fmt;
use std::marker::PhantomData;

use terrane_aws::kind::LogGroupName;
use terrane_aws::{Environment, Region};
use terrane_core::{MiB, NameRule, Object, Port, RefersTo, Seconds, Text};

use super::container_condition::ContainerCondition;
use super::container_definition::{ContainerDefinition, Mount};
use super::container_port::{ContainerPort, NonRoot, Root};
use super::health_check::HealthCheck;
use super::name::ECS_NAME;
use super::open_files::OpenFiles;
use super::volume::Volume;
use crate::ecr::Image;

/// One container of a task: its image, and how it runs.
///
/// It becomes a part of `aws_ecs_task_definition.{label}`. The first argument is its name
/// ([`Container::NAME`]).
///
/// By default, it is essential, writes its output nowhere and has no health check.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name that ECS refuses, of the container or of an environment variable |
/// | `out-of-range` | timeouts and memory that ECS refuses |
/// | `root-as-non-root` | the user id 0 with [`Container::non_root`] |
/// | `secret-in-plain-environment` | a variable whose name or value says that it is a secret |
/// | `shell-words-without-shell` | see [`HealthCheck`]; a warning for a command |
/// | `soft-limit-above-hard` | see [`OpenFiles`] |
/// | `relative-mount-path`, `duplicate-mount-path` | paths of volumes with which it would not start |
///
/// Those that look at all containers of a task are at [`TaskDefinition`](crate::TaskDefinition).
///
/// # Not covered
///
/// Log drivers other than `awslogs`, GPUs and devices (Fargate has none), names of ports for Service Connect.
///
/// # Example
///
/// ```
/// use terrane_compute::{Container, HealthCheck, Image, ImageTag};
/// use terrane_aws::{Environment, Region};
/// use terrane_core::{Ref, Seconds, UnprivilegedPort, literal};
///
/// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
/// let container = Container::non_root("web", image, 1000)
///     .port(literal!(UnprivilegedPort, 3000))
///     .environment(Environment::new().set("RAILS_ENV", "production"))
///     .logs(&Ref::existing("/ecs/jiki-api-web"), &Region::EU_WEST_1, "ecs")
///     .health_check(HealthCheck::exec(["curl", "-f", "http://localhost:3000/health"]));
/// ```
///
/// What does not run as root opens no port below 1024, and the compiler says so:
///
/// ```compile_fail,E0308
/// use terrane_compute::{Container, Image, ImageTag};
/// use terrane_core::{Port, literal};
///
/// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
/// let container = Container::non_root("web", image, 1000).port(Port::HTTP);
/// ```
#[doc(alias = "container_definitions")]
#[must_use = "a container does nothing until a task definition takes it"]
pub struct Container<User = NonRoot> {
    pub(super) definition: ContainerDefinition,
    user: PhantomData<fn() -> User>,
}

impl<User> fmt::Debug for Container<User> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.definition.fmt(f)
    }
}

impl<User> Clone for Container<User> {
    fn clone(&self) -> Self {
        Self { definition: self.definition.clone(), user: PhantomData }
    }
}

impl Container<NonRoot> {
    /// The name of a container.
    pub const NAME: NameRule = ECS_NAME;

    /// A container that runs as this user id, whatever the image says.
    pub fn non_root(name: impl Into<Text>, image: Image, uid: u32) -> Self {
        Self::new(name, image, Some(uid))
    }

    /// A container that runs as the user of its image. That user is not known here, so it may open no port
    /// below 1024.
    pub fn image_user(name: impl Into<Text>, image: Image) -> Self {
        Self::new(name, image, None)
    }

    /// The group id beside the user id.
    pub fn group(mut self, gid: u32) -> Self {
        self.definition.gid = Some(gid);
        self
    }
}

impl Container<Root> {
    /// A container that runs as root, whatever the image says. It is named so that a review can search for
    /// it.
    pub fn root(name: impl Into<Text>, image: Image) -> Self {
        let mut container = Self::new(name, image, Some(0));
        container.definition.root = true;
        container
    }
}

impl<User> Container<User> {
    /// Listens on a TCP port. Ports below 1024 are for root: others take an
    /// [`UnprivilegedPort`](terrane_core::UnprivilegedPort).
    pub fn port(self, port: impl ContainerPort<User>) -> Self {
        self.listen(port.port(), "tcp")
    }

    /// Listens on a UDP port.
    pub fn udp_port(self, port: impl ContainerPort<User>) -> Self {
        self.listen(port.port(), "udp")
    }

    fn new(name: impl Into<Text>, image: Image, uid: Option<u32>) -> Self {
        let definition = ContainerDefinition::new(name.into(), image, uid);
        Self { definition, user: PhantomData }
    }

    fn listen(mut self, port: Port, protocol: &'static str) -> Self {
        self.definition.ports.push((port, protocol));
        self
    }

    /// What the container reads from its environment, secrets included: an [`Environment`], or a struct that
    /// [`environment!`](terrane_aws::environment) makes. It adds to what was set before.
    ///
    /// The execution role of the task becomes able to read exactly these secrets.
    pub fn environment(mut self, environment: impl Into<Environment>) -> Self {
        self.definition.environment = std::mem::take(&mut self.definition.environment).and(environment);
        self
    }

    /// What runs instead of the image's own command.
    pub fn command<T: Into<Text>>(mut self, words: impl IntoIterator<Item = T>) -> Self {
        self.definition.command = words.into_iter().map(Into::into).collect();
        self
    }

    /// What runs instead of the image's own entry point.
    pub fn entry_point<T: Into<Text>>(mut self, words: impl IntoIterator<Item = T>) -> Self {
        self.definition.entry_point = words.into_iter().map(Into::into).collect();
        self
    }

    /// The directory in which the command runs.
    pub fn working_directory(mut self, path: impl Into<Text>) -> Self {
        self.definition.working_directory = Some(path.into());
        self
    }

    /// Writes its output to a log group, into streams named `{stream_prefix}/{container}/{task}`.
    ///
    /// The group is a reference and not text. For one that another stack declares, write
    /// [`Ref::existing`](terrane_core::Ref::existing).
    ///
    /// ```compile_fail,E0308
    /// use terrane_compute::{Container, Image, ImageTag};
    /// use terrane_aws::Region;
    /// use terrane_core::literal;
    ///
    /// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
    /// let container =
    ///     Container::non_root("web", image, 1000).logs("/ecs/jiki-api-web", &Region::EU_WEST_1, "ecs");
    /// ```
    pub fn logs(
        mut self,
        group: &impl RefersTo<LogGroupName>,
        region: &Region,
        stream_prefix: impl Into<Text>,
    ) -> Self {
        let options = Object::new()
            .set("awslogs-group", group.reference())
            .set("awslogs-region", Text::from(region))
            .set("awslogs-stream-prefix", stream_prefix.into());
        self.definition.logs = Some(options);
        self
    }

    /// How ECS finds out whether the container works.
    pub fn health_check(mut self, check: HealthCheck) -> Self {
        self.definition.health_check = Some(check);
        self
    }

    /// Makes the image's own files read-only. What the program writes to must be a [`mount`](Self::mount).
    pub fn read_only_root(mut self) -> Self {
        self.definition.read_only = true;
        self
    }

    /// Mounts a volume under an absolute path. The task definition takes the volume from here.
    pub fn mount(mut self, volume: &Volume, path: impl Into<Text>) -> Self {
        self.definition.mounts.push(Mount { volume: volume.clone(), path: path.into(), read_only: false });
        self
    }

    /// Mounts a volume that this container cannot write to.
    pub fn mount_read_only(mut self, volume: &Volume, path: impl Into<Text>) -> Self {
        self.definition.mounts.push(Mount { volume: volume.clone(), path: path.into(), read_only: true });
        self
    }

    /// How long ECS waits for the containers that this one depends on, 2 to 120 seconds.
    pub fn start_timeout(mut self, timeout: Seconds) -> Self {
        self.definition.start_timeout = Some(timeout);
        self
    }

    /// How long the container may take to stop after ECS tells it to, up to 120 seconds on Fargate. Default:
    /// 30.
    pub fn stop_timeout(mut self, timeout: Seconds) -> Self {
        self.definition.stop_timeout = Some(timeout);
        self
    }

    /// Whether the task stops when this container does. Default: yes. One container of a task must be
    /// essential.
    pub fn essential(mut self, essential: bool) -> Self {
        self.definition.essential = essential;
        self
    }

    /// The container's share of the task's CPU units. All shares together are no more than the task has.
    pub fn cpu(mut self, units: u32) -> Self {
        self.definition.cpu = Some(units);
        self
    }

    /// The memory at which the container is killed; no more than the task has, and at least 6 MiB.
    pub fn memory(mut self, limit: MiB) -> Self {
        self.definition.memory = Some(limit);
        self
    }

    /// The memory that is kept free for the container, below its limit.
    pub fn memory_reservation(mut self, reserved: MiB) -> Self {
        self.definition.memory_reservation = Some(reserved);
        self
    }

    /// Starts only once another container of the task, by its name, has reached a condition.
    pub fn depends_on(mut self, container: impl Into<String>, condition: ContainerCondition) -> Self {
        self.definition.depends_on.push((container.into(), condition));
        self
    }

    /// How many files the container may have open. Fargate changes no other limit.
    ///
    /// ```
    /// use terrane_compute::{Container, Image, ImageTag, OpenFiles};
    /// use terrane_core::literal;
    ///
    /// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
    /// let container = Container::non_root("web", image, 1000)
    ///     .open_files(OpenFiles { soft_limit: 16_384, hard_limit: 65_536 });
    /// ```
    pub fn open_files(mut self, limits: OpenFiles) -> Self {
        self.definition.open_files = Some(limits);
        self
    }

    /// Runs a small init process that reaps the children which the program leaves behind.
    pub fn init_process(mut self) -> Self {
        self.definition.init_process = true;
        self
    }

    /// Takes every capability of the kernel from the container.
    pub fn drop_all_capabilities(mut self) -> Self {
        self.definition.drop_capabilities = true;
        self
    }

    /// Adds a Docker label.
    pub fn label(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.definition.labels = self.definition.labels.set(key, value.into());
        self
    }
}
