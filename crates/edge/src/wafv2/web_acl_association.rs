//! `aws_wafv2_web_acl_association`.

use terrane_aws::kind::LoadBalancerArn;
use terrane_core::{Body, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack};

use super::web_acl_handle::WebAclArn;
use crate::layer::FILE;

const ASSOCIATION: ResourceType = terrane_aws::resource("aws_wafv2_web_acl_association", FILE);

/// Puts a web ACL before a load balancer.
///
/// Emits `aws_wafv2_web_acl_association.{label}`.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `duplicate-web-acl` | a second web ACL of a load balancer |
///
/// # Not covered
///
/// Web ACLs of other resources than load balancers: use [`Custom`](terrane_core::Custom).
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{LoadBalancerLookup, WebAclAssociation};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let acl = Ref::existing("arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shared/1");
/// WebAclAssociation::new(&alb.arn(), &acl).declare(&mut stack, "shared");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_wafv2_web_acl_association")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct WebAclAssociation {
    load_balancer: Ref<LoadBalancerArn>,
    acl: Ref<WebAclArn>,
}

impl WebAclAssociation {
    /// Puts the ACL before the load balancer.
    pub fn new(load_balancer: &impl RefersTo<LoadBalancerArn>, acl: &impl RefersTo<WebAclArn>) -> Self {
        Self { load_balancer: load_balancer.reference(), acl: acl.reference() }
    }
}

impl Resource for WebAclAssociation {
    type Handle = WebAclAssociationHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> WebAclAssociationHandle {
        let mut body = Body::new();
        body.reference("resource_arn", &self.load_balancer);
        body.reference("web_acl_arn", self.acl);
        let node = stack.add(&ASSOCIATION, label, body);
        stack.claim(&node, "duplicate-web-acl", &self.load_balancer, "the place of the web ACL");
        WebAclAssociationHandle { node }
    }
}

/// A declared association.
#[derive(Clone, Debug)]
pub struct WebAclAssociationHandle {
    node: Node,
}

impl Handle for WebAclAssociationHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
