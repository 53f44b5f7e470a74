//! What Terraform lets one say of any resource, whatever its type.

use super::body::Body;
use super::entry::Entry;
use super::meta::{Allowed, Meta};
use super::provider::ProviderAlias;
use crate::lang::identifier::is_identifier;
use crate::lang::node::Handle;
use crate::lang::raw::address;
use crate::lang::tree::{Expr, Step, Tree};
use crate::validity::problem::Problem;

/// `lifecycle`, `depends_on`, comments, imports and the arguments without a setter, for one declared
/// resource.
///
/// ```
/// # use terrane_core::{Handle, Stack, ResourceType, Body};
/// # let mut stack = Stack::new("docs");
/// # const VPC: ResourceType = ResourceType::resource("aws_vpc", "network");
/// # let vpc = stack.add(&VPC, "main", Body::new());
/// stack
///     .amend(&vpc)
///     .comment("Peered with the office network: its range cannot change.")
///     .prevent_destroy()
///     .ignore_changes(["tags"]);
/// ```
#[derive(Debug)]
pub struct Amend<'a> {
    pub(crate) entry: &'a mut Entry,
}

#[expect(clippy::return_self_not_must_use, reason = "each method has done its work when it returns")]
impl Amend<'_> {
    /// What Terraform takes of managed resources alone.
    fn managed(&mut self, what: &str) {
        if self.entry.kind.block != "resource" {
            self.entry.body.report(Problem::syntax(
                "not-managed",
                format!("`{what}` is for what Terraform makes, and this is only read"),
                "remove it here; say it of the resource itself, where Terraform makes that",
            ));
        }
    }

    fn meta(&mut self) -> &mut Meta {
        self.entry.meta.get_or_insert_default()
    }

    /// A comment above the resource: why it is as it is.
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.meta().comments.push(text.into());
        self
    }

    /// Terraform refuses every plan that would destroy the resource.
    pub fn prevent_destroy(mut self) -> Self {
        self.managed("prevent_destroy");
        self.meta().prevent_destroy = true;
        self
    }

    /// A replacement is made before the old one goes. The resource's name must leave room for both.
    pub fn create_before_destroy(mut self) -> Self {
        self.managed("create_before_destroy");
        self.meta().create_before_destroy = true;
        self
    }

    /// What happens to these arguments outside of Terraform is left alone; `all` is every one of them.
    pub fn ignore_changes<T: Into<String>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.managed("ignore_changes");
        for argument in arguments {
            let argument = argument.into();
            match address(&argument) {
                _ if argument == "all" => self.meta().ignores_all = true,
                Some(argument) => self.meta().ignore_changes.push(argument),
                None => self.entry.body.report(Problem::syntax(
                    "invalid-argument-name",
                    format!(
                        "`{argument}` is not the name of an argument: letters, digits and `_`, a letter first"
                    ),
                    "write it as the provider's documentation does, such as `tags` or `tags[\"Name\"]`",
                )),
            }
        }
        self
    }

    /// The resource is replaced whenever this attribute, or this whole resource, changes.
    pub fn replace_triggered_by(mut self, trigger: impl Into<Expr>) -> Self {
        let trigger = trigger.into();
        self.managed("replace_triggered_by");
        if !is_trigger(&trigger) {
            self.entry.body.report(Problem::syntax(
                "invalid-trigger",
                format!(
                    "`{trigger}` is not a resource or an attribute of one, and nothing else can be a trigger"
                ),
                "name the resource, such as `server.expression(\"id\")`",
            ));
        }
        self.meta().replace_triggered_by.push(trigger);
        self
    }

    /// Waits for another resource that no argument names. Most such orders are derived; this is for the rest.
    pub fn depends_on(mut self, handle: &impl Handle) -> Self {
        self.meta().untyped.after(handle);
        self
    }

    /// Sets an argument that has no setter, or overrides one. It stands under a comment of its own in what is
    /// emitted. `depends_on` and `provider` are methods here, and are reported (`meta-argument-by-name`).
    pub fn attribute(mut self, name: &'static str, value: impl Into<Expr>) -> Self {
        if let "depends_on" | "provider" = name {
            self.entry.body.report(Problem::syntax(
                "meta-argument-by-name",
                format!("`{name}` is not an argument of the resource: it may be written a second time"),
                format!("say it with `.{name}(…)`"),
            ));
        }
        self.entry.body.remove(name);
        self.meta().untyped.replace(name, value.into());
        self
    }

    /// Adds a nested block that has no setter. What stands in `lifecycle` joins what the methods here say.
    pub fn block(mut self, name: &'static str, fill: impl FnOnce(&mut Body)) -> Self {
        self.meta().untyped.block(name, fill);
        self
    }

    /// Uses another configuration of the provider than the default one. So do the other resources of a
    /// component (those that were declared by the same [`Declare::declare`](crate::Declare::declare)) and
    /// what is declared as a part of this one, where nothing else is said of them.
    pub fn provider(mut self, alias: &ProviderAlias) -> Self {
        self.meta().provider = Some(alias.reference().to_owned());
        self
    }

    /// Adopts what exists under this id instead of making it anew.
    pub fn import(mut self, id: impl Into<String>) -> Self {
        let id = id.into();
        self.managed("import");
        if id.trim().is_empty() {
            self.entry.body.report(Problem::syntax(
                "invalid-import",
                "the id to import is empty",
                "give the id that the provider's documentation names under \"Import\"",
            ));
        }
        self.meta().import = Some(id);
        self
    }

    /// The resource had another address before: `aws_vpc.old`. It is renamed, not replaced.
    pub fn moved_from(mut self, address: impl Into<String>) -> Self {
        let from = address.into();
        self.managed("moved");
        if !is_resource(&from) || *from == *self.entry.address {
            self.entry.body.report(Problem::syntax(
                "invalid-address",
                format!("`{from}` is not the address that a resource had before"),
                "write it as `type.label`, such as `local_file.old` or `module.files.local_file.old[0]`",
            ));
        }
        self.meta().moved_from.push(from);
        self
    }

    /// Accepts what a rule reports at this resource. The reason goes into the emitted file.
    ///
    /// An allowance that nothing needs is itself reported (`unused-allow`).
    pub fn allow(mut self, rule: impl Into<String>, reason: impl Into<String>) -> Self {
        self.meta().allowed.push(Allowed { rule: rule.into(), reason: reason.into() });
        self
    }

    /// Marks a finding of the scanner Checkov as meant, by its id (`CKV_AWS_18`), with the reason.
    ///
    /// This alone writes such a mark: a comment that reads like one is broken by a space. What is no id is
    /// reported (`invalid-check-id`).
    pub fn skip_checkov(mut self, id: &str, reason: &str) -> Self {
        if !is_identifier(id) {
            self.entry.body.report(Problem::syntax(
                "invalid-check-id",
                format!("`{id}` is not the id of a check"),
                "write it as Checkov prints it: letters, digits and `_`, such as `CKV2_GHA_1`",
            ));
        }
        self.meta().skips.push((id.to_owned(), reason.to_owned()));
        self
    }
}

