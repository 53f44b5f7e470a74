//! The words that Terrane's layers exchange, and how a stack of them becomes Terraform.
//!
//! A **builder** is a plain struct that describes a resource. [`Declare::declare`] ends it and returns a **handle**: the
//! typed attributes of that resource. Their [`Ref`]s go into other builders. [`Stack::finish`] reports every problem at
//! once, or yields the text of the Terraform files.
//!
//! This crate knows Terraform's language and nothing of any single AWS resource; those are in the layers
//! (`terrane-network`, `terrane-data`, `terrane-compute`, `terrane-edge`, `terrane-observability`).
//!
//! ```
//! use terrane_core::{
//!     Body, Declare, Handle, Node, Provider, Ref, Region, Resource, Stack, Text, Type, kind::VpcId,
//! };
//!
//! /// A resource of your own: a plain struct …
//! struct Vpc {
//!     cidr: Text,
//! }
//!
//! /// … and the handle to it.
//! struct VpcHandle(Node);
//!
//! impl VpcHandle {
//!     fn id(&self) -> Ref<VpcId> {
//!         self.0.attribute("id")
//!     }
//! }
//!
//! const VPC: Type = Type::resource("aws_vpc", "network");
//!
//! impl Resource for Vpc {
//!     type Handle = VpcHandle;
//!
//!     fn lower(self, stack: &mut Stack, label: &str) -> VpcHandle {
//!         let mut body = Body::new();
//!         body.set("cidr_block", self.cidr);
//!         VpcHandle(stack.add(&VPC, label, body))
//!     }
//! }
//!
//! let mut stack = Stack::new("docs");
//! stack.provider(Provider::aws(&Region::EU_WEST_1));
//! let vpc = Vpc { cidr: "10.1.0.0/16".into() }.declare(&mut stack, "main");
//! stack.output("vpc_id", vpc.id());
//! let terraform = stack.finish()?;
//! assert!(terraform.file("network.tf").unwrap().contains("resource \"aws_vpc\" \"main\" {"));
//! # Ok::<(), terrane_core::Problems>(())
//! ```

mod cidr;
mod demands;
mod environment;
mod fact;
pub mod kind;
mod known;
mod lang;
mod metric;
mod place;
mod policy;
mod rules;
mod secret;
mod stack;
mod tags;
mod traffic;
mod unit;

pub use cidr::{Ipv4Cidr, Ipv6Cidr};
pub use environment::{Deliver, Delivered, Environment, Variables};
pub use fact::{Demand, Source};
pub use kind::Kind;
pub use lang::body::Body;
pub use lang::expr::Expr;
pub use lang::function::{
    both, call, differs, either, equals, jsonencode, matches, not, one, one_of, pick, trimsuffix, urlencode,
};
pub use lang::object::Object;
pub use lang::text::{Text, concatenate};
pub use lang::value::{EphemeralText, Value};
pub use metric::{Metric, Statistic};
pub use place::{Access, Any, Isolated, Private, Public, RegistryAccess, Subnets};
pub use policy::{Action, Principal, Statement, policy_document};
pub use rules::literal::valid;
pub use rules::name::{Name, NameRule};
pub use rules::problem::{Invalid, Problem, Problems, Severity};
pub use secret::{RotatingSecret, Secret};
pub use stack::Stack;
pub use stack::amend::Amend;
pub use stack::custom::Custom;
pub use stack::emit::Terraform;
pub use stack::header::{Header, MARKER};
pub use stack::node::{Handle, Node};
pub use stack::provider::{Provider, ProviderAlias, S3Backend};
pub use stack::reference::Ref;
pub use stack::resource::{Amended, Declare, Resource, Type};
pub use stack::variable::{OutputValue, Show, Variable};
pub use tags::Tags;
pub use traffic::{CacheUrl, Endpoint, ForwardedTargetGroup, PortRange, QueueUrl};
pub use unit::{Days, GiB, MiB, Minutes, Percent, Port, Region, Seconds, UnprivilegedPort, Zone};
