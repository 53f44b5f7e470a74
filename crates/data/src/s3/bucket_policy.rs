//! What a bucket's policy says, and what waits for it.

use terrane_aws::kind::{BucketArn, BucketName};
use terrane_aws::{Action, Principal, Statement};
use terrane_core::{Body, Node, Problem, Ref, Stack, Text};

use super::{BucketHandle, action};

/// What a bucket must know of the bucket that it logs to.
#[derive(Debug, Default)]
struct Known {
    policy: Option<Node>,
    accepts_access_logs: bool,
}

pub(super) fn remember(stack: &mut Stack, bucket: &BucketHandle, accepts_access_logs: bool) {
    if let Some(memory) = stack.remember(&bucket.name()) {
        *memory = Known { policy: Some(bucket.policy.clone()), accepts_access_logs };
    }
}

/// S3 asks whether it may write the logs when it is told to: the target's policy must be there.
pub(super) fn wait_for_log_target(stack: &mut Stack, body: &mut Body, target: &Ref<BucketName>) {
    let Some(known) = stack.remember::<Known, _>(target) else { return };
    let Some(policy) = &known.policy else { return };
    body.after(policy);
    if !known.accepts_access_logs {
        body.report(Problem::error(
            "log-target-refuses",
            "nothing lets S3 write the logs to the bucket that they go to",
            "add `.accept_access_logs(account)` to that bucket",
        ));
    }
}

pub(super) fn deny_insecure_transport(bucket: &BucketHandle) -> Statement {
    const ALL: Action<BucketArn> = Action::new("s3:*");
    // The bucket and its objects: the action holds for both.
    let objects = Ref::from_expr(bucket.objects_arn().into());
    Statement::deny([ALL], [bucket.arn(), objects])
        .sid("DenyInsecureTransport")
        .principal(Principal::aws("*"))
        .when("Bool", "aws:SecureTransport", ["false"])
}

pub(super) fn accept_access_logs(bucket: &BucketHandle, account: Text) -> Statement {
    Statement::allow([action::PUT_OBJECT], [bucket.objects_arn()])
        .sid("AcceptAccessLogs")
        .principal(Principal::service("logging.s3.amazonaws.com"))
        .when("StringEquals", "aws:SourceAccount", [account])
}

pub(super) fn accept_load_balancer_logs(bucket: &BucketHandle, account: Text) -> Statement {
    let load_balancers = Text::from("arn:aws:elasticloadbalancing:*:").then(account).then(":loadbalancer/*");
    Statement::allow([action::PUT_OBJECT], [bucket.objects_arn()])
        .sid("AcceptLoadBalancerLogs")
        .principal(Principal::service("logdelivery.elasticloadbalancing.amazonaws.com"))
        .when("ArnLike", "aws:SourceArn", [load_balancers])
}
