//! Address ranges.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use terrane_core::{Expr, Invalid, Text};

/// A range of IPv4 addresses whose host bits are zero, such as `10.1.0.0/16`.
///
/// ```
/// use terrane_aws::Ipv4Cidr;
/// use terrane_core::literal;
///
/// let vpc = literal!(Ipv4Cidr, [10, 1, 0, 0], 16);
/// assert_eq!(vpc.to_string(), "10.1.0.0/16");
/// assert!("10.1.0.1/16".parse::<Ipv4Cidr>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ipv4Cidr(Ipv4Net);

impl Ipv4Cidr {
    /// Every IPv4 address: `0.0.0.0/0`.
    pub const ANYWHERE: Ipv4Cidr = Ipv4Cidr(Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 0));
    const SENTENCE: &'static str = "a range has a prefix of 0 to 32 bits, and zeros in all others";

    /// A literal range: its first address and the length of its prefix.
    ///
    /// # Panics
    ///
    /// Where the prefix is longer than 32 bits or a bit behind it is set; use it through
    /// [`literal!`](terrane_core::literal).
    pub const fn literal(octets: [u8; 4], prefix: u8) -> Self {
        let bits = u32::from_be_bytes(octets);
        let is_valid = prefix <= 32 && (prefix == 32 || bits << prefix == 0);
        terrane_core::valid(is_valid, Self::SENTENCE);
        Self(Ipv4Net::new_assert(Ipv4Addr::new(octets[0], octets[1], octets[2], octets[3]), prefix))
    }

    /// The length of the prefix in bits.
    pub fn prefix(&self) -> u8 {
        self.0.prefix_len()
    }

    /// The `index`th range of `prefix` bits within this one, counted from 0.
    ///
    /// # Errors
    ///
    /// Where this range has no such part.
    pub fn part(&self, prefix: u8, index: u32) -> Result<Self, Invalid> {
        let own = self.prefix();
        let parts = 1u64.checked_shl(u32::from(prefix.saturating_sub(own))).unwrap_or(0);
        if !(own..=32).contains(&prefix) || u64::from(index) >= parts {
            let sentence = format!("{self} has no part number {index} of /{prefix}, counted from 0");
            return Err(Invalid::new(sentence));
        }
        // Behind the prefix there are at most 32 bits, and the index fits before them.
        let offset = u64::from(index) << (32 - prefix);
        let first = u64::from(u32::from(self.0.network())) + offset;
        let first =
            u32::try_from(first).map_err(|_| Invalid::new(format!("{self} ends before that part")))?;
        let part = Ipv4Net::new(Ipv4Addr::from(first), prefix);
        part.map(Self).map_err(|_| Invalid::new(format!("/{prefix} is no prefix")))
    }

    /// Whether all of the other range lies in this one.
    pub fn contains(&self, other: &Ipv4Cidr) -> bool {
        self.0.contains(&other.0)
    }

    /// Whether the two have an address in common.
    pub fn overlaps(&self, other: &Ipv4Cidr) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl std::str::FromStr for Ipv4Cidr {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let net: Ipv4Net = text
            .parse()
            .map_err(|_| Invalid::new(format!("`{text}` is not a range such as `10.1.0.0/16`")))?;
        if net.trunc() == net {
            Ok(Self(net))
        } else {
            Err(Invalid::new(format!("`{text}` has host bits set: the range is `{}`", net.trunc())))
        }
    }
}

/// A range of IPv6 addresses whose host bits are zero, such as `2001:db8::/32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ipv6Cidr(Ipv6Net);

impl Ipv6Cidr {
    /// Every IPv6 address: `::/0`.
    pub const ANYWHERE: Ipv6Cidr = Ipv6Cidr(Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 0));
}

impl std::str::FromStr for Ipv6Cidr {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let net: Ipv6Net = text
            .parse()
            .map_err(|_| Invalid::new(format!("`{text}` is not a range such as `2001:db8::/32`")))?;
        if net.trunc() == net {
            Ok(Self(net))
        } else {
            Err(Invalid::new(format!("`{text}` has host bits set: the range is `{}`", net.trunc())))
        }
    }
}

macro_rules! display {
    ($($cidr:ty),*) => {$(
        impl std::fmt::Display for $cidr {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$cidr> for Text {
            fn from(cidr: $cidr) -> Self {
                Text::from(cidr.to_string())
            }
        }

        impl From<$cidr> for Expr {
            fn from(cidr: $cidr) -> Self {
                Expr::text(cidr.to_string())
            }
        }
    )*};
}

display!(Ipv4Cidr, Ipv6Cidr);
