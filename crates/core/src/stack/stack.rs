//! The stack itself.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::amend::Amend;
use super::backend::Backend;
use super::body::Body;
use super::default_entry::DefaultEntry;
use super::entry::Entry;
use super::facts::Facts;
use super::output::Output;
use super::provider::{Provider, ProviderAlias};
use super::reference::Ref;
use super::refusals::{duplicate, foreign, invalid_label};
use super::resource_type::ResourceType;
use super::variable::Declared;
use crate::lang::identifier::{is_identifier, is_name};
use crate::lang::mentions::named;
use crate::lang::node::{Handle, Node, NodeId};
use crate::lang::text::Text;
use crate::validity::problem::Problem;

/// Everything that is declared together and applied together: one root module, one state.
///
/// ```
/// use terrane_core::{Custom, Declare, ProviderSource, Stack, ResourceType};
///
/// const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
/// const TOPIC: ResourceType = ResourceType::resource("aws_sns_topic", "topics").of_provider(&AWS);
///
/// let mut stack = Stack::new("shop-production");
/// Custom::new(&TOPIC).set("name", "shop-orders").declare(&mut stack, "orders");
/// Custom::new(&TOPIC).set("name", "shop-invoices").declare(&mut stack, "orders");
///
/// // Two of one label: every problem is in the error, none in what would have been written.
/// let problems = stack.finish().unwrap_err();
/// assert_eq!(problems.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["duplicate-label"]);
/// ```
pub struct Stack {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) entries: Vec<Entry>,
    pub(crate) by_address: HashMap<Arc<str>, u32>,
    pub(crate) variables: Vec<Declared>,
    pub(crate) variable_names: HashSet<String>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) output_names: HashSet<String>,
    /// What files of the user's declare.
    pub(crate) by_hand: HashSet<String>,
    pub(crate) providers: Vec<Provider>,
    pub(crate) backend: Option<Backend>,
    pub(crate) default_entries: Vec<DefaultEntry>,
    pub(crate) facts: Facts,
    pub(crate) problems: Vec<Problem>,
    /// What is being declared, by its first entry.
    component: Option<u32>,
    detached: Entry,
}

static NEXT_STACK: AtomicU32 = AtomicU32::new(0);
const DETACHED: ResourceType = ResourceType::resource("none", "none");

impl Stack {
    /// An empty stack. The name stands in the header of every emitted file.
    pub fn new(name: impl Into<String>) -> Self {
        let id = NEXT_STACK.fetch_add(1, Ordering::Relaxed);
        Self {
            id,
            name: name.into(),
            entries: Vec::new(),
            by_address: HashMap::new(),
            variables: Vec::new(),
            variable_names: HashSet::new(),
            outputs: Vec::new(),
            output_names: HashSet::new(),
            by_hand: HashSet::new(),
            providers: Vec::new(),
            backend: None,
            default_entries: Vec::new(),
            facts: Facts::of(id),
            problems: Vec::new(),
            component: None,
            detached: Entry::new(&DETACHED, "".into(), Body::new()),
        }
    }

    /// The name given to [`Stack::new`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lowers what is declared together: the parts of a component know their first entry.
    pub(crate) fn together<H>(&mut self, lower: impl FnOnce(&mut Self) -> H) -> H {
        let outer = self.component;
        self.component = outer.or_else(|| u32::try_from(self.entries.len()).ok());
        let handle = lower(self);
        self.component = outer;
        handle
    }

