//! Quantities with their units.

use crate::{Expr, Invalid, Text, Value};

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
        crate::valid(number > 0, Self::SENTENCE);
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
        crate::valid(number >= 1024, Self::SENTENCE);
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

/// An AWS region, by its code.
///
/// ```
/// use terrane_core::Region;
///
/// assert_eq!(Region::EU_WEST_1.zone('a').name(), "eu-west-1a");
/// assert!(Region::new("ap-southeast-2").is_ok());
/// assert!(Region::new("europe").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Region(std::borrow::Cow<'static, str>);

impl Region {
    /// Ireland.
    pub const EU_WEST_1: Region = Region(std::borrow::Cow::Borrowed("eu-west-1"));
    /// London.
    pub const EU_WEST_2: Region = Region(std::borrow::Cow::Borrowed("eu-west-2"));
    /// Frankfurt.
    pub const EU_CENTRAL_1: Region = Region(std::borrow::Cow::Borrowed("eu-central-1"));
    /// Northern Virginia: the region of CloudFront's certificates and of global services.
    pub const US_EAST_1: Region = Region(std::borrow::Cow::Borrowed("us-east-1"));
    /// Oregon.
    pub const US_WEST_2: Region = Region(std::borrow::Cow::Borrowed("us-west-2"));

    /// Any region, by its code, such as `ap-southeast-2`.
    ///
    /// # Errors
    ///
    /// Where the code does not have the form of one.
    pub fn new(code: impl Into<String>) -> Result<Self, Invalid> {
        let code = code.into();
        let parts: Vec<&str> = code.split('-').collect();
        let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
        let is_code = parts.len() >= 3
            && parts[..parts.len() - 1].iter().all(is_word)
            && parts[parts.len() - 1].bytes().all(|b| b.is_ascii_digit())
            && !parts[parts.len() - 1].is_empty();
        if is_code {
            Ok(Self(code.into()))
        } else {
            Err(Invalid::new(format!("`{code}` is not a region's code, such as `eu-west-1`")))
        }
    }

    /// The code, such as `eu-west-1`.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// One availability zone of the region: `Region::EU_WEST_1.zone('a')` is `eu-west-1a`.
    pub fn zone(&self, letter: char) -> Zone {
        Zone(format!("{}{letter}", self.0))
    }
}

impl From<&Region> for Text {
    fn from(region: &Region) -> Self {
        Text::from(region.0.clone())
    }
}

/// An availability zone, such as `eu-west-1a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Zone(String);

impl Zone {
    /// The zone's name, such as `eu-west-1a`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// What tells the zone from the others of its region: `a` of `eu-west-1a`. Labels end in it.
    pub fn letter(&self) -> &str {
        let start = self.0.char_indices().next_back().map_or(0, |(at, _)| at);
        &self.0[start..]
    }
}

impl From<&Zone> for Text {
    fn from(zone: &Zone) -> Self {
        Text::from(zone.0.clone())
    }
}
