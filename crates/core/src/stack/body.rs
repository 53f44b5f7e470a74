//! The inside of a block: what a builder lowers itself to.

use std::borrow::Borrow;
use std::ops::RangeInclusive;

use super::default_entry::DefaultEntry;
use super::reference::{Kind, Ref};
use crate::lang::identifier::is_identifier;
use crate::lang::item::{Item, Relation};
use crate::lang::mentions::named;
use crate::lang::node::{Handle, Node};
use crate::lang::object::Object;
use crate::lang::text::Text;
use crate::lang::tree::{Expr, Tree};
use crate::lang::value::Value;
use crate::validity::name::NameRule;
use crate::validity::problem::Problem;

/// The arguments and nested blocks of a resource, and the problems found while they were set.
///
/// ```
/// use terrane_core::Body;
///
/// let mut body = Body::new();
/// body.set("cidr_block", "10.1.0.0/16");
/// body.block("timeouts", |timeouts| timeouts.set("create", "10m"));
/// ```
#[derive(Debug, Default)]
pub struct Body {
    pub(crate) items: Vec<Item>,
    pub(crate) waits: Vec<Wait>,
    pub(crate) problems: Vec<Problem>,
    depth: u16,
}

/// What must exist first although no argument names it.
#[derive(Clone, Debug)]
pub(crate) enum Wait {
    /// The resource itself.
    For(Node),
    /// What is attached to it (a role's policies), and what that waits for.
    ForAttached(Node),
}

impl Body {
    /// How many levels of blocks can stand within each other; what is deeper is reported (`deep-nesting`).
    pub const DEEPEST: u16 = 64;

    /// An empty body.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets an argument. A name that no argument can have is reported (`invalid-argument-name`).
    pub fn set(&mut self, key: &'static str, value: impl Into<Expr>) {
        self.set_as(Relation::User, key, value.into());
    }

    fn set_as(&mut self, relation: Relation, key: &'static str, value: Expr) {
        self.check_key(key);
        self.items.push(Item::Attribute(key, value, relation));
    }

    fn check_key(&mut self, key: &str) {
        if !is_identifier(key) {
            self.report(Problem::syntax(
                "invalid-argument-name",
                format!("`{key}` is not the name of an argument: letters, digits and `_`, a letter first"),
                "write it as the provider's documentation does",
            ));
        }
    }

    /// Sets an argument where there is a value.
    pub fn set_opt(&mut self, key: &'static str, value: Option<impl Into<Expr>>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    /// Sets an argument of the resource itself to an object to which the stack adds what it gives to all its
    /// resources, such as tags: see [`Stack::default_entry`](crate::Stack::default_entry). Where it stays
    /// empty, it is not written.
    pub fn set_entries(&mut self, key: &'static str, entries: Object) {
        self.set_as(Relation::OpenUser, key, entries.into());
    }

    /// Sets an argument to a list, unless it would be empty.
    pub fn list<T: Into<Expr>>(&mut self, key: &'static str, items: impl IntoIterator<Item = T>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.set(key, Expr::list(items));
        }
    }

    /// Sets an argument to a reference, and reports a literal that cannot be of its kind (`malformed-id`).
    pub fn reference<K: Kind>(&mut self, key: &'static str, reference: impl Borrow<Ref<K>>) {
        let reference = reference.borrow();
        self.check_id(key, reference);
        self.set(key, reference);
    }

    /// Sets an argument to a reference where there is one; see [`Body::reference`].
    pub fn reference_opt<K: Kind>(&mut self, key: &'static str, reference: Option<impl Borrow<Ref<K>>>) {
        if let Some(reference) = reference {
            self.reference(key, reference);
        }
    }

    /// Sets an argument to a list of references, unless it would be empty; see [`Body::reference`].
    pub fn references<K: Kind>(&mut self, key: &'static str, references: &[Ref<K>]) {
        for reference in references {
            self.check_id(key, reference);
        }
        self.list(key, references);
    }

    fn check_id<K: Kind>(&mut self, key: &'static str, reference: &Ref<K>) {
        if let Some(id) = reference.as_literal()
            && !id.starts_with(K::ID_PREFIX)
        {
            let (noun, start) = (K::NOUN, K::ID_PREFIX);
            self.report(Problem::error(
                "malformed-id",
                format!("`{key}` is `{id}`, which is no {noun}: one begins with `{start}`"),
                format!("give the {noun} itself, as the provider's console shows it"),
            ));
        }
    }

    /// Sets a name, and reports one that the provider refuses (`invalid-name`). A name that only Terraform
    /// knows passes.
    pub fn name(&mut self, key: &'static str, rule: &NameRule, name: impl Into<Text>) {
        let name = name.into();
        self.check_name(key, rule, &name);
        self.set(key, name);
    }

    /// Sets a name where there is one; see [`Body::name`].
    pub fn name_opt(&mut self, key: &'static str, rule: &NameRule, name: Option<impl Into<Text>>) {
        if let Some(name) = name {
            self.name(key, rule, name);
        }
    }

    /// Reports a name that the provider refuses, without setting it.
    pub fn check_name(&mut self, key: &str, rule: &NameRule, name: &Text) {
        if let Some(literal) = name.as_literal()
            && let Err(message) = rule.check(literal)
        {
            self.report(Problem::error(
                "invalid-name",
                format!("`{key}` is `{literal}`, but {message}"),
                format!("change `{key}` to what the rule allows"),
            ));
        }
    }

