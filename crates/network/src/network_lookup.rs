//! A network that exists already, looked up.

use std::marker::PhantomData;

use terrane_aws::kind::VpcId;
use terrane_aws::{Access, Isolated, Private, Public, Subnets, Zone};
use terrane_core::{Declare, Handle, Node, Ref, RefersTo, Resource, Stack, Text};

use crate::layout::{checked_zones, in_zone};
use crate::{SubnetLookup, SubnetLookupHandle, VpcLookup, VpcLookupHandle};

/// A network that exists already: its VPC, and one subnet of a kind in each zone.
///
/// First comes which VPC, then which of its subnets. What was not asked for cannot be taken:
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
        let id = &id.reference();
        self.of(VpcLookup::by_id(id))
    }

    /// The VPC with this `Name` tag.
    pub fn by_name(self, name: impl Into<Text>) -> NetworkQuery {
        self.of(VpcLookup::by_name(name))
    }

    /// Any other way to find the VPC.
    pub fn of(self, vpc: VpcLookup) -> NetworkQuery {
        NetworkQuery { zones: self.zones, vpc, public: NotAsked, private: NotAsked, isolated: NotAsked }
    }
}

/// What tells the subnets of one kind from others of the same VPC and zone.
///
/// Terraform stops where a zone has none that fits, or more than one. The kind itself is not looked up: you vouch for
/// the routes of what is found.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until a network takes it"]
pub struct SubnetQuery {
    by: By,
    label: Option<String>,
}

#[derive(Clone, Debug)]
enum By {
    Zone,
    Name(Text),
    Tag(Text, Text),
}

impl SubnetQuery {
    /// The only subnet that the VPC has in each zone.
    pub fn only_ones() -> Self {
        Self { by: By::Zone, label: None }
    }

    /// The one whose `Name` tag fits, in each zone; `*` stands for any characters, `?` for one.
    pub fn by_name(pattern: impl Into<Text>) -> Self {
        Self { by: By::Name(pattern.into()), label: None }
    }

    /// The one with this tag, in each zone.
    pub fn by_tag(key: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { by: By::Tag(key.into(), value.into()), label: None }
    }

    /// The label of the data sources, before the zone. Default: `publics`, `privates` or `isolated`.
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }
}

/// Subnets of a kind that nobody asked for.
#[derive(Clone, Copy, Debug)]
pub struct NotAsked;

/// Subnets of a kind that are to be looked up.
#[derive(Clone, Debug)]
pub struct Asked<A> {
    query: SubnetQuery,
    access: PhantomData<fn() -> A>,
}

/// Subnets of a kind that were looked up.
#[derive(Clone, Debug)]
pub struct Found<A: Access> {
    subnets: Subnets<A>,
    lookups: Vec<SubnetLookupHandle>,
}

/// A network to look up, with what was asked of it: public, private and isolated subnets.
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct NetworkQuery<P = NotAsked, R = NotAsked, I = NotAsked> {
    zones: Vec<Zone>,
    vpc: VpcLookup,
    public: P,
    private: R,
    isolated: I,
}

impl<R, I> NetworkQuery<NotAsked, R, I> {
    /// Also its public subnets: a route leads to an internet gateway.
    pub fn public(self, query: SubnetQuery) -> NetworkQuery<Asked<Public>, R, I> {
        let Self { zones, vpc, private, isolated, .. } = self;
        NetworkQuery { zones, vpc, public: Asked { query, access: PhantomData }, private, isolated }
    }
}

impl<P, I> NetworkQuery<P, NotAsked, I> {
    /// Also its private subnets: a route leads to a NAT gateway.
    pub fn private(self, query: SubnetQuery) -> NetworkQuery<P, Asked<Private>, I> {
        let Self { zones, vpc, public, isolated, .. } = self;
        NetworkQuery { zones, vpc, public, private: Asked { query, access: PhantomData }, isolated }
    }
}

