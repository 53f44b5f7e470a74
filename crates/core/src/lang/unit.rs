//! Quantities with their units.

use super::text::Text;
use super::tree::Expr;
use super::value::Value;
use crate::validity::literal::valid;
use crate::validity::problem::Invalid;

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl From<$name> for Expr {
            fn from(quantity: $name) -> Self {
                quantity.0.into()
            }
        }

        impl From<Value<u32>> for Value<$name> {
            fn from(number: Value<u32>) -> Self {
                match number {
                    Value::Known(number) => Value::Known($name(number)),
                    Value::Given(expr) => Value::Given(expr),
                }
            }
        }

        impl From<$name> for Text {
            fn from(quantity: $name) -> Self {
                quantity.0.into()
            }
        }
    )*};
}

units! {
    /// A time in seconds.
    Seconds;
    /// A time in minutes.
    Minutes;
    /// A time in days.
    Days;
    /// A size in mebibytes (2^20 bytes).
    MiB;
    /// A size in gibibytes (2^30 bytes).
    GiB;
    /// A share in percent.
    Percent;
}

/// A TCP or UDP port, 1 to 65535.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port(u16);

impl Port {
    /// HTTP, 80.
    pub const HTTP: Port = Port(80);
    /// HTTPS, 443.
    pub const HTTPS: Port = Port(443);
    const SENTENCE: &'static str = "a port is a number from 1 to 65535";

    /// A port that is known at run time.
    ///
    /// # Errors
    ///
    /// Where the number is 0.
    pub fn new(number: u16) -> Result<Self, Invalid> {
        if number == 0 {
            Err(Invalid::new(format!("{number}: {}", Self::SENTENCE)))
        } else {
            Ok(Self(number))
        }
    }

    /// A literal port.
    ///
    /// # Panics
    ///
    /// Where the number is 0; use it through [`literal!`](crate::literal).
    pub const fn literal(number: u16) -> Self {
        valid(number > 0, Self::SENTENCE);
        Self(number)
    }

    /// The number.
    pub const fn number(self) -> u16 {
        self.0
    }
}

/// A port that a process without root can open on ECS: 1024 to 65535.
///
/// ```
/// use terrane_core::{UnprivilegedPort, literal};
///
/// let port = literal!(UnprivilegedPort, 3000);
/// assert!(UnprivilegedPort::new(80).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnprivilegedPort(Port);

impl UnprivilegedPort {
    const SENTENCE: &'static str =
        "a container that does not run as root opens ports from 1024 to 65535 only";

    /// A port that is known at run time.
    ///
    /// # Errors
    ///
    /// Where the number is below 1024.
    pub fn new(number: u16) -> Result<Self, Invalid> {
        if number < 1024 {
            Err(Invalid::new(format!("{number}: {}", Self::SENTENCE)))
        } else {
            Ok(Self(Port(number)))
        }
    }

    /// A literal port.
    ///
    /// # Panics
    ///
    /// Where the number is below 1024; use it through [`literal!`](crate::literal).
    pub const fn literal(number: u16) -> Self {
        valid(number >= 1024, Self::SENTENCE);
        Self(Port(number))
    }

    /// The same port, where any port will do.
    pub const fn port(self) -> Port {
        self.0
    }
}

impl From<UnprivilegedPort> for Port {
    fn from(port: UnprivilegedPort) -> Self {
        port.0
    }
}

impl From<Port> for Expr {
    fn from(port: Port) -> Self {
        u32::from(port.0).into()
    }
}

impl From<Port> for Text {
    fn from(port: Port) -> Self {
        u32::from(port.0).into()
    }
}

impl From<UnprivilegedPort> for Expr {
    fn from(port: UnprivilegedPort) -> Self {
        port.0.into()
    }
}

impl From<UnprivilegedPort> for Text {
    fn from(port: UnprivilegedPort) -> Self {
        port.0.into()
    }
}