    /// Sets meta-arguments of a declared resource: lifecycle, comments, imports, allowed rules, arguments
    /// without a setter.
    ///
    /// This is for parts of components; what one declares oneself is amended on the way, with
    /// [`Declare::amend`](crate::Declare::amend).
    pub fn amend(&mut self, handle: &impl Handle) -> Amend<'_> {
        let node = handle.node();
        let entry =
            if node.id.stack == self.id { self.entries.get_mut(node.id.index as usize) } else { None };
        if entry.is_none() {
            self.problems.push(foreign(node).at(node.address()));
        }
        // What is said of another stack's resource goes nowhere, and has been reported.
        Amend { entry: entry.unwrap_or(&mut self.detached) }
    }

    /// Adds an entry to an argument of every resource that is declared from now on, where it has none of that
    /// key: a tag, say. The value is computed from the resource's label.
    ///
    /// This is for layers: it reaches the arguments that builders write with
    /// [`Body::set_entries`](crate::Body::set_entries).
    ///
    /// ```
    /// use terrane_core::{Body, Object, ResourceType, Stack};
    ///
    /// const QUEUE: ResourceType = ResourceType::resource("aws_sqs_queue", "queues");
    ///
    /// let mut stack = Stack::new("docs");
    /// stack.default_entry("tags", "Name", |label| format!("docs-{label}").into());
    /// let mut body = Body::new();
    /// body.set_entries("tags", Object::new().set("Team", "orders"));
    /// stack.add(&QUEUE, "invoices", body);
    /// # let aws = terrane_core::ProviderSource::new("aws", "hashicorp/aws", ">= 5.100");
    /// # stack.provider(terrane_core::Provider::new(&aws));
    ///
    /// let terraform = stack.finish()?;
    /// assert!(terraform.file("queues.tf").is_some_and(|text| text.contains("Name = \"docs-invoices\"")));
    /// # Ok::<(), terrane_core::Problems>(())
    /// ```
    pub fn default_entry(
        &mut self,
        argument: &'static str,
        key: &'static str,
        value: impl Fn(&str) -> Text + Send + Sync + 'static,
    ) {
        self.default_entries.push(DefaultEntry { argument, key, value: Box::new(value) });
    }

    /// Configures a provider. What it returns is of use for a provider with an alias.
    pub fn provider(&mut self, provider: impl Into<Provider>) -> ProviderAlias {
        let provider = provider.into();
        let address = format!("provider.{}", provider.name);
        let same = |other: &Provider| other.name == provider.name && other.alias == provider.alias;
        if self.providers.iter().any(same) {
            let what = "this provider is configured twice under one name";
            let problem = Problem::syntax("duplicate-provider", what, "give the second one an `.alias(…)`");
            self.problems.push(problem.at(&address));
        }
        self.problems.extend(provider.check().into_iter().map(|problem| problem.at(&address)));
        let reference = provider.reference();
        self.providers.push(provider);
        ProviderAlias(reference)
    }

    /// Says where the state is kept. Without a backend, Terraform keeps it in a local file.
    pub fn backend(&mut self, backend: impl Into<Backend>) {
        let backend = backend.into();
        let problems = backend.check().into_iter().map(|problem| problem.at("terraform.backend"));
        self.problems.extend(problems);
        self.backend = Some(backend);
    }

    /// Adds one block of a type: for authors of resources, at the end of
    /// [`Resource::lower`](crate::Resource::lower).
    pub fn add(&mut self, kind: &'static ResourceType, label: &str, mut body: Body) -> Node {
        let address: Arc<str> = kind.address(label).into();
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if !is_name(label) {
            self.problems.push(invalid_label(label).at(&address));
        }
        if self.by_address.insert(Arc::clone(&address), index).is_some() {
            self.problems.push(duplicate("resource of this type").at(&address));
        }
        // In a data source the same argument is a filter.
        let defaults = if kind.block == "resource" { &self.default_entries[..] } else { &[] };
        body.add_defaults(label, defaults);
        for problem in &mut body.problems {
            if problem.address.is_empty() {
                problem.address.push_str(&address);
            }
        }
        let mut entry = Entry::new(kind, Arc::clone(&address), body);
        entry.component = self.component.unwrap_or(index);
        self.entries.push(entry);
        Node { id: NodeId { stack: self.id, index }, address }
    }

    /// Makes `part` something that `whole` needs before it works: a policy of a role.
    ///
    /// What [acts as](Body::assumes_role) the role waits for it.
    pub fn attach<K>(&mut self, part: &Node, whole: &Ref<K>) {
        for whole in named(whole.expr()) {
            if let Some(entry) = self.entry(whole) {
                entry.attached.push(part.id.index);
            }
        }
    }

    /// Says that a file of your own in the emitted folder declares these, so that raw expressions may name
    /// them: `local.zones`, `module.legacy`, `var.pager`, `aws_vpc.legacy`, `data.aws_ami.base`.
    ///
    /// What is no such name is reported (`invalid-address`).
    ///
    /// ```
    /// use terrane_core::{Expr, Stack, Text};
    ///
    /// let mut stack = Stack::new("docs");
    /// stack.declared_by_hand(["local.zones"]);
    /// stack.output("zones", Text::from_expr(Expr::raw("join(\", \", local.zones)")?));
    /// assert!(stack.finish().is_ok());
    /// # Ok::<(), terrane_core::Invalid>(())
    /// ```
    pub fn declared_by_hand<N: Into<String>>(&mut self, names: impl IntoIterator<Item = N>) {
        for name in names {
            let name = name.into();
            let parts: Vec<&str> = name.split('.').collect();
            let length = if matches!(parts[0], "data" | "ephemeral") { 3 } else { 2 };
            let is_name = |part: &&str| part.split('-').all(|word| !word.is_empty()) && part.is_ascii();
            if parts.len() != length || !is_identifier(parts[0]) || !parts.iter().all(is_name) {
                self.problems.push(
                    Problem::syntax(
                        "invalid-address",
                        format!("`{name}` is not a name that a file can declare"),
                        "write it as raw expressions name it: `local.zones`, `module.legacy`, `local_file.legacy`",
                    )
                    .at(&self.name),
                );
            }
            self.by_hand.insert(name);
        }
    }

    /// Reports a problem at a declared resource, from outside of its own declaration.
    pub fn report(&mut self, node: &Node, problem: Problem) {
        self.problems.push(problem.at(node.address()));
    }

    pub(crate) fn entry(&mut self, node: &Node) -> Option<&mut Entry> {
        if node.id.stack != self.id {
            self.problems.push(foreign(node).at(node.address()));
            return None;
        }
        self.entries.get_mut(node.id.index as usize)
    }
}

impl fmt::Debug for Stack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let addresses = self.entries.iter().map(|entry| &entry.address);
        f.debug_struct("Stack")
            .field("name", &self.name)
            .field("resources", &addresses.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
