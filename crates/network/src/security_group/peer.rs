//! The other side of a security group's rule.

use terrane_aws::kind::{PrefixListId, SecurityGroupId};
use terrane_aws::{Ipv4Cidr, Ipv6Cidr, TrafficPeer};
use terrane_core::{Body, Problem, Ref, RefersTo, Text};

/// The other side of a rule: where traffic comes from, or where it goes. A rule has exactly one.
///
/// A subnet is not a peer. Its range is, and so is the group of what is in it:
///
/// ```compile_fail,E0277
/// use terrane_aws::kind::SubnetId;
/// use terrane_core::Ref;
/// use terrane_network::Peer;
///
/// let subnet: Ref<SubnetId> = Ref::existing("subnet-0a1b2c3d");
/// let peer = Peer::group(&subnet);
/// ```
#[derive(Clone, Debug)]
pub struct Peer(Side);

#[derive(Clone, Debug)]
enum Side {
    Ipv4(Ipv4Cidr),
    Ipv6(Ipv6Cidr),
    Ipv4Given(Text),
    Ipv6Given(Text),
    Group(Ref<SecurityGroupId>),
    Itself,
    PrefixList(Ref<PrefixListId>),
}

impl Peer {
    /// Every IPv4 address: `0.0.0.0/0`.
    pub const ANYWHERE_IPV4: Peer = Peer(Side::Ipv4(Ipv4Cidr::ANYWHERE));
    /// Every IPv6 address: `::/0`.
    pub const ANYWHERE_IPV6: Peer = Peer(Side::Ipv6(Ipv6Cidr::ANYWHERE));
    /// The members of the rule's own group.
    pub const ITSELF: Peer = Peer(Side::Itself);

    /// A range of IPv4 addresses.
    pub fn ipv4(cidr: Ipv4Cidr) -> Self {
        Self(Side::Ipv4(cidr))
    }

    /// A range of IPv6 addresses.
    pub fn ipv6(cidr: Ipv6Cidr) -> Self {
        Self(Side::Ipv6(cidr))
    }

    /// A range of IPv4 addresses that Terraform will know: a variable, or the range of a VPC that was looked
    /// up.
    ///
    /// A literal that is no range is reported as `malformed-range`.
    pub fn ipv4_text(cidr: impl Into<Text>) -> Self {
        let cidr = cidr.into();
        let known = cidr.as_literal().and_then(|literal| literal.parse().ok());
        Self(known.map_or(Side::Ipv4Given(cidr), Side::Ipv4))
    }

    /// A range of IPv6 addresses that Terraform will know, such as that of [`Vpc`](crate::Vpc).
    ///
    /// A literal that is no range is reported as `malformed-range`.
    pub fn ipv6_text(cidr: impl Into<Text>) -> Self {
        let cidr = cidr.into();
        let known = cidr.as_literal().and_then(|literal| literal.parse().ok());
        Self(known.map_or(Side::Ipv6Given(cidr), Side::Ipv6))
    }

    /// The members of another group, by their private addresses.
    pub fn group(group: &impl RefersTo<SecurityGroupId>) -> Self {
        Self(Side::Group(group.reference()))
    }

    /// The ranges of a managed prefix list. AWS counts the list's size against the 60 rules; here it counts
    /// as one.
    pub fn prefix_list(list: &impl RefersTo<PrefixListId>) -> Self {
        Self(Side::PrefixList(list.reference()))
    }

    /// A group that is named from within itself is `ITSELF`.
    pub(super) fn seen_from(self, group: &Ref<SecurityGroupId>) -> Self {
        match self.0 {
            Side::Group(other) if other.same_as(group) => Self::ITSELF,
            other => Self(other),
        }
    }

    /// Reports a literal range that could not be parsed.
    pub(super) fn check(&self, body: &mut Body) {
        let (argument, cidr, example) = match &self.0 {
            Side::Ipv4Given(cidr) => ("cidr_ipv4", cidr, "10.1.0.0/16"),
            Side::Ipv6Given(cidr) => ("cidr_ipv6", cidr, "2001:db8::/32"),
            _ => return,
        };
        if let Some(literal) = cidr.as_literal() {
            body.report(Problem::error(
                "malformed-range",
                format!(
                    "`{argument}` is `{literal}`, which is not a range of addresses, or has host bits set"
                ),
                format!("write the first address and the length of the prefix, such as `{example}`"),
            ));
        }
    }

    /// Writes the one argument that names the peer.
    pub(super) fn write(&self, body: &mut Body, group: &Ref<SecurityGroupId>) {
        match &self.0 {
            Side::Ipv4(cidr) => body.set("cidr_ipv4", *cidr),
            Side::Ipv6(cidr) => body.set("cidr_ipv6", *cidr),
            Side::Ipv4Given(cidr) => body.set("cidr_ipv4", cidr),
            Side::Ipv6Given(cidr) => body.set("cidr_ipv6", cidr),
            Side::Group(other) => body.set_peer("referenced_security_group_id", other),
            Side::Itself => body.set_peer("referenced_security_group_id", group),
            Side::PrefixList(list) => body.reference("prefix_list_id", list),
        }
    }

    pub(super) fn traffic_peer(&self) -> TrafficPeer {
        match &self.0 {
            Side::Group(group) => TrafficPeer::Group(group.clone()),
            Side::Itself => TrafficPeer::Itself,
            _ => TrafficPeer::Addresses,
        }
    }

    /// Whether the rule counts among those for IPv4, and among those for IPv6.
    pub(super) fn families(&self) -> [bool; 2] {
        match &self.0 {
            Side::Ipv4(_) | Side::Ipv4Given(_) => [true, false],
            Side::Ipv6(_) | Side::Ipv6Given(_) => [false, true],
            Side::Group(_) | Side::Itself | Side::PrefixList(_) => [true, true],
        }
    }

    /// For a description where none was given; AWS's set of characters allows all of it.
    pub(super) fn noun(&self) -> String {
        match &self.0 {
            Side::Ipv4(cidr) => cidr.to_string(),
            Side::Ipv6(cidr) => cidr.to_string(),
            Side::Ipv4Given(_) => "an IPv4 range".to_owned(),
            Side::Ipv6Given(_) => "an IPv6 range".to_owned(),
            Side::Group(_) => "another group".to_owned(),
            Side::Itself => "the group itself".to_owned(),
            Side::PrefixList(_) => "a prefix list".to_owned(),
        }
    }

    /// What tells the peer from others; `None` where only Terraform knows it.
    pub(super) fn identity(&self) -> Option<String> {
        match &self.0 {
            Side::Ipv4(cidr) => Some(cidr.to_string()),
            Side::Ipv6(cidr) => Some(cidr.to_string()),
            Side::Group(group) => group.identity().map(|group| format!("group {group}")),
            Side::Itself => Some("itself".to_owned()),
            Side::PrefixList(list) => list.identity().map(|list| format!("list {list}")),
            Side::Ipv4Given(_) | Side::Ipv6Given(_) => None,
        }
    }
}
