//! What resources of different layers say about each other, until the rules are asked.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;

use crate::{Handle, Node, Problem, Ref, Stack};

/// What a layer records of a declared resource, and judges once everything is declared: which group admits what, what pauses,
/// what is asked again and again.
///
/// A fact is a type of the layer's own. Core keeps facts, and asks each type that was recorded for its check.
///
/// ```
/// use terrane_core::{Body, Fact, Problem, Report, Stack, Type};
///
/// const VOLUME: Type = Type::resource("aws_ebs_volume", "data");
///
/// /// How many gibibytes a volume has.
/// struct Size(u32);
///
/// impl Fact for Size {
///     fn check(stack: &Stack, report: &mut Report) {
///         let total: u32 = stack.recorded::<Size>().map(|(_, size)| size.0).sum();
///         if let Some((node, _)) = stack.recorded::<Size>().last().filter(|_| total > 100) {
///             report.add(node, Problem::error("too-much-storage", "more than 100 GiB together", "use less"));
///         }
///     }
/// }
///
/// let mut stack = Stack::new("docs");
/// let volume = stack.add(&VOLUME, "main", Body::new());
/// stack.record(&volume, Size(101));
/// assert_eq!(stack.check().iter().next().unwrap().rule, "too-much-storage");
/// ```
pub trait Fact: Any + Send + Sync {
    /// Judges all facts of this type, in time linear in their number. The default finds nothing: other facts are judged by
    /// it.
    fn check(_stack: &Stack, _report: &mut Report)
    where
        Self: Sized,
    {
    }
}

/// What the checks of facts find.
#[derive(Debug, Default)]
pub struct Report {
    pub(crate) problems: Vec<Problem>,
}

impl Report {
    /// Adds a problem at a declared resource.
    pub fn add(&mut self, at: &Node, problem: Problem) {
        self.problems.push(problem.at(at.address()));
    }
}

#[derive(Default)]
pub(crate) struct Facts {
    /// The facts of each type, in the order in which the types were first recorded.
    rows: Vec<Row>,
    /// What may be given once only: by rule, scope and value, with who gave it first.
    claims: HashMap<Claim, String>,
    /// What must have been claimed once everything is declared: who says so, and what is wrong otherwise.
    expectations: Vec<(Node, Node, Claim, Problem)>,
    /// What layers remember of a resource, by the type of the memory and the resource's index.
    memories: HashMap<(TypeId, u32), Box<dyn Any + Send + Sync>>,
}

struct Row {
    of: TypeId,
    check: fn(&Stack, &mut Report),
    facts: Vec<(Node, Box<dyn Any + Send + Sync>)>,
}

/// A value that is taken once: the rule that says so, the resource within which it does, and the value.
type Claim = (&'static str, u32, String);

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").field("claims", &self.claims).finish_non_exhaustive()
    }
}

/// What the checks of every recorded fact find, and what should have been claimed.
pub(crate) fn check(stack: &Stack, problems: &mut Vec<Problem>) {
    let mut report = Report::default();
    for row in &stack.facts.rows {
        (row.check)(stack, &mut report);
    }
    for (node, scope, claim, problem) in &stack.facts.expectations {
        // What is looked up has its parts elsewhere.
        if scope.is_managed() && !stack.facts.claims.contains_key(claim) {
            report.add(node, problem.clone());
        }
    }
    problems.append(&mut report.problems);
}

impl Stack {
    /// Records a fact about a declared resource. One about another stack's resource is not kept: what names that is reported
    /// anyway.
    pub fn record<F: Fact>(&mut self, at: &impl Handle, fact: F) {
        let node = at.node();
        if !self.owns(node) {
            return;
        }
        let of = TypeId::of::<F>();
        let rows = &mut self.facts.rows;
        let at = rows.iter().position(|row| row.of == of).unwrap_or_else(|| {
            rows.push(Row { of, check: F::check, facts: Vec::new() });
            rows.len() - 1
        });
        rows[at].facts.push((node.clone(), Box::new(fact)));
    }

    /// The facts of one type with the resources that they are about, in the order in which they were recorded.
    pub fn recorded<F: Fact>(&self) -> impl Iterator<Item = (&Node, &F)> {
        let row = self.facts.rows.iter().find(|row| row.of == TypeId::of::<F>());
        let facts = row.into_iter().flat_map(|row| &row.facts);
        facts.filter_map(|(node, fact)| Some((node, fact.downcast_ref()?)))
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
        let Some(scope) = self.declaration(scope) else { return };
        let claim = (rule, scope.id.index, what.into());
        if let Some(first) = self.facts.claims.get(&claim) {
            let what = format!("{} is taken by `{first}` already", claim.2);
            self.problem(
                handle.node(),
                Problem::error(rule, what, "give each its own, or keep one of the two"),
            );
            return;
        }
        self.facts.claims.insert(claim, handle.node().address().to_owned());
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
        if let Some(scope) = self.declaration(scope)
            && self.owns(handle.node())
        {
            let claim = (rule, scope.id.index, what.into());
            self.facts.expectations.push((handle.node().clone(), scope, claim, problem));
        }
    }

    /// The declaration of this stack that a reference names; what is foreign is reported where it is used.
    pub fn declaration<K>(&self, reference: &Ref<K>) -> Option<Node> {
        reference.expr().target().filter(|node| self.owns(node)).cloned()
    }

    fn owns(&self, node: &Node) -> bool {
        node.id.stack == self.id
    }

    /// What a layer remembers of a declared resource while others are declared: the ranges taken within a VPC, the
    /// rules of a security group. `T` is a type of the layer's own, empty at first.
    ///
    /// `None` where the resource is not declared in this stack: nothing is known of it then.
    pub fn remember<T: Any + Default + Send + Sync, K>(&mut self, of: &Ref<K>) -> Option<&mut T> {
        let node = self.declaration(of)?;
        let memory = self.facts.memories.entry((TypeId::of::<T>(), node.id.index));
        memory.or_insert_with(|| Box::<T>::default()).downcast_mut()
    }

    /// The text behind a reference, where it is known: a literal, or an argument that the declared resource was given.
    ///
    /// ```
    /// # use terrane_core::{Body, Kind, Ref, Stack, Text, Type};
    /// # enum LogGroupName {}
    /// # impl Kind for LogGroupName { const NOUN: &'static str = "log group name"; }
    /// const LOG_GROUP: Type = Type::resource("aws_cloudwatch_log_group", "observability");
    /// let mut stack = Stack::new("docs");
    /// let mut body = Body::new();
    /// body.set("name", "/ecs/jiki");
    /// let name: Ref<LogGroupName> = stack.add(&LOG_GROUP, "web", body).attribute("name");
    /// assert_eq!(stack.known_text(&name), Some("/ecs/jiki"));
    /// ```
    pub fn known_text<'a, K>(&'a self, reference: &'a Ref<K>) -> Option<&'a str> {
        let Some((node, argument)) = reference.expr().attribute_of() else { return reference.as_literal() };
        let entry = self.entries.get(node.id.index as usize).filter(|_| self.owns(node))?;
        entry.body.text(argument)
    }
}
