//! What the two types of `aws_vpc_endpoint` have in common.

use terrane_aws::{Statement, policy_document};
use terrane_core::{Body, ResourceType};

pub(super) const ENDPOINT: ResourceType = terrane_aws::resource("aws_vpc_endpoint", "network");

/// Writes what may be done through an endpoint. Without a statement AWS allows everything.
pub(super) fn write_policy(statements: Vec<Statement>, body: &mut Body) {
    if !statements.is_empty() {
        body.set("policy", policy_document(statements));
    }
}
