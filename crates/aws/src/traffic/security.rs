//! What security groups let through, as the layers that declare their rules record it.

use terrane_core::{Fact, Ref, Stack};

use super::port_range::PortRange;
use crate::kind::SecurityGroupId;

/// The other side of traffic, as a security group sees it.
#[derive(Clone, Debug)]
pub enum TrafficPeer {
    /// The members of a security group.
    Group(Ref<SecurityGroupId>),
    /// The members of the same security group.
    Itself,
    /// A range of addresses, or a prefix list: whether a given resource is in it is not known here.
    Addresses,
}

/// A group lets traffic in.
#[derive(Debug)]
pub(crate) struct Ingress(pub(crate) TrafficPeer, pub(crate) PortRange);

/// A group lets traffic out.
#[derive(Debug)]
pub(crate) struct Egress(pub(crate) TrafficPeer, pub(crate) PortRange);

/// A group lets out nothing but what rules of the stack say.
#[derive(Debug)]
pub(crate) struct DeniesEgress;

impl Fact for Ingress {}
impl Fact for Egress {}
impl Fact for DeniesEgress {}

/// Records that `group` lets traffic in: for authors of security group rules.
pub fn allow_ingress(stack: &mut Stack, group: &Ref<SecurityGroupId>, from: TrafficPeer, ports: PortRange) {
    if let Some(node) = stack.declaration(group) {
        stack.record(&node, Ingress(from, ports));
    }
}

/// Records that `group` lets traffic out: for authors of security group rules.
pub fn allow_egress(stack: &mut Stack, group: &Ref<SecurityGroupId>, to: TrafficPeer, ports: PortRange) {
    if let Some(node) = stack.declaration(group) {
        stack.record(&node, Egress(to, ports));
    }
}

/// Records that `group` lets out nothing but what [`allow_egress`] says: for authors of security groups.
///
/// A group without this record is taken to allow all egress.
pub fn deny_egress_by_default(stack: &mut Stack, group: &Ref<SecurityGroupId>) {
    if let Some(node) = stack.declaration(group) {
        stack.record(&node, DeniesEgress);
    }
}