    /// Sets a number, and reports one that lies outside of what the provider takes (`out-of-range`).
    pub fn number(&mut self, key: &'static str, value: impl Into<Value<u32>>, range: RangeInclusive<u32>) {
        let value = value.into();
        if let Some(number) = value.known() {
            self.check_range(key, *number, range);
        }
        self.set(key, value);
    }

    /// Sets a number where there is one; see [`Body::number`].
    pub fn number_opt(
        &mut self,
        key: &'static str,
        value: Option<impl Into<Value<u32>>>,
        range: RangeInclusive<u32>,
    ) {
        if let Some(value) = value {
            self.number(key, value, range);
        }
    }

    /// Reports a number that lies outside of what the provider takes, without setting it.
    pub fn check_range(&mut self, key: &str, number: u32, range: RangeInclusive<u32>) {
        if !range.contains(&number) {
            let (low, high) = (range.start(), range.end());
            // An argument is quoted, a description of one is not.
            let key = if key.contains(' ') { key.to_owned() } else { format!("`{key}`") };
            self.report(Problem::error(
                "out-of-range",
                format!("{key} is {number}, but {low} to {high} is allowed"),
                format!("choose a value from {low} to {high}"),
            ));
        }
    }

    /// Reports a number of things that lies outside of what the provider takes; see [`Body::check_range`].
    pub fn check_count(&mut self, what: &str, count: usize, range: RangeInclusive<u32>) {
        self.check_range(what, u32::try_from(count).unwrap_or(u32::MAX), range);
    }

    /// Adds a nested block.
    pub fn block(&mut self, key: &'static str, fill: impl FnOnce(&mut Body)) {
        self.check_key(key);
        if let "dynamic" | "provisioner" = key {
            return self.report(Problem::syntax(
                "block-without-label",
                format!("a `{key}` block has a label, which cannot be given here"),
                "write out the blocks that it would make, or put the resource into a file of your own",
            ));
        }
        if self.depth >= Self::DEEPEST {
            return self.report(Problem::syntax(
                "deep-nesting",
                format!("the block `{key}` is nested more than {} levels deep", Self::DEEPEST),
                "flatten it: no resource has blocks that deep",
            ));
        }
        let mut inner = Body { depth: self.depth + 1, ..Body::default() };
        fill(&mut inner);
        self.items.push(Item::Block(key, inner.items));
        self.waits.append(&mut inner.waits);
        self.problems.append(&mut inner.problems);
    }

    /// Adds a comment above the next argument: why its value is not the obvious one.
    pub fn comment(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.items.push(Item::Comment(text));
        }
    }

    /// Waits for another resource that no argument names.
    pub fn after(&mut self, handle: &impl Handle) {
        self.waits.push(Wait::For(handle.node().clone()));
    }

    /// Waits for what a reference names, without setting an argument to it: a log group that the provider
    /// would otherwise make by itself.
    pub fn after_reference<K>(&mut self, reference: &Ref<K>) {
        self.wait(reference, Wait::For);
    }

    /// Assumes a role as soon as it is created, and so waits for the policies that are attached to the role.
    ///
    /// `role` is any reference to the role; one from outside of the stack has its policies already.
    pub fn assumes_role<K>(&mut self, role: &Ref<K>) {
        self.wait(role, Wait::ForAttached);
    }

    /// Waits for every resource that a reference names.
    fn wait<K>(&mut self, reference: &Ref<K>, wait: fn(Node) -> Wait) {
        self.waits.extend(named(reference.expr()).into_iter().cloned().map(wait));
    }

    /// Sets an argument to the resource that this one is a part of: it depends on it without counting as a
    /// use.
    ///
    /// The rules of a security group name the group in this way, so that a group that has rules and nothing
    /// else is still reported as unused. What uses the part uses the parent.
    pub fn set_parent<K: Kind>(&mut self, key: &'static str, parent: &Ref<K>) {
        self.check_id(key, parent);
        self.set_as(Relation::Part, key, parent.into());
    }

    /// Sets an argument to a resource at the other end of a rule: it depends on it without counting as a use.
    pub fn set_peer<K: Kind>(&mut self, key: &'static str, peer: &Ref<K>) {
        self.check_id(key, peer);
        self.set_as(Relation::Peer, key, peer.into());
    }

    /// Adds a problem that was found while the resource was declared. Its address is added by the stack.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds what a stack gives to all its resources, and takes out what has stayed empty.
    pub(crate) fn add_defaults(&mut self, label: &str, defaults: &[DefaultEntry]) {
        self.items.retain_mut(|item| {
            let Item::Attribute(key, value, Relation::OpenUser) = item else { return true };
            for default in defaults.iter().filter(|default| default.argument == *key) {
                default.add_to(value, label);
            }
            !matches!(&value.tree, Tree::Object(entries) if entries.is_empty())
        });
    }

    /// The literal text of an argument.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.items.iter().find_map(|item| match item {
            Item::Attribute(name, value, _) if *name == key => value.as_literal(),
            _ => None,
        })
    }

    /// Sets an argument that may be set already: the later value holds.
    pub(crate) fn replace(&mut self, key: &'static str, value: Expr) {
        self.remove(key);
        self.set(key, value);
    }

    /// Takes out an argument or a block, and the comment that explains it.
    pub(crate) fn remove(&mut self, key: &str) {
        while let Some(at) = self.items.iter().position(|item| item.key() == Some(key)) {
            let before = self.items[..at].iter().rposition(|item| !matches!(item, Item::Comment(_)));
            self.items.drain(before.map_or(0, |before| before + 1)..=at);
        }
    }

    /// Whether the argument or block is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.items.iter().any(|item| item.key() == Some(key))
    }
}
