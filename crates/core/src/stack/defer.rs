//! How an argument is deferred, and how others add to it.

use std::any::Any;

use super::deferred::Deferred;
use super::stack::Stack;
use crate::lang::node::Node;
use crate::lang::tree::Expr;

impl Stack {
    /// Makes an argument of a declared resource one that others add to until the stack is finished: a policy
    /// that grows with what uses it. `C` collects, empty at first, and `value` makes the argument of it.
    /// Where that is `None`, the whole resource is not emitted.
    ///
    /// What the author sets by name with [`Amend::attribute`](crate::Amend::attribute) takes its place.
    ///
    /// ```
    /// use terrane_core::{Body, Expr, ProviderSource, Stack, ResourceType};
    ///
    /// const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
    /// const LIST: ResourceType =
    ///     ResourceType::resource("aws_ec2_managed_prefix_list", "network").of_provider(&AWS);
    ///
    /// let mut stack = Stack::new("docs");
    /// let list = stack.add(&LIST, "offices", Body::new());
    /// let some = |cidrs: &Vec<&'static str>| (!cidrs.is_empty()).then(|| Expr::list(cidrs.iter().copied()));
    /// stack.defer(&list, "cidrs", some);
    /// stack.deferred::<Vec<&'static str>>(&list).expect("it is this stack's").push("198.51.100.0/24");
    /// assert!(stack.finish()?.file("network.tf").unwrap().contains("cidrs = [\"198.51.100.0/24\"]"));
    /// # Ok::<(), terrane_core::Problems>(())
    /// ```
    pub fn defer<C: Any + Default + Send + Sync>(
        &mut self,
        node: &Node,
        key: &'static str,
        value: impl Fn(&C) -> Option<Expr> + Send + Sync + 'static,
    ) {
        if let Some(entry) = self.entry(node) {
            entry.deferred = Some(Box::new(Deferred::new(key, value)));
        }
    }

    /// What has been collected for a deferred argument. `None` where the resource has none that collects a
    /// `C`, or is another stack's, which is reported.
    pub fn deferred<C: Any>(&mut self, node: &Node) -> Option<&mut C> {
        self.entry(node)?.deferred.as_mut()?.collected()
    }
}
