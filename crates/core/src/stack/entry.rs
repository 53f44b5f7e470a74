//! What the stack keeps of a declared resource.

use std::sync::Arc;

use super::body::Body;
use super::deferred::Deferred;
use super::meta::Meta;
use super::resource_type::ResourceType;
use crate::lang::item::Item;
use crate::lang::tree::Expr;

/// A declared resource, as the stack keeps it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: &'static ResourceType,
    pub(crate) address: Arc<str>,
    /// The first entry of what was declared together: a component's parts have it in common.
    pub(crate) component: u32,
    pub(crate) body: Body,
    /// Most resources have nothing said of them.
    pub(crate) meta: Option<Box<Meta>>,
    /// What belongs to it and must be there before it works: a role's policies.
    pub(crate) attached: Vec<u32>,
    /// An argument whose value is known once the stack is finished.
    pub(crate) deferred: Option<Box<Deferred>>,
}

impl Entry {
    /// The second word of the address: `main` of `aws_vpc.main`.
    pub(crate) fn label(&self) -> &str {
        self.address.rsplit('.').next().unwrap_or_default()
    }

    pub(crate) fn new(kind: &'static ResourceType, address: Arc<str>, body: Body) -> Self {
        Self { kind, address, component: 0, body, meta: None, attached: Vec::new(), deferred: None }
    }

    /// Its arguments and blocks, and those that were set by name.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item> {
        self.body.items.iter().chain(self.meta.iter().flat_map(|meta| &meta.untyped.items))
    }

    /// The argument that is known by now, and its value; `None` where the author has set it by name.
    pub(crate) fn deferred_value(&self) -> Option<(&'static str, Option<Expr>)> {
        let is_set = |key| self.meta.as_ref().is_some_and(|meta| meta.untyped.has(key));
        let deferred = self.deferred.as_ref().filter(|deferred| !is_set(deferred.key))?;
        Some((deferred.key, deferred.value()))
    }
}
