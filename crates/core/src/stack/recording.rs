//! What layers record of declared resources while others are declared.

use std::any::Any;

use super::facts::Fact;
use super::reference::Ref;
use super::stack::Stack;
use crate::lang::node::{Handle, Node};
use crate::validity::problem::Problem;

impl Stack {
    /// Records a fact about a declared resource. One about another stack's resource is not kept: what names
    /// that is reported anyway.
    pub fn record<F: Fact>(&mut self, at: &impl Handle, fact: F) {
        let node = at.node();
        if self.facts.is_about(node) {
            self.facts.record(node, fact);
        }
    }

    /// Takes a value that may be taken once within `scope` (a rule's priority on its listener). A second
    /// claim is reported at `handle`, under `rule`, with `what` naming the value: "priority 10".
    pub fn claim<K>(
        &mut self,
        handle: &impl Handle,
        rule: &'static str,
        scope: &Ref<K>,
        what: impl Into<String>,
    ) {
        let Some(scope) = self.declaration(scope) else { return };
        let taken = self.facts.claim(handle.node(), rule, &scope, what.into());
        if let Some(problem) = taken {
            self.report(handle.node(), problem);
        }
    }

    /// Records that something must [claim](Stack::claim) a value within `scope`, before or after this;
    /// `problem` is reported at `handle` otherwise. What is looked up or given by its id has its parts
    /// elsewhere: of that, nothing is reported.
    pub fn expect<K>(
        &mut self,
        handle: &impl Handle,
        rule: &'static str,
        scope: &Ref<K>,
        what: impl Into<String>,
        problem: Problem,
    ) {
        if let Some(scope) = self.declaration(scope)
            && self.facts.is_about(handle.node())
        {
            self.facts.expect(handle.node(), rule, scope, what.into(), problem);
        }
    }

    /// The declaration of this stack that a reference names; what is foreign is reported where it is used.
    pub fn declaration<K>(&self, reference: &Ref<K>) -> Option<Node> {
        self.facts.declaration(reference)
    }

    /// What a layer remembers of a declared resource while others are declared: the ranges taken within a
    /// VPC, the rules of a security group. `T` is a type of the layer's own, empty at first.
    ///
    /// `None` where the resource is not declared in this stack: nothing is known of it then.
    pub fn remember<T: Any + Default + Send + Sync, K>(&mut self, of: &Ref<K>) -> Option<&mut T> {
        let node = self.declaration(of)?;
        self.facts.remember(&node)
    }

    /// The text behind a reference, where it is known: a literal, or an argument that the declared resource
    /// was given.
    ///
    /// ```
    /// # use terrane_core::{Body, Kind, Ref, Stack, Text, ResourceType};
    /// # enum LogGroupName {}
    /// # impl Kind for LogGroupName { const NOUN: &'static str = "log group name"; }
    /// const LOG_GROUP: ResourceType = ResourceType::resource("aws_cloudwatch_log_group", "observability");
    /// let mut stack = Stack::new("docs");
    /// let mut body = Body::new();
    /// body.set("name", "/ecs/jiki");
    /// let name: Ref<LogGroupName> = stack.add(&LOG_GROUP, "web", body).attribute("name");
    /// assert_eq!(stack.known_text(&name), Some("/ecs/jiki"));
    /// ```
    pub fn known_text<'a, K>(&'a self, reference: &'a Ref<K>) -> Option<&'a str> {
        let Some((node, argument)) = reference.expr().attribute_of() else { return reference.as_literal() };
        let entry = self.entries.get(node.id.index as usize).filter(|_| self.facts.is_about(node))?;
        entry.body.text(argument)
    }
}
