//! The stack: everything that is declared together and applied together.
//!
//! | file | holds |
//! |---|---|
//! | `stack.rs` | the stack itself |
//! | `resource.rs`, `resource_type.rs`, `custom.rs` | what can be declared, and how a builder ends |
//! | `body.rs`, `reference.rs` | what a builder lowers itself to, and how it names others |
//! | `entry.rs`, `meta.rs` | what the stack keeps of a declared resource |
//! | `amend.rs` | what is said of any resource, whatever its type |
//! | `default_entry.rs` | what a stack adds to every resource |
//! | `deferred.rs`, `defer.rs` | arguments whose value is known once the stack is finished |
//! | `facts.rs`, `recording.rs` | what layers say of declared resources, until the rules are asked |
//! | `variable.rs`, `output.rs`, `interface.rs` | what goes into the root module and comes out of it |
//! | `provider.rs`, `backend.rs` | what stands in `terraform.tf` |
//! | `graph.rs`, `configurations.rs` | what depends on what, and which provider each uses |
//! | `refusals.rs` | problems that are found in more than one place |

pub(crate) mod amend;
pub(crate) mod backend;
pub(crate) mod body;
pub(crate) mod configurations;
pub(crate) mod custom;
mod default_entry;
mod defer;
pub(crate) mod deferred;
pub(crate) mod entry;
pub(crate) mod facts;
pub(crate) mod graph;
mod interface;
pub(crate) mod meta;
pub(crate) mod output;
pub(crate) mod provider;
mod recording;
pub(crate) mod reference;
pub(crate) mod refusals;
pub(crate) mod resource;
pub(crate) mod resource_type;
#[expect(clippy::module_inception, reason = "a file is named after the type that it holds")]
pub(crate) mod stack;
pub(crate) mod variable;
