//! Ranges of ports.

use terrane_core::{Invalid, Port, UnprivilegedPort};

/// A range of ports, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PortRange {
    from: u16,
    to: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: PortRange = PortRange { from: 0, to: 65535 };

    /// The ports from one to another.
    ///
    /// # Errors
    ///
    /// Where the first is above the last.
    pub fn new(from: Port, to: Port) -> Result<Self, Invalid> {
        let (from, to) = (from.number(), to.number());
        if from > to {
            return Err(Invalid::new(format!("the ports from {from} to {to}: the first is above the last")));
        }
        Ok(Self { from, to })
    }

    /// The first port.
    pub const fn first(self) -> u16 {
        self.from
    }

    /// The last port.
    pub const fn last(self) -> u16 {
        self.to
    }

    /// Whether the port is in the range.
    pub const fn contains(self, port: Port) -> bool {
        self.from <= port.number() && port.number() <= self.to
    }
}

impl From<Port> for PortRange {
    fn from(port: Port) -> Self {
        Self::from(port.number())
    }
}

impl From<UnprivilegedPort> for PortRange {
    fn from(port: UnprivilegedPort) -> Self {
        Self::from(Port::from(port))
    }
}

impl From<u16> for PortRange {
    /// One port by its number. There is no port 0: who takes a range reports it (`invalid-port`).
    fn from(number: u16) -> Self {
        Self { from: number, to: number }
    }
}
