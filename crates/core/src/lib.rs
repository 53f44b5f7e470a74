//! Terraform's language, the stack that is declared in it, the rules and the emitter. This crate knows no
//! provider.
//!
//! A **builder** is a plain struct that describes a resource. [`Declare::declare`] ends it and returns a
//! **handle**: the typed attributes of that resource. Their [`Ref`]s go into other builders.
//! [`Stack::finish`] reports every problem at once, or yields the text of the Terraform files.
//!
//! | room | holds |
//! |---|---|
//! | `emit` | from the checked stack to the text of its files |
//! | `rules` | what depends on what, what is marked, and what Terraform itself refuses |
//! | `stack` | declaring, references, variables, providers, facts |
//! | `lang` | values, templates, functions, and how they are written |
//! | `validity` | problems, and what names and literals may be |
//!
//! Each knows those below it, and `finish` alone asks the rules and then emits.
//!
//! What the services of AWS say to each other is in `terrane-aws`, their builders in the layers
//! (`terrane-network`, `terrane-data`, `terrane-compute`, `terrane-edge`, `terrane-observability`).
//!
//! ```
//! use terrane_core::{
//!     Body, Declare, Handle, Kind, Node, ProviderSource, Ref, Resource, Stack, Text, ResourceType,
//! };
//!
//! /// What a reference can name …
//! enum ServerId {}
//! impl Kind for ServerId {
//!     const NOUN: &'static str = "server id";
//! }
//!
//! /// … a resource of your own, a plain struct …
//! struct Server {
//!     image: Text,
//! }
//!
//! /// … and the handle to it.
//! struct ServerHandle(Node);
//!
//! impl Handle for ServerHandle {
//!     fn node(&self) -> &Node {
//!         &self.0
//!     }
//! }
//!
//! impl ServerHandle {
//!     fn id(&self) -> Ref<ServerId> {
//!         self.0.attribute("id")
//!     }
//! }
//!
//! const HCLOUD: ProviderSource = ProviderSource::new("hcloud", "hetznercloud/hcloud", "~> 1.50");
//! const SERVER: ResourceType = ResourceType::resource("hcloud_server", "compute").of_provider(&HCLOUD);
//!
//! impl Resource for Server {
//!     type Handle = ServerHandle;
//!
//!     fn lower(self, stack: &mut Stack, label: &str) -> ServerHandle {
//!         let mut body = Body::new();
//!         body.set("image", self.image);
//!         ServerHandle(stack.add(&SERVER, label, body))
//!     }
//! }
//!
//! let mut stack = Stack::new("docs");
//! let server = Server { image: "debian-12".into() }.declare(&mut stack, "main");
//! stack.output("server_id", server.id());
//! let terraform = stack.finish()?;
//! assert!(terraform.file("compute.tf").unwrap().contains("resource \"hcloud_server\" \"main\" {"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod emit;
mod finish;
mod lang;
mod rules;
mod stack;
mod validity;

pub use emit::header::{Header, MARKER};
pub use emit::terraform::Terraform;
pub use lang::function::{
    both, call, differs, either, equals, jsonencode, matches, not, one, one_of, pick, trimsuffix, urlencode,
};
pub use lang::node::{Handle, Node};
pub use lang::object::Object;
pub use lang::text::{Text, concatenate};
pub use lang::tree::Expr;
pub use lang::unit::{Days, GiB, MiB, Minutes, Percent, Port, Seconds, UnprivilegedPort};
pub use lang::value::{EphemeralText, Value};
pub use stack::amend::Amend;
pub use stack::backend::Backend;
pub use stack::body::Body;
pub use stack::custom::Custom;
pub use stack::facts::{Fact, Facts, Report};
pub use stack::output::{IntoOutput, OutputValue};
pub use stack::provider::{Provider, ProviderAlias, ProviderSource};
pub use stack::reference::{Kind, Ref, RefersTo};
pub use stack::resource::{Amended, Declare, Resource};
pub use stack::resource_type::ResourceType;
pub use stack::stack::Stack;
pub use stack::variable::Variable;
pub use validity::literal::valid;
pub use validity::name::{Name, NameRule};
pub use validity::problem::{Invalid, Problem, Problems, Severity};