/// Whether a change of this can trigger a replacement: of a managed resource, or of an attribute of one.
fn is_trigger(trigger: &Expr) -> bool {
    match &trigger.tree {
        Tree::Attribute(node, _) => node.is_managed(),
        // What a raw expression names is looked up once everything is declared.
        Tree::Path(root, _) => matches!(&root.tree, Tree::Word(root) if root.contains('_')),
        Tree::Fault(_) => true,
        _ => false,
    }
}

/// What begins no type of a managed resource.
const NO_TYPES: [&str; 9] =
    ["var", "local", "module", "data", "ephemeral", "each", "count", "path", "terraform"];

/// Whether this is the address of a resource, in a module or not, with a key or not:
/// `module.network["a"].aws_vpc.old[0]`.
fn is_resource(from: &str) -> bool {
    let Some(Expr { tree: Tree::Path(root, steps), .. }) = address(from) else { return false };
    let Tree::Word(root) = &root.tree else { return false };
    let mut names = vec![root.to_string()];
    let mut had_key = false;
    for step in &steps {
        match step {
            Step::Attribute(name) => {
                names.push(name.to_string());
                had_key = false;
            }
            // A key belongs to a module or to the resource itself, and each has one at most.
            Step::Index(index) if names.len() % 2 == 0 && !had_key => {
                had_key = true;
                if matches!(&index.tree, Tree::Number(number) if !number.is_u64()) {
                    return false;
                }
            }
            _ => return false,
        }
    }
    let Some((modules, [kind, _])) = names.split_last_chunk::<2>() else { return false };
    names.len() % 2 == 0
        && modules.chunks(2).all(|module| module[0] == "module")
        && !NO_TYPES.contains(&kind.as_str())
}
