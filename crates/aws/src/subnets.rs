//! Subnets, by what their routes allow.

use std::fmt;
use std::marker::PhantomData;

use terrane_core::{Node, Ref};

use crate::kind::{SubnetId, VpcId};
use crate::region::Zone;

/// How a subnet reaches the internet.
pub trait Access {
    /// What people call such a subnet.
    const NOUN: &'static str;
}

/// A route to an internet gateway: what has a public address is reachable and reaches out.
#[derive(Clone, Copy, Debug)]
pub enum Public {}

/// A route to a NAT gateway: what is in it reaches out and is not reachable.
#[derive(Clone, Copy, Debug)]
pub enum Private {}

/// No route out: only VPC endpoints lead to AWS's services.
#[derive(Clone, Copy, Debug)]
pub enum Isolated {}

/// Whatever its routes: for what neither reaches out nor is reached from outside.
#[derive(Clone, Copy, Debug)]
pub enum Any {}

impl Access for Public {
    const NOUN: &'static str = "public";
}
impl Access for Private {
    const NOUN: &'static str = "private";
}
impl Access for Isolated {
    const NOUN: &'static str = "isolated";
}
impl Access for Any {
    const NOUN: &'static str = "any";
}

/// Subnets of one VPC, with their availability zones: `Subnets<Public>`, `Subnets<Private>` or
/// `Subnets<Isolated>`.
///
/// A network hands them out; [`Subnets::existing`] is for those that exist already.
///
/// An internet-facing load balancer takes public ones. Private ones are of another type:
///
/// ```compile_fail,E0308
/// use terrane_aws::{Private, Public, Region, Subnets};
/// use terrane_core::Ref;
///
/// let region = Region::EU_WEST_1;
/// let private =
///     Subnets::<Private>::existing(Ref::existing("vpc-1"), [(region.zone('a'), Ref::existing("subnet-1"))]);
/// let public: Subnets<Public> = private;
/// ```
pub struct Subnets<A> {
    vpc: Ref<VpcId>,
    subnets: Vec<(Zone, Ref<SubnetId>)>,
    access: PhantomData<fn() -> A>,
}

impl<A: Access> Subnets<A> {
    /// Subnets that exist already: you vouch for their routes and their zones.
    pub fn existing(vpc: Ref<VpcId>, subnets: impl IntoIterator<Item = (Zone, Ref<SubnetId>)>) -> Self {
        Self { vpc, subnets: subnets.into_iter().collect(), access: PhantomData }
    }

    /// The VPC.
    pub fn vpc(&self) -> &Ref<VpcId> {
        &self.vpc
    }

    /// The ids, in the order of declaration.
    pub fn ids(&self) -> Vec<Ref<SubnetId>> {
        self.subnets.iter().map(|(_, id)| id.clone()).collect()
    }

    /// The zones, in the same order.
    pub fn zones(&self) -> impl Iterator<Item = &Zone> {
        self.subnets.iter().map(|(zone, _)| zone)
    }

    /// How many subnets there are.
    pub fn len(&self) -> usize {
        self.subnets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.subnets.is_empty()
    }

    /// How many different zones the subnets are in.
    pub fn zone_count(&self) -> usize {
        let mut zones: Vec<&Zone> = self.zones().collect();
        zones.sort();
        zones.dedup();
        zones.len()
    }

    /// The same subnets, whatever their routes.
    #[must_use]
    pub fn any(&self) -> Subnets<Any> {
        Subnets { vpc: self.vpc.clone(), subnets: self.subnets.clone(), access: PhantomData }
    }

    /// The same subnets, whose ids wait for no route: for databases and caches, which reach nothing outside.
    #[must_use]
    pub fn without_dependencies(&self) -> Self {
        let subnets =
            self.subnets.iter().map(|(zone, id)| (zone.clone(), id.clone().without_dependencies())).collect();
        Self { vpc: self.vpc.clone(), subnets, access: PhantomData }
    }
}

impl<A> Clone for Subnets<A> {
    fn clone(&self) -> Self {
        Self { vpc: self.vpc.clone(), subnets: self.subnets.clone(), access: PhantomData }
    }
}

impl<A: Access> fmt::Debug for Subnets<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subnets")
            .field("access", &A::NOUN)
            .field("subnets", &self.subnets)
            .finish_non_exhaustive()
    }
}

/// A way to the image registry, to secrets and to logs that does not lead over the internet: the VPC
/// endpoints that tasks in isolated subnets need.
///
/// It waits for what it was made from: a service that takes it starts once the endpoints answer.
#[derive(Clone, Debug)]
pub struct RegistryAccess {
    nodes: Vec<Node>,
}

impl RegistryAccess {
    /// The endpoints, for authors of networks: you vouch that together they lead to the registry.
    pub fn new(endpoints: impl IntoIterator<Item = Node>) -> Self {
        Self { nodes: endpoints.into_iter().collect() }
    }

    /// What must exist before a task can pull its image.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}
