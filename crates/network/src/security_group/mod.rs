//! Security groups: which traffic may reach a resource, and which may leave it.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_security_group` | [`SecurityGroup`] |
//! | `aws_default_security_group` | [`DefaultSecurityGroup`] |
//! | `aws_vpc_security_group_ingress_rule` | [`IngressRule`] |
//! | `aws_vpc_security_group_egress_rule` | [`EgressRule`] |

mod default_group;
mod egress_rule;
mod group;
mod group_rules;
mod icmp;
mod ingress_rule;
mod peer;
mod rule;
mod traffic;

pub use default_group::{DefaultSecurityGroup, DefaultSecurityGroupHandle};
pub use egress_rule::{Egress, EgressRule, EgressRuleHandle};
pub use group::{SecurityGroup, SecurityGroupHandle};
pub use icmp::Icmp;
pub use ingress_rule::{Ingress, IngressRule, IngressRuleHandle};
pub use peer::Peer;
pub use rule::{RuleDirection, SecurityGroupRule, SecurityGroupRuleHandle};
