//! What resources of different layers say about each other, until the rules are asked.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;

use super::reference::Ref;
use crate::lang::node::Node;
use crate::validity::problem::Problem;

/// What a layer records of a declared resource, and judges once everything is declared: which group admits
/// what, what pauses, what is asked again and again.
///
/// A fact is a type of the layer's own. Core keeps facts, and asks each type that was recorded for its check.
///
/// ```
/// use terrane_core::{Body, Fact, Facts, Problem, Report, Stack, ResourceType};
///
/// const VOLUME: ResourceType = ResourceType::resource("aws_ebs_volume", "data");
///
/// /// How many gibibytes a volume has.
/// struct Size(u32);
///
/// impl Fact for Size {
///     fn check(facts: &Facts, report: &mut Report) {
///         let total: u32 = facts.recorded::<Size>().map(|(_, size)| size.0).sum();
///         if let Some((node, _)) = facts.recorded::<Size>().last().filter(|_| total > 100) {
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
    /// Judges all facts of this type, in time linear in their number. The default finds nothing: other facts
    /// are judged by it.
    fn check(_facts: &Facts, _report: &mut Report)
    where
        Self: Sized,
    {
    }
}

/// What the checks of facts find.
#[derive(Debug, Default)]
pub struct Report {
    problems: Vec<Problem>,
}

impl Report {
    /// Adds a problem at a declared resource.
    pub fn add(&mut self, at: &Node, problem: Problem) {
        self.problems.push(problem.at(at.address()));
    }
}

/// What has been recorded of the resources of a stack: what the checks of facts look at.
pub struct Facts {
    /// The stack whose resources the facts are about.
    stack: u32,
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
    check: fn(&Facts, &mut Report),
    facts: Vec<(Node, Box<dyn Any + Send + Sync>)>,
}

/// A value that is taken once: the rule that says so, the resource within which it does, and the value.
type Claim = (&'static str, u32, String);

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").field("claims", &self.claims).finish_non_exhaustive()
    }
}

impl Facts {
    pub(crate) fn of(stack: u32) -> Self {
        Self {
            stack,
            rows: Vec::new(),
            claims: HashMap::new(),
            expectations: Vec::new(),
            memories: HashMap::new(),
        }
    }

    /// The facts of one type with the resources that they are about, in the order in which they were
    /// recorded.
    pub fn recorded<F: Fact>(&self) -> impl Iterator<Item = (&Node, &F)> {
        let row = self.rows.iter().find(|row| row.of == TypeId::of::<F>());
        let facts = row.into_iter().flat_map(|row| &row.facts);
        facts.filter_map(|(node, fact)| Some((node, fact.downcast_ref()?)))
    }

    /// The declaration of the stack that a reference names; `None` where it names nothing that is declared
    /// there.
    pub fn declaration<K>(&self, reference: &Ref<K>) -> Option<Node> {
        reference.expr().target().filter(|node| self.is_about(node)).cloned()
    }

    /// Whether the node is one of the stack's.
    pub(crate) fn is_about(&self, node: &Node) -> bool {
        node.id.stack == self.stack
    }

    pub(crate) fn record<F: Fact>(&mut self, node: &Node, fact: F) {
        let of = TypeId::of::<F>();
        let at = self.rows.iter().position(|row| row.of == of).unwrap_or_else(|| {
            self.rows.push(Row { of, check: F::check, facts: Vec::new() });
            self.rows.len() - 1
        });
        self.rows[at].facts.push((node.clone(), Box::new(fact)));
    }

    /// Takes a value for `by`. Where it is taken already, the problem of that.
    pub(crate) fn claim(
        &mut self,
        by: &Node,
        rule: &'static str,
        scope: &Node,
        what: String,
    ) -> Option<Problem> {
        let claim = (rule, scope.id.index, what);
        if let Some(first) = self.claims.get(&claim) {
            let what = format!("{} is taken by `{first}` already", claim.2);
            return Some(Problem::error(rule, what, "give each its own, or keep one of the two"));
        }
        self.claims.insert(claim, by.address().to_owned());
        None
    }

    pub(crate) fn expect(
        &mut self,
        at: &Node,
        rule: &'static str,
        scope: Node,
        what: String,
        problem: Problem,
    ) {
        let claim = (rule, scope.id.index, what);
        self.expectations.push((at.clone(), scope, claim, problem));
    }

    pub(crate) fn remember<T: Any + Default + Send + Sync>(&mut self, of: &Node) -> Option<&mut T> {
        let memory = self.memories.entry((TypeId::of::<T>(), of.id.index));
        memory.or_insert_with(|| Box::<T>::default()).downcast_mut()
    }

    /// What the checks of every recorded fact find, and what should have been claimed.
    pub(crate) fn check(&self) -> Vec<Problem> {
        let mut report = Report::default();
        for row in &self.rows {
            (row.check)(self, &mut report);
        }
        for (node, scope, claim, problem) in &self.expectations {
            // What is looked up has its parts elsewhere.
            if scope.is_managed() && !self.claims.contains_key(claim) {
                report.add(node, problem.clone());
            }
        }
        report.problems
    }
}
