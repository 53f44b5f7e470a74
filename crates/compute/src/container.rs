//! Containers: what a task definition runs.

use std::fmt;
use std::marker::PhantomData;

use terrane_aws::kind::LogGroupName;
use terrane_aws::{Environment, Region};
use terrane_core::{MiB, Object, Port, RefersTo, Seconds, Text, UnprivilegedPort};

use crate::container_definition::Parts;
use crate::{HealthCheck, Image, Volume};

/// A container that runs as root: it opens any port.
#[derive(Clone, Copy, Debug)]
pub enum Root {}

/// A container that does not run as root: it opens no port below 1024.
#[derive(Clone, Copy, Debug)]
pub enum NonRoot {}

/// What another container must have reached before one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerCondition {
    /// It has started.
    Start,
    /// It has exited, whatever its exit code. Not for an essential container.
    Complete,
    /// It has exited with 0. Not for an essential container.
    Success,
    /// Its health check has succeeded.
    Healthy,
}

impl ContainerCondition {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            ContainerCondition::Start => "START",
            ContainerCondition::Complete => "COMPLETE",
            ContainerCondition::Success => "SUCCESS",
            ContainerCondition::Healthy => "HEALTHY",
        }
    }
}

/// One container of a task: its image, and how it runs.
///
/// Left out: log drivers other than `awslogs`, GPUs and devices (Fargate has none), names of ports for Service Connect.
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
#[must_use = "a container does nothing until a task definition takes it"]
pub struct Container<User = NonRoot> {
    pub(crate) parts: Parts,
    user: PhantomData<fn() -> User>,
}

impl<User> fmt::Debug for Container<User> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.fmt(f)
    }
}

impl<User> Clone for Container<User> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), user: PhantomData }
    }
}

impl Container<NonRoot> {
    /// A container that runs as this user id, whatever the image says. Its name has 1 to 255 letters, digits, `-` and
    /// `_`. The id 0 is reported (`root-as-non-root`).
    pub fn non_root(name: impl Into<Text>, image: Image, uid: u32) -> Self {
        Self::new(name, image, Some(uid))
    }

    /// A container that runs as the user of its image. Who that is cannot be seen here, so it is taken to be none that
    /// opens ports below 1024.
    pub fn image_user(name: impl Into<Text>, image: Image) -> Self {
        Self::new(name, image, None)
    }

    /// The group id beside the user id.
    pub fn group(mut self, gid: u32) -> Self {
        self.parts.gid = Some(gid);
        self
    }

    /// Listens on a TCP port. Ports below 1024 are for root.
    pub fn port(self, port: UnprivilegedPort) -> Self {
        self.listen(port.port(), "tcp")
    }

    /// Listens on a UDP port.
    pub fn udp_port(self, port: UnprivilegedPort) -> Self {
        self.listen(port.port(), "udp")
    }
}

impl Container<Root> {
    /// A container that runs as root, whatever the image says. A reviewer looks for this name.
    pub fn root(name: impl Into<Text>, image: Image) -> Self {
        Self::new(name, image, Some(0)).with(|parts| parts.root = true)
    }

    /// Listens on a TCP port.
    pub fn port(self, port: Port) -> Self {
        self.listen(port, "tcp")
    }

    /// Listens on a UDP port.
    pub fn udp_port(self, port: Port) -> Self {
        self.listen(port, "udp")
    }
}

impl<User> Container<User> {
    fn new(name: impl Into<Text>, image: Image, uid: Option<u32>) -> Self {
        let parts = Parts::new(name.into(), image, uid);
        Self { parts, user: PhantomData }
    }

    fn with(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(&mut self.parts);
        self
    }

    fn listen(self, port: Port, protocol: &'static str) -> Self {
        self.with(|parts| parts.ports.push((port, protocol)))
    }

    /// What the container reads from its environment, secrets included: an [`Environment`], or a struct that
    /// [`environment!`](terrane_aws::environment) makes. It adds to what was set before.
    ///
    /// The execution role of the task becomes able to read exactly these secrets.
    pub fn environment(self, environment: impl Into<Environment>) -> Self {
        self.with(|parts| parts.environment = std::mem::take(&mut parts.environment).and(environment))
    }

