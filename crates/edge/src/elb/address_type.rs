//! The addresses of a load balancer.

use terrane_core::Expr;

/// Which addresses a load balancer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressType {
    /// IPv4 alone. The default.
    Ipv4,
    /// IPv4 and IPv6; the subnets have both.
    DualStack,
    /// IPv6 for clients, and no public IPv4 address, which AWS bills.
    DualStackWithoutPublicIpv4,
}

impl From<AddressType> for Expr {
    fn from(kind: AddressType) -> Self {
        match kind {
            AddressType::Ipv4 => "ipv4".into(),
            AddressType::DualStack => "dualstack".into(),
            AddressType::DualStackWithoutPublicIpv4 => "dualstack-without-public-ipv4".into(),
        }
    }
}
