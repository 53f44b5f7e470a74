//! The user that a container runs as, and the ports that it may open.

use terrane_core::{Port, UnprivilegedPort};

/// A container that runs as root: it opens any port.
#[derive(Clone, Copy, Debug)]
pub enum Root {}

/// A container that does not run as root: it opens no port below 1024.
#[derive(Clone, Copy, Debug)]
pub enum NonRoot {}

/// A port that a container of this user may open: any for root, those from 1024 on for others.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a port that this container's user may open",
    label = "expected `literal!(UnprivilegedPort, 3000)`",
    note = "ports below 1024 are for root: `Container::root(…)` takes any `Port`"
)]
pub trait ContainerPort<User> {
    /// The port itself.
    fn port(self) -> Port;
}

impl ContainerPort<NonRoot> for UnprivilegedPort {
    fn port(self) -> Port {
        self.into()
    }
}

impl ContainerPort<Root> for UnprivilegedPort {
    fn port(self) -> Port {
        self.into()
    }
}

impl ContainerPort<Root> for Port {
    fn port(self) -> Port {
        self
    }
}
