//! A network that exists already, looked up.

use std::marker::PhantomData;

use terrane_aws::kind::VpcId;
use terrane_aws::{Access, Isolated, Private, Public, Subnets, Zone};
use terrane_core::{Declare, Handle, Node, Ref, RefersTo, Resource, Stack, Text};

use super::SubnetQuery;
use super::layout::{checked_zones, in_zone};
use super::subnet_query::By;
use crate::lookup::{SubnetLookup, SubnetLookupHandle, VpcLookup, VpcLookupHandle};

/// A network that exists already: its VPC, and one subnet of a kind in each zone.
///
/// Emits, declared as `main`: `data.aws_vpc.main`, and for each kind of subnets `data.aws_subnet.publics_a`,
/// `privates_a` or `isolated_a`, and so on. Terraform stops where one of them is not found, or more than one
/// is.
///
/// First comes which VPC, then which of its subnets.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `network-without-zones` | no zone |
/// | `duplicate-zone` | a zone twice |
/// | `malformed-zone` | a zone whose letter is none of `a` to `z` |
/// | `zones-of-two-regions` | zones of two regions |
///
/// # Not covered
///
/// Routes of what is found: whether subnets are public, private or isolated is not looked up. More than one
/// subnet of a kind in a zone: use [`SubnetLookup`].
///
/// # Example
///
/// ```
/// use terrane_aws::Region;
/// use terrane_core::{Declare, Stack};
/// use terrane_network::{NetworkLookup, SubnetQuery};
///
/// let mut stack = Stack::new("docs");
/// let zones = ['a', 'b', 'c'].map(|letter| Region::EU_WEST_1.zone(letter));
/// let found = NetworkLookup::new(zones)
///     .by_name("jiki")
///     .public(SubnetQuery::by_name("jiki-public-*"))
///     .declare(&mut stack, "main");
/// assert_eq!(found.public().zone_count(), 3);
/// stack.output("vpc_id", found.vpc_id());
/// let terraform = stack.finish()?;
/// assert!(terraform.file("network.tf").unwrap().contains("data \"aws_subnet\" \"publics_c\" {"));
/// # Ok::<(), terrane_core::Problems>(())
/// ```
///
/// What is not looked up cannot be taken:
///
/// ```compile_fail,E0599
/// # use terrane_aws::Region;
/// # use terrane_core::{Declare, Stack};
/// # use terrane_network::{NetworkLookup, SubnetQuery};
/// # let mut stack = Stack::new("docs");
/// # let zones = [Region::EU_WEST_1.zone('a')];
/// let found = NetworkLookup::new(zones)
///     .by_name("jiki")
///     .public(SubnetQuery::by_name("jiki-public-*"))
///     .declare(&mut stack, "main");
/// let private = found.private();
/// ```
#[doc(alias = "aws_vpc")]
#[doc(alias = "aws_subnet")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct NetworkLookup {
    zones: Vec<Zone>,
}

impl NetworkLookup {
    /// A network with subnets in these zones.
    pub fn new(zones: impl IntoIterator<Item = Zone>) -> Self {
        Self { zones: zones.into_iter().collect() }
    }

    /// The VPC with this id.
    pub fn by_id(self, id: &impl RefersTo<VpcId>) -> NetworkQuery {
        self.of(VpcLookup::by_id(id))
    }

    /// The VPC with this `Name` tag.
    pub fn by_name(self, name: impl Into<Text>) -> NetworkQuery {
        self.of(VpcLookup::by_name(name))
    }

    /// Any other way to find the VPC.
    pub fn of(self, vpc: VpcLookup) -> NetworkQuery {
        NetworkQuery { zones: self.zones, vpc, public: NotQueried, private: NotQueried, isolated: NotQueried }
    }
}

/// Subnets of a kind that are not to be looked up.
#[derive(Clone, Copy, Debug)]
pub struct NotQueried;

/// Subnets of a kind that are to be looked up.
#[derive(Clone, Debug)]
pub struct Queried<A> {
    query: SubnetQuery,
    access: PhantomData<fn() -> A>,
}

/// Subnets of a kind that were looked up.
#[derive(Clone, Debug)]
pub struct FoundSubnets<A: Access> {
    subnets: Subnets<A>,
    lookups: Vec<SubnetLookupHandle>,
}

/// A network to look up, with those of its public, private and isolated subnets that are wanted.
///
/// What it emits and what is reported is on the page of [`NetworkLookup`], which makes it.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct NetworkQuery<P = NotQueried, R = NotQueried, I = NotQueried> {
    zones: Vec<Zone>,
    vpc: VpcLookup,
    public: P,
    private: R,
    isolated: I,
}

impl<R, I> NetworkQuery<NotQueried, R, I> {
    /// Also its public subnets: a route leads to an internet gateway.
    pub fn public(self, query: SubnetQuery) -> NetworkQuery<Queried<Public>, R, I> {
        let Self { zones, vpc, private, isolated, .. } = self;
        NetworkQuery { zones, vpc, public: Queried { query, access: PhantomData }, private, isolated }
    }
}