    /// What runs instead of the image's own command.
    pub fn command<T: Into<Text>>(self, words: impl IntoIterator<Item = T>) -> Self {
        self.with(|parts| parts.command = words.into_iter().map(Into::into).collect())
    }

    /// What runs instead of the image's own entry point.
    pub fn entry_point<T: Into<Text>>(self, words: impl IntoIterator<Item = T>) -> Self {
        self.with(|parts| parts.entry_point = words.into_iter().map(Into::into).collect())
    }

    /// The directory in which the command runs.
    pub fn working_directory(self, path: impl Into<Text>) -> Self {
        self.with(|parts| parts.working_directory = Some(path.into()))
    }

    /// Writes its output to a log group, into streams named `{prefix}/{container}/{task}`.
    ///
    /// The group is a reference, and not text: one that is not declared here has to be called [`Ref::existing`](terrane_core::Ref::existing).
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
    pub fn logs(self, group: &impl RefersTo<LogGroupName>, region: &Region, prefix: impl Into<Text>) -> Self {
        let group = &group.reference();
        let options = Object::new()
            .set("awslogs-group", group)
            .set("awslogs-region", Text::from(region))
            .set("awslogs-stream-prefix", prefix.into());
        self.with(|parts| parts.logs = Some(options))
    }

    /// How ECS finds out whether the container works.
    pub fn health_check(self, check: HealthCheck) -> Self {
        self.with(|parts| parts.health_check = Some(check))
    }

    /// Makes the image's own files read-only. What the program writes to must be a [`mount`](Self::mount).
    pub fn read_only_root(self) -> Self {
        self.with(|parts| parts.read_only = true)
    }

    /// Mounts a volume under an absolute path. The task definition takes the volume from here.
    pub fn mount(self, volume: &Volume, path: impl Into<Text>) -> Self {
        self.with(|parts| parts.mounts.push((volume.clone(), path.into(), false)))
    }

    /// Mounts a volume that this container cannot write to.
    pub fn mount_read_only(self, volume: &Volume, path: impl Into<Text>) -> Self {
        self.with(|parts| parts.mounts.push((volume.clone(), path.into(), true)))
    }

    /// How long ECS waits for the containers that this one depends on, 2 to 120 seconds.
    pub fn start_timeout(self, timeout: Seconds) -> Self {
        self.with(|parts| parts.start_timeout = Some(timeout))
    }

    /// How long the container may take to stop once it was asked to, up to 120 seconds on Fargate. The default is 30.
    pub fn stop_timeout(self, timeout: Seconds) -> Self {
        self.with(|parts| parts.stop_timeout = Some(timeout))
    }

    /// Whether the task stops when this container does. The default is yes; one container of a task must be essential.
    pub fn essential(self, essential: bool) -> Self {
        self.with(|parts| parts.essential = essential)
    }

    /// The container's share of the task's CPU units. All shares together are no more than the task has.
    pub fn cpu(self, units: u32) -> Self {
        self.with(|parts| parts.cpu = Some(units))
    }

    /// The memory at which the container is killed; no more than the task has, and at least 6 MiB.
    pub fn memory(self, limit: MiB) -> Self {
        self.with(|parts| parts.memory = Some(limit))
    }

    /// The memory that is kept free for the container, below its limit.
    pub fn memory_reservation(self, reserved: MiB) -> Self {
        self.with(|parts| parts.memory_reservation = Some(reserved))
    }

    /// Starts only once another container of the task, by its name, has reached a condition.
    pub fn depends_on(self, container: impl Into<String>, condition: ContainerCondition) -> Self {
        self.with(|parts| parts.depends_on.push((container.into(), condition)))
    }

    /// How many files the container may have open: the soft and the hard limit (`nofile`). Fargate changes no other
    /// limit.
    pub fn open_files(self, soft: u32, hard: u32) -> Self {
        self.with(|parts| parts.open_files = Some((soft, hard)))
    }

    /// Runs a small init process that reaps the children which the program leaves behind.
    pub fn init_process(self) -> Self {
        self.with(|parts| parts.init_process = true)
    }

    /// Takes every capability of the kernel from the container.
    pub fn drop_all_capabilities(self) -> Self {
        self.with(|parts| parts.drop_capabilities = true)
    }

    /// Adds a Docker label.
    pub fn label(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.parts.labels = self.parts.labels.set(key, value.into());
        self
    }
}
