//! Resources that no layer has a builder for.

use super::body::Body;
use super::resource::Resource;
use super::resource_type::ResourceType;
use super::stack::Stack;
use crate::lang::node::Node;
use crate::lang::tree::Expr;

/// Any resource of any provider, by its Terraform name: for what no layer covers.
///
/// ```
/// use terrane_core::{Custom, Declare, ProviderSource, Stack, ResourceType};
///
/// const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");
/// const QUEUE: ResourceType = ResourceType::resource("aws_sqs_queue", "queues").of_provider(&AWS);
///
/// let mut stack = Stack::new("docs");
/// let queue = Custom::new(&QUEUE)
///     .set("name", "jiki-mail")
///     .set("sqs_managed_sse_enabled", true)
///     .declare(&mut stack, "mail");
/// stack.output("mail_queue_url", terrane_core::Text::from_expr(queue.expression("url")));
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Custom {
    kind: &'static ResourceType,
    body: Body,
}

impl Custom {
    /// A resource of this type.
    pub fn new(kind: &'static ResourceType) -> Self {
        Self { kind, body: Body::new() }
    }

    /// Sets an argument; of one that is set twice, the later value holds.
    pub fn set(mut self, name: &'static str, value: impl Into<Expr>) -> Self {
        self.body.replace(name, value.into());
        self
    }

    /// Adds a nested block.
    pub fn block(mut self, name: &'static str, fill: impl FnOnce(&mut Body)) -> Self {
        self.body.block(name, fill);
        self
    }
}

impl Resource for Custom {
    type Handle = Node;

    fn lower(self, stack: &mut Stack, label: &str) -> Node {
        stack.add(self.kind, label, self.body)
    }
}