impl<P, R> NetworkQuery<P, R, NotAsked> {
    /// Also its isolated subnets: no route leads out of the VPC.
    pub fn isolated(self, query: SubnetQuery) -> NetworkQuery<P, R, Asked<Isolated>> {
        let Self { zones, vpc, public, private, .. } = self;
        NetworkQuery { zones, vpc, public, private, isolated: Asked { query, access: PhantomData } }
    }
}

/// Subnets of a kind, asked for or not. Nobody else implements this.
pub trait Tier {
    /// What looking them up yields.
    type Found;

    /// Declares the data sources, one for each zone.
    #[doc(hidden)]
    fn look_up(self, stack: &mut Stack, label: &'static str, vpc: &Ref<VpcId>, zones: &[Zone])
    -> Self::Found;
}

impl Tier for NotAsked {
    type Found = NotAsked;

    fn look_up(self, _: &mut Stack, _: &'static str, _: &Ref<VpcId>, _: &[Zone]) -> NotAsked {
        NotAsked
    }
}

impl<A: Access> Tier for Asked<A> {
    type Found = Found<A>;

    fn look_up(self, stack: &mut Stack, label: &'static str, vpc: &Ref<VpcId>, zones: &[Zone]) -> Found<A> {
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
        Found { subnets: Subnets::existing(vpc.clone(), ids), lookups }
    }
}

impl<P: Tier, R: Tier, I: Tier> Resource for NetworkQuery<P, R, I> {
    type Handle = FoundNetwork<P::Found, R::Found, I::Found>;

    fn lower(self, stack: &mut Stack, label: &str) -> Self::Handle {
        let vpc = self.vpc.declare(stack, label);
        let (zones, problems) = checked_zones(self.zones);
        for problem in problems {
            stack.problem(vpc.node(), problem);
        }
        let id = vpc.id();
        FoundNetwork {
            public: self.public.look_up(stack, "publics", &id, &zones),
            private: self.private.look_up(stack, "privates", &id, &zones),
            isolated: self.isolated.look_up(stack, "isolated", &id, &zones),
            vpc,
        }
    }
}

/// A network that was looked up, with those kinds of subnets that were asked for.
#[derive(Clone, Debug)]
pub struct FoundNetwork<P, R, I> {
    /// The VPC.
    pub vpc: VpcLookupHandle,
    public: P,
    private: R,
    isolated: I,
}

impl<P, R, I> FoundNetwork<P, R, I> {
    /// The VPC's id.
    pub fn vpc_id(&self) -> Ref<VpcId> {
        self.vpc.id()
    }

    /// The VPC's range: what [`Peer::ipv4_text`](crate::Peer::ipv4_text) takes.
    pub fn cidr_block(&self) -> Text {
        self.vpc.cidr_block()
    }
}

impl<R, I> FoundNetwork<Found<Public>, R, I> {
    /// The public subnets.
    pub fn public(&self) -> &Subnets<Public> {
        &self.public.subnets
    }

    /// The data sources of the public subnets, in the zones' order.
    pub fn public_lookups(&self) -> &[SubnetLookupHandle] {
        &self.public.lookups
    }
}

impl<P, I> FoundNetwork<P, Found<Private>, I> {
    /// The private subnets.
    pub fn private(&self) -> &Subnets<Private> {
        &self.private.subnets
    }

    /// The data sources of the private subnets, in the zones' order.
    pub fn private_lookups(&self) -> &[SubnetLookupHandle] {
        &self.private.lookups
    }
}

impl<P, R> FoundNetwork<P, R, Found<Isolated>> {
    /// The isolated subnets.
    pub fn isolated(&self) -> &Subnets<Isolated> {
        &self.isolated.subnets
    }

    /// The data sources of the isolated subnets, in the zones' order.
    pub fn isolated_lookups(&self) -> &[SubnetLookupHandle] {
        &self.isolated.lookups
    }
}

impl<P, R, I> Handle for FoundNetwork<P, R, I> {
    fn node(&self) -> &Node {
        self.vpc.node()
    }
}