impl<P, I> NetworkQuery<P, NotQueried, I> {
    /// Also its private subnets: a route leads to a NAT gateway.
    pub fn private(self, query: SubnetQuery) -> NetworkQuery<P, Queried<Private>, I> {
        let Self { zones, vpc, public, isolated, .. } = self;
        NetworkQuery { zones, vpc, public, private: Queried { query, access: PhantomData }, isolated }
    }
}

impl<P, R> NetworkQuery<P, R, NotQueried> {
    /// Also its isolated subnets: no route leads out of the VPC.
    pub fn isolated(self, query: SubnetQuery) -> NetworkQuery<P, R, Queried<Isolated>> {
        let Self { zones, vpc, public, private, .. } = self;
        NetworkQuery { zones, vpc, public, private, isolated: Queried { query, access: PhantomData } }
    }
}

/// Subnets of a kind, to be looked up or not. Only this crate implements it.
pub trait Tier {
    /// What looking them up yields.
    type Found;

    /// Declares the data sources, one for each zone.
    #[doc(hidden)]
    fn look_up(self, stack: &mut Stack, label: &'static str, vpc: &Ref<VpcId>, zones: &[Zone])
    -> Self::Found;
}

impl Tier for NotQueried {
    type Found = NotQueried;

    fn look_up(self, _: &mut Stack, _: &'static str, _: &Ref<VpcId>, _: &[Zone]) -> NotQueried {
        NotQueried
    }
}

impl<A: Access> Tier for Queried<A> {
    type Found = FoundSubnets<A>;

    fn look_up(
        self,
        stack: &mut Stack,
        label: &'static str,
        vpc: &Ref<VpcId>,
        zones: &[Zone],
    ) -> FoundSubnets<A> {
        let label = self.query.label.as_deref().unwrap_or(label);
        let lookups: Vec<SubnetLookupHandle> = zones
            .iter()
            .map(|zone| {
                let lookup = SubnetLookup::in_vpc(vpc).zone(zone);
                let lookup = match &self.query.by {
                    By::Zone => lookup,
                    By::Name(pattern) => lookup.name(pattern),
                    By::Tag(key, value) => lookup.tag(key, value),
                };
                lookup.declare(stack, in_zone(label, zone))
            })
            .collect();
        let ids = zones.iter().cloned().zip(lookups.iter().map(SubnetLookupHandle::id));
        FoundSubnets { subnets: Subnets::existing(vpc.clone(), ids), lookups }
    }
}

impl<P: Tier, R: Tier, I: Tier> Resource for NetworkQuery<P, R, I> {
    type Handle = NetworkLookupHandle<P::Found, R::Found, I::Found>;

    fn lower(self, stack: &mut Stack, label: &str) -> Self::Handle {
        let vpc = self.vpc.declare(stack, label);
        let (zones, problems) = checked_zones(self.zones);
        for problem in problems {
            stack.report(vpc.node(), problem);
        }
        let id = vpc.id();
        NetworkLookupHandle {
            public: self.public.look_up(stack, "publics", &id, &zones),
            private: self.private.look_up(stack, "privates", &id, &zones),
            isolated: self.isolated.look_up(stack, "isolated", &id, &zones),
            vpc,
        }
    }
}

/// A network that was looked up, with those kinds of subnets that the query names.
#[derive(Clone, Debug)]
pub struct NetworkLookupHandle<P, R, I> {
    /// The VPC.
    pub vpc: VpcLookupHandle,
    public: P,
    private: R,
    isolated: I,
}

impl<P, R, I> NetworkLookupHandle<P, R, I> {
    /// The VPC's id.
    pub fn vpc_id(&self) -> Ref<VpcId> {
        self.vpc.id()
    }

    /// The VPC's range: what [`Peer::ipv4_text`](crate::Peer::ipv4_text) takes.
    pub fn cidr_block(&self) -> Text {
        self.vpc.cidr_block()
    }
}

impl<R, I> NetworkLookupHandle<FoundSubnets<Public>, R, I> {
    /// The public subnets.
    pub fn public(&self) -> &Subnets<Public> {
        &self.public.subnets
    }

    /// The data sources of the public subnets, in the zones' order.
    pub fn public_lookups(&self) -> &[SubnetLookupHandle] {
        &self.public.lookups
    }
}

impl<P, I> NetworkLookupHandle<P, FoundSubnets<Private>, I> {
    /// The private subnets.
    pub fn private(&self) -> &Subnets<Private> {
        &self.private.subnets
    }

    /// The data sources of the private subnets, in the zones' order.
    pub fn private_lookups(&self) -> &[SubnetLookupHandle] {
        &self.private.lookups
    }
}

impl<P, R> NetworkLookupHandle<P, R, FoundSubnets<Isolated>> {
    /// The isolated subnets.
    pub fn isolated(&self) -> &Subnets<Isolated> {
        &self.isolated.subnets
    }

    /// The data sources of the isolated subnets, in the zones' order.
    pub fn isolated_lookups(&self) -> &[SubnetLookupHandle] {
        &self.isolated.lookups
    }
}

impl<P, R, I> RefersTo<VpcId> for NetworkLookupHandle<P, R, I> {
    fn reference(&self) -> Ref<VpcId> {
        self.vpc_id()
    }
}

impl<P, R, I> Handle for NetworkLookupHandle<P, R, I> {
    fn node(&self) -> &Node {
        self.vpc.node()
    }
}
