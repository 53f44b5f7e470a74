//! Families of addresses of an interface endpoint.

use terrane_core::Expr;

/// The addresses under which an interface endpoint answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpAddressType {
    /// IPv4.
    Ipv4,
    /// IPv4 and IPv6.
    Dualstack,
    /// IPv6.
    Ipv6,
}

impl From<IpAddressType> for Expr {
    fn from(addresses: IpAddressType) -> Self {
        match addresses {
            IpAddressType::Ipv4 => "ipv4",
            IpAddressType::Dualstack => "dualstack",
            IpAddressType::Ipv6 => "ipv6",
        }
        .into()
    }
}
