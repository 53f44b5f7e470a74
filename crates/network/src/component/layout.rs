//! Where the subnets of a network lie within the VPC's range, and in which zones.

use terrane_aws::kind::VpcId;
use terrane_aws::{Ipv4Cidr, Tags, Zone};
use terrane_core::{Declare, Handle, Problem, Ref, Stack, Text};

use crate::vpc::{
    RouteTableAssociation, RouteTableAssociationHandle, RouteTableHandle, Subnet, SubnetHandle,
};

/// The part of the VPC's range that a tier's subnets come from. The fourth is left free.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quarter {
    Public = 0,
    Private = 1,
    Isolated = 2,
}

impl Quarter {
    /// What the names of the tier's parts end in.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Quarter::Public => "public",
            Quarter::Private => "private",
            Quarter::Isolated => "isolated",
        }
    }
}

/// How a tier's subnets get their ranges.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) prefix: Option<u8>,
    pub(crate) given: Option<Vec<Ipv4Cidr>>,
}

impl Layout {
    /// One range for each of so many zones.
    fn ranges(&self, vpc: Ipv4Cidr, quarter: Quarter, zones: usize) -> Result<Vec<Ipv4Cidr>, Problem> {
        let noun = quarter.name();
        if let Some(given) = &self.given {
            if given.len() == zones {
                return Ok(given.clone());
            }
            return Err(Problem::error(
                "ranges-do-not-match-zones",
                format!("{} ranges are given for the {noun} subnets of {zones} zones", given.len()),
                "give one range for each zone, in the zones' order",
            ));
        }
        // A load balancer needs /27 or larger.
        let prefix = self.prefix.unwrap_or_else(|| vpc.prefix().saturating_add(8).min(27));
        let block = vpc.part(vpc.prefix().saturating_add(2), quarter as u32);
        let ranges = block.and_then(|block| {
            (0u32..).take(zones).map(|index| block.part(prefix, index)).collect::<Result<Vec<_>, _>>()
        });
        ranges.map_err(|_| {
            Problem::error(
                "subnets-do-not-fit",
                format!("a quarter of {vpc} has no room for {zones} {noun} subnets of /{prefix}"),
                "choose a larger range for the VPC, another prefix for the subnets, \
                 or give the ranges themselves",
            )
        })
    }
}

/// What the tiers of a network have in common.
#[derive(Debug)]
pub(crate) struct NetworkPlan<'a> {
    pub(crate) name: &'a Text,
    pub(crate) vpc: &'a Ref<VpcId>,
    pub(crate) cidr: Ipv4Cidr,
    pub(crate) zones: &'a [Zone],
}

/// The subnets of one tier before they are declared.
#[derive(Debug)]
pub(crate) struct TierPlan<'a> {
    pub(crate) quarter: Quarter,
    pub(crate) layout: &'a Layout,
    pub(crate) tags: &'a [(Text, Text)],
    pub(crate) public_ip: bool,
}

/// Declares `{label}_a`, `{label}_b`, …; what does not fit is reported at `at`.
pub(crate) fn declare_subnets(
    stack: &mut Stack,
    label: &str,
    plan: &NetworkPlan<'_>,
    tier: &TierPlan<'_>,
    at: &impl Handle,
) -> Vec<SubnetHandle> {
    let ranges = match tier.layout.ranges(plan.cidr, tier.quarter, plan.zones.len()) {
        Ok(ranges) => ranges,
        Err(problem) => {
            stack.report(at.node(), problem);
            return Vec::new();
        }
    };
    let subnets = plan.zones.iter().zip(ranges).map(|(zone, range)| {
        let name = plan.name.clone().then(format!("-{}-{}", tier.quarter.name(), zone.letter()));
        let mut subnet = Subnet::new(plan.vpc, range, zone).tags(tags(name, tier.tags));
        if tier.public_ip {
            subnet = subnet.map_public_ip_on_launch(true);
        }
        subnet.declare(stack, in_zone(label, zone))
    });
    subnets.collect()
}

/// Declares the association of a subnet and its table.
pub(crate) fn associate(
    stack: &mut Stack,
    label: &str,
    subnet: &SubnetHandle,
    table: &RouteTableHandle,
) -> RouteTableAssociationHandle {
    RouteTableAssociation::new(subnet, table).declare(stack, in_zone(label, subnet.zone()))
}

/// `publics_a`.
pub(crate) fn in_zone(label: &str, zone: &Zone) -> String {
    [label, "_", zone.letter()].concat()
}

/// The `Name` tag, and behind it those that the user gave.
pub(crate) fn tags(name: Text, extra: &[(Text, Text)]) -> Tags {
    let mut tags = Tags::default();
    tags.set("Name", name);
    for (key, value) in extra {
        tags.set(key, value);
    }
    tags
}

/// The zones without repetitions, and what is wrong with the list.
pub(crate) fn checked_zones(zones: Vec<Zone>) -> (Vec<Zone>, Vec<Problem>) {
    let (mut unique, mut problems): (Vec<Zone>, Vec<Problem>) = (Vec::new(), Vec::new());
    for zone in zones {
        if !zone.letter().bytes().all(|letter| letter.is_ascii_lowercase()) {
            problems.push(Problem::error(
                "malformed-zone",
                format!("`{}` is not the name of a zone", zone.name()),
                "name it by the letter behind its region: `region.zone('a')`",
            ));
            continue;
        }
        if unique.contains(&zone) {
            problems.push(Problem::error(
                "duplicate-zone",
                format!("the zone {} is there twice", zone.name()),
                "name each zone once: a network has one subnet of a kind in each",
            ));
            continue;
        }
        unique.push(zone);
    }
    if let [first, others @ ..] = &unique[..]
        && let Some(other) = others.iter().find(|other| region_of(other) != region_of(first))
    {
        problems.push(Problem::error(
            "zones-of-two-regions",
            format!("{} and {} are in different regions, but a VPC is in one", first.name(), other.name()),
            "take all zones from one region: `region.zone('a')`",
        ));
    }
    if unique.is_empty() && problems.is_empty() {
        problems.push(Problem::error(
            "network-without-zones",
            "the network has no zone, and so no subnet",
            "give it two or three zones, such as `region.zone('a')`",
        ));
    }
    (unique, problems)
}

fn region_of(zone: &Zone) -> &str {
    zone.name().strip_suffix(zone.letter()).unwrap_or_default()
}
