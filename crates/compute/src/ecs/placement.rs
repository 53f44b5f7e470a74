//! Where a service's tasks run, and how they reach the registry from there.

use terrane_aws::kind::{SecurityGroupId, SubnetId};
use terrane_aws::{Access, Isolated, Private, Public, RegistryAccess, Subnets};
use terrane_core::{Body, Node, Problem, Ref, RefersTo};

/// The subnets and security groups of a service's tasks.
///
/// A task pulls its image over its own network interface, so every kind of subnet comes with its own way to
/// the registry: a public address, a NAT gateway, or VPC endpoints.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `no-subnets` | no subnet to run the tasks in |
/// | `out-of-range` | more than 16 subnets, or more than five security groups |
///
/// # Example
///
/// ```
/// use terrane_compute::Placement;
/// use terrane_aws::{Private, Region, Subnets};
/// use terrane_core::Ref;
///
/// let zone = Region::EU_WEST_1.zone('a');
/// let subnets = Subnets::<Private>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
/// let placement = Placement::private(&subnets, &Ref::existing("sg-1"));
/// ```
///
/// Subnets that have no way to the registry cannot be written:
///
/// ```compile_fail,E0308
/// use terrane_compute::Placement;
/// use terrane_aws::{Isolated, Region, Subnets};
/// use terrane_core::Ref;
///
/// let zone = Region::EU_WEST_1.zone('a');
/// let subnets = Subnets::<Isolated>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
/// let placement = Placement::private(&subnets, &Ref::existing("sg-1"));
/// ```
#[doc(alias = "network_configuration")]
#[derive(Clone, Debug)]
#[must_use = "a placement does nothing until a service takes it"]
pub struct Placement {
    subnets: Vec<Ref<SubnetId>>,
    pub(super) groups: Vec<Ref<SecurityGroupId>>,
    has_public_address: bool,
    waits_for: Vec<Node>,
}

impl Placement {
    /// In public subnets, where each task has a public address: it reaches the internet through it, and its
    /// security group says who reaches the task. AWS bills every public address by the hour.
    pub fn public(subnets: &Subnets<Public>, security_group: &impl RefersTo<SecurityGroupId>) -> Self {
        Self { has_public_address: true, ..Self::new(subnets, security_group) }
    }

    /// In private subnets, which reach the internet through a NAT gateway.
    pub fn private(subnets: &Subnets<Private>, security_group: &impl RefersTo<SecurityGroupId>) -> Self {
        Self::new(subnets, security_group)
    }

    /// In isolated subnets, which reach the registry, the secrets and the logs through VPC endpoints alone.
    pub fn isolated(
        subnets: &Subnets<Isolated>,
        security_group: &impl RefersTo<SecurityGroupId>,
        registry: &RegistryAccess,
    ) -> Self {
        Self { waits_for: registry.nodes().to_vec(), ..Self::new(subnets, security_group) }
    }

    fn new<A: Access>(subnets: &Subnets<A>, security_group: &impl RefersTo<SecurityGroupId>) -> Self {
        Self {
            subnets: subnets.ids(),
            groups: vec![security_group.reference()],
            has_public_address: false,
            waits_for: Vec::new(),
        }
    }

    /// Another security group beside the first; at most five.
    pub fn security_group(mut self, group: &impl RefersTo<SecurityGroupId>) -> Self {
        self.groups.push(group.reference());
        self
    }

    pub(super) fn check(&self, body: &mut Body) {
        if self.subnets.is_empty() {
            body.report(Problem::error(
                "no-subnets",
                "the service has no subnet to run its tasks in",
                "give it subnets: a network with one at least, or `Subnets::existing(…)`",
            ));
        }
        body.check_count("how many subnets the service has", self.subnets.len(), 0..=16);
        body.check_count("how many security groups the service has", self.groups.len(), 1..=5);
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.block("network_configuration", |network| {
            network.references("subnets", &self.subnets);
            network.references("security_groups", &self.groups);
            network.set("assign_public_ip", self.has_public_address);
        });
        for node in &self.waits_for {
            body.after(node);
        }
    }
}
