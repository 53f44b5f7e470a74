//! AWS WAF: web ACLs before load balancers.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_wafv2_web_acl` | [`WebAcl`] |
//! | `aws_wafv2_web_acl_association` | [`WebAclAssociation`] |
//! | `aws_wafv2_web_acl_logging_configuration` | [`WebAcl::log_to`] |

mod web_acl;
mod web_acl_association;

pub use web_acl::{ManagedRuleGroup, WEB_ACL_NAME, WebAcl, WebAclArn, WebAclHandle};
pub use web_acl_association::{WebAclAssociation, WebAclAssociationHandle};
