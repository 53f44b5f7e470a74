//! What resources of different layers say about each other, until the rules are asked.

use std::any::{Any, TypeId};
use std::collections::{HashMap, HashSet};

use crate::kind::SecurityGroupId;
use crate::{Handle, Node, Port, PortRange, Problem, Ref, Stack};

#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Which group admits what: by the group's index.
    pub(crate) admissions: HashMap<u32, Vec<(Source, PortRange)>>,
    /// Which group lets out what: of those alone that let out nothing but by rules that are declared here.
    pub(crate) releases: HashMap<u32, Vec<(Source, PortRange)>>,
    pub(crate) demands: Vec<(u32, Demand)>,
    /// Resources that stop working hard when nothing asks them, and so should not be asked by a probe.
    pub(crate) pausing: HashSet<u32>,
    /// Who probes what, again and again.
    pub(crate) probes: Vec<(u32, u32)>,
    /// What may be given once only: by rule, scope and value, with who gave it first.
    pub(crate) claims: HashMap<Claim, String>,
    /// What must have been claimed once everything is declared: who says so, and what is wrong otherwise.
    pub(crate) expectations: Vec<(u32, Claim, Problem)>,
    /// What layers remember of a resource, by the type of the memory and the resource's index.
    memories: HashMap<(TypeId, u32), Box<dyn Any + Send + Sync>>,
}

/// A value that is taken once: the rule that says so, the resource within which it does, and the value.
pub(crate) type Claim = (&'static str, u32, String);

/// Where traffic comes from or goes to, as a security group sees it.
#[derive(Clone, Debug)]
pub enum Source {
    /// The members of a security group.
    Group(Ref<SecurityGroupId>),
    /// The members of the same security group.
    Itself,
    /// A range of addresses, or a prefix list: whether a given resource is in it is not known here.
    Addresses,
}

/// Traffic that must get through: from the members of one of `from` to the members of one of `to`.
///
/// Where no rule of `to` admits it, that is reported under [`Demand::rule`]; where no rule of `from` lets it out, as
/// `not-let-out`.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The rule's id, for the report.
    pub rule: &'static str,
    /// The groups of what sends; none where it is the internet.
    pub from: Vec<Ref<SecurityGroupId>>,
    /// The groups of what receives; none where it is AWS or the internet.
    pub to: Vec<Ref<SecurityGroupId>>,
    /// The port that receives.
    pub port: Port,
    /// What cannot be reached by what, for the report: "the load balancer cannot reach the container `web`".
    pub otherwise: String,
}

impl Stack {
    /// Records that `group` lets traffic in: for authors of security group rules.
    pub fn admit(&mut self, group: &Ref<SecurityGroupId>, source: Source, ports: PortRange) {
        if let Some(index) = self.index_of(group) {
            self.facts.admissions.entry(index).or_default().push((source, ports));
        }
    }

    /// Records that `group` lets out nothing but what [`Stack::let_out`] says: for authors of security groups.
    ///
    /// A group of which this is not recorded is taken to let out everything.
    pub fn close(&mut self, group: &Ref<SecurityGroupId>) {
        if let Some(index) = self.index_of(group) {
            self.facts.releases.entry(index).or_default();
        }
    }

    /// Records that `group` lets traffic out: for authors of security group rules.
    pub fn let_out(&mut self, group: &Ref<SecurityGroupId>, to: Source, ports: PortRange) {
        if let Some(releases) = self.index_of(group).and_then(|index| self.facts.releases.get_mut(&index)) {
            releases.push((to, ports));
        }
    }

    /// Records traffic that must get through once everything is declared; `handle` is what fails otherwise.
    ///
    /// Where a group is not declared in this stack, its rules are not known and nothing is reported.
    pub fn demand(&mut self, handle: &impl Handle, demand: Demand) {
        if let Some(index) = self.own(handle.node()) {
            self.facts.demands.push((index, demand));
        }
    }

    /// Records that a resource pauses while nothing asks it.
    pub fn pauses(&mut self, handle: &impl Handle) {
        self.facts.pausing.extend(self.own(handle.node()));
    }

    /// Records that `prober` asks `target` again and again, and so keeps it awake.
    pub fn probes<K>(&mut self, prober: &impl Handle, target: &Ref<K>) {
        if let (Some(prober), Some(probed)) = (self.own(prober.node()), self.index_of(target)) {
            self.facts.probes.push((prober, probed));
        }
    }

    /// Takes a value that may be taken once within `scope` (a rule's priority on its listener). A second claim is
    /// reported at `handle`, under `rule`, with `what` naming the value: "priority 10".
    pub fn claim<K>(
        &mut self,
        handle: &impl Handle,
        rule: &'static str,
        scope: &Ref<K>,
        what: impl Into<String>,
    ) {
        let what = what.into();
        let Some(scope) = self.index_of(scope) else { return };
        let address = handle.node().address();
        let claim = (rule, scope, what);
        if let Some(first) = self.facts.claims.get(&claim) {
            let what = format!("{} is taken by `{first}` already", claim.2);
            self.problem(
                handle.node(),
                Problem::error(rule, what, "give each its own, or keep one of the two"),
            );
            return;
        }
        self.facts.claims.insert(claim, address.to_owned());
    }

    /// Records that something must [claim](Stack::claim) a value within `scope`, before or after this; `problem` is
    /// reported at `handle` otherwise. What is looked up or given by its id has its parts elsewhere: of that, nothing is
    /// reported.
    pub fn expect<K>(
        &mut self,
        handle: &impl Handle,
        rule: &'static str,
        scope: &Ref<K>,
        what: impl Into<String>,
        problem: Problem,
    ) {
        if let (Some(index), Some(scope)) = (self.own(handle.node()), self.index_of(scope)) {
            self.facts.expectations.push((index, (rule, scope, what.into()), problem));
        }
    }

    /// Which declaration of this stack a reference names; what is foreign is reported where it is used.
    pub(crate) fn index_of<K>(&self, reference: &Ref<K>) -> Option<u32> {
        reference.expr().target().and_then(|node| self.own(node))
    }

    /// Which declaration of this stack a node is; `None` where it is another stack's.
    fn own(&self, node: &Node) -> Option<u32> {
        (node.id.stack == self.id).then_some(node.id.index)
    }

    /// What a layer remembers of a declared resource while others are declared: the ranges taken within a VPC, the
    /// rules of a security group. `T` is a type of the layer's own, empty at first.
    ///
    /// `None` where the resource is not declared in this stack: nothing is known of it then.
    pub fn remember<T: Any + Default + Send + Sync, K>(&mut self, of: &Ref<K>) -> Option<&mut T> {
        let index = self.index_of(of)?;
        let memory = self.facts.memories.entry((TypeId::of::<T>(), index));
        memory.or_insert_with(|| Box::<T>::default()).downcast_mut()
    }
}
