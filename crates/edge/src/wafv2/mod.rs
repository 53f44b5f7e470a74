//! AWS WAF: web ACLs before load balancers.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_wafv2_web_acl` | [`WebAcl`] |
//! | `aws_wafv2_web_acl_association` | [`WebAclAssociation`] |
//! | `aws_wafv2_web_acl_logging_configuration` | [`WebAcl::log_to`] |

mod managed_rule_group;
mod web_acl;
mod web_acl_association;
mod web_acl_handle;

pub use managed_rule_group::ManagedRuleGroup;
pub use web_acl::WebAcl;
pub use web_acl_association::{WebAclAssociation, WebAclAssociationHandle};
pub use web_acl_handle::{WebAclArn, WebAclHandle};
